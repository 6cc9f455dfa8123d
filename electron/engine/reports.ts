import type { PerformanceReport } from '../../shared/contract/reports.ts'
import { fromMinor } from '../../shared/money.ts'
import { addDays, instantAt, nightsBetween } from '../../shared/time.ts'
import { refuse } from './errors.ts'
import type { Query } from './operation.ts'
import { LANES, waitingFor } from './without-room.ts'

const LONGEST = 3660

interface Figures { available: number, sold: number, revenue: number }

type NightsRow = readonly [room: number | null, category: string, active: number, arrival: string, departure: string, rate: number | null, kind: string]

/**
 * Occupancy, ADR and RevPAR over the nights from `from` to `to` without `to` (contract, section 10):
 * revenue of rooms alone, cancelled and no-shows left out, out-of-order rooms not available.
 */
export function performance(query: Query, request: { from: string, to: string, by?: 'day' | 'month' | 'category' }): PerformanceReport {
  const { from, to } = request
  const days = nightsBetween(from, to)
  if (days < 1) refuse('bad_dates', {}, ['to'])
  if (days > LONGEST) refuse('range_long', { from, to, days: LONGEST }, ['to'])
  const dates = Array.from({ length: days }, (_, day) => addDays(from, day))
  const by = request.by ?? 'day'
  const periodOf = (date: string, category: string) => by === 'day' ? date : by === 'month' ? date.slice(0, 7) : category

  const periods = new Map<string, Figures>()
  const total: Figures = { available: 0, sold: 0, revenue: 0 }
  const add = (period: string, available: number, sold: number, revenue: number) => {
    let figures = periods.get(period)
    if (!figures) periods.set(period, figures = { available: 0, sold: 0, revenue: 0 })
    for (const sum of [figures, total]) {
      sum.available += available
      sum.sold += sold
      sum.revenue += revenue
    }
  }

  const rooms = query.db.rows<[category: string, count: number]>(
    `SELECT r.category, count(*) FROM rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active
     WHERE r.number IS NOT NULL GROUP BY r.category ORDER BY r.category`)
  for (const [category, count] of rooms) for (const date of dates) add(periodOf(date, category), count, 0, 0)
  if (by !== 'category') for (const date of dates) add(periodOf(date, ''), 0, 0, 0)

  for (const [, category, active, arrival, departure, rate, kind] of nightsBetweenDates(query, from, to)) {
    const first = arrival > from ? nightsBetween(from, arrival) : 0
    const last = departure < to ? nightsBetween(from, departure) : days
    for (let night = first; night < last; night += 1) {
      const period = periodOf(dates[night]!, category)
      if (kind === 'block') add(period, active ? -1 : 0, 0, 0)
      // A room that was deactivated since was there when it was sold.
      else add(period, active ? 0 : 1, 1, rate ?? 0)
    }
  }
  const shown = (figures: Figures) => show(figures, query.settings.currency)
  return {
    from, to,
    rows: [...periods].sort(([a], [b]) => a < b ? -1 : 1).map(([period, figures]) => ({ period, ...shown(figures) })),
    total: shown(total),
  }
}

/** Stays and out-of-order blocks that touch the nights, found room by room: the history costs nothing. A stay without a room yet is sold all the same. */
function nightsBetweenDates({ db, settings }: Query, from: string, to: string): NightsRow[] {
  const columns = 'r.bookable_id, r.category, o.active, b.arrival, b.departure, b.nightly_rate, b.kind'
  const counted = `(b.kind = 'stay' OR (b.kind = 'block' AND b.type = 'out_of_order')) AND b.arrival < :to AND b.departure > :from`
  const startsFrom = instantAt(from, '00:00', settings.timeZone)
  const startsTo = instantAt(addDays(to, 1), '00:00', settings.timeZone)
  const inRooms = db.rows<NightsRow>(
    `SELECT ${columns} FROM rooms r JOIN bookables o ON o.id = r.bookable_id CROSS JOIN bookings b ON b.id = (
       SELECT p.id FROM bookings p WHERE p.holds AND p.bookable_id = r.bookable_id AND p.starts_at < :startsFrom ORDER BY p.starts_at DESC LIMIT 1)
     WHERE r.number IS NOT NULL AND ${counted}
     UNION ALL
     SELECT ${columns} FROM rooms r JOIN bookables o ON o.id = r.bookable_id
       CROSS JOIN bookings b ON b.bookable_id = r.bookable_id AND b.holds AND b.starts_at >= :startsFrom AND b.starts_at < :startsTo
     WHERE r.number IS NOT NULL AND ${counted}`,
    { from, to, startsFrom, startsTo })
  const withoutRoom = db.rows<NightsRow>(
    `WITH RECURSIVE ${LANES} SELECT NULL, b.category, 1, b.arrival, b.departure, b.nightly_rate, b.kind
     FROM lane CROSS JOIN ${waitingFor('lane.category')} WHERE b.arrival < :lastDay AND b.departure > :firstDay`,
    { from: startsFrom, to: startsTo, firstDay: from, lastDay: to })
  return [...inRooms, ...withoutRoom]
}

/** Quotients are exact: who shows them rounds them. */
function show({ available, sold, revenue: minor }: Figures, currency: string) {
  const revenue = fromMinor(minor, currency)
  return {
    roomsAvailable: available, roomsSold: sold, occupancy: available > 0 ? sold / available : 0,
    revenue, adr: sold > 0 ? revenue / sold : 0, revpar: available > 0 ? revenue / available : 0,
  }
}
