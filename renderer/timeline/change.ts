import type { Bar } from './bar-store.ts'
import { columnsOf, type Scale } from './layout.ts'

/** Where a bar would lie if the gesture ended now. */
export interface Change<B extends Bar> {
  kind: 'move' | 'start' | 'end'
  bar: B
  rowId: number
  start: number
  end: number
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

/** A bar where it is: what to ask about one that cannot be changed. */
export function unchanged<B extends Bar>(bar: B, kind: Change<B>['kind'] = 'move'): Change<B> {
  return { kind, bar, rowId: bar.rowId, start: bar.start, end: bar.end }
}

export function isChange({ bar, rowId, start, end }: Change<Bar>): boolean {
  return rowId !== bar.rowId || start !== bar.start || end !== bar.end
}
