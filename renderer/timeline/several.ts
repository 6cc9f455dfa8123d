import type { Bar } from './bar-store.ts'
import { moved, type Change } from './change.ts'
import { clamp, indexOf, type Line, type Scale } from './layout.ts'

/**
 * Bars moved by the same columns and the same number of rows, headers not counted, so that the first
 * comes to lie on `rowId` or as near as all of them stay on rows. Where one lies on a row that is not
 * shown nobody sees how far down it would go: then all keep their rows.
 */
export function movedTogether<B extends Bar>(
  lines: readonly Line[], scale: Scale, bars: readonly [B, ...B[]], steps: number, rowId: number,
): [Change<B>, ...Change<B>[]] {
  const [lead, ...others] = bars
  if (others.length === 0) return [moved(scale, lead, steps, rowId)]
  const { rowIds, placeOf } = indexOf(lines)
  const places = bars.map((bar) => placeOf.get(bar.rowId))
  const to = placeOf.get(rowId)
  const by = to === undefined || places.includes(undefined) ? 0 : rowsDown(places as number[], to, rowIds.length)
  const change = (bar: B) => moved(scale, bar, steps, by === 0 ? bar.rowId : rowIds[placeOf.get(bar.rowId)! + by] ?? bar.rowId)
  return [change(lead), ...others.map(change)]
}

function rowsDown(places: readonly number[], to: number, count: number): number {
  return clamp(to - places[0]!, -Math.min(...places), count - 1 - Math.max(...places))
}
