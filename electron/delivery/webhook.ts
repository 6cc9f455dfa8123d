import { createHmac } from 'node:crypto'
import type { Destination } from './destination.ts'
import { dataOf } from './documents.ts'
import { createPoster } from './http.ts'

/** One that was rotated away signs along `until` then. */
export interface WebhookSecret { secret: string, until: number | null }

/** Sends as Standard Webhooks 1.0 say: signed, the id the same on every try, the time that of the try. */
export function webhook(url: string, secrets: () => readonly WebhookSecret[], now: () => number): Destination {
  const { post, close } = createPoster(now)
  return {
    carry(message, signal) {
      const body = JSON.stringify({ type: message.type, timestamp: new Date(message.createdAt).toISOString(), data: dataOf(message) })
      const timestamp = Math.floor(now() / 1000)
      return post(url, message.key, body, signal, {
        'webhook-id': message.key, 'webhook-timestamp': String(timestamp),
        'webhook-signature': secrets().filter(({ until }) => until === null || until > now()).map(({ secret }) => sign(secret, message.key, timestamp, body)).join(' '),
      })
    },
    close,
  }
}

/** `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, by the bytes that `whsec_` writes in base64. */
export function sign(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}
