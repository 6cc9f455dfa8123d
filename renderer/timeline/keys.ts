import type { Bar } from './bar-store.ts'
import { selectColumns, type Selection } from './gesture.ts'
import { destinationOf, hold, nextRow, placeOf, shifted, barsOf, type Destination, type Held } from './held.ts'
import { clamp, columnsOf, indexOf, type Layout, type Scale } from './layout.ts'
import { isSplittable } from './split.ts'

/** Where the keyboard is, and what it holds. */
export interface KeyState<B extends Bar> {
  line: number
  column: number
  /** The other end of the columns that Shift and the arrows have chosen. */
  anchor: number | undefined
  held: Held<B> | undefined
}

/** What pressing a key asks for, besides a new state. */
export type KeyIntent<B extends Bar> =
  | { kind: 'open', bar: B }
  | { kind: 'select', selection: Selection, by: 'key' | 'menu' }
  | { kind: 'menu', bar: B }
  | { kind: 'toggle', group: string, open?: boolean }
  /** Takes the bar into those that are selected, or out of them; without a bar none is selected any more. */
  | { kind: 'pick', bar: B | undefined }
  | { kind: 'zoom', steps: number }
  | { kind: 'hold', held: Held<B> }
  | { kind: 'unsplit', bar: B }
  | { kind: 'drop' }
  | Destination<B>

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
  selected: readonly B[]
  /** What the owner has a use for. */
  can: { split: boolean, zoom: boolean }
  /** How far PageUp and PageDown go. */
  pageLines: number
}

type Answer<B extends Bar> = { state: KeyState<B>, intent?: KeyIntent<B> } | undefined

/** What a key means where the keyboard is; undefined where it means nothing here. */
export function press<B extends Bar>(state: KeyState<B>, pressed: KeyPress, around: KeySurroundings<B>): Answer<B> {
  return state.held ? pressHolding(state, state.held, pressed, around) : pressBrowsing(state, pressed, around)
}

/** How far Ctrl and an arrow go: a week of days, a day of hours, an hour of less. */
export function farColumns({ columnMinutes }: Scale): number {
  if (columnMinutes >= 1440) return 7
  return Math.max(1, Math.round((columnMinutes >= 60 ? 1440 : 60) / columnMinutes))
}

function pressBrowsing<B extends Bar>(state: KeyState<B>, pressed: KeyPress, around: KeySurroundings<B>): Answer<B> {
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
      return { state: { ...still, column: stepColumn(state.column, way, pressed.ctrl, bar, layout.scale) } }
    }
    case 'ArrowUp': return { state: { ...still, line: stepLine(state.line, pressed.ctrl ? -around.pageLines : -1, layout) } }
    case 'ArrowDown': return { state: { ...still, line: stepLine(state.line, pressed.ctrl ? around.pageLines : 1, layout) } }
    case 'PageUp': return { state: { ...still, line: stepLine(state.line, -around.pageLines, layout) } }
    case 'PageDown': return { state: { ...still, line: stepLine(state.line, around.pageLines, layout) } }
    case 'Home': return { state: { ...still, line: 0 } }
    case 'End': return { state: { ...still, line: stepLine(state.line, layout.lines.length, layout) } }
    case 'Escape':
      if (state.anchor !== undefined) return { state: still, intent: { kind: 'drop' } }
      return around.selected.length > 0 ? { state, intent: { kind: 'pick', bar: undefined } } : undefined
    case 'Enter':
    case ' ': {
      if (line?.kind === 'group') return { state: still, intent: { kind: 'toggle', group: line.group } }
      if (line?.kind !== 'row') return undefined
      if (key === ' ' && pressed.ctrl) return bar ? { state: still, intent: { kind: 'pick', bar } } : undefined
      if (bar && state.anchor === undefined) return { state: still, intent: { kind: 'open', bar } }
      return { state, intent: { kind: 'select', selection: selectionOf(state, line.rowId), by: 'key' } }
    }
    case 'F10':
    case 'ContextMenu': {
      if (line?.kind !== 'row' || (key === 'F10' && !pressed.shift)) return undefined
      if (bar && state.anchor === undefined) return { state: still, intent: { kind: 'menu', bar } }
      return { state, intent: { kind: 'select', selection: selectionOf(state, line.rowId), by: 'menu' } }
    }
    case 'm':
    case 'r':
    case 's': {
      if (!bar || pressed.ctrl || (key === 's' && !around.can.split)) return undefined
      if (key === 's' && !isSplittable(layout.scale, bar)) return { state: still, intent: { kind: 'unsplit', bar } }
      const kind = key === 'm' ? 'move' : key === 's' ? 'split' : pressed.shift ? 'start' : 'end'
      return pickUp(still, kind, bar, around)
    }
    case '+':
    case '=':
    case '-':
      if (pressed.ctrl || !around.can.zoom) return undefined
      return { state, intent: { kind: 'zoom', steps: key === '-' ? -1 : 1 } }
    default: return undefined
  }
}

/** Takes hold of a bar, and to move it of all that are selected with it. */
export function pickUp<B extends Bar>(
  state: KeyState<B>, kind: Held<B>['kind'], bar: B, { layout, selected }: Pick<KeySurroundings<B>, 'layout' | 'selected'>,
): { state: KeyState<B>, intent: KeyIntent<B> } {
  const together = kind === 'move' && selected.some(({ key }) => key === bar.key)
  const held = hold(layout, kind, [bar, ...together ? selected.filter(({ key }) => key !== bar.key) : []], state.column)
  return follow({ ...state, anchor: undefined }, held, layout)
}

/** The keyboard goes where that goes which it holds. */
export function follow<B extends Bar>(state: KeyState<B>, held: Held<B>, layout: Layout): { state: KeyState<B>, intent: KeyIntent<B> } {
  const { rowId, column } = placeOf(layout, held)
  return { state: { ...state, held, line: indexOf(layout.lines).lineOf.get(rowId) ?? state.line, column }, intent: { kind: 'hold', held } }
}

function selectionOf({ line, anchor, column }: KeyState<Bar>, rowId: number): Selection {
  return selectColumns({ rowId, line }, anchor ?? column, column)
}

/** From a bar one steps to its far side, because all its columns are the same place. */
function stepColumn(column: number, way: number, far: boolean, bar: Bar | undefined, scale: Scale): number {
  if (far) return column + way * farColumns(scale)
  if (!bar) return column + way
  const { from, to } = columnsOf(scale, bar)
  return way > 0 ? to : from - 1
}

function stepLine(line: number, by: number, layout: Layout): number {
  return clamp(line + by, 0, Math.max(0, layout.lines.length - 1))
}

function pressHolding<B extends Bar>(state: KeyState<B>, held: Held<B>, pressed: KeyPress, { layout }: KeySurroundings<B>): Answer<B> {
  switch (pressed.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const by = (pressed.key === 'ArrowRight' ? 1 : -1) * (pressed.ctrl ? farColumns(layout.scale) : 1)
      return follow(state, shifted(layout, held, by), layout)
    }
    case 'ArrowUp':
    case 'ArrowDown': {
      const next = nextRow(layout, held, pressed.key === 'ArrowDown' ? 1 : -1)
      return placeOf(layout, next).rowId === placeOf(layout, held).rowId ? { state } : follow(state, next, layout)
    }
    case 'Enter':
    case ' ': return { state: { ...state, held: undefined }, intent: destinationOf(held) ?? { kind: 'drop' } }
    case 'Escape': {
      const [bar] = barsOf(held)
      const line = indexOf(layout.lines).lineOf.get(bar.rowId) ?? state.line
      return { state: { ...state, held: undefined, line, column: columnsOf(layout.scale, bar).from }, intent: { kind: 'drop' } }
    }
    // While something is held no other key may do anything else.
    default: return { state }
  }
}
