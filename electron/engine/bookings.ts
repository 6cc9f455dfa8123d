import { eq, sql } from 'drizzle-orm'
import { bookings, type BookingRow } from '../../db/schema.ts'
import { sqliteCode, type ReadableDb } from '../../db/database.ts'
import { localClock, type EpochMs } from '../../shared/time.ts'
import type { Rearranged } from '../../shared/contract/calendar.ts'
import type { Status, Step } from '../../shared/contract/stays.ts'
import { difference, record, type Changes } from './audit.ts'
import { EngineError, refuse } from './errors.ts'
import { mayBecome, type BookingKind } from './lifecycle.ts'
import { publishBooking, type Told } from './notices.ts'
import type { Operation, Query } from './operation.ts'
import { expectRooms, type Turn } from './without-room.ts'

/*
 * What every kind of booking has in common: placing, changing, advancing. The database
 * refuses an overlap by itself; here its refusal becomes a sentence.
 */

/** A booking as a kind's module proposes it; what it leaves out takes the column's default. */
export interface Draft {
  kind: BookingKind
  bookableId: number | null
  status: Status
  startsAt: EpochMs
  endsAt: EpochMs
  arrival?: string | null
  departure?: string | null
  category?: string | null
  guestId?: number | null
  guestName?: string | null
  adults?: number
  children?: number
  nightlyRate?: number | null
  price?: number
  quantity?: number | null
  userId?: number | null
  timeslotId?: number | null
  type?: string | null
  notes?: string | null
  source?: string | null
  locked?: boolean
  groupId?: number | null
  expiresAt?: number | null
}

/**
 * Places a booking and records it.
 * @param together what else changed in the same step, where its room is to be judged together with that
 * @returns its id
 * @throws EngineError `room_taken` where something else holds the bookable in that time
 */
export function place(op: Operation, draft: Draft, together: readonly Turn[] = []): number {
  const id = withAnswerForOverlap(op, draft, () => op.db.run(
    `INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, category,
       guest_id, guest_name, adults, children, nightly_rate, price, quantity, user_id, timeslot_id, type,
       notes, source, locked, group_id, expires_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    draft.kind, draft.bookableId, draft.status, draft.startsAt, draft.endsAt,
    draft.arrival ?? null, draft.departure ?? null, draft.category ?? null,
    draft.guestId ?? null, draft.guestName ?? null, draft.adults ?? 1, draft.children ?? 0,
    draft.nightlyRate ?? null, draft.price ?? 0, draft.quantity ?? null, draft.userId ?? null,
    draft.timeslotId ?? null, draft.type ?? null, draft.notes ?? null, draft.source ?? null,
    draft.locked ? 1 : 0, draft.groupId ?? null, draft.expiresAt ?? null, op.now, op.now,
  ).lastInsertRowid)
  expectRooms(op, [...together, { after: draft }])
  record(op, 'booking', id, 'created')
  publishBooking(op, 'booking.created', { ...draft, id } as Told)
  return id
}

/** One booking of a kind, or of any. Undefined where there is none. */
export function find(db: ReadableDb, id: number, kind?: BookingKind): BookingRow | undefined {
  const row = db.prepared('booking', () => db.orm.select().from(bookings).where(eq(bookings.id, sql.placeholder('id'))).prepare()).get({ id })
  return row && (kind === undefined || row.kind === kind) ? row : undefined
}

/**
 * Writes new values of a booking, with what they were before, so that `undo` can restore them.
 * Values that stay are left alone; without any difference nothing is written.
 */
export function change(op: Operation, before: BookingRow, step: Step, after: Partial<BookingRow>, extra: Changes = {}): void {
  const changes = difference(before, after)
  if (Object.keys(changes).length === 0 && Object.keys(extra).length === 0) return
  // What is left undefined stays: it must not hide what the row holds.
  const values: Partial<BookingRow> = Object.fromEntries(Object.keys(changes).map((key) => [key, after[key as keyof BookingRow]]))
  const now = { ...before, ...values }
  write(op, now, values)
  expectRooms(op, [{ before, after: now }])
  record(op, 'booking', before.id, step, { ...changes, ...extra })
  publishBooking(op, `booking.${step}`, now, before)
}

/**
 * Brings a booking to its next status, with what else changes in that step.
 * @throws EngineError `bad_transition` where the lifecycle has no such step
 */
export function advance(op: Operation, before: BookingRow, status: Status, also: Partial<BookingRow> = {}): void {
  if (!mayBecome(before.kind, before.status, status)) refuse('bad_transition', { from: before.status, to: status })
  if (status === 'checked_in' && before.kind === 'stay' && before.bookableId === null) refuse('no_room_yet')
  change(op, before, status as Step, { ...also, status })
}

/*
 * Several bookings change as one: all give way before any takes its place, so that two may swap
 * rooms. What is to be judged, recorded and told of it is the caller's.
 */

export function giveWay(op: Operation, bookings: readonly BookingRow[]): void {
  for (const { id } of bookings) op.db.run(`UPDATE bookings SET status = 'cancelled' WHERE id = ?`, id)
}

/** @throws EngineError `room_taken` */
export function takePlace(op: Operation, before: BookingRow, after: BookingRow): void {
  const changed = Object.keys(difference(before, after)) as (keyof BookingRow)[]
  // One that stays where it was may find another there.
  if (changed.length === 0) withAnswerForOverlap(op, after, () => op.db.run('UPDATE bookings SET status = ? WHERE id = ?', after.status, after.id))
  else write(op, after, { ...Object.fromEntries(changed.map((key) => [key, after[key]])), status: after.status })
}

/** How a booking is called among others: by its guest, else by its number. */
export function titleOf({ id, guestName }: Pick<BookingRow, 'id' | 'guestName'>): string {
  return guestName ?? `#${id}`
}

/** With several at once, a refusal says whose it is. */
export function naming<T>(whose: string | undefined, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (whose !== undefined && error instanceof EngineError && error.details.whose === undefined) throw new EngineError(error.code, { ...error.details, whose })
    throw error
  }
}

/** What several changes at once have done: the steps they wrote, and the bookings as they stand now. */
export function rearranged({ db }: Query, steps: number[], ids: readonly number[]): Rearranged {
  return {
    steps,
    bookings: ids.map((id) => db.get<Rearranged['bookings'][number]>(
      `SELECT b.id, b.version, (SELECT max(a.id) FROM audit a WHERE a.entity_id = b.id AND a.entity = 'booking') AS lastChange FROM bookings b WHERE b.id = ?`, id)!),
  }
}

/** Refuses with `stale` where the client worked on an older version than the one that stands. */
export function expectVersion(current: { version: number }, expected: number | undefined, show: () => unknown): void {
  if (expected !== undefined && expected !== current.version) throw new EngineError('stale', { current: show() })
}

function write(op: Operation, after: BookingRow, columns: Partial<BookingRow>): void {
  withAnswerForOverlap(op, after, () => op.db.orm.update(bookings)
    .set({ ...columns, updatedAt: op.now, version: sql`${bookings.version} + 1` })
    .where(eq(bookings.id, after.id)).run())
}

function withAnswerForOverlap<T>(op: Operation, wanted: Pick<Draft, 'bookableId' | 'startsAt' | 'endsAt'> & { id?: number }, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const cause = sqliteCode(error) ? error : (error as Error).cause
    if (sqliteCode(cause) === 'SQLITE_CONSTRAINT_TRIGGER' && (cause as Error).message === 'bookable_taken') throw taken(op, wanted)
    throw error
  }
}

interface Holder { starts_at: number, ends_at: number, guest_name: string | null, name: string, number: string | null }

/** The refusal of an overlap, naming what holds the bookable and until when. */
function taken(query: Query, wanted: Pick<Draft, 'bookableId' | 'startsAt' | 'endsAt'> & { id?: number }): EngineError {
  const holder = query.db.get<Holder>(
    `SELECT b.starts_at, b.ends_at, b.guest_name, o.name, r.number
     FROM bookings b JOIN bookables o ON o.id = b.bookable_id LEFT JOIN rooms r ON r.bookable_id = b.bookable_id
     WHERE b.holds AND b.bookable_id = ? AND b.starts_at < ? AND b.id <> ? ORDER BY b.starts_at DESC LIMIT 1`,
    wanted.bookableId, wanted.endsAt, wanted.id ?? 0,
  )!
  const clock = localClock(query.settings.timeZone)
  return new EngineError('room_taken', {
    values: {
      room: holder.number ?? holder.name,
      arrival: clock.date(holder.starts_at),
      departure: clock.date(holder.ends_at),
      from: clock.local(holder.starts_at).slice(0, 16).replace('T', ' '),
      to: clock.local(holder.ends_at).slice(0, 16).replace('T', ' '),
      by: holder.guest_name ? ` (${holder.guest_name})` : '',
    },
  })
}
