import { and, asc, eq, sql } from 'drizzle-orm'
import { bookables, providers } from '../../db/schema.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { Provider, WorkingHours } from '../../shared/contract/appointments.ts'
import { instantAt, localClock } from '../../shared/time.ts'
import { difference, record } from './audit.ts'
import { expectVersion } from './bookings.ts'
import { refuse } from './errors.ts'
import { fold } from './folding.ts'
import { heldTimes, isFree } from './held-times.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'

/* Providers, whose time can be booked (contract, section 5). */

export interface ProviderFields {
  name?: string
  email?: string
  slotMinutes?: number
  workingHours?: WorkingHours | null
  isActive?: boolean
}

export type ProviderRow = typeof providers.$inferSelect & Pick<typeof bookables.$inferSelect, 'name' | 'active' | 'createdAt' | 'updatedAt' | 'version'>

const columns = {
  bookableId: providers.bookableId, email: providers.email, emailKey: providers.emailKey, slotMinutes: providers.slotMinutes,
  workingHours: providers.workingHours, name: bookables.name, active: bookables.active,
  createdAt: bookables.createdAt, updatedAt: bookables.updatedAt, version: bookables.version,
}

const USUAL_HOURS: WorkingHours = { start: '09:00', end: '17:00' }

export function addProvider(op: Operation, fields: ProviderFields & { name: string, email: string }): Provider {
  expectHours(fields.workingHours)
  expectFreeEmail(op.db, fields.email)
  const id = op.db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('provider', ?, ?, ?)`, fields.name.trim(), op.now, op.now).lastInsertRowid
  op.db.run('INSERT INTO providers (bookable_id, email, email_key, slot_minutes, working_hours) VALUES (?, ?, ?, ?, ?)',
    id, fields.email.trim(), fold(fields.email), fields.slotMinutes ?? 30, fields.workingHours ? JSON.stringify(fields.workingHours) : null)
  record(op, 'provider', id, 'created')
  return getProvider(op, id)
}

export function changeProvider(op: Operation, id: number, fields: ProviderFields, version?: number): Provider {
  const before = rowOf(op.db, id)
  expectVersion(before, version, () => toProvider(op, before))
  expectHours(fields.workingHours)
  if (fields.email !== undefined) expectFreeEmail(op.db, fields.email, id)
  const ofBookable = { name: fields.name?.trim(), active: fields.isActive }
  const ofProvider = {
    email: fields.email?.trim(), emailKey: fields.email === undefined ? undefined : fold(fields.email), slotMinutes: fields.slotMinutes,
    workingHours: fields.workingHours === undefined ? undefined : fields.workingHours && JSON.stringify(fields.workingHours),
  }
  const changes = difference<ProviderRow>(before, { ...ofBookable, ...ofProvider })
  if (Object.keys(changes).length > 0) {
    op.db.orm.update(bookables).set({ ...ofBookable, updatedAt: op.now, version: sql`${bookables.version} + 1` }).where(eq(bookables.id, id)).run()
    if (Object.values(ofProvider).some((value) => value !== undefined)) op.db.orm.update(providers).set(ofProvider).where(eq(providers.bookableId, id)).run()
    record(op, 'provider', id, 'changed', changes)
  }
  return getProvider(op, id)
}

/** Deletes a provider; one with bookings is deactivated. @returns which of the two happened */
export function removeProvider(op: Operation, id: number): 'deleted' | 'deactivated' {
  rowOf(op.db, id)
  if (op.db.get('SELECT 1 FROM bookings WHERE bookable_id = ? LIMIT 1', id)) {
    changeProvider(op, id, { isActive: false })
    return 'deactivated'
  }
  op.db.run('DELETE FROM providers WHERE bookable_id = ?', id)
  op.db.run('DELETE FROM bookables WHERE id = ?', id)
  record(op, 'provider', id, 'deleted')
  return 'deleted'
}

export function getProvider(query: Query, id: number): Provider {
  return toProvider(query, rowOf(query.db, id))
}

export function listProviders(query: Query, request: PageRequest & { activeOnly: boolean }) {
  const where = and(eq(bookables.kind, 'provider'), request.activeOnly ? eq(bookables.active, true) : undefined)
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(bookables).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select(columns).from(providers).innerJoin(bookables, eq(bookables.id, providers.bookableId))
      .where(where).orderBy(asc(bookables.name), asc(bookables.id)).limit(limit).offset(offset).all(),
    show: (row: ProviderRow) => toProvider(query, row),
  })
}

/** The slots of a provider's day, each free or not; those of an absent weekday are none. */
export function providerDay(query: Query, id: number, date: string) {
  const provider = getProvider(query, id)
  const { timeZone } = query.settings
  const hours = provider.workingHours ?? USUAL_HOURS
  const startsAt = instantAt(date, hours.start, timeZone)
  const endsAt = instantAt(date, hours.end, timeZone)
  const length = provider.slotMinutes * 60_000
  const held = heldTimes(query.db, id, startsAt, endsAt)
  const clock = localClock(timeZone)
  const slots: { time: string, available: boolean }[] = []
  if (worksOn(hours, date)) {
    for (let at = startsAt; at + length <= endsAt; at += length) {
      slots.push({ time: clock.local(at).slice(11, 16), available: provider.isActive && isFree(held, at, at + length) })
    }
  }
  return { provider, date, slots }
}

/** Whether a provider works on the weekday of a date. */
export function worksOn(hours: WorkingHours, date: string): boolean {
  return hours.days === undefined || hours.days.includes(Temporal.PlainDate.from(date).dayOfWeek)
}

function expectHours(hours: WorkingHours | null | undefined): void {
  if (hours && hours.end <= hours.start) refuse('hours_bad', {}, ['workingHours'])
}

function expectFreeEmail(db: ReadableDb, email: string, except = 0): void {
  if (db.get('SELECT 1 FROM providers WHERE email_key = ? AND bookable_id <> ?', fold(email), except)) refuse('email_taken', { email }, ['email'])
}

/** A provider's row, also one that is no longer active; undefined where there is none. */
export function findProvider(db: ReadableDb, id: number): ProviderRow | undefined {
  return db.prepared('provider', () => db.orm.select(columns).from(providers).innerJoin(bookables, eq(bookables.id, providers.bookableId))
    .where(eq(providers.bookableId, sql.placeholder('id'))).prepare()).get({ id })
}

function rowOf(db: ReadableDb, id: number): ProviderRow {
  return findProvider(db, id) ?? refuse('not_found', { what: 'Provider' })
}

function toProvider({ settings }: Query, row: ProviderRow): Provider {
  const clock = localClock(settings.timeZone)
  return {
    id: row.bookableId, name: row.name, email: row.email, slotMinutes: row.slotMinutes,
    workingHours: row.workingHours === null ? null : JSON.parse(row.workingHours) as WorkingHours,
    isActive: row.active, createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt), version: row.version,
  }
}
