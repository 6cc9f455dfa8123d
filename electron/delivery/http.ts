import http from 'node:http'
import https from 'node:https'
import type { IncomingMessage } from 'node:http'
import { AT_ONCE, failure, shown, type Outcome } from './destination.ts'

const LONGEST_WAIT = 24 * 3_600_000

/** Posts to one receiver, over connections of its own that are kept open between messages. */
export interface Poster {
  post(url: string, key: string, body: string, signal: AbortSignal, headers?: Record<string, string>): Promise<Outcome>
  close(): Promise<void>
}

/**
 * Redirects are not followed: a bill must not be led elsewhere. Any 2xx is delivered, 410 means that
 * the receiver is gone, anything else is tried again.
 */
export function createPoster(now: () => number): Poster {
  const agents = { 'http:': new http.Agent({ keepAlive: true, maxSockets: AT_ONCE }), 'https:': new https.Agent({ keepAlive: true, maxSockets: AT_ONCE }) }

  async function post(url: string, key: string, body: string, signal: AbortSignal, headers: Record<string, string> = {}): Promise<Outcome> {
    try {
      const response = await request(url, key, body, signal, headers)
      const status = response.statusCode!
      // The body says nothing that is needed; one without an end is cut off with the try.
      response.on('error', () => {}).resume()
      if (status >= 200 && status < 300) return { delivered: true }
      return {
        delivered: false, error: `${shown(url)} answered ${status}${status >= 300 && status < 400 ? ' (redirects are not followed)' : ''}`,
        retryAfterMs: retryAfter(response.headers['retry-after'], now()), isBusy: status === 429 || status === 503, gone: status === 410,
      }
    } catch (error) {
      if (signal.aborted) return { delivered: false, error: `${shown(url)} did not answer in time` }
      return failure(error, shown(url))
    }
  }

  function request(url: string, key: string, body: string, signal: AbortSignal, headers: Record<string, string>, again = false): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const target = new URL(url)
      const secure = target.protocol === 'https:'
      const sent = (secure ? https : http).request(target, {
        method: 'POST', signal, agent: secure ? agents['https:'] : agents['http:'],
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'user-agent': 'Skranke', ...headers, 'content-length': Buffer.byteLength(body) },
      })
      sent.once('response', resolve)
      sent.once('error', (error: NodeJS.ErrnoException) => {
        // A kept connection may be closed by the other side just as it is used: that is no failed try.
        if (sent.reusedSocket && error.code === 'ECONNRESET' && !again && !signal.aborted) resolve(request(url, key, body, signal, headers, true))
        else reject(error)
      })
      sent.end(body)
    })
  }

  return {
    post,
    close() {
      for (const agent of Object.values(agents)) agent.destroy()
      return Promise.resolve()
    },
  }
}

/** `Retry-After` in seconds or as a date (RFC 9110, section 10.2.3), in milliseconds from now; a day at most. */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), LONGEST_WAIT)
}
