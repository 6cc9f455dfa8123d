import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { daysOf, isBlock, type CalendarBar } from './bars.ts'

export interface Night {
  /** Rooms that can be sold: all but those out of order. */
  sellable: number
  sold: number
  /** Rooms nobody has and nothing bars. */
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
}

/**
 * Counts rooms per night over the days [from, to) that are known. Out of order lowers what can be
 * sold; out of service only what is free.
 */
export function countOccupancy(rows: readonly CalendarRow[], bars: readonly CalendarBar[], from: number, to: number): Occupancy {
  const days = Math.max(0, to - from)
  const groupOf = new Map(rows.map((row) => [row.id, row.group]))
  const counts = new Map<string, Count>()
  const empty = (): Count => ({ rooms: 0, sold: new Int32Array(days), broken: new Int32Array(days), barred: new Int32Array(days) })
  const house = empty()
  for (const row of rows) {
    let count = counts.get(row.group)
    if (!count) counts.set(row.group, count = empty())
    count.rooms++
    house.rooms++
  }
  for (const bar of bars) {
    const count = counts.get(groupOf.get(bar.rowId) ?? '')
    if (!count) continue
    const { arrival, departure } = daysOf(bar)
    const what = isBlock(bar) ? bar.status === 'out_of_order' ? 'broken' : 'barred' : 'sold'
    for (let day = Math.max(0, arrival - from); day < Math.min(days, departure - from); day++) {
      count[what][day]!++
      house[what][day]!++
    }
  }
  const nightOf = (count: Count | undefined, day: number): Night | undefined => {
    if (!count || day < from || day >= to) return undefined
    const at = day - from
    const sellable = count.rooms - count.broken[at]!
    const sold = count.sold[at]!
    return { sellable, sold, free: Math.max(0, sellable - sold - count.barred[at]!) }
  }
  return { house: (day) => nightOf(house, day), group: (group, day) => nightOf(counts.get(group), day) }
}
