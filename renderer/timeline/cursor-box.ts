import type { Bar } from './bar-store.ts'
import { slotOf, xOfMinute } from './layout.ts'
import type { RowOnScreen, Rows } from './rows.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

/** Where the keyboard is, to be drawn and told. */
export interface Cursor {
  line: number
  column: number
  /** Columns chosen with Shift and the arrows. */
  from: number
  to: number
  /** The bar under the cursor, if any. */
  bar: string | undefined
  name: string
}

/** Shows where the keyboard is, and tells assistive technology: on a bar, a header, or a box around cells. */
export class CursorBox<B extends Bar> {
  readonly #stage: Stage<B>
  readonly #rows: Rows<B>
  readonly #grid: HTMLElement
  readonly #box = element(styles['cursor'], 'gridcell')
  #cursor: Cursor | undefined

  constructor(stage: Stage<B>, rows: Rows<B>, grid: HTMLElement) {
    this.#stage = stage
    this.#rows = rows
    this.#grid = grid
    this.#box.id = `${stage.id}-cursor`
  }

  set(cursor: Cursor | undefined): void {
    this.#cursor = cursor
    this.#rows.setCursor(cursor)
    this.draw()
  }

  draw(): void {
    const cursor = this.#cursor
    const row = cursor && this.#rows.onScreen.get(cursor.line)
    const target = cursor && row && this.#target(cursor, row)
    if (target === this.#box) this.#drawBox(cursor!, row!)
    else this.#box.remove()
    if (target) this.#grid.setAttribute('aria-activedescendant', target.id)
    else this.#grid.removeAttribute('aria-activedescendant')
  }

  #target(cursor: Cursor, row: RowOnScreen<B>): HTMLElement {
    if (row.line.kind === 'group') return row.name
    if (cursor.bar === undefined) return this.#box
    return elementOf(this.#rows, cursor.bar) ?? this.#box
  }

  #drawBox(cursor: Cursor, row: RowOnScreen<B>): void {
    const { scale, labelWidth } = this.#stage.layout
    const { start, end } = slotOf(scale, cursor.from, cursor.to)
    const left = xOfMinute(scale, start)
    this.#box.style.left = `${labelWidth + left}px`
    this.#box.style.width = `${xOfMinute(scale, end) - left}px`
    this.#box.setAttribute('aria-label', cursor.name)
    if (this.#box.parentNode !== row.element) row.element.append(this.#box)
  }
}

/** The element that shows a bar now, if it is on the screen. */
export function elementOf<B extends Bar>(rows: Rows<B>, key: string): HTMLElement | undefined {
  for (const row of rows.onScreen.values()) {
    for (let place = row.lo; place < row.hi; place++) if (row.bars[place]?.key === key) return row.elements[place - row.lo]
  }
  return undefined
}
