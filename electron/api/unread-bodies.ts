import type { FastifyInstance } from 'fastify'
import type { IncomingMessage } from 'node:http'

const MOST = 64 * 2 ** 20
const PATIENCE_MS = 10_000

/**
 * A refusal of a body ends the connection. Whoever still sends then would find it cut and never
 * read the refusal, so the rest is taken in and forgotten first, within reason.
 */
export function takeInUnreadBodies(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (reply.statusCode >= 400 && reply.getHeader('connection') === 'close' && !request.raw.readableEnded) await rest(request.raw)
    return payload
  })
}

function rest(body: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0
    const count = (piece: Buffer) => {
      bytes += piece.length
      if (bytes > MOST) done()
    }
    const timer = setTimeout(done, PATIENCE_MS)
    const ends = ['end', 'close', 'error'] as const
    function done(): void {
      clearTimeout(timer)
      body.off('data', count)
      for (const end of ends) body.off(end, done)
      resolve()
    }
    for (const end of ends) body.on(end, done)
    body.on('data', count).resume()
  })
}
