import { and, asc, desc, eq, sql } from 'drizzle-orm'
import { audit, outbox, users } from '../../db/schema.ts'
import type { Change, Delivery } from '../../shared/contract/operations.ts'
import { localClock } from '../../shared/time.ts'
import { record } from './audit.ts'
import { refuse } from './errors.ts'
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

type OutboxRow = typeof outbox.$inferSelect

export function listDeliveries(query: Query, request: PageRequest & { state?: Delivery['state'] }) {
  const where = request.state ? eq(outbox.state, request.state) : undefined
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(outbox).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select().from(outbox).where(where)
      .orderBy(request.state === 'waiting' ? asc(outbox.id) : desc(outbox.id)).limit(limit).offset(offset).all(),
    show: (row: OutboxRow) => toDelivery(query, row),
  })
}

/** Sends a message again now that was parked, given up or waits. */
export function retryDelivery(op: Operation, id: number): Delivery {
  const row = undelivered(op, id)
  op.db.run(`UPDATE outbox SET state = 'waiting', attempts = 0, next_try_at = ?, last_error = NULL WHERE id = ?`, op.now, row.id)
  record(op, 'delivery', id, 'retried')
  return toDelivery(op, rowOf(op, id))
}

export function giveUpDelivery(op: Operation, id: number): Delivery {
  const row = undelivered(op, id)
  op.db.run(`UPDATE outbox SET state = 'given_up' WHERE id = ?`, row.id)
  record(op, 'delivery', id, 'given_up')
  return toDelivery(op, rowOf(op, id))
}

function undelivered(op: Operation, id: number): OutboxRow {
  const row = rowOf(op, id)
  if (row.state === 'delivered') refuse('delivery_done')
  return row
}

function rowOf({ db }: Query, id: number): OutboxRow {
  return db.orm.select().from(outbox).where(eq(outbox.id, id)).get() ?? refuse('not_found', { what: 'Delivery' })
}

function toDelivery({ settings }: Query, row: OutboxRow): Delivery {
  const clock = localClock(settings.timeZone)
  return {
    id: row.id, destination: row.destination, type: row.type, bookingId: row.bookingId, state: row.state, attempts: row.attempts,
    nextTryAt: row.state === 'waiting' ? clock.rfc3339(row.nextTryAt) : null, lastError: row.lastError,
    createdAt: clock.rfc3339(row.createdAt), deliveredAt: row.deliveredAt === null ? null : clock.rfc3339(row.deliveredAt),
  }
}
