import type { ReadableDb } from '../../db/database.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { billing } from './billing.ts'
import type { Destination, DestinationPlan } from './destination.ts'
import { events } from './events.ts'
import { kafka } from './kafka.ts'
import { mail } from './mail.ts'
import { nats } from './nats.ts'
import { payment } from './payment.ts'
import { rabbitmq } from './rabbitmq.ts'
import { webhook, type WebhookSecret } from './webhook.ts'

interface House { db: ReadableDb, settings: () => Settings, now: () => number }

/** The destinations that the settings name, and where each is. */
export function destinationPlans({ db, settings: current, now }: House): DestinationPlan[] {
  const settings = current()
  const plans: DestinationPlan[] = []
  const add = (name: string, address: string | null, open: (address: string) => Destination) => {
    if (address !== null) plans.push({ name, address, open: () => open(address) })
  }
  add('billing', settings.billingServiceUrl, (url) => billing(url, now))
  add('payment', settings.paymentServiceUrl, (url) => payment(url, now))
  add('events', settings.eventServiceUrl, (url) => events(url, now))
  add('rabbitmq', settings.amqpUrl, rabbitmq)
  add('kafka', settings.kafkaBrokers, kafka)
  add('nats', settings.natsUrl, nats)
  if (settings.smtpUrl !== null && settings.mailFrom !== null) {
    const { smtpUrl, mailFrom } = settings
    add('mail', `${smtpUrl} ${mailFrom}`, () => mail({
      url: smtpUrl, from: mailFrom, property: () => ({ name: current().propertyName, language: current().language }),
    }))
  }
  for (const { id, url } of db.all<{ id: number, url: string }>('SELECT id, url FROM webhooks WHERE active ORDER BY id')) {
    add(`webhook:${id}`, url, () => webhook(url, () => secretsOf(db, id), now))
  }
  return plans
}

function secretsOf(db: ReadableDb, id: number): WebhookSecret[] {
  const row = db.get<{ secrets: string }>('SELECT secrets FROM webhooks WHERE id = ?', id)
  return row ? JSON.parse(row.secrets) as WebhookSecret[] : []
}
