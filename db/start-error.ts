/** Why the desk cannot start, as one line that names the file or port and says what to do. */
export class StartError extends Error {
  override name = 'StartError'
}
