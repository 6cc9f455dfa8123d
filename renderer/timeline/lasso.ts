import type { Bar, BarStore } from './bar-store.ts'
import { clamp, minuteOfX, type Layout, type Point } from './layout.ts'

/** Pixels of the time area from one corner to the other. */
export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

export function areaBetween(a: Point, b: Point): Area {
  return { left: Math.min(a.x, b.x), top: Math.min(a.y, b.y), right: Math.max(a.x, b.x), bottom: Math.max(a.y, b.y) }
}

/** The bars that an area touches, line by line. */
export function barsIn<B extends Bar>(layout: Layout, bars: BarStore<B>, { left, top, right, bottom }: Area): B[] {
  const { lines, lineHeight, scale } = layout
  const from = minuteOfX(scale, left)
  const to = minuteOfX(scale, right)
  const last = clamp(Math.floor(bottom / lineHeight), -1, lines.length - 1)
  const found: B[] = []
  for (let index = Math.max(0, Math.floor(top / lineHeight)); index <= last; index++) {
    const line = lines[index]
    if (line?.kind !== 'row') continue
    const [lo, hi] = bars.between(line.rowId, from, to)
    for (const bar of bars.row(line.rowId).slice(lo, hi)) if (bar.end > from) found.push(bar)
  }
  return found
}
