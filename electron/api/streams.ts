import { Readable } from 'node:stream'

/**
 * A stream of pieces that are made as the client takes them, so that an answer of any length needs
 * the memory of one piece. Between pieces the event loop goes round: nobody else waits for an export.
 */
export function streamOf(pieces: Iterable<string>): Readable {
  async function* inTurns() {
    for (const piece of pieces) {
      yield piece
      await new Promise(setImmediate)
    }
  }
  return Readable.from(inTurns(), { objectMode: false, highWaterMark: 256 * 1024 })
}
