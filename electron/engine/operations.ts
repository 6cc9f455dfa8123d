import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { destinationRows, giveUp, sendAgain, turnOn } from '../../db/outbox.ts'
import { audit, deliveries, messages, users } from '../../db/schema.ts'
import type { Change, Delivery, DestinationStatus } from '../../shared/contract/operations.ts'
import { localClock } from '../../shared/time.ts'
import { record } from './audit.ts'
import { refuse } from './errors.ts'
import { configuredDestinations } from './notices.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'

const MOST_CHANGES = 500

/** What changed since a number of the feed; without one, the newest number alone. */
export function changesAfter({ db }: Query, after: number | undefined): { seq: number, changes: Change[] } {
  const seq = db.get<{ seq: number }>('SELECT coalesce(max(id), 0) AS seq FROM audit')!.seq
  if (after === undefined || after >= seq) return { seq, changes: [] }
  const changes = db.all<Change>(
    'SELECT id AS seq, entity, entity_id AS entityId, step FROM audit WHERE id > ? ORDER BY id LIMIT ?', after, MOST_CHANGES)
  return { seq: changes.at(-1)?.seq ?? seq, changes }
}

export function listAudit(query: Query, request: PageRequest & { entity?: string, entityId?: number }) {
  const where = and(
    request.entity ? eq(audit.entity, request.entity) : undefined,
    request.entityId ? eq(audit.entityId, request.entityId) : undefined,
  )
  const clock = localClock(query.settings.timeZone)
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(audit).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select({ entry: audit, by: users.username }).from(audit)
      .leftJoin(users, eq(users.id, audit.userId)).where(where).orderBy(desc(audit.id)).limit(limit).offset(offset).all(),
    show: ({ entry, by }: { entry: typeof audit.$inferSelect, by: string | null }) => ({
      id: entry.id, at: clock.rfc3339(entry.at), by, entity: entry.entity, entityId: entry.entityId, step: entry.step,
      changes: JSON.parse(entry.changes) as unknown,
    }),
  })
}

interface DeliveryRow {
  id: number
  destination: string
  subject: string
  state: Delivery['state']
  attempts: number
  nextTryAt: number | null
  lastError: string | null
  deliveredAt: number | null
  type: string
  bookingId: number | null
  createdAt: number
}

const deliveryColumns = {
  id: deliveries.id, destination: deliveries.destination, subject: deliveries.subject, state: deliveries.state, attempts: deliveries.attempts,
  nextTryAt: deliveries.nextTryAt, lastError: deliveries.lastError, deliveredAt: deliveries.deliveredAt,
  type: messages.type, bookingId: messages.bookingId, createdAt: messages.createdAt,
}

export function listDeliveries(query: Query, request: PageRequest & { state?: Delivery['state'], destination?: string }) {
  // The states of partial indexes are written out, so that these serve.
  const state = request.state === undefined ? undefined : request.state === 'parked' || request.state === 'given_up'
    ? sql`${deliveries.state} = ${request.state} AND ${deliveries.state} IN ('parked', 'given_up')` : sql.raw(`deliveries.state = '${request.state}'`)
  const where = and(state, request.destination === undefined ? undefined : eq(deliveries.destination, request.destination))
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(deliveries).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select(deliveryColumns).from(deliveries).innerJoin(messages, eq(messages.id, deliveries.messageId)).where(where)
      .orderBy(request.state === 'waiting' ? asc(deliveries.id) : desc(deliveries.id)).limit(limit).offset(offset).all(),
    show: (row: DeliveryRow) => toDelivery(query, row),
  })
}

/** Sends a message again now that was parked, given up or waits. */
export function retryDelivery(op: Operation, id: number): Delivery {
  sendAgain(op.db, undelivered(op, id), op.now)
  record(op, 'delivery', id, 'retried')
  return toDelivery(op, rowOf(op, id))
}

export function giveUpDelivery(op: Operation, id: number): Delivery {
  giveUp(op.db, undelivered(op, id), op.now)
  record(op, 'delivery', id, 'given_up')
  return toDelivery(op, rowOf(op, id))
}

/** How each destination fares: what waits for it, what failed, and whether it turned us away for good. */
export function listDestinations(query: Query): DestinationStatus[] {
  const known = new Map(destinationRows(query.db).map((row) => [row.name, row]))
  const configured = configuredDestinations(query)
  const clock = localClock(query.settings.timeZone)
  const counts = new Map(query.db.all<{ destination: string, waiting: number, failing: number, parked: number }>(
    `SELECT destination, sum(state = 'waiting') AS waiting, sum(state = 'waiting' AND attempts > 0) AS failing, sum(state = 'parked') AS parked FROM (
       SELECT destination, state, attempts FROM deliveries WHERE state = 'waiting'
       UNION ALL SELECT destination, state, attempts FROM deliveries WHERE state IN ('parked', 'given_up') AND state = 'parked'
     ) GROUP BY destination`).map((row) => [row.destination, row]))
  const names = [...new Set([...configured, ...counts.keys()])]
  return names.map((name) => {
    const row = known.get(name)
    const count = counts.get(name)
    const unread = query.db.get<{ count: number }>(
      `SELECT count(*) AS count FROM messages WHERE id > ? AND instr(destinations, ' ' || ? || ' ') > 0`, row?.taken ?? 0, name)!.count
    const last = query.db.get<{ error: string }>(
      `SELECT last_error AS error FROM deliveries WHERE state = 'waiting' AND destination = ? AND last_error IS NOT NULL ORDER BY id DESC LIMIT 1`, name)
    const isOff = row?.off_at != null
    return {
      name, state: !configured.includes(name) ? 'unset' as const : isOff ? 'off' as const : (count?.failing ?? 0) > 0 ? 'failing' as const : 'ok' as const,
      waiting: (count?.waiting ?? 0) + unread, parked: count?.parked ?? 0,
      offSince: isOff ? clock.rfc3339(row.off_at!) : null, lastError: isOff ? row.off_reason : last?.error ?? null,
    }
  })
}

/** Gives a destination that said it was gone another chance. */
export function turnOnDestination(op: Operation, name: string): DestinationStatus {
  const find = () => listDestinations(op).find((one) => one.name === name)
  const before = find() ?? refuse('not_found', { what: 'Destination' })
  if (before.offSince !== null) {
    turnOn(op.db, name)
    record(op, 'destination', null, 'turned_on', { [name]: [before.lastError, null] })
  }
  return find()!
}

function undelivered(op: Operation, id: number): DeliveryRow {
  const row = rowOf(op, id)
  if (row.state === 'delivered') refuse('delivery_done')
  return row
}

function rowOf({ db }: Query, id: number): DeliveryRow {
  return db.orm.select(deliveryColumns).from(deliveries).innerJoin(messages, eq(messages.id, deliveries.messageId)).where(eq(deliveries.id, id)).get()
    ?? refuse('not_found', { what: 'Delivery' })
}

function toDelivery({ settings }: Query, row: DeliveryRow): Delivery {
  const clock = localClock(settings.timeZone)
  const time = (at: number | null) => at === null ? null : clock.rfc3339(at)
  return {
    id: row.id, destination: row.destination, type: row.type, bookingId: row.bookingId, state: row.state, attempts: row.attempts,
    nextTryAt: row.state === 'waiting' ? time(row.nextTryAt) : null, lastError: row.lastError,
    createdAt: clock.rfc3339(row.createdAt), deliveredAt: time(row.deliveredAt),
  }
}
