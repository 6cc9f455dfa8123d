import type { Bar } from './bar-store.ts'
import { isChange, resized, type Change } from './change.ts'
import { areaBetween, type Area } from './lasso.ts'
import { clamp, columnOfX, xOfColumn, type Hit, type Layout, type Line, type Point, type Scale } from './layout.ts'
import { movedTogether } from './several.ts'
import { cutNear, isSplittable, type Split } from './split.ts'

export type { Change } from './change.ts'

/** Columns [from, to) of a row that somebody chose, to put something there. */
export interface Selection {
  rowId: number
  line: number
  from: number
  to: number
}

/** What a pointer has taken hold of, to do what. */
export type Grip<B extends Bar> =
  /** The first bar is the one under the pointer; the others go with it. */
  | { kind: 'move', bars: readonly [B, ...B[]] }
  | { kind: 'start' | 'end', bars: readonly [B] }
  | { kind: 'split', bars: readonly [B], column: number }
  | { kind: 'select', rowId: number, column: number }
  | { kind: 'lasso' }
  /** A bar of one column, which there is no way to split. */
  | { kind: 'unsplit', bars: readonly [B] }

export type Proposal<B extends Bar> =
  | { kind: 'change', changes: readonly [Change<B>, ...Change<B>[]] }
  | { kind: 'split', split: Split<B> }
  | { kind: 'select', selection: Selection }
  | { kind: 'lasso', area: Area }

/** A pointer that moved less has clicked. */
export const CLICK_PIXELS = 4

export function isDrag(down: Point, now: Point): boolean {
  return Math.hypot(now.x - down.x, now.y - down.y) >= CLICK_PIXELS
}

/**
 * What a drag that begins on `hit` takes hold of: with Alt a bar to split, with Ctrl on empty cells a
 * lasso, otherwise a bar (and all that are selected, if it is), its edge, or cells.
 */
export function gripOf<B extends Bar>(
  layout: Layout, hit: Hit<B>, down: Point, { ctrl, alt }: { ctrl: boolean, alt: boolean }, selected: readonly B[] = [],
): Grip<B> | undefined {
  if (hit.on === 'group') return undefined
  if (hit.on === 'cell') return ctrl ? { kind: 'lasso' } : { kind: 'select', rowId: hit.rowId, column: hit.column }
  const { bar, edge } = hit
  if (alt) {
    if (!isSplittable(layout.scale, bar)) return { kind: 'unsplit', bars: [bar] }
    return { kind: 'split', bars: [bar], column: cutNear(layout.scale, bar, down.x) }
  }
  if (edge) return { kind: edge, bars: [bar] }
  const together = selected.some(({ key }) => key === bar.key)
  return { kind: 'move', bars: [bar, ...together ? selected.filter(({ key }) => key !== bar.key) : []] }
}

/**
 * What a pointer that went down at `down` and is now at `now` proposes; undefined where that would
 * change nothing.
 */
export function proposeDrag<B extends Bar>(layout: Layout, grip: Grip<B>, down: Point, now: Point): Proposal<B> | undefined {
  const { scale, lines } = layout
  const steps = Math.round((now.x - down.x) / scale.columnWidth)
  const rowIdAt = (otherwise: number) => rowNear(lines, Math.floor(now.y / layout.lineHeight), otherwise)
  switch (grip.kind) {
    case 'unsplit': return undefined
    case 'lasso': return { kind: 'lasso', area: areaBetween(down, now) }
    case 'select': {
      const line = lines.findIndex((one) => one.kind === 'row' && one.rowId === grip.rowId)
      return line < 0 ? undefined : { kind: 'select', selection: selectColumns({ rowId: grip.rowId, line }, grip.column, columnOfX(scale, now.x)) }
    }
    case 'split': {
      const [bar] = grip.bars
      return { kind: 'split', split: { bar, column: grip.column, rowId: rowIdAt(bar.rowId) } }
    }
    case 'start':
    case 'end': {
      const change = resized(scale, grip.bars[0], grip.kind, steps)
      return isChange(change) ? { kind: 'change', changes: [change] } : undefined
    }
    case 'move': {
      const changes = movedTogether(lines, scale, grip.bars, steps, rowIdAt(grip.bars[0].rowId))
      return isChange(changes[0]) ? { kind: 'change', changes } : undefined
    }
  }
}

/** The columns between two, whichever comes first, both included. */
export function selectColumns(at: { rowId: number, line: number }, anchor: number, column: number): Selection {
  return { rowId: at.rowId, line: at.line, from: Math.min(anchor, column), to: Math.max(anchor, column) + 1 }
}

/** The row on a line, or where a header stands there the nearest row that is in sight. */
export function rowNear(lines: readonly Line[], line: number, otherwise: number): number {
  const at = clamp(line, 0, lines.length - 1)
  for (const near of [at, at + 1, at - 1]) {
    const found = lines[near]
    if (found?.kind === 'row') return found.rowId
  }
  return otherwise
}

/** The pixel where a pointer went down, on a scale that may have changed since. */
export function downAgain(before: Scale, now: Scale, down: Point): Point {
  return { x: xOfColumn(now, down.x / before.columnWidth + before.firstColumn), y: down.y }
}

/** How fast to scroll while a drag stays near the rim, in pixels a frame. */
export function autoscroll(at: number, size: number, from = 0): number {
  const rim = 40
  if (at < from + rim) return -Math.ceil((from + rim - at) / 3)
  if (at > size - rim) return Math.ceil((at - size + rim) / 3)
  return 0
}
