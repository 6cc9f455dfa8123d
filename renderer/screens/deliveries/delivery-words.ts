import type { Static } from 'typebox'
import type { Delivery } from '../../../shared/contract/operations.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import type { Say } from '../../i18n.ts'

export type DeliveryRowData = Static<typeof Delivery>

/** What a message says; events keep their own names, which the receiver's people know. */
export function whatOf(t: Say, { destination, type }: DeliveryRowData): string {
  if (destination === 'billing') return t(type === 'booking.created' ? 'deliveries.types.placed' : 'deliveries.types.moved')
  return type === 'refund' ? t('deliveries.types.refund') : type
}

export function destinationOf(t: Say, { destination }: DeliveryRowData): string {
  switch (destination) {
    case 'billing': case 'events': case 'payment': case 'mail': return t(`deliveries.destinations.${destination}`)
    default: return destination
  }
}

/** Whether there is nowhere to send it: it then waits for an address, not for the network. */
export function lacksAddress({ destination, state }: DeliveryRowData, settings: Settings | undefined): boolean {
  if (settings === undefined || state !== 'waiting') return false
  const addresses: Record<string, string | null> = {
    billing: settings.billingServiceUrl, events: settings.eventServiceUrl, payment: settings.paymentServiceUrl, mail: settings.smtpUrl,
  }
  return addresses[destination] === null
}
