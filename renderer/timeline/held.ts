import type { Bar } from './bar-store.ts'
import { isChange, resized, unchanged, type Change } from './change.ts'
import { rowNear } from './gesture.ts'
import { columnsOf, indexOf, type Layout } from './layout.ts'
import { movedTogether } from './several.ts'
import { cutAt, type Split } from './split.ts'

/* What the keyboard holds, and where it would go. */

export type Held<B extends Bar> =
  /** The first change is that of the bar that was taken hold of. */
  | { kind: Change<B>['kind'], changes: readonly [Change<B>, ...Change<B>[]] }
  | { kind: 'split', split: Split<B> }

export type Destination<B extends Bar> =
  | { kind: 'change', changes: readonly [Change<B>, ...Change<B>[]] }
  | { kind: 'split', split: Split<B> }

/** Takes hold of bars where they are; a split begins at the column nearest to the keyboard. */
export function hold<B extends Bar>(layout: Layout, kind: Held<B>['kind'], bars: readonly [B, ...B[]], column: number): Held<B> {
  const [bar, ...others] = bars
  if (kind === 'split') return { kind, split: { bar, column: cutAt(layout.scale, bar, column), rowId: bar.rowId } }
  return { kind, changes: [unchanged(bar, kind), ...kind === 'move' ? others.map((other) => unchanged(other)) : []] }
}

export function barsOf<B extends Bar>(held: Held<B>): readonly [B, ...B[]] {
  if (held.kind === 'split') return [held.split.bar]
  const [lead, ...others] = held.changes
  return [lead.bar, ...others.map(({ bar }) => bar)]
}

/** The row and the column that stand for what is held: where its ghost is, or the end that is being moved. */
export function placeOf<B extends Bar>(layout: Layout, held: Held<B>): { rowId: number, column: number } {
  if (held.kind === 'split') return held.split
  const [lead] = held.changes
  const { from, to } = columnsOf(layout.scale, lead)
  return { rowId: lead.rowId, column: held.kind === 'end' ? to - 1 : from }
}

/** Whole columns earlier or later. */
export function shifted<B extends Bar>(layout: Layout, held: Held<B>, by: number): Held<B> {
  const { scale } = layout
  if (held.kind === 'split') return { kind: 'split', split: { ...held.split, column: cutAt(scale, held.split.bar, held.split.column + by) } }
  const [lead] = held.changes
  const done = Math.round((held.kind === 'end' ? lead.end - lead.bar.end : lead.start - lead.bar.start) / scale.columnMinutes)
  if (held.kind !== 'move') return { ...held, changes: [resized(scale, lead.bar, held.kind, done + by)] }
  return { ...held, changes: movedTogether(layout.lines, scale, barsOf(held), done + by, lead.rowId) }
}

/** To another row, where what is held has one to go to. */
export function onRow<B extends Bar>(layout: Layout, held: Held<B>, rowId: number): Held<B> {
  if (held.kind === 'split') return { kind: 'split', split: { ...held.split, rowId } }
  if (held.kind !== 'move') return held
  const { scale, lines } = layout
  const [lead] = held.changes
  return { ...held, changes: movedTogether(lines, scale, barsOf(held), Math.round((lead.start - lead.bar.start) / scale.columnMinutes), rowId) }
}

/** The next row up or down, headers passed over. */
export function nextRow<B extends Bar>(layout: Layout, held: Held<B>, by: number): Held<B> {
  const { rowIds, placeOf: places } = indexOf(layout.lines)
  const at = places.get(placeOf(layout, held).rowId)
  const to = at === undefined ? undefined : rowIds[Math.min(Math.max(at + by, 0), rowIds.length - 1)]
  return to === undefined ? held : onRow(layout, held, to)
}

/**
 * What is held, aimed at a place that was clicked: a bar begins there, or the end that is moved lies
 * there; a split is cut there within its bar, and elsewhere takes the row.
 */
export function aimedAt<B extends Bar>(layout: Layout, held: Held<B>, at: { line: number, column: number }): Held<B> {
  const rowId = rowNear(layout.lines, at.line, placeOf(layout, held).rowId)
  if (held.kind === 'split') {
    const { bar } = held.split
    const { from, to } = columnsOf(layout.scale, bar)
    const isOnBar = rowId === bar.rowId && at.column >= from && at.column < to
    return { kind: 'split', split: { bar, rowId, column: isOnBar ? cutAt(layout.scale, bar, at.column) : held.split.column } }
  }
  return onRow(layout, shifted(layout, held, at.column - placeOf(layout, held).column), rowId)
}

/** What letting go here does; undefined where nothing would be otherwise than before. */
export function destinationOf<B extends Bar>(held: Held<B>): Destination<B> | undefined {
  if (held.kind === 'split') return held
  return isChange(held.changes[0]) ? { kind: 'change', changes: held.changes } : undefined
}

/** The same with the bars as they are now, or undefined where one is no longer where it was. */
export function heldAnew<B extends Bar>(held: Held<B>, now: (bar: B) => B | undefined): Held<B> | undefined {
  if (held.kind === 'split') {
    const bar = now(held.split.bar)
    return bar && { kind: 'split', split: { ...held.split, bar } }
  }
  const [lead, ...others] = held.changes.map((change) => {
    const bar = now(change.bar)
    return bar && { ...change, bar }
  })
  if (!lead || others.includes(undefined)) return undefined
  return { ...held, changes: [lead, ...others.filter((change) => change !== undefined)] }
}

export function sameHeld(one: Held<Bar>, other: Held<Bar>): boolean {
  if (one.kind === 'split' || other.kind === 'split') {
    return one.kind === 'split' && other.kind === 'split' && one.split.column === other.split.column && one.split.rowId === other.split.rowId
  }
  const [a] = one.changes
  const [b] = other.changes
  return a.rowId === b.rowId && a.start === b.start && a.end === b.end
}

