import type { Say } from '../../i18n.ts'
import { isTimeOfDay } from './time-of-day.ts'

/** What a section refuses before it asks the desk: a time that is none, a number that was emptied, a house without a name. */
export function faultsOf(t: Say, changes: Record<string, unknown>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, faultOf(t, name, value)]))
}

/** Said here too, because the desk can say no more than that the address is not written as it must be. */
const ADDRESSES: Record<string, RegExp> = {
  billingServiceUrl: /^https?:\/\/./, eventServiceUrl: /^https?:\/\/./, paymentServiceUrl: /^https?:\/\/./,
  smtpUrl: /^smtps?:\/\/./, amqpUrl: /^amqps?:\/\/./, natsUrl: /^(nats|tls):\/\/./, kafkaBrokers: /^[^\s,:/]+:\d+(\s*,\s*[^\s,:/]+:\d+)*$/,
}

function faultOf(t: Say, name: string, value: unknown): string | undefined {
  if (name.endsWith('Time') && !isTimeOfDay(String(value))) return t('settings.timeBad')
  if (name === 'propertyName' && String(value).trim() === '') return t('settings.property.nameMissing')
  if (name === 'eventTypes' && Array.isArray(value) && value.length === 0) return t('webhooks.form.eventsMissing')
  if (typeof value === 'string' && ADDRESSES[name]?.test(value) === false) return t('settings.asExample')
  return value === '' ? t('settings.numberMissing') : undefined
}
