import { asc, eq } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import type { ReadableDb } from '../../db/database.ts'
import { enqueue } from '../../db/outbox.ts'
import { webhooks } from '../../db/schema.ts'
import type { Webhook } from '../../shared/contract/webhooks.ts'
import { localClock } from '../../shared/time.ts'
import { record } from './audit.ts'
import { expectVersion } from './bookings.ts'
import { refuse } from './errors.ts'
import { envelopeTo } from './notices.ts'
import type { Operation, Query } from './operation.ts'

/** How long a secret that was rotated away still signs along. */
const OVERLAP_MS = 24 * 3_600_000

type WebhookRow = typeof webhooks.$inferSelect
interface Secret { secret: string, until: number | null }

export interface WebhookFields { url: string, eventTypes: string[] | null, active: boolean }

export function listWebhooks(query: Query): Webhook[] {
  return query.db.orm.select().from(webhooks).orderBy(asc(webhooks.id)).all().map((row) => toWebhook(query, row))
}

/** @returns the webhook with its secret, which nobody gets to see again */
export function addWebhook(op: Operation, fields: { url: string, eventTypes?: string[] | null, active?: boolean }): Webhook & { secret: string } {
  const secret = newSecret()
  const id = op.db.run('INSERT INTO webhooks (url, event_types, active, secrets, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)',
    fields.url, fields.eventTypes ? JSON.stringify(fields.eventTypes) : null, fields.active === false ? 0 : 1, JSON.stringify([secretEntry(secret)]), op.now, op.now).lastInsertRowid
  record(op, 'webhook', id, 'created', { url: [null, hostOf(fields.url)] })
  return { ...toWebhook(op, rowOf(op.db, id)), secret }
}

export function changeWebhook(op: Operation, id: number, fields: Partial<WebhookFields>, version?: number): Webhook {
  const before = rowOf(op.db, id)
  expectVersion(before, version, () => toWebhook(op, before))
  op.db.run('UPDATE webhooks SET url = ?, event_types = ?, active = ?, updated_at = ?, version = version + 1 WHERE id = ?',
    fields.url ?? before.url, fields.eventTypes === undefined ? before.eventTypes : fields.eventTypes === null ? null : JSON.stringify(fields.eventTypes),
    (fields.active ?? before.active) ? 1 : 0, op.now, id)
  record(op, 'webhook', id, 'changed', { url: [hostOf(before.url), hostOf(fields.url ?? before.url)], active: [before.active, fields.active ?? before.active] })
  return toWebhook(op, rowOf(op.db, id))
}

/** Removes it; what waits for it is given up. */
export function removeWebhook(op: Operation, id: number): void {
  const row = rowOf(op.db, id)
  const name = `webhook:${id}`
  op.db.run(`UPDATE deliveries SET state = 'given_up', next_try_at = NULL WHERE state = 'waiting' AND destination = ?`, name)
  op.db.run('DELETE FROM destinations WHERE name = ?', name)
  op.db.run('DELETE FROM webhooks WHERE id = ?', id)
  record(op, 'webhook', id, 'deleted', { url: [hostOf(row.url), null] })
}

export function rotateSecret(op: Operation, id: number): Webhook & { secret: string } {
  const row = rowOf(op.db, id)
  const secret = newSecret()
  const old = (JSON.parse(row.secrets) as Secret[]).filter(({ until }) => until === null || until > op.now)
    .map((one) => ({ ...one, until: Math.min(one.until ?? Infinity, op.now + OVERLAP_MS) }))
  op.db.run('UPDATE webhooks SET secrets = ?, updated_at = ?, version = version + 1 WHERE id = ?', JSON.stringify([secretEntry(secret), ...old].slice(0, 5)), op.now, id)
  record(op, 'webhook', id, 'secret_rotated')
  return { ...toWebhook(op, rowOf(op.db, id)), secret }
}

/** Sends a message there that means nothing, to see whether it arrives. Where it is turned off, it waits. */
export function testWebhook(op: Operation, id: number): void {
  rowOf(op.db, id)
  enqueue(op.db, op.now, envelopeTo(op.settings, 'webhook.test', [`webhook:${id}`]), { subject: `webhook/${id}`, payload: { webhookId: id } })
  record(op, 'webhook', id, 'tested')
}

function newSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

function secretEntry(secret: string): Secret {
  return { secret, until: null }
}

/** Paths and queries of such addresses are often secrets themselves: the audit keeps the host. */
function hostOf(url: string): string {
  return new URL(url).origin
}

function rowOf(db: ReadableDb, id: number): WebhookRow {
  return db.orm.select().from(webhooks).where(eq(webhooks.id, id)).get() ?? refuse('not_found', { what: 'Webhook' })
}

function toWebhook({ settings, now }: Query, row: WebhookRow): Webhook {
  const clock = localClock(settings.timeZone)
  const oldUntil = Math.max(0, ...(JSON.parse(row.secrets) as Secret[]).map(({ until }) => until ?? 0))
  return {
    id: row.id, url: row.url, eventTypes: row.eventTypes === null ? null : JSON.parse(row.eventTypes) as string[], active: row.active,
    oldSecretUntil: oldUntil > now ? clock.rfc3339(oldUntil) : null,
    createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt), version: row.version,
  }
}
