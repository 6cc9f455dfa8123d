/** The desk reads at most this much at once. */
export const MOST_BYTES = 1024 * 1024

/**
 * The text of a file. Spreadsheets on Windows save CSV in the system's old encoding, where `Åse` is
 * no valid UTF-8: such a file is read as Windows-1252, or the names would come in broken.
 */
export async function readCsv(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  const head = new Uint8Array(bytes.slice(0, 2))
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** How large the text is on its way to the desk. */
export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length
}
