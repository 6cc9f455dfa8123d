import { CALENDAR_FIELDS, CALENDAR_FLAGS, CALENDAR_STATUSES, type Calendar, type CalendarRow } from '../../shared/contract/calendar.ts'
import { fromMinor } from '../../shared/money.ts'
import { instantAt, localClock, nightsBetween, type EpochMs } from '../../shared/time.ts'
import { refuse } from './errors.ts'
import type { Query } from './operation.ts'

const LONGEST = 800
const statusIndex = new Map(CALENDAR_STATUSES.map((status, index) => [status as string, index]))

type BarRow = readonly [
  id: number, bookable: number, startsAt: EpochMs, endsAt: EpochMs, status: string, kind: string, type: string | null,
  guestName: string | null, price: number, paid: number, hasNotes: number, locked: number, grouped: number, guestId: number | null, version: number,
]

const BOOKABLE_KIND = { rooms: 'room', providers: 'provider', cars: 'car' } as const

/**
 * What a timeline shows from one date to another. Its cost follows what is seen, not the history:
 * each bookable's bookings that start in the days are one range of an index, and of those before
 * only the last can reach into them.
 */
export function calendar(query: Query, request: { from: string, to: string, kind?: 'rooms' | 'providers' | 'cars' }): Calendar {
  const { db, settings } = query
  const days = nightsBetween(request.from, request.to)
  if (days < 1) refuse('bad_dates', {}, ['to'])
  if (days > LONGEST) refuse('range_long', { from: request.from, to: request.to, days: LONGEST }, ['to'])
  const rows = calendarRows(query, request.kind ?? 'rooms')
  const rowOf = new Map(rows.map((row, index) => [row.id, index]))
  const vip = new Set(db.rows<[number]>('SELECT id FROM guests WHERE vip = 1').map(([id]) => id))
  const clock = localClock(settings.timeZone)
  const origin = Date.parse(`${request.from}T00:00:00Z`)
  const minute = (at: EpochMs) => Math.round((at + clock.offset(at) - origin) / 60_000)
  const bars = barsBetween(query, request.kind ?? 'rooms',
    instantAt(request.from, '00:00', settings.timeZone), instantAt(request.to, '00:00', settings.timeZone))
  return {
    from: request.from, to: request.to,
    seq: db.get<{ seq: number }>('SELECT coalesce(max(id), 0) AS seq FROM audit')!.seq,
    rows, fields: [...CALENDAR_FIELDS], statuses: [...CALENDAR_STATUSES],
    bars: bars.map(([id, bookable, startsAt, endsAt, status, kind, type, guestName, price, paid, hasNotes, locked, grouped, guestId, version]) => [
      id, rowOf.get(bookable) ?? -1, minute(startsAt), minute(endsAt),
      statusIndex.get(kind === 'block' ? type! : status)!,
      guestName, Math.max(0, price - paid),
      (guestId !== null && vip.has(guestId) ? CALENDAR_FLAGS.vip : 0) + (hasNotes ? CALENDAR_FLAGS.notes : 0)
        + (locked ? CALENDAR_FLAGS.locked : 0) + (grouped ? CALENDAR_FLAGS.group : 0),
      version,
    ]),
  }
}

const BAR = `b.id, b.bookable_id, b.starts_at, b.ends_at, b.status, b.kind, b.type, b.guest_name, b.price, b.paid,
  b.notes IS NOT NULL, b.locked, b.group_id IS NOT NULL, b.guest_id, b.version`

function barsBetween({ db }: Query, kind: keyof typeof BOOKABLE_KIND, from: EpochMs, to: EpochMs): BarRow[] {
  return db.rows<BarRow>(
    `SELECT ${BAR} FROM bookables o CROSS JOIN bookings b ON b.id = (
       SELECT p.id FROM bookings p WHERE p.holds AND p.bookable_id = o.id AND p.starts_at < :from ORDER BY p.starts_at DESC LIMIT 1)
     WHERE o.kind = :kind AND b.ends_at > :from
     UNION ALL
     SELECT ${BAR} FROM bookables o CROSS JOIN bookings b ON b.bookable_id = o.id AND b.holds AND b.starts_at >= :from AND b.starts_at < :to
     WHERE o.kind = :kind`, { from, to, kind: BOOKABLE_KIND[kind] })
}

interface RowOfCalendar {
  id: number, label: string, group: string | null, floor: number | null, capacity: number | null
  nightly_rate: number | null, housekeeping: CalendarRow['housekeeping']
}

function calendarRows({ db, settings }: Query, kind: keyof typeof BOOKABLE_KIND): CalendarRow[] {
  const rows = kind === 'rooms'
    ? db.all<RowOfCalendar>(
      `SELECT o.id, coalesce(r.number, o.name) AS label, r.category AS "group", r.floor, r.capacity, r.nightly_rate, r.housekeeping
       FROM bookables o JOIN rooms r ON r.bookable_id = o.id WHERE o.active AND r.number IS NOT NULL
       ORDER BY r.category, length(r.number), r.number`)
    : db.all<RowOfCalendar>(
      `SELECT o.id, o.name AS label, c.fuel_type AS "group", NULL AS floor, NULL AS capacity, NULL AS nightly_rate, NULL AS housekeeping
       FROM bookables o LEFT JOIN cars c ON c.bookable_id = o.id WHERE o.active AND o.kind = ? ORDER BY o.name, o.id`, BOOKABLE_KIND[kind])
  return rows.map(({ nightly_rate: rate, group, ...row }) => ({
    ...row, group: group ?? '', nightlyRate: rate === null ? null : fromMinor(rate, settings.currency),
  }))
}
