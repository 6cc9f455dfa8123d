import type { BookingRow } from '../../db/schema.ts'
import type { Status } from '../../shared/contract/stays.ts'
import { toMinor } from '../../shared/money.ts'
import { instantAt, localClock, nightsBetween, type EpochMs } from '../../shared/time.ts'
import { bestFit, freeRooms, stayHours } from './availability.ts'
import { advance, change, expectVersion, find, place } from './bookings.ts'
import { refuse } from './errors.ts'
import { changedGuest, guestOf, type GuestInput } from './guests.ts'
import { heldTimes, isFree } from './held-times.ts'
import { isOpen } from './lifecycle.ts'
import type { Operation } from './operation.ts'
import { roomByNumber, setHousekeeping, type HotelRoom } from './rooms.ts'
import { expectEmpty } from './occupied.ts'
import { getStay } from './stay-view.ts'
import { undoLastStep } from './undo.ts'

export interface StayDetails extends GuestInput {
  adults?: number
  children?: number
  /** Major units of the property's currency; without it the room's own rate. */
  nightlyRate?: number
  notes?: string | null
  source?: string | null
  locked?: boolean
  status?: 'confirmed' | 'pending'
}

export interface NewStayByDates extends StayDetails {
  roomNumber?: string | number
  category?: string
  /** Of the category, without a room yet. */
  unassigned?: boolean
  arrival: string
  departure: string
}

/** Nights that are charged: those between the dates, and one for a stay within a day. */
export function chargedNights(arrival: string, departure: string): number {
  return Math.max(1, nightsBetween(arrival, departure))
}

/** Places a stay by dates, in a room by number or in the best fitting one of a category, or without a room yet. @returns its id */
export function placeStay(op: Operation, wanted: NewStayByDates): number {
  expectDates(wanted.arrival, wanted.departure)
  const { startsAt, endsAt } = stayHours(op.settings, wanted.arrival, wanted.departure)
  const time = { startsAt, endsAt, arrival: wanted.arrival, departure: wanted.departure }
  if (wanted.unassigned) {
    if (wanted.roomNumber !== undefined) refuse('unassigned_room', {}, ['roomNumber'])
    if (wanted.category === undefined) refuse('category_needed', {}, ['category'])
    return placeIn(op, { id: null, category: wanted.category, nightly_rate: lowestRate(op, wanted.category) }, time, wanted)
  }
  const room = wanted.roomNumber !== undefined
    ? roomByNumber(op.db, wanted.roomNumber)
    : pickRoom(op, wanted.category, wanted.arrival, wanted.departure)
  if (wanted.roomNumber !== undefined && wanted.category !== undefined) expectCategory(room, wanted.category)
  return placeInRoom(op, room, time, wanted)
}

/** Places a stay by instants in a room by number, as seed 000 does. @returns its id */
export function placeStayAt(op: Operation, roomNumber: string | number, category: string, startsAt: EpochMs, endsAt: EpochMs, details: StayDetails): number {
  if (endsAt <= startsAt) refuse('checkout_before_checkin', {}, ['checkout'])
  const room = roomByNumber(op.db, roomNumber, 'roomnumber')
  expectCategory(room, category)
  const clock = localClock(op.settings.timeZone)
  return placeInRoom(op, room, { startsAt, endsAt, arrival: clock.date(startsAt), departure: clock.date(endsAt) }, details)
}

interface StayTime { startsAt: EpochMs, endsAt: EpochMs, arrival: string, departure: string }

function placeInRoom(op: Operation, room: HotelRoom, time: StayTime, details: StayDetails): number {
  if (!room.active) refuse('room_inactive', { room: room.number }, ['roomNumber'])
  return placeIn(op, room, time, details)
}

function placeIn(op: Operation, room: Pick<HotelRoom, 'category' | 'nightly_rate'> & { id: number | null }, time: StayTime, details: StayDetails): number {
  const rate = details.nightlyRate === undefined ? room.nightly_rate : toMinor(details.nightlyRate, op.settings.currency)
  const guest = guestOf(op, { guestId: details.guestId, name: details.guestName, email: details.guestEmail, phone: details.guestPhone })
  const status = details.status ?? 'confirmed'
  return place(op, {
    kind: 'stay', bookableId: room.id, category: room.category, status, ...time,
    guestId: guest?.id ?? null, guestName: guest?.name ?? null,
    adults: details.adults, children: details.children,
    nightlyRate: rate, price: (rate ?? 0) * chargedNights(time.arrival, time.departure),
    notes: details.notes, source: details.source, locked: details.locked, userId: op.actor?.id,
  })
}

export interface StayChange extends GuestInput {
  arrival?: string
  departure?: string
  adults?: number
  children?: number
  nightlyRate?: number
  notes?: string | null
  source?: string | null
  locked?: boolean
}

/** Changes what is known of a stay, or its dates within the same room. */
export function changeStay(op: Operation, id: number, wanted: StayChange, version?: number): void {
  const before = stayRow(op, id, version)
  const after: Partial<BookingRow> = {
    adults: wanted.adults, children: wanted.children, notes: wanted.notes, source: wanted.source, locked: wanted.locked,
    ...changedGuest(op, before, wanted),
  }
  if (wanted.arrival !== undefined || wanted.departure !== undefined || wanted.nightlyRate !== undefined) {
    expectOpen(before)
    Object.assign(after, timeAndPrice(op, before, wanted))
  }
  change(op, before, 'changed', after)
}

export interface StayMove {
  /** Null takes the stay out of its room. */
  roomNumber?: string | number | null
  category?: string
  arrival?: string
  departure?: string
  nightlyRate?: number
}

/** Moves a stay to another room, other dates, or both, or out of its room. The rate stays unless a new one is given. */
export function moveStay(op: Operation, id: number, wanted: StayMove, version?: number): void {
  const before = stayRow(op, id, version)
  const after = movedStay(op, before, wanted)
  if (before.status === 'checked_in' && after.bookableId != null) expectEmpty(op, after.bookableId, id)
  change(op, before, 'moved', after)
}

/** What a stay becomes by a move. */
export function movedStay(op: Operation, before: BookingRow, wanted: StayMove): Partial<BookingRow> {
  expectOpen(before)
  const after = timeAndPrice(op, before, wanted)
  if (wanted.roomNumber === null) {
    if (before.status === 'checked_in') refuse('stay_needs_room', {}, ['roomNumber'])
    if (wanted.category !== undefined) expectKnown(op, wanted.category)
    return { ...after, bookableId: null, category: wanted.category ?? before.category }
  }
  if (wanted.roomNumber === undefined && wanted.category === undefined) return after
  const room = wanted.roomNumber !== undefined
    ? roomByNumber(op.db, wanted.roomNumber)
    : pickRoom(op, wanted.category, after.arrival, after.departure, before.id)
  if (!room.active) refuse('room_inactive', { room: room.number }, ['roomNumber'])
  const isMoved = before.moved || (before.bookableId !== null && before.bookableId !== room.id)
  return { ...after, bookableId: room.id, category: room.category, moved: isMoved }
}

/** Ends a stay at a night and goes on from there in another room, or in none yet: two parts of one group. @returns the second part's id */
export function splitStay(op: Operation, id: number, wanted: { night: string, roomNumber: string | number | null, nightlyRate?: number }, version?: number): number {
  const before = stayRow(op, id, version)
  expectOpen(before)
  if (wanted.night <= before.arrival! || wanted.night >= before.departure!) refuse('split_night', {}, ['night'])
  const room = wanted.roomNumber === null ? null : roomByNumber(op.db, wanted.roomNumber)
  if (room && !room.active) refuse('room_inactive', { room: room.number }, ['roomNumber'])
  const group = before.groupId ?? before.id
  const rate = wanted.nightlyRate === undefined ? before.nightlyRate : toMinor(wanted.nightlyRate, op.settings.currency)
  const firstHours = stayHours(op.settings, wanted.night, wanted.night)
  const second = {
    startsAt: firstHours.startsAt, endsAt: before.endsAt, arrival: wanted.night, departure: before.departure!,
  }
  const first = {
    endsAt: firstHours.endsAt, departure: wanted.night, groupId: group,
    price: (before.nightlyRate ?? 0) * chargedNights(before.arrival!, wanted.night),
  }
  // The first part gives way before the second takes its place: they may share the room.
  change(op, before, 'split', first)
  const secondId = place(op, {
    kind: 'stay', bookableId: room?.id ?? null, category: room?.category ?? before.category,
    status: before.status === 'pending' ? 'pending' : 'confirmed', ...second,
    guestId: before.guestId, guestName: before.guestName, adults: before.adults, children: before.children,
    nightlyRate: rate, price: (rate ?? 0) * chargedNights(second.arrival, second.departure),
    notes: before.notes, source: before.source, groupId: group, userId: before.userId,
  }, [{ before, after: { ...before, ...first } }])
  op.db.run(
    `UPDATE audit SET changes = json_set(changes, '$.secondPart', json_array(NULL, ?))
     WHERE id = (SELECT max(id) FROM audit WHERE entity = 'booking' AND entity_id = ? AND step = 'split')`, secondId, id)
  return secondId
}

export function confirmStay(op: Operation, id: number, version?: number): void {
  advance(op, stayRow(op, id, version), 'confirmed', { expiresAt: null })
}

/**
 * The guest is here. Not before the day of arrival nor after the stay, unless somebody puts right
 * what was not written down in time (`onAnyDay`), and not into a room that somebody is still in.
 */
export function checkIn(op: Operation, id: number, version?: number, { onAnyDay = false } = {}): void {
  const before = stayRow(op, id, version)
  if (before.status === 'confirmed') {
    if (!onAnyDay && before.arrival! > today(op)) refuse('not_arrived_yet', { arrival: before.arrival! })
    if (!onAnyDay && before.endsAt <= op.now) refuse('stay_over', { departure: before.departure! })
    if (before.bookableId !== null) expectEmpty(op, before.bookableId, id)
  }
  advance(op, before, 'checked_in', { checkedInAt: op.now })
}

/** The guest leaves. Nights that are not slept are free again, and not charged. */
export function checkOut(op: Operation, id: number, version?: number): void {
  const before = stayRow(op, id, version)
  const also: Partial<BookingRow> = { checkedOutAt: op.now }
  const leaving = before.arrival! > today(op) ? before.arrival! : today(op)
  if (before.status === 'checked_in' && leaving < before.departure!) {
    also.departure = leaving
    Object.assign(also, leaving === before.arrival ? hoursWithinADay(op, before) : {
      // Whoever leaves late on a day leaves the room free for that night all the same.
      endsAt: Math.max(Math.min(op.now, stayHours(op.settings, leaving, leaving).endsAt), before.startsAt + 60_000),
    })
    also.price = (before.nightlyRate ?? 0) * chargedNights(before.arrival!, leaving)
  }
  advance(op, before, 'completed', also)
  if (before.bookableId !== null) setHousekeeping(op, before.bookableId, 'dirty')
}

/**
 * A guest who leaves on the day they came slept no night: the stay is kept between check-out and
 * check-in time of that day, where it stands in the way of nobody's night. Where a room by the hour
 * has that time, the shortest stay that is left.
 */
function hoursWithinADay(op: Operation, before: BookingRow): { startsAt: EpochMs, endsAt: EpochMs } {
  const { startsAt: evening, endsAt: noon } = stayHours(op.settings, before.arrival!, before.arrival!)
  const isPossible = before.bookableId !== null && noon < evening && isFree(heldTimes(op.db, before.bookableId, noon, evening, before.id), noon, evening)
  return isPossible ? { startsAt: noon, endsAt: evening } : { startsAt: before.startsAt, endsAt: before.startsAt + 60_000 }
}

export function cancelStay(op: Operation, id: number, version?: number): void {
  advance(op, stayRow(op, id, version), 'cancelled')
}

/** Expected and did not come. Not before the day of arrival. */
export function markNoShow(op: Operation, id: number, version?: number): void {
  const before = stayRow(op, id, version)
  if (before.status === 'confirmed' && before.arrival! > today(op)) refuse('not_arrived_yet', { arrival: before.arrival! })
  advance(op, before, 'no_show')
}

/** Takes back the last step of a stay; of a split, its second part goes with it. */
export function undoStay(op: Operation, id: number, version?: number): void {
  undoLastStep(op, stayRow(op, id, version))
}

function stayRow(op: Operation, id: number, version?: number): BookingRow {
  const row = find(op.db, id, 'stay') ?? refuse('not_found', { what: 'Stay' })
  expectVersion(row, version, () => getStay(op, id))
  return row
}

function pickRoom(op: Operation, category: string | undefined, arrival: string, departure: string, except?: number): HotelRoom {
  if (category === undefined) refuse('room_needed', {}, ['roomNumber', 'category'])
  const { startsAt, endsAt } = stayHours(op.settings, arrival, departure)
  const room = bestFit(freeRooms(op.db, startsAt, endsAt, { category, except }), startsAt, endsAt)
  if (room) return { ...room, active: 1 }
  expectKnown(op, category)
  refuse('category_full', { category, arrival, departure })
}

function expectKnown(op: Operation, category: string): void {
  const known = op.db.get('SELECT 1 FROM rooms WHERE category = ? AND number IS NOT NULL LIMIT 1', category)
  if (!known) refuse('category_unknown', { category }, ['category'])
}

/** What a room of the category costs at least: whoever is promised no room is promised no better one. */
function lowestRate(op: Operation, category: string): number | null {
  expectKnown(op, category)
  return op.db.get<{ rate: number | null }>(
    `SELECT min(r.nightly_rate) AS rate FROM rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active WHERE r.number IS NOT NULL AND r.category = ?`, category)!.rate
}

/** New dates keep the hours of day the stay had; the price follows dates and rate. */
function timeAndPrice(op: Operation, before: BookingRow, wanted: { arrival?: string, departure?: string, nightlyRate?: number }) {
  const arrival = wanted.arrival ?? before.arrival!
  const departure = wanted.departure ?? before.departure!
  if (wanted.arrival !== undefined || wanted.departure !== undefined) expectDates(arrival, departure)
  if (before.status === 'checked_in' && arrival !== before.arrival) refuse('stay_in_house', {}, ['arrival'])
  const { timeZone } = op.settings
  const timeOfDay = (at: EpochMs) => localClock(timeZone).local(at).slice(11)
  const nightlyRate = wanted.nightlyRate === undefined ? before.nightlyRate : toMinor(wanted.nightlyRate, op.settings.currency)
  const after: Partial<BookingRow> & { arrival: string, departure: string } = {
    arrival, departure, nightlyRate,
    startsAt: arrival === before.arrival ? before.startsAt : instantAt(arrival, timeOfDay(before.startsAt), timeZone),
    endsAt: departure === before.departure ? before.endsAt : instantAt(departure, timeOfDay(before.endsAt), timeZone),
    price: (nightlyRate ?? 0) * chargedNights(arrival, departure),
  }
  return after
}

function expectDates(arrival: string, departure: string): void {
  if (departure <= arrival) refuse('bad_dates', {}, ['departure'])
}

function expectCategory(room: HotelRoom, category: string): void {
  if (room.category !== category.trim()) refuse('category_mismatch', { room: room.number, category: room.category }, ['category'])
}

function expectOpen(row: BookingRow): void {
  if (!isOpen(row.status as Status)) refuse('stay_closed', { status: row.status })
}

function today(op: Operation): string {
  return localClock(op.settings.timeZone).date(op.now)
}
