import { and, desc, eq, gte, inArray, lte, sql, type SQL } from 'drizzle-orm'
import { bookings, type BookingRow } from '../../db/schema.ts'
import type { Booking, SlotBooking, Timeslot } from '../../shared/contract/slots.ts'
import { STATUSES, type Status } from '../../shared/contract/stays.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'
import { instantAt, localClock, parseDate, parseTime, type EpochMs } from '../../shared/time.ts'
import { record } from './audit.ts'
import { advance, change, expectVersion, find, place } from './bookings.ts'
import { EngineError, refuse } from './errors.ts'
import { changedGuest, guestOf, type GuestInput } from './guests.ts'
import { heldTimes, isFree } from './held-times.ts'
import { isOpen, mayBecome } from './lifecycle.ts'
import { publishRefund } from './notices.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'
import { refundOf } from './refunds.ts'
import { getRoom } from './rooms.ts'
import { checkIn, checkOut } from './stays.ts'

/* Rooms by the hour (contract, section 7). */

interface SlotRow { id: number, room_id: number, starts_at: EpochMs, ends_at: EpochMs }

const MINUTE = 60_000
/** Slots that may be made at once. */
export const MOST_SLOTS = 20_000

export interface SlotPlan {
  roomId: number
  startDate: string
  endDate: string
  minutes: number
  hours: { start: string, end: string }
  excluded: ReadonlySet<string>
}

/**
 * Makes the slots of a room, day by day within the working hours; what exists or overlaps is
 * skipped. Hours are local and a slot lasts its minutes, so a day on which the clocks change has
 * more or fewer of them.
 * @returns how many were made
 */
export function generateSlots(op: Operation, plan: SlotPlan): number {
  getRoom(op, plan.roomId)
  if (plan.endDate < plan.startDate) refuse('range_backwards', {}, ['endDate'])
  if (plan.hours.end <= plan.hours.start) refuse('hours_bad', {}, ['workingHours'])
  const wanted = plannedSlots(plan, op.settings.timeZone)
  if (wanted.length === 0) return 0
  const existing = op.db.all<SlotRow>(
    'SELECT id, room_id, starts_at, ends_at FROM timeslots WHERE room_id = ? AND ends_at > ? AND starts_at < ? ORDER BY starts_at',
    plan.roomId, wanted[0]!.startsAt, wanted.at(-1)!.endsAt).map((slot) => ({ startsAt: slot.starts_at, endsAt: slot.ends_at }))
  let next = 0
  let made = 0
  for (const slot of wanted) {
    while (next < existing.length && existing[next]!.endsAt <= slot.startsAt) next += 1
    if (next < existing.length && existing[next]!.startsAt < slot.endsAt) continue
    op.db.run('INSERT INTO timeslots (room_id, starts_at, ends_at) VALUES (?, ?, ?)', plan.roomId, slot.startsAt, slot.endsAt)
    made += 1
  }
  if (made > 0) record(op, 'timeslots', plan.roomId, 'generated', { count: [null, made] })
  return made
}

/** The slots of a plan in order. @throws EngineError `slots_many` before it counts on for ever */
export function plannedSlots(plan: Omit<SlotPlan, 'roomId'>, timeZone: string): { startsAt: EpochMs, endsAt: EpochMs }[] {
  const slots: { startsAt: EpochMs, endsAt: EpochMs }[] = []
  const last = Temporal.PlainDate.from(plan.endDate)
  const length = plan.minutes * MINUTE
  let days = 0
  for (let date = Temporal.PlainDate.from(plan.startDate); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    // A century of days without a slot is a mistake as well.
    if ((days += 1) > 2 * MOST_SLOTS) refuse('slots_many', { count: days, most: MOST_SLOTS })
    const day = date.toString()
    if (plan.excluded.has(day)) continue
    const closes = instantAt(day, plan.hours.end, timeZone)
    for (let at = instantAt(day, plan.hours.start, timeZone); at + length <= closes; at += length) slots.push({ startsAt: at, endsAt: at + length })
    if (slots.length > MOST_SLOTS) refuse('slots_many', { count: slots.length, most: MOST_SLOTS })
  }
  return slots
}

/** Deletes a slot that was never booked. */
export function deleteSlot(op: Operation, id: number): void {
  const slot = slotRow(op, id) ?? refuse('slot_gone')
  if (op.db.get('SELECT 1 FROM bookings WHERE timeslot_id = ? LIMIT 1', id)) refuse('slot_booked')
  op.db.run('DELETE FROM timeslots WHERE id = ?', id)
  record(op, 'timeslots', slot.room_id, 'deleted')
}

/** The slots of a room's day that can be booked: at least so long, not begun, and held by nothing; none of a room that is out of use. */
export function freeSlots(query: Query, roomId: number, date: string, minutes: number): Timeslot[] {
  const from = instantAt(date, '00:00', query.settings.timeZone)
  const to = instantAt(Temporal.PlainDate.from(date).add({ days: 1 }).toString(), '00:00', query.settings.timeZone)
  const slots = query.db.all<SlotRow>(
    `SELECT id, room_id, starts_at, ends_at FROM timeslots WHERE room_id = ? AND starts_at >= ? AND starts_at < ? AND ends_at - starts_at >= ? AND starts_at > ?
       AND (SELECT active FROM bookables WHERE id = room_id) ORDER BY starts_at`,
    roomId, from, to, minutes * MINUTE, query.now)
  const held = heldTimes(query.db, roomId, from, slots.at(-1)?.ends_at ?? to)
  return slots.filter((slot) => isFree(held, slot.starts_at, slot.ends_at)).map((slot) => toTimeslot(query, slot, true))
}

export interface NewSlotBooking { timeslotId: number, roomId: number, notes?: string | null, bookingType?: string | null }

/** Books a slot for a guest at the counter. @returns the booking's id */
export function addSlotBooking(op: Operation, wanted: GuestInput & { timeslotId: number, notes?: string | null, status?: 'confirmed' | 'pending' }): number {
  const slot = slotRow(op, wanted.timeslotId) ?? refuse('slot_unknown', {}, ['timeslotId'])
  const room = getRoom(op, slot.room_id)
  if (!room.isActive) refuse('room_inactive', { room: room.number ?? room.name })
  expirePending(op)
  const guest = guestOf(op, { guestId: wanted.guestId, name: wanted.guestName })
  const isPending = wanted.status === 'pending'
  return namingHolder(() => place(op, {
    kind: 'slot', bookableId: slot.room_id, timeslotId: slot.id, status: isPending ? 'pending' : 'confirmed', startsAt: slot.starts_at, endsAt: slot.ends_at,
    price: priceOf(op, room.hourlyRate, slot), userId: op.actor?.id, guestId: guest?.id, guestName: guest?.name ?? op.actor?.username,
    notes: wanted.notes, expiresAt: isPending ? op.now + op.settings.pendingMinutes * MINUTE : null,
  }))
}

/** Another slot of the same room, another guest, other notes. */
export function changeSlotBooking(op: Operation, id: number, wanted: GuestInput & { timeslotId?: number, notes?: string | null }, version?: number): void {
  expirePending(op)
  const before = slotBookingRow(op, id, version)
  if (before.status !== 'pending' && before.status !== 'confirmed') refuse('booking_closed', { status: before.status })
  const isMoved = wanted.timeslotId !== undefined && wanted.timeslotId !== before.timeslotId
  const place = isMoved ? inSlot(op, before, wanted.timeslotId!, 'timeslotId') : {}
  namingHolder(() => change(op, before, isMoved ? 'moved' : 'changed', { ...place, notes: wanted.notes, ...changedGuest(op, before, wanted) }))
}

/** The next step of a slot booking; cancelling pays back what the policy says. */
export function stepSlotBooking(op: Operation, id: number, status: 'confirmed' | 'completed' | 'no_show' | 'cancelled', version?: number): void {
  expirePending(op)
  const before = slotBookingRow(op, id, version)
  if (!mayBecome(before.kind, before.status, status)) refuse('bad_transition', { from: before.status, to: status })
  if (status === 'cancelled') cancel(op, before)
  else advance(op, before, status, { expiresAt: null })
}

function slotBookingRow(op: Operation, id: number, version?: number): BookingRow {
  const row = find(op.db, id, 'slot') ?? refuse('not_found', { what: 'Booking' })
  expectVersion(row, version, () => getSlotBooking(op, id))
  return row
}

/** @throws EngineError `not_found` */
export function getSlotBooking(query: Query, id: number): SlotBooking {
  const row = find(query.db, id, 'slot') ?? refuse('not_found', { what: 'Booking' })
  const { name, number } = getRoom(query, row.bookableId!)
  const clock = localClock(query.settings.timeZone)
  const money = (minor: number) => fromMinor(minor, query.settings.currency)
  return {
    id: row.id, roomId: row.bookableId!, room: number ?? name, timeslotId: row.timeslotId, guestId: row.guestId, guestName: row.guestName, notes: row.notes,
    status: row.status, from: clock.rfc3339(row.startsAt), to: clock.rfc3339(row.endsAt), price: money(row.price), paid: money(row.paid),
    refund: money(isOpen(row.status) ? refundOf(row, query.now, query.settings) : 0), paymentStatus: row.paymentStatus,
    expiresAt: row.expiresAt === null ? null : clock.rfc3339(row.expiresAt),
    createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt), version: row.version,
    lastChange: query.db.get<{ id: number }>(`SELECT max(id) AS id FROM audit WHERE entity_id = ? AND entity = 'booking'`, id)!.id,
  }
}

/** Books a slot, pending until it is paid or confirmed. @returns the booking's id */
export function placeSlotBooking(op: Operation, wanted: NewSlotBooking): number {
  const slot = slotRow(op, wanted.timeslotId) ?? refuse('slot_unknown', {}, ['timeslotId'])
  if (slot.room_id !== wanted.roomId) refuse('slot_other_room', {}, ['roomId'])
  const room = getRoom(op, slot.room_id)
  if (!room.isActive) refuse('slot_taken')
  if (slot.starts_at <= op.now && op.actor?.role === 'customer') refuse('slot_past', {}, ['timeslotId'])
  expirePending(op)
  return placingSlot(() => place(op, {
    kind: 'slot', bookableId: slot.room_id, timeslotId: slot.id, status: 'pending', startsAt: slot.starts_at, endsAt: slot.ends_at,
    price: priceOf(op, room.hourlyRate, slot), userId: op.actor?.id, guestName: op.actor?.username,
    notes: wanted.notes, type: wanted.bookingType, expiresAt: op.now + op.settings.pendingMinutes * MINUTE,
  }))
}

/** Moves a booking to another slot of the same room. */
export function rescheduleBooking(op: Operation, id: number, newTimeslotId: number): void {
  // First of all: this very booking may have expired.
  expirePending(op)
  const before = ownBooking(op, id)
  if (before.kind !== 'slot' || (before.status !== 'pending' && before.status !== 'confirmed')) refuse('cannot_reschedule', { status: before.status })
  const place = inSlot(op, before, newTimeslotId, 'newTimeslotId')
  placingSlot(() => change(op, before, 'moved', place))
}

/** A booking in another slot of its room: what was paid for already keeps its price. */
function inSlot(op: Operation, before: BookingRow, timeslotId: number, field: string): Partial<BookingRow> {
  const slot = slotRow(op, timeslotId) ?? refuse('slot_unknown', {}, [field])
  if (slot.room_id !== before.bookableId) refuse('slot_other_room', {}, [field])
  if (slot.starts_at <= op.now) refuse('slot_past', {}, [field])
  const price = before.paid > 0 ? before.price : priceOf(op, getRoom(op, slot.room_id).hourlyRate, slot)
  return { timeslotId: slot.id, startsAt: slot.starts_at, endsAt: slot.ends_at, price }
}

/** Cancels a booking of one's own, or anybody's for staff. @returns what is paid back, in minor units */
export function cancelBooking(op: Operation, id: number): number {
  expirePending(op)
  return cancel(op, ownBooking(op, id))
}

function cancel(op: Operation, before: BookingRow): number {
  if (!mayBecome(before.kind, before.status, 'cancelled')) refuse('cannot_cancel', { status: before.status })
  const refund = refundOf(before, op.now, op.settings)
  advance(op, before, 'cancelled', {
    expiresAt: null, paid: before.paid - refund,
    paymentStatus: refund === 0 ? before.paymentStatus : refund === before.paid ? 'refunded' : 'partially_refunded',
  })
  if (refund > 0) publishRefund(op, before.id, refund)
  return refund
}

const ADMIN_STEPS: readonly string[] = ['confirmed', 'checked_in', 'completed', 'no_show', 'cancelled']

/** An administrator's override: any step that the lifecycle has. */
export function setStatus(op: Operation, id: number, status: unknown): void {
  expirePending(op)
  const before = find(op.db, id)
  if (!before || !LISTED.includes(before.kind)) refuse('not_found', { what: 'Booking' })
  if (typeof status !== 'string' || !ADMIN_STEPS.includes(status) || !mayBecome(before.kind, before.status, status as Status)) {
    refuse('status_bad', { to: typeof status === 'string' ? status : JSON.stringify(status) }, ['status'])
  }
  if (status === 'cancelled') cancel(op, before)
  // A guest comes and goes at the desk: a room is made ready, nights that are not slept are free.
  else if (before.kind === 'stay' && status === 'checked_in') checkIn(op, id, undefined, { onAnyDay: true })
  else if (before.kind === 'stay' && status === 'completed') checkOut(op, id)
  else advance(op, before, status as Status, { expiresAt: null })
}

/** Cancels pending bookings that nobody paid or confirmed in time; what was paid in part goes back. @returns how many */
export function expirePending(op: Operation): number {
  const late = op.db.all<{ id: number }>(`SELECT id FROM bookings WHERE status = 'pending' AND expires_at IS NOT NULL AND expires_at <= ? LIMIT 500`, op.now)
  for (const { id } of late) {
    const before = find(op.db, id)!
    advance(op, before, 'cancelled', { expiresAt: null, ...(before.paid > 0 ? { paid: 0, paymentStatus: 'refunded' as const } : {}) })
    if (before.paid > 0) publishRefund(op, id, before.paid)
  }
  return late.length
}

/** A booking that the one who asks may see. @throws EngineError `not_found`, or `access_denied` for somebody else's */
export function ownBooking(op: Query & Pick<Operation, 'actor'>, id: number): BookingRow {
  const row = find(op.db, id)
  if (!row || !OWNED.includes(row.kind)) refuse('not_found', { what: 'Booking' })
  if (op.actor?.role === 'customer' && row.userId !== op.actor.id) refuse('access_denied')
  return row
}

// A customer's own list; stays and blocks belong to the desk.
const OWNED: readonly BookingRow['kind'][] = ['slot', 'appointment', 'purchase']
const LISTED: readonly BookingRow['kind'][] = ['slot', 'appointment', 'stay']

export interface BookingFilter { status?: Status, userId?: number, roomId?: number, startsFrom?: EpochMs, startsTo?: EpochMs, madeFrom?: EpochMs, madeTo?: EpochMs }

export function listOwn(query: Query, filter: BookingFilter & PageRequest & { userId: number }) {
  return list(query, filter, inArray(bookings.kind, ['slot', 'appointment']), 25)
}

export function listAll(query: Query, filter: BookingFilter & PageRequest) {
  return list(query, filter, inArray(bookings.kind, [...LISTED]), 50)
}

function list(query: Query, filter: BookingFilter & PageRequest, kinds: SQL, usualLimit: number) {
  const where = and(
    kinds,
    filter.status && eq(bookings.status, filter.status),
    filter.userId === undefined ? undefined : eq(bookings.userId, filter.userId),
    filter.roomId === undefined ? undefined : eq(bookings.bookableId, filter.roomId),
    filter.startsFrom === undefined ? undefined : gte(bookings.startsAt, filter.startsFrom),
    filter.startsTo === undefined ? undefined : lte(bookings.startsAt, filter.startsTo),
    filter.madeFrom === undefined ? undefined : gte(bookings.createdAt, filter.madeFrom),
    filter.madeTo === undefined ? undefined : lte(bookings.createdAt, filter.madeTo),
  )
  return pageOf(filter, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(bookings).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select().from(bookings).where(where).orderBy(desc(bookings.createdAt), desc(bookings.id)).limit(limit).offset(offset).all(),
    show: (row: BookingRow) => toBooking(query, row),
  }, usualLimit)
}

/** How many bookings were made in a time, by status, and what was paid for them: one query. */
export function bookingStats({ db, settings }: Query, from: EpochMs, to: EpochMs) {
  const rows = db.all<{ status: Status, count: number, revenue: number }>(
    `SELECT status, count(*) AS count, sum(CASE WHEN payment_status = 'paid' THEN price ELSE 0 END) AS revenue
     FROM bookings WHERE kind IN ('slot', 'appointment', 'stay') AND created_at BETWEEN ? AND ? GROUP BY status`, from, to)
  const byStatus = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>
  for (const { status, count } of rows) byStatus[status] = count
  return {
    total: rows.reduce((sum, { count }) => sum + count, 0), byStatus,
    revenue: fromMinor(rows.reduce((sum, { revenue }) => sum + revenue, 0), settings.currency),
  }
}

export function getBooking(query: Query, id: number): Booking {
  return toBooking(query, find(query.db, id) ?? refuse('not_found', { what: 'Booking' }))
}

/** A booking in the words of seed 003. */
export function toBooking(query: Query, row: BookingRow): Booking {
  const clock = localClock(query.settings.timeZone)
  const isRoom = row.bookableId !== null && (row.kind === 'slot' || row.kind === 'stay')
  const room = isRoom ? getRoom(query, row.bookableId!) : null
  const slot = row.timeslotId === null ? undefined : slotRow(query, row.timeslotId)
  return {
    id: row.id, userId: row.userId, roomId: isRoom ? row.bookableId : null, timeslotId: row.timeslotId, status: row.status,
    bookingType: row.type ?? (row.kind === 'slot' ? null : row.kind), notes: row.notes, price: fromMinor(row.price, query.settings.currency),
    paymentStatus: row.paymentStatus, createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt),
    room,
    timeslot: slot ? toTimeslot(query, slot, room?.isActive === true && isHeldByNothing(query, slot)) : null,
  }
}

/** Reads a day or a time of a filter; days begin at local midnight. @throws EngineError `date_bad` */
export function filterTime(text: string | undefined, timeZone: string, field: string, endOfDay = false): EpochMs | undefined {
  if (text === undefined) return undefined
  const date = parseDate(text)
  if (date) return endOfDay ? instantAt(date.add({ days: 1 }).toString(), '00:00', timeZone) - 1 : instantAt(text, '00:00', timeZone)
  // A plus sign in a query that nobody encoded arrives as a space.
  return parseTime(text.replace(/ (\d{2}:?\d{2})$/, '+$1'), timeZone) ?? refuse('date_bad', {}, [field])
}

function slotRow({ db }: Pick<Query, 'db'>, id: number): SlotRow | undefined {
  return db.get<SlotRow>('SELECT id, room_id, starts_at, ends_at FROM timeslots WHERE id = ?', id)
}

function isHeldByNothing({ db }: Query, { room_id: room, starts_at: from, ends_at: to }: SlotRow): boolean {
  return isFree(heldTimes(db, room, from, to), from, to)
}

function toTimeslot(query: Query, slot: SlotRow, isAvailable: boolean): Timeslot {
  const clock = localClock(query.settings.timeZone)
  return { id: slot.id, roomId: slot.room_id, startTime: clock.rfc3339(slot.starts_at), endTime: clock.rfc3339(slot.ends_at), isAvailable }
}

/** Hourly rate times length, in minor units, rounded once. */
function priceOf(op: Operation, hourlyRate: number | null, slot: SlotRow): number {
  const rate = hourlyRate === null ? 0 : toMinor(hourlyRate, op.settings.currency)
  return Math.round(rate * (slot.ends_at - slot.starts_at) / 3_600_000)
}

function placingSlot<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'room_taken') throw new EngineError('slot_taken')
    throw error
  }
}

/** The desk is told who is in the way. */
function namingHolder<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'room_taken') throw new EngineError('hour_taken', error.details)
    throw error
  }
}
