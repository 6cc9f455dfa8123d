import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { daysOf, groupOf, isBlock, type CalendarBar, type Grouping } from './bars.ts'

export interface Night {
  /** Rooms that can be sold: all but those out of order. */
  sellable: number
  sold: number
  /** Rooms nobody has and nothing bars, less those that stays without a room will need. Below zero: too many are sold. */
  free: number
}

interface Count {
  rooms: number
  sold: Int32Array
  broken: Int32Array
  barred: Int32Array
}

export interface Occupancy {
  house(day: number): Night | undefined
  group(group: string, day: number): Night | undefined
  /** Stays that have no room for that night yet. */
  waiting(day: number): number | undefined
}

/**
 * Counts rooms per night over the days [from, to) that are known. Out of order lowers what can be
 * sold; out of service only what is free. A stay without a room is sold in its category, on no floor.
 */
export function countOccupancy(rows: readonly CalendarRow[], bars: readonly CalendarBar[], from: number, to: number, by: Grouping = 'category'): Occupancy {
  const days = Math.max(0, to - from)
  const groupOfRow = new Map(rows.map((row) => [row.id, groupOf(row, by)]))
  const waiting = new Int32Array(days)
  const counts = new Map<string, Count>()
  const empty = (): Count => ({ rooms: 0, sold: new Int32Array(days), broken: new Int32Array(days), barred: new Int32Array(days) })
  const house = empty()
  for (const group of rows.map((row) => groupOf(row, by))) {
    let count = counts.get(group)
    if (!count) counts.set(group, count = empty())
    count.rooms++
    house.rooms++
  }
  for (const bar of bars) {
    const isWaiting = bar.category !== undefined
    const count = counts.get(isWaiting ? bar.category ?? '' : groupOfRow.get(bar.rowId) ?? '')
    if (!count && !isWaiting) continue
    const { arrival, departure } = daysOf(bar)
    const what = isBlock(bar) ? bar.status === 'out_of_order' ? 'broken' : 'barred' : 'sold'
    for (let day = Math.max(0, arrival - from); day < Math.min(days, departure - from); day++) {
      if (count) count[what][day]!++
      house[what][day]!++
      if (isWaiting) waiting[day]!++
    }
  }
  const nightOf = (count: Count | undefined, day: number): Night | undefined => {
    if (!count || day < from || day >= to) return undefined
    const at = day - from
    const sellable = count.rooms - count.broken[at]!
    const sold = count.sold[at]!
    return { sellable, sold, free: sellable - sold - count.barred[at]! }
  }
  return {
    house: (day) => nightOf(house, day),
    group: (group, day) => nightOf(counts.get(group), day),
    waiting: (day) => day < from || day >= to ? undefined : waiting[day - from],
  }
}
