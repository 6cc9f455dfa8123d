import type { Static } from 'typebox'
import type { Delivery } from '../../../shared/contract/operations.ts'
import type { Say } from '../../i18n.ts'

export type DeliveryRowData = Static<typeof Delivery>

/** The change feed tells of what was parked, not of what arrived: that is asked for while somebody looks. */
export const EVERY_MS = 4000

/** What a message says; events keep their own names, which the receiver's people know. */
export function whatOf(t: Say, { destination, type }: DeliveryRowData): string {
  if (destination === 'billing') return t(type === 'booking.created' ? 'deliveries.types.placed' : 'deliveries.types.moved')
  if (type === 'webhook.test') return t('deliveries.types.test')
  return type === 'refund' ? t('deliveries.types.refund') : type
}

/** A destination by the name that people have for it: products keep theirs. */
export function destinationOf(t: Say, destination: string): string {
  const [kind, number] = destination.split(':')
  switch (kind) {
    case 'billing': case 'events': case 'payment': case 'mail': return t(`deliveries.destinations.${kind}`)
    case 'rabbitmq': return 'RabbitMQ'
    case 'kafka': return 'Kafka'
    case 'nats': return 'NATS'
    case 'webhook': return t('deliveries.webhook', { number: number ?? '' })
    default: return destination
  }
}
