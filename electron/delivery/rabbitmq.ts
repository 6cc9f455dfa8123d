import type { ConfirmChannel } from 'amqplib'
import { failure, shown, type Destination } from './destination.ts'
import { CLOUD_EVENT, cloudEvent } from './documents.ts'

export const EXCHANGE = 'skranke'

/** `unconfirmed` are called when the connection is lost. */
interface Link { channel: ConfirmChannel, unconfirmed: Set<(error: Error) => void>, close(): Promise<void> }

/**
 * Publishes CloudEvents to the durable topic exchange `skranke`, routing key = event type, each
 * message persistent and confirmed by the broker before it counts as delivered.
 */
export function rabbitmq(url: string): Destination {
  let link: Promise<Link> | undefined

  async function open(): Promise<Link> {
    const { connect } = await import('amqplib')
    const connection = await connect(url, { timeout: 8000, clientProperties: { connection_name: 'Skranke' } })
    // Without listeners a broker that goes away would end the desk; the next message connects anew.
    connection.on('error', () => {})
    connection.on('close', () => { link = undefined })
    try {
      const channel = await connection.createConfirmChannel()
      channel.on('error', () => {})
      const unconfirmed = new Set<(error: Error) => void>()
      channel.on('close', () => {
        link = undefined
        connection.close().catch(() => {})
        for (const reject of unconfirmed) reject(new Error('the connection was lost'))
      })
      await channel.assertExchange(EXCHANGE, 'topic', { durable: true })
      return { channel, unconfirmed, close: () => connection.close() }
    } catch (error) {
      link = undefined
      connection.close().catch(() => {})
      throw error
    }
  }

  return {
    async carry(message) {
      try {
        const { channel, unconfirmed } = await (link ??= open().catch((error: unknown) => {
          link = undefined
          throw error
        }))
        await new Promise<void>((resolve, reject) => {
          unconfirmed.add(reject)
          channel.publish(EXCHANGE, message.type, Buffer.from(JSON.stringify(cloudEvent(message))), {
            persistent: true, messageId: message.key, type: message.type, contentType: CLOUD_EVENT, timestamp: Math.floor(message.createdAt / 1000), appId: 'skranke',
          }, (error: unknown) => {
            unconfirmed.delete(reject)
            if (error) reject(error instanceof Error ? error : new Error('the broker did not take it'))
            else resolve()
          })
        })
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
