import type { Bar } from './bar-store.ts'
import { isChange, moved, resized, selectColumns, type Change, type Selection } from './gesture.ts'
import { clamp, columnsOf, type Layout } from './layout.ts'

/** Where the keyboard is, and what it holds. */
export interface KeyState<B extends Bar> {
  line: number
  column: number
  /** The other end of the columns that Shift and the arrows have chosen. */
  anchor: number | undefined
  /** The bar that is being moved or resized, where it would lie now. */
  held: Change<B> | undefined
}

/** What pressing a key asks for, besides a new state. */
export type KeyIntent<B extends Bar> =
  | { kind: 'open', bar: B }
  | { kind: 'select', selection: Selection }
  | { kind: 'change', change: Change<B> }
  | { kind: 'toggle', group: string, open?: boolean }
  | { kind: 'hold', change: Change<B> }
  | { kind: 'drop' }

export interface KeyPress {
  key: string
  shift: boolean
  /** Ctrl, or Cmd on a Mac: a week instead of a day, a screen instead of a row. */
  ctrl: boolean
}

export interface KeySurroundings<B extends Bar> {
  layout: Layout
  /** The bar that takes a column's slot on a row. */
  barAt(rowId: number, column: number): B | undefined
  /** How far PageUp and PageDown go. */
  pageLines: number
  /** How far Ctrl and an arrow go. */
  pageColumns: number
}

/** What a key means where the keyboard is; undefined where it means nothing here. */
export function press<B extends Bar>(
  state: KeyState<B>, pressed: KeyPress, around: KeySurroundings<B>,
): { state: KeyState<B>, intent?: KeyIntent<B> } | undefined {
  return state.held ? pressHolding(state, state.held, pressed, around) : pressBrowsing(state, pressed, around)
}

function pressBrowsing<B extends Bar>(
  state: KeyState<B>, pressed: KeyPress, around: KeySurroundings<B>,
): { state: KeyState<B>, intent?: KeyIntent<B> } | undefined {
  const { layout, barAt } = around
  const line = layout.lines[state.line]
  const bar = line?.kind === 'row' ? barAt(line.rowId, state.column) : undefined
  const still = { ...state, anchor: undefined }
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key

  switch (key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const way = key === 'ArrowRight' ? 1 : -1
      if (line?.kind === 'group' && !pressed.ctrl) {
        return { state: still, intent: { kind: 'toggle', group: line.group, open: way > 0 } }
      }
      if (pressed.shift && line?.kind === 'row') {
        return { state: { ...state, anchor: state.anchor ?? state.column, column: state.column + way } }
      }
      return { state: { ...still, column: stepColumn(state.column, way, pressed.ctrl, bar, around) } }
    }
    case 'ArrowUp': return { state: { ...still, line: stepLine(state.line, pressed.ctrl ? -around.pageLines : -1, layout) } }
    case 'ArrowDown': return { state: { ...still, line: stepLine(state.line, pressed.ctrl ? around.pageLines : 1, layout) } }
    case 'PageUp': return { state: { ...still, line: stepLine(state.line, -around.pageLines, layout) } }
    case 'PageDown': return { state: { ...still, line: stepLine(state.line, around.pageLines, layout) } }
    case 'Home': return { state: { ...still, line: 0 } }
    case 'End': return { state: { ...still, line: stepLine(state.line, layout.lines.length, layout) } }
    case 'Escape': return state.anchor === undefined ? undefined : { state: still, intent: { kind: 'drop' } }
    case 'Enter':
    case ' ': {
      if (line?.kind === 'group') return { state: still, intent: { kind: 'toggle', group: line.group } }
      if (line?.kind !== 'row') return undefined
      if (bar && state.anchor === undefined) return { state: still, intent: { kind: 'open', bar } }
      const selection = selectColumns({ rowId: line.rowId, line: state.line }, state.anchor ?? state.column, state.column)
      return { state, intent: { kind: 'select', selection } }
    }
    case 'm':
    case 'r': {
      if (!bar || pressed.ctrl) return undefined
      const change: Change<B> = { kind: key === 'm' ? 'move' : 'end', bar, rowId: bar.rowId, start: bar.start, end: bar.end }
      return { state: { ...still, held: change }, intent: { kind: 'hold', change } }
    }
    default: return undefined
  }
}

/** From a bar one steps to its far side, because all its columns are the same place. */
function stepColumn<B extends Bar>(column: number, way: number, far: boolean, bar: B | undefined, around: KeySurroundings<B>): number {
  if (far) return column + way * around.pageColumns
  if (!bar) return column + way
  const { from, to } = columnsOf(around.layout.scale, bar)
  return way > 0 ? to : from - 1
}

function stepLine(line: number, by: number, layout: Layout): number {
  return clamp(line + by, 0, Math.max(0, layout.lines.length - 1))
}

function pressHolding<B extends Bar>(
  state: KeyState<B>, held: Change<B>, pressed: KeyPress, around: KeySurroundings<B>,
): { state: KeyState<B>, intent?: KeyIntent<B> } | undefined {
  const { layout } = around
  const { scale } = layout
  const hold = (change: Change<B>, line = state.line) => ({
    state: { ...state, held: change, line, column: columnsOf(scale, change)[held.kind === 'end' ? 'to' : 'from'] - (held.kind === 'end' ? 1 : 0) },
    intent: { kind: 'hold', change } as const,
  })
  switch (pressed.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const by = (pressed.key === 'ArrowRight' ? 1 : -1) * (pressed.ctrl ? around.pageColumns : 1)
      const done = Math.round((held.kind === 'end' ? held.end - held.bar.end : held.start - held.bar.start) / scale.columnMinutes)
      return hold(held.kind === 'move' ? moved(scale, held.bar, done + by, held.rowId) : resized(scale, held.bar, held.kind, done + by))
    }
    case 'ArrowUp':
    case 'ArrowDown': {
      if (held.kind !== 'move') return { state }
      const way = pressed.key === 'ArrowDown' ? 1 : -1
      for (let at = state.line + way; at >= 0 && at < layout.lines.length; at += way) {
        const line = layout.lines[at]
        if (line?.kind === 'row') return hold({ ...held, rowId: line.rowId }, at)
      }
      return { state }
    }
    case 'Enter':
    case ' ': {
      const done = { ...state, held: undefined }
      return isChange(held) ? { state: done, intent: { kind: 'change', change: held } } : { state: done, intent: { kind: 'drop' } }
    }
    case 'Escape': {
      const home = layout.lines.findIndex((line) => line.kind === 'row' && line.rowId === held.bar.rowId)
      const column = columnsOf(scale, held.bar).from
      return { state: { ...state, held: undefined, line: home < 0 ? state.line : home, column }, intent: { kind: 'drop' } }
    }
    // While something is held no other key may do anything else.
    default: return { state }
  }
}
