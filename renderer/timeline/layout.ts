import type { Bar, BarStore } from './bar-store.ts'

/** The time scale: columns of equal length, counted from the origin; column 0 begins at minute 0. */
export interface Scale {
  /** Minutes in a column: 1,440 where nights are sold, 15 in a provider's day. */
  columnMinutes: number
  /** Whole pixels, so that repeated backgrounds stay in step with the bars however far one scrolls. */
  columnWidth: number
  /** How far back and ahead one can scroll. */
  firstColumn: number
  columns: number
  /** When, in minutes into the column, that which is booked there begins and ends: 14:00 and 12:00 of the next day. */
  slotStart: number
  slotEnd: number
  /** A head stands over so many columns, 7 in weeks, the first of which is `headOffset` or whole heads from it. One if not said. */
  headColumns?: number
  headOffset?: number
  /** Into how many equal parts thin lines divide a column: the hours of a day. */
  ticks?: number
}

export interface Group {
  id: string
  rowIds: readonly number[]
}

/** What stands on one line of the timeline. All lines are equally high, which makes finding one a division. */
export type Line =
  | { kind: 'group', group: string, collapsed: boolean, size: number }
  | { kind: 'row', rowId: number, group: string }

export interface Layout {
  scale: Scale
  lines: readonly Line[]
  lineHeight: number
  labelWidth: number
  headerHeight: number
}

/** The scroller: how far it is scrolled and how much it shows, header and labels included. */
export interface Viewport {
  left: number
  top: number
  width: number
  height: number
}

/** Half-open ranges of columns and lines. */
export interface Range {
  fromColumn: number
  toColumn: number
  fromLine: number
  toLine: number
}

/** A place on the time area: pixels from the scale's first column and from the first line. */
export interface Point {
  x: number
  y: number
}

/** Groups with their rows below them; a collapsed group keeps its header line. */
export function linesOf(groups: readonly Group[], collapsed: ReadonlySet<string>): Line[] {
  const lines: Line[] = []
  for (const { id, rowIds } of groups) {
    lines.push({ kind: 'group', group: id, collapsed: collapsed.has(id), size: rowIds.length })
    if (!collapsed.has(id)) for (const rowId of rowIds) lines.push({ kind: 'row', rowId, group: id })
  }
  return lines
}

export function isSameLine(one: Line, other: Line | undefined): boolean {
  if (one.kind === 'row') return other?.kind === 'row' && other.rowId === one.rowId
  return other?.kind === 'group' && other.group === one.group
}

export function xOfMinute(scale: Scale, minute: number): number {
  return (minute / scale.columnMinutes - scale.firstColumn) * scale.columnWidth
}

export function xOfColumn(scale: Scale, column: number): number {
  return (column - scale.firstColumn) * scale.columnWidth
}

export function minuteOfX(scale: Scale, x: number): number {
  return (x / scale.columnWidth + scale.firstColumn) * scale.columnMinutes
}

export function columnOfX(scale: Scale, x: number): number {
  return clamp(Math.floor(x / scale.columnWidth), 0, scale.columns - 1) + scale.firstColumn
}

/** The head that stands over a column: its first column, and over how many it stands. */
export function headOf({ headColumns: columns = 1, headOffset = 0 }: Scale, column: number): { column: number, columns: number } {
  return { column: Math.floor((column - headOffset) / columns) * columns + headOffset, columns }
}

/** The heads that stand over a range: the first column of the first, and where the last one ends. */
export function headsOf(scale: Scale, { fromColumn, toColumn }: Range): { from: number, to: number, columns: number } {
  const { column: from, columns } = headOf(scale, fromColumn)
  return { from, to: from + Math.ceil((toColumn - from) / columns) * columns, columns }
}

export interface LineIndex {
  /** The line of each row. */
  lineOf: ReadonlyMap<number, number>
  /** The rows from top to bottom, without the headers between them, and each one's place there. */
  rowIds: readonly number[]
  placeOf: ReadonlyMap<number, number>
}

const indexed = new WeakMap<readonly Line[], LineIndex>()

/** Where the rows are, found out once for each arrangement of lines. */
export function indexOf(lines: readonly Line[]): LineIndex {
  let index = indexed.get(lines)
  if (index) return index
  const lineOf = new Map<number, number>()
  const placeOf = new Map<number, number>()
  const rowIds: number[] = []
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'row') continue
    lineOf.set(line.rowId, at)
    placeOf.set(line.rowId, rowIds.length)
    rowIds.push(line.rowId)
  }
  indexed.set(lines, index = { lineOf, rowIds, placeOf })
  return index
}

export function contentSize(layout: Layout): { width: number, height: number } {
  return {
    width: layout.labelWidth + layout.scale.columns * layout.scale.columnWidth,
    height: layout.headerHeight + layout.lines.length * layout.lineHeight,
  }
}

/** The columns and lines on the screen, and `overscan` more of each on every side. */
export function visibleRange(layout: Layout, view: Viewport, overscan = { columns: 0, lines: 0 }): Range {
  const { scale, lineHeight, lines } = layout
  const width = Math.max(0, view.width - layout.labelWidth)
  const height = Math.max(0, view.height - layout.headerHeight)
  const from = clamp(Math.floor(view.left / scale.columnWidth) - overscan.columns, 0, scale.columns)
  const to = clamp(Math.ceil((view.left + width) / scale.columnWidth) + overscan.columns, from, scale.columns)
  const fromLine = clamp(Math.floor(view.top / lineHeight) - overscan.lines, 0, lines.length)
  return {
    fromColumn: from + scale.firstColumn,
    toColumn: to + scale.firstColumn,
    fromLine,
    toLine: clamp(Math.ceil((view.top + height) / lineHeight) + overscan.lines, fromLine, lines.length),
  }
}

/* How much is drawn beyond the screen, in pixels: least, where one comes from, and where one goes to. */
const LEAST = { x: 120, y: 40 }
const BEHIND = { x: 160, y: 60 }
const AHEAD = { x: 340, y: 180 }

/** Whether what is drawn still reaches far enough beyond the screen. */
export function isEnough(layout: Layout, view: Viewport, drawn: Range): boolean {
  const needed = visibleRange(layout, view, {
    columns: Math.ceil(LEAST.x / layout.scale.columnWidth), lines: Math.ceil(LEAST.y / layout.lineHeight),
  })
  return needed.fromColumn >= drawn.fromColumn && needed.toColumn <= drawn.toColumn
    && needed.fromLine >= drawn.fromLine && needed.toLine <= drawn.toLine
}

/**
 * What to draw: the screen, and more of it where one is going. Drawing a few frames' worth at once
 * leaves the frames between with nothing to do.
 */
export function rangeToDraw(layout: Layout, view: Viewport, drawn: Range | undefined): Range {
  const sight = visibleRange(layout, view)
  const { firstColumn, columns, columnWidth } = layout.scale
  const middle = (range: Range) => [range.fromColumn + range.toColumn, range.fromLine + range.toLine] as const
  const [x, y] = middle(sight)
  const [drawnX, drawnY] = drawn ? middle(drawn) : [x, y]
  const by = (pixels: number, size: number) => Math.ceil(pixels / size)
  const end = firstColumn + columns
  return {
    fromColumn: clamp(sight.fromColumn - by(x < drawnX ? AHEAD.x : BEHIND.x, columnWidth), firstColumn, end),
    toColumn: clamp(sight.toColumn + by(x > drawnX ? AHEAD.x : BEHIND.x, columnWidth), firstColumn, end),
    fromLine: clamp(sight.fromLine - by(y < drawnY ? AHEAD.y : BEHIND.y, layout.lineHeight), 0, layout.lines.length),
    toLine: clamp(sight.toLine + by(y > drawnY ? AHEAD.y : BEHIND.y, layout.lineHeight), 0, layout.lines.length),
  }
}

/** When that which is booked on columns [from, to) begins and ends. */
export function slotOf(scale: Scale, from: number, to: number): { start: number, end: number } {
  return {
    start: from * scale.columnMinutes + scale.slotStart,
    end: (to - 1) * scale.columnMinutes + scale.slotEnd,
  }
}

/**
 * The columns [from, to) that a bar takes: from the one it begins in, whatever the hour, to the one it
 * ends in. That one itself is taken only where slots end within their column: a night ends in the next.
 */
export function columnsOf(scale: Scale, bar: Pick<Bar, 'start' | 'end'>): { from: number, to: number } {
  const from = Math.floor(bar.start / scale.columnMinutes)
  const to = bar.end / scale.columnMinutes
  return { from, to: Math.max(scale.slotEnd > scale.columnMinutes ? Math.floor(to) : Math.ceil(to), from + 1) }
}

export type Edge = 'start' | 'end'

export type Hit<B extends Bar> =
  | { on: 'bar', line: number, bar: B, edge: Edge | undefined }
  | { on: 'cell', line: number, rowId: number, column: number }
  | { on: 'group', line: number, group: string }

/** How far into a bar its edge reaches, for a mouse and for a finger. */
export const EDGE = 6
export const FINGER_EDGE = 16

/**
 * What lies at a point: a bar (or its edge), an empty cell, or a group's header line.
 *
 * Slots begin in the middle of a column. The empty half beside a bar belongs to the slot that is
 * free: left of an arrival that is the night before, not the night that is taken.
 */
export function hitTest<B extends Bar>(layout: Layout, bars: BarStore<B>, point: Point, edge = EDGE): Hit<B> | undefined {
  const { scale } = layout
  const index = Math.floor(point.y / layout.lineHeight)
  const line = layout.lines[index]
  if (!line || point.x < 0) return undefined
  if (line.kind === 'group') return { on: 'group', line: index, group: line.group }
  const minute = minuteOfX(scale, point.x)
  const bar = bars.touching(line.rowId, minute, minute + 1e-6)
  if (bar) return { on: 'bar', line: index, bar, edge: edgeAt(scale, bar, point.x, edge) }

  const column = columnOfX(scale, point.x)
  const free = (at: number) => {
    const slot = slotOf(scale, at, at + 1)
    return !bars.touching(line.rowId, slot.start, slot.end)
  }
  const before = !free(column) && minute < slotOf(scale, column, column + 1).start && free(column - 1)
  return { on: 'cell', line: index, rowId: line.rowId, column: before ? column - 1 : column }
}

/** The edge of a bar under the pointer; a bar too narrow to hold by its middle has none. */
function edgeAt(scale: Scale, bar: Bar, x: number, edge: number): Edge | undefined {
  const start = xOfMinute(scale, bar.start)
  const end = xOfMinute(scale, bar.end)
  if (end - start < edge * 3) return undefined
  if (x - start < edge) return 'start'
  if (end - x < edge) return 'end'
  return undefined
}

/** How far to scroll, at least, so that the columns [from, to) of a line are in sight with some air around them. */
export function scrollToShow(layout: Layout, view: Viewport, line: number, from: number, to: number): { left: number, top: number } {
  const { scale, lineHeight } = layout
  const width = view.width - layout.labelWidth
  const height = view.height - layout.headerHeight
  const air = Math.min(scale.columnWidth, width / 4)
  return {
    left: nearest(view.left, width, xOfColumn(scale, from) - air, xOfColumn(scale, to) + air),
    top: nearest(view.top, height, line * lineHeight, (line + 1) * lineHeight),
  }
}

function nearest(at: number, size: number, from: number, to: number): number {
  if (from < at || to - from > size) return Math.max(0, from)
  if (to > at + size) return Math.max(0, to - size)
  return at
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high)
}
