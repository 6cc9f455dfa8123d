import type { Bar } from './bar-store.ts'
import { BarElements } from './bar-elements.ts'
import { GroupCells } from './group-cells.ts'
import { HighlightBoxes } from './highlight-boxes.ts'
import { isSameLine, type Line, type Range } from './layout.ts'
import { ElementPool, setText } from './pool.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

/** A line that is drawn, and what is drawn on it. */
export interface RowOnScreen<B extends Bar> {
  line: Line
  element: HTMLElement
  /** Names the line for assistive technology. */
  name: HTMLElement
  label: HTMLElement
  /** `elements` show the bars at the places [lo, hi) of `bars`. */
  bars: readonly B[]
  lo: number
  hi: number
  elements: HTMLElement[]
  cells: Map<number, HTMLElement>
  highlights: HTMLElement[]
}

/** The lines on the screen: their labels, and by the helpers of this class what lies on them. */
export class Rows<B extends Bar> {
  readonly bars: BarElements<B>
  readonly onScreen = new Map<number, RowOnScreen<B>>()
  readonly #stage: Stage<B>
  readonly #body: HTMLElement
  readonly #labels: HTMLElement
  readonly #cells: GroupCells<B>
  readonly #highlights: HighlightBoxes<B>
  readonly #rowPool = new ElementPool(() => element(styles['row'], 'row'))
  readonly #namePool = new ElementPool(() => element(styles['name'], 'rowheader'))
  readonly #labelPool = new ElementPool(() => element(styles['label']))
  #cursorLine: number | undefined

  constructor(stage: Stage<B>, body: HTMLElement, labels: HTMLElement) {
    this.#stage = stage
    this.#body = body
    this.#labels = labels
    this.bars = new BarElements(stage)
    this.#cells = new GroupCells(stage)
    this.#highlights = new HighlightBoxes(stage)
  }

  draw(range: Range, all: boolean): void {
    const { lines } = this.#stage.layout
    for (const [index, row] of this.onScreen) {
      if (index < range.fromLine || index >= range.toLine || (all && !isSameLine(row.line, lines[index]))) this.#release(index, row)
    }
    for (let index = range.fromLine; index < range.toLine; index++) {
      const line = lines[index]
      if (!line) continue
      const known = this.onScreen.get(index)
      const row = known ?? this.#take(index, line)
      const fresh = all || !known
      row.line = line
      if (fresh) this.#paint(row)
      if (line.kind === 'row') {
        this.bars.draw(row, line.rowId, range, fresh)
        this.#highlights.draw(row, line.rowId, range)
      } else this.#cells.draw(row, line.group, range, fresh)
    }
  }

  settle(): void {
    for (const pool of [this.#rowPool, this.#namePool, this.#labelPool]) pool.settle()
    this.bars.settle()
    this.#cells.settle()
    this.#highlights.settle()
  }

  /** The line and bar that the keyboard is on. */
  setCursor(cursor: { line: number, bar: string | undefined } | undefined): void {
    this.#cursorLine = cursor?.line
    for (const [index, { label }] of this.onScreen) label.toggleAttribute('data-cursor', index === cursor?.line)
    this.bars.setCursor(cursor?.bar, this.onScreen.values())
  }

  #take(index: number, line: Line): RowOnScreen<B> {
    const { layout: { lineHeight }, id } = this.#stage
    const made = this.#rowPool.take(this.#body)
    const row: RowOnScreen<B> = {
      line, element: made, name: this.#namePool.take(made), label: this.#labelPool.take(this.#labels),
      bars: [], lo: 0, hi: 0, elements: [], cells: new Map(), highlights: [],
    }
    row.name.id = `${id}-line-${index}`
    row.element.setAttribute('aria-rowindex', String(index + 2))
    for (const one of [row.element, row.label]) {
      one.style.top = `${index * lineHeight}px`
      one.style.height = `${lineHeight}px`
      one.toggleAttribute('data-group', line.kind === 'group')
    }
    row.label.toggleAttribute('data-cursor', this.#cursorLine === index)
    this.onScreen.set(index, row)
    return row
  }

  #paint({ line, label, name }: RowOnScreen<B>): void {
    const { paint } = this.#stage
    if (line.kind === 'row') {
      paint.rowLabel(label, line.rowId)
      setText(name, paint.rowName(line.rowId))
      name.removeAttribute('aria-expanded')
    } else {
      paint.groupLabel(label, line.group, line.collapsed)
      setText(name, paint.groupName(line.group))
      name.setAttribute('aria-expanded', String(!line.collapsed))
    }
  }

  #release(index: number, row: RowOnScreen<B>): void {
    this.onScreen.delete(index)
    this.bars.release(row)
    this.#cells.release(row)
    this.#highlights.release(row)
    this.#namePool.give(row.name)
    this.#rowPool.give(row.element)
    this.#labelPool.give(row.label)
  }
}
