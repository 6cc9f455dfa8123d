import type { Bar } from './bar-store.ts'
import type { Change, Selection } from './gesture.ts'

/* What the owner of a timeline gives it: how things look, what they mean, and what is done about them. */

/** How the owner's things look. Each paints into an element that may have shown another before. */
export interface Painters<B extends Bar> {
  /** Text, colour and `aria-label` of a bar; whatever it sets it must set for every bar. */
  bar(element: HTMLElement, bar: B): void
  /** A row's label, for the eye alone. */
  rowLabel(element: HTMLElement, rowId: number): void
  /** The same for assistive technology. */
  rowName(rowId: number): string
  groupLabel(element: HTMLElement, group: string, collapsed: boolean): void
  groupName(group: string): string
  /** What stands over the labels and beside the heads of the columns. */
  corner(element: HTMLElement): void
  /** A head, which stands over this column and those after it: one, or a week of them. */
  column(element: HTMLElement, column: number, columns: number): void
  /** The label of a part of a column: `tick` of `scale.ticks`. */
  tick?(element: HTMLElement, column: number, tick: number): void
  /** What a group's line tells of the columns under a head: rooms left that day. */
  groupCell?(element: HTMLElement, group: string, column: number, columns: number): void
}

/** Which columns are shaded, and where now is. */
export interface Marks {
  shaded(column: number): 'weekend' | 'holiday' | undefined
  todayColumn: number | undefined
  nowMinute: number | undefined
}

/** Places that are offered, by row: where else a bar would fit. */
export type Highlights = ReadonlyMap<number, readonly { start: number, end: number }[]>

/** `ask`: it can be done, and dropping it opens a question of the owner. */
export type Verdict = 'ok' | 'ask' | 'no'

/** Whether something would be accepted and what it means, in a few words. */
export interface Judged {
  verdict: Verdict
  text: string
}

/** What is being done with bars that are held. */
export type HeldKind = 'move' | 'start' | 'end' | 'split'

/** What the timeline itself has to say; `count` bars are meant. */
export type Phrase =
  /** A bar, or several, held by the keyboard: to be moved, to have its end or its start changed, to be split. */
  | 'held' | 'resizing' | 'resizingStart' | 'splitting'
  /** A gesture was given up: nothing has changed. */
  | 'dropped'
  /** A gesture ended because the bar it held is gone or was moved by somebody else. */
  | 'gone'
  /** So many bars are selected now. */
  | 'picked'
  /** Bars of one column cannot be split. */
  | 'unsplit'

/** What the owner makes of gestures; the timeline itself changes nothing. */
export interface TimelineHandlers<B extends Bar> {
  /** Whether a bar may be moved, or its start or end, or be split, at all. */
  mayChange(bar: B, kind: HeldKind): boolean
  /** Asked at every step of a gesture. The first change is that of the bar that was taken hold of. */
  judge(changes: readonly Change<B>[]): Judged
  change(changes: readonly Change<B>[]): void
  /** The second part of the bar is to begin at a column, and to lie on a row. Without it nothing is ever split. */
  split?(bar: B, column: number, rowId: number): void
  judgeSplit?(bar: B, column: number, rowId: number): Judged
  open(bar: B): void
  /** What can be done with a bar was asked for, at a column of it. */
  menu?(bar: B, column: number, box: DOMRect): void
  /** Columns of a row were chosen; `box` is where they are on the screen. */
  select(selection: Selection, box: DOMRect, by: 'click' | 'drag' | 'key' | 'menu'): void
  /** The bars that are selected now, all of them. */
  selected?(bars: readonly B[]): void
  /** These are held from now on, to do that with them; nothing is, where the kind is undefined. */
  held?(bars: readonly B[], kind: HeldKind | undefined): void
  /** The bar under the pointer or the keyboard, or none. */
  hover(bar: B | undefined, box: DOMRect | undefined): void
  toggle(group: string, open?: boolean): void
  /** Names empty cells: room, day, free or taken. */
  nameCells(selection: Selection): string
  announce(text: string): void
  phrase(what: Phrase, count: number): string
}
