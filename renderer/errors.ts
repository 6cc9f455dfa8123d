/** The desk refused: `message` is a sentence for a person, in the language that was asked for. */
export class ApiError extends Error {
  readonly status: number
  /** Why each named field of the body or query is refused. */
  readonly fields: Record<string, string>
  /** With 412: the resource as it is now. */
  readonly current: unknown

  constructor(status: number, message: string, fields: Record<string, string> = {}, current?: unknown) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.fields = fields
    this.current = current
  }
}

/** The desk's machine does not answer. */
export class OfflineError extends Error {
  constructor(cause?: unknown) {
    super('The desk does not answer', { cause })
    this.name = 'OfflineError'
  }
}
