import type { Bar } from './bar-store.ts'
import { clamp, columnsOf, slotOf, xOfColumn, type Scale } from './layout.ts'

/** A bar in two: the second part begins at a column and lies on a row. */
export interface Split<B extends Bar> {
  bar: B
  column: number
  rowId: number
}

/** Each part has a column at least. */
export function isSplittable(scale: Scale, bar: Bar): boolean {
  const { from, to } = columnsOf(scale, bar)
  return to - from > 1
}

/** The column nearest to one at which the second part can begin. */
export function cutAt(scale: Scale, bar: Bar, column: number): number {
  const { from, to } = columnsOf(scale, bar)
  return clamp(column, from + 1, to - 1)
}

/** The column whose beginning is nearest to a pixel, of those at which the second part can begin. */
export function cutNear(scale: Scale, bar: Bar, x: number): number {
  return cutAt(scale, bar, Math.round((x - xOfColumn(scale, 0)) / scale.columnWidth))
}

/** When the second part would begin and end. */
export function secondPart(scale: Scale, { bar, column }: Split<Bar>): { start: number, end: number } {
  return { start: slotOf(scale, column, column + 1).start, end: bar.end }
}
