import type { Producer } from '@platformatic/kafka'
import { failure, type Destination } from './destination.ts'
import { CLOUD_EVENT, cloudEvent } from './documents.ts'

export const TOPIC = 'skranke'

/** Produces CloudEvents to the topic `skranke`, acknowledged by all replicas; what is of one booking has one key, so one partition. */
export function kafka(brokers: string): Destination {
  let producer: Promise<Producer<string, string, string, string>> | undefined

  async function open() {
    const { Producer, stringSerializers } = await import('@platformatic/kafka')
    return new Producer({
      clientId: 'skranke', bootstrapBrokers: brokers.split(',').map((broker) => broker.trim()), serializers: stringSerializers,
      connectTimeout: 5000, timeout: 8000, retries: 0, autocreateTopics: true,
    })
  }

  return {
    async carry(message) {
      try {
        const link = await (producer ??= open())
        await link.send({
          acks: -1,
          messages: [{
            topic: TOPIC, key: message.bookingId === null ? message.subject : String(message.bookingId), value: JSON.stringify(cloudEvent(message)),
            headers: { 'content-type': CLOUD_EVENT, 'idempotency-key': message.key },
          }],
        })
        return { delivered: true }
      } catch (error) {
        return failure(error, `Kafka at ${brokers}`)
      }
    },
    async close() {
      const link = producer
      producer = undefined
      await link?.then((one) => one.close(true), () => {}).catch(() => {})
    },
  }
}
