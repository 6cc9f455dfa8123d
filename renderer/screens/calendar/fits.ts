import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { BarStore } from '../../timeline/bar-store.ts'
import type { CalendarBar } from './bars.ts'

const HALF_DAY = 720

interface Place { start: number, end: number }

/** The rooms in which a bar would lie as well as where it is: free all that time, its own left out. */
export function fitsElsewhere(bar: CalendarBar, rows: Iterable<CalendarRow>, bars: BarStore<CalendarBar>): Map<number, Place[]> {
  const places = new Map<number, Place[]>()
  const { start, end } = bar
  for (const { id } of rows) {
    if (id !== bar.rowId && !bars.touching(id, start, end)) places.set(id, [{ start, end }])
  }
  return places
}

/**
 * Another room of the category for a stay that has to make way, where it leaves the fewest gaps;
 * rooms in `taken` are spoken for. Undefined where the category has none.
 */
export function otherRoom(
  bar: CalendarBar, category: string, rows: Iterable<CalendarRow>, bars: BarStore<CalendarBar>, taken: ReadonlySet<number>,
): CalendarRow | undefined {
  let best: CalendarRow | undefined
  let fewest = Infinity
  for (const row of rows) {
    if (row.group !== category || row.id === bar.rowId || taken.has(row.id) || bars.touching(row.id, bar.start, bar.end)) continue
    const gaps = gapsBeside(row.id, bar, bars)
    if (gaps >= fewest) continue
    best = row
    fewest = gaps
  }
  return best
}

/** Sides on which the night beside the stay would be left empty. */
function gapsBeside(rowId: number, { start, end }: Place, bars: BarStore<CalendarBar>): number {
  const before = bars.touching(rowId, start - HALF_DAY, start)
  const after = bars.touching(rowId, end, end + HALF_DAY)
  return Number(!before) + Number(!after)
}
