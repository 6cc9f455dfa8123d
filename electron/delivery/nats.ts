import type { JetStreamClient } from '@nats-io/jetstream'
import { failure, shown, type Destination } from './destination.ts'
import { CLOUD_EVENT, cloudEvent } from './documents.ts'

export const STREAM = 'SKRANKE'
const HOUR_IN_NANOS = 3_600_000_000_000

interface Link { client: JetStreamClient, close(): Promise<void>, header(key: string): ReturnType<typeof import('@nats-io/transport-node').headers> }

/**
 * Publishes CloudEvents to JetStream, subject `skranke.<event type>`. The message's key is its
 * `Nats-Msg-Id`, so that the stream itself drops what comes twice. Where no stream takes these
 * subjects, one called SKRANKE is made.
 */
export function nats(url: string): Destination {
  let link: Promise<Link> | undefined

  async function open(): Promise<Link> {
    const [{ connect, headers }, { jetstream, jetstreamManager }] = await Promise.all([import('@nats-io/transport-node'), import('@nats-io/jetstream')])
    const connection = await connect({ servers: url, name: 'Skranke', timeout: 8000, maxReconnectAttempts: 0 })
    void connection.closed().then(() => { link = undefined })
    try {
      const manager = await jetstreamManager(connection, { timeout: 8000 })
      await manager.streams.find('skranke.booking').catch(() => manager.streams.add({ name: STREAM, subjects: ['skranke.>'], duplicate_window: HOUR_IN_NANOS }))
      return {
        client: jetstream(connection, { timeout: 8000 }),
        close: () => connection.close(),
        header(key) {
          const header = headers()
          header.set('Content-Type', CLOUD_EVENT)
          header.set('Idempotency-Key', key)
          return header
        },
      }
    } catch (error) {
      await connection.close()
      throw error
    }
  }

  return {
    async carry(message) {
      try {
        const { client, header } = await (link ??= open().catch((error: unknown) => {
          link = undefined
          throw error
        }))
        await client.publish(`skranke.${message.type}`, JSON.stringify(cloudEvent(message)), { msgID: message.key, headers: header(message.key) })
        return { delivered: true }
      } catch (error) {
        return failure(error, shown(url))
      }
    },
    async close() {
      const open = link
      link = undefined
      await open?.then((one) => one.close(), () => {}).catch(() => {})
    },
  }
}
