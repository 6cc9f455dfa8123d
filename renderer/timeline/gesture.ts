import type { Bar } from './bar-store.ts'
import { clamp, columnOfX, columnsOf, type Hit, type Layout, type Line, type Point, type Scale } from './layout.ts'

/** Where a bar would lie if the gesture ended now. */
export interface Change<B extends Bar> {
  kind: 'move' | 'start' | 'end'
  bar: B
  rowId: number
  start: number
  end: number
}

/** Columns [from, to) of a row that somebody chose, to put something there. */
export interface Selection {
  rowId: number
  line: number
  from: number
  to: number
}

export type Proposal<B extends Bar> =
  | { kind: 'change', change: Change<B> }
  | { kind: 'select', selection: Selection }

/** A pointer that moved less has clicked. */
export const CLICK_PIXELS = 4

export function isDrag(down: Point, now: Point): boolean {
  return Math.hypot(now.x - down.x, now.y - down.y) >= CLICK_PIXELS
}

/**
 * What a pointer that went down on `hit` at `down` and is now at `now` proposes; undefined where
 * that would change nothing.
 */
export function proposeDrag<B extends Bar>(layout: Layout, hit: Hit<B>, down: Point, now: Point): Proposal<B> | undefined {
  const { scale } = layout
  if (hit.on === 'group') return undefined
  if (hit.on === 'cell') {
    const column = columnOfX(scale, now.x)
    return { kind: 'select', selection: selectColumns(hit, hit.column, column) }
  }
  const steps = Math.round((now.x - down.x) / scale.columnWidth)
  const change = hit.edge
    ? resized(scale, hit.bar, hit.edge, steps)
    : moved(scale, hit.bar, steps, rowNear(layout.lines, Math.floor(now.y / layout.lineHeight), hit.bar.rowId))
  return isChange(change) ? { kind: 'change', change } : undefined
}

/** The columns between two, whichever comes first, both included. */
export function selectColumns(at: { rowId: number, line: number }, anchor: number, column: number): Selection {
  return { rowId: at.rowId, line: at.line, from: Math.min(anchor, column), to: Math.max(anchor, column) + 1 }
}

/** The bar whole columns earlier or later, and on another row. */
export function moved<B extends Bar>(scale: Scale, bar: B, steps: number, rowId: number): Change<B> {
  const shift = steps * scale.columnMinutes
  return { kind: 'move', bar, rowId, start: bar.start + shift, end: bar.end + shift }
}

/** One end of the bar whole columns earlier or later, never past its other end. */
export function resized<B extends Bar>(scale: Scale, bar: B, edge: 'start' | 'end', steps: number): Change<B> {
  const { from, to } = columnsOf(scale, bar)
  const shorter = to - from - 1
  const by = edge === 'end' ? Math.max(steps, -shorter) : Math.min(steps, shorter)
  const shift = by * scale.columnMinutes
  return {
    kind: edge, bar, rowId: bar.rowId,
    start: edge === 'start' ? bar.start + shift : bar.start,
    end: edge === 'end' ? bar.end + shift : bar.end,
  }
}

export function isChange({ bar, rowId, start, end }: Change<Bar>): boolean {
  return rowId !== bar.rowId || start !== bar.start || end !== bar.end
}

/** The row on a line, or where a header stands there the nearest row that is in sight. */
function rowNear(lines: readonly Line[], line: number, otherwise: number): number {
  const at = clamp(line, 0, lines.length - 1)
  for (const near of [at, at + 1, at - 1]) {
    const found = lines[near]
    if (found?.kind === 'row') return found.rowId
  }
  return otherwise
}

/** How fast to scroll while a drag stays near the rim, in pixels a frame. */
export function autoscroll(at: number, size: number, from = 0): number {
  const rim = 40
  if (at < from + rim) return -Math.ceil((from + rim - at) / 3)
  if (at > size - rim) return Math.ceil((at - size + rim) / 3)
  return 0
}
