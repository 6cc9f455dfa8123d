import { CalendarPacker } from '../../shared/calendar-packing.ts'
import { CALENDAR_FLAGS, CALENDAR_STATUSES, type CalendarRow, type PackedCalendar } from '../../shared/contract/calendar.ts'
import { fromMinor } from '../../shared/money.ts'
import { instantAt, localClock, nightsBetween, type EpochMs } from '../../shared/time.ts'
import { refuse } from './errors.ts'
import type { Query } from './operation.ts'
import { openSlots, scheduleRows, SOLD_BY_THE_HOUR } from './schedules.ts'
import { LANES, waitingFor } from './without-room.ts'

const LONGEST = 800

const BOOKABLE_KIND = { rooms: 'room', providers: 'provider', cars: 'car', hourly: 'room' } as const
type CalendarKind = keyof typeof BOOKABLE_KIND

interface Request { from: string, to: string, kind?: CalendarKind }

/**
 * What `calendar` answers as JSON, written once for all who ask before anything changes. As bytes,
 * because thousands of small objects that are kept cost more than making them anew.
 */
export function writtenCalendar(query: Query, request: Request): Buffer {
  const { from, to, kind = 'rooms' } = request
  const { timeZone, currency } = query.settings
  const write = () => Buffer.from(JSON.stringify(calendar(query, request)))
  // What is free by the hour depends on the time of day as well.
  return kind === 'hourly' ? write() : query.db.remembered(`calendar ${kind} ${from} ${to} ${timeZone} ${currency}`, write)
}

/**
 * What a timeline shows from one date to another. Its cost follows what is seen, not the history:
 * each bookable's bookings that start in the days are one range of an index, and of those before
 * only the last can reach into them.
 */
export function calendar(query: Query, { kind = 'rooms', ...request }: Request): PackedCalendar {
  const { db, settings } = query
  const days = nightsBetween(request.from, request.to)
  if (days < 1) refuse('bad_dates', {}, ['to'])
  if (days > LONGEST) refuse('range_long', { from: request.from, to: request.to, days: LONGEST }, ['to'])
  // Asked first: a change that comes meanwhile is rather seen twice than missed.
  const { seq } = db.get<{ seq: number }>('SELECT coalesce(max(id), 0) AS seq FROM audit')!
  const rows = kind === 'rooms' ? roomRows(query) : scheduleRows(query, kind)
  const rowOf = new Map(rows.map((row, index) => [row.id, index]))
  const clock = localClock(settings.timeZone)
  const origin = Date.parse(`${request.from}T00:00:00Z`)
  const minute = (at: EpochMs) => Math.round((at + clock.offset(at) - origin) / 60_000)
  const from = instantAt(request.from, '00:00', settings.timeZone)
  const to = instantAt(request.to, '00:00', settings.timeZone)
  const vip = new Set(db.rows<[number]>('SELECT id FROM guests INDEXED BY guests_vip WHERE vip = 1').map(([id]) => id))
  const waiting = kind === 'rooms' ? waitingBetween(query, from, to) : []
  const lanes = [...new Set(waiting.map(([category]) => category))]
  const packer = new CalendarPacker(rows, lanes)
  const add = (row: number, [id, version, , startsAt, endsAt, status, label, due, flags, guestId]: FoundBar) => {
    const start = minute(startsAt)
    // Where the clocks go back, an hour later may be an earlier time of day.
    const end = Math.max(minute(endsAt), start + 1)
    packer.add(id, version, row, start, end, status, label, due, guestId !== null && vip.has(guestId) ? flags + CALENDAR_FLAGS.vip : flags)
  }
  for (const bar of barsBetween(query, kind, from, to)) {
    const row = rowOf.get(bar[2]!)
    if (row !== undefined) add(row, bar)
  }
  for (const [category, ...bar] of waiting) add(-1 - lanes.indexOf(category), bar)
  return {
    ...request, seq, ...packer.packed(),
    ...(kind === 'hourly' ? { slots: openSlots(query, from, to, rowOf, minute) } : {}),
  }
}

type FoundBar = readonly [
  id: number, version: number, bookable: number | null, startsAt: EpochMs, endsAt: EpochMs, status: number,
  label: string | null, due: number, flags: number, guestId: number | null,
]

// Worked out by SQLite: each value that crosses over to JavaScript costs more than finding it.
const BAR = `b.id, b.version, b.bookable_id, b.starts_at, b.ends_at,
  CASE CASE b.kind WHEN 'block' THEN b.type ELSE b.status END ${CALENDAR_STATUSES.map((status, index) => `WHEN '${status}' THEN ${index}`).join(' ')} END,
  b.guest_name, max(0, b.price - b.paid),
  (b.notes IS NOT NULL) * ${CALENDAR_FLAGS.notes} + b.locked * ${CALENDAR_FLAGS.locked} + (b.group_id IS NOT NULL) * ${CALENDAR_FLAGS.group} + b.moved * ${CALENDAR_FLAGS.moved} + (b.kind = 'slot') * ${CALENDAR_FLAGS.slot},
  b.guest_id`

function barsBetween({ db }: Query, kind: CalendarKind, from: EpochMs, to: EpochMs): FoundBar[] {
  const some = kind === 'hourly' ? `AND o.id IN (${SOLD_BY_THE_HOUR})` : ''
  return db.rows<FoundBar>(
    `SELECT ${BAR} FROM bookables o CROSS JOIN bookings b ON b.id = (
       SELECT p.id FROM bookings p WHERE p.holds AND p.bookable_id = o.id AND p.starts_at < :from ORDER BY p.starts_at DESC LIMIT 1)
     WHERE o.kind = :kind ${some} AND b.ends_at > :from
     UNION ALL
     SELECT ${BAR} FROM bookables o CROSS JOIN bookings b ON b.bookable_id = o.id AND b.holds AND b.starts_at >= :from AND b.starts_at < :to
     WHERE o.kind = :kind ${some}`, { from, to, kind: BOOKABLE_KIND[kind] })
}

/** Stays without a room yet, by category. */
function waitingBetween({ db }: Query, from: EpochMs, to: EpochMs): (readonly [category: string, ...bar: FoundBar])[] {
  return db.rows(`WITH RECURSIVE ${LANES} SELECT b.category, ${BAR} FROM lane CROSS JOIN ${waitingFor('lane.category')} ORDER BY 1, b.starts_at, b.id`, { from, to })
}

interface RowOfCalendar {
  id: number, label: string, group: string, floor: number | null, capacity: number | null
  nightly_rate: number | null, housekeeping: CalendarRow['housekeeping']
}

function roomRows({ db, settings }: Query): CalendarRow[] {
  return db.all<RowOfCalendar>(
    `SELECT o.id, coalesce(r.number, o.name) AS label, r.category AS "group", r.floor, r.capacity, r.nightly_rate, r.housekeeping
     FROM bookables o JOIN rooms r ON r.bookable_id = o.id WHERE o.active AND r.number IS NOT NULL
     ORDER BY r.category, length(r.number), r.number`)
    .map(({ nightly_rate: rate, ...row }) => ({ ...row, nightlyRate: rate === null ? null : fromMinor(rate, settings.currency) }))
}
