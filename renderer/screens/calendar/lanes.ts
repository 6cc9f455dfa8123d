import type { BarStore } from '../../timeline/bar-store.ts'
import type { CalendarBar } from './bars.ts'

/*
 * Stays that have no room yet lie above the rooms, on as many rows as it takes for none to cover
 * another. Those rows are no bookables: their ids are negative.
 */

export function laneRowId(index: number): number {
  return -1 - index
}

export function isLane(rowId: number): boolean {
  return rowId < 0
}

/** The stays with the row each lies on: the first that is free again when it begins. */
export function packLanes(waiting: readonly CalendarBar[]): CalendarBar[] {
  const freeFrom: number[] = []
  return waiting.toSorted((a, b) => a.start - b.start || a.id - b.id).map((bar) => {
    const found = freeFrom.findIndex((end) => end <= bar.start)
    const index = found < 0 ? freeFrom.length : found
    freeFrom[index] = bar.end
    return { ...bar, rowId: laneRowId(index) }
  })
}

/** All stays that have no room yet. */
export function waitingIn(bars: BarStore<CalendarBar>): CalendarBar[] {
  const waiting: CalendarBar[] = []
  for (let index = 0; ; index++) {
    const row = bars.row(laneRowId(index))
    if (row.length === 0) return waiting
    waiting.push(...row)
  }
}

/** How many rows the lane has: one more than is taken, so that there is always a place to drop a stay. */
export function laneRows(bars: readonly CalendarBar[]): number[] {
  let lowest = 0
  for (const { rowId } of bars) lowest = Math.min(lowest, rowId)
  return Array.from({ length: 1 - lowest }, (_, index) => laneRowId(index))
}
