import type { FastifyInstance } from 'fastify'
import type { ServerResponse } from 'node:http'

declare module 'fastify' {
  interface FastifyInstance {
    /** Closes when what was accepted is answered. */
    closeInOrder: () => Promise<void>
  }
}

/** How long whoever sent half a request may take for the rest. */
const HALF_A_REQUEST_MS = 2000
/** How long an answer may take to be read. */
const AN_ANSWER_MS = 30_000
const LOOK_MS = 100

/**
 * Closes the app when what was accepted is answered: a request that is here whole. A program that
 * hangs in the middle of one, or opened a connection and says nothing, does not keep the desk open.
 * To be set up before the routes.
 */
export function closingInOrder(app: FastifyInstance): () => Promise<void> {
  const inHand = new Set<ServerResponse>()
  app.addHook('preHandler', async (_, { raw }) => {
    const done = () => inHand.delete(raw)
    inHand.add(raw)
    raw.once('finish', done).once('close', done)
  })
  return async () => {
    const began = performance.now()
    const timer = setInterval(() => {
      const passed = performance.now() - began
      if (passed > AN_ANSWER_MS || (inHand.size === 0 && passed > HALF_A_REQUEST_MS)) app.server.closeAllConnections()
    }, LOOK_MS)
    try {
      await app.close()
    } finally {
      clearInterval(timer)
    }
  }
}
