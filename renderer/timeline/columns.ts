import type { Bar } from './bar-store.ts'
import { headOf, headsOf, xOfColumn, type Range } from './layout.ts'
import { ElementPool } from './pool.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

interface HeadOnScreen {
  head: HTMLElement
  stripe: HTMLElement
  /** The lines of its parts, and their labels in the header. */
  ticks: { line: HTMLElement, label: HTMLElement }[]
}

/** A head this wide may have its middle out of sight: its text is kept in sight. */
const WIDE = 200

/**
 * Heads of columns and the stripes below them, and no pictures that repeat: a repeated gradient takes
 * the browser ten times as long to paint as everything that lies on it.
 */
export class Columns<B extends Bar> {
  readonly stripes = element(styles['stripes'])
  readonly #stage: Stage<B>
  readonly #header: HTMLElement
  readonly #today = element(styles['today'])
  readonly #now = element(styles['now'])
  readonly #heads = new Map<number, HeadOnScreen>()
  readonly #headPool = new ElementPool(() => element(styles['column'], 'columnheader'))
  readonly #stripePool = new ElementPool(() => element(styles['stripe']))
  readonly #tickPool = new ElementPool(() => element(styles['tick']))
  readonly #labelPool = new ElementPool(() => {
    const label = element(styles['tickLabel'])
    label.setAttribute('aria-hidden', 'true')
    return label
  })

  constructor(stage: Stage<B>, header: HTMLElement) {
    this.#stage = stage
    this.#header = header
    this.stripes.setAttribute('aria-hidden', 'true')
    this.stripes.append(this.#today, this.#now)
  }

  /** After the scale changed: every column stands elsewhere. */
  forget(): void {
    for (const column of this.#heads.keys()) this.#release(column)
    this.drawMarks()
  }

  drawMarks(): void {
    const { layout: { scale, labelWidth }, marks: { todayColumn, nowMinute } } = this.#stage
    this.#today.hidden = todayColumn === undefined
    if (todayColumn !== undefined) {
      this.#today.style.left = `${labelWidth + xOfColumn(scale, todayColumn)}px`
      this.#today.style.width = `${scale.columnWidth}px`
    }
    this.#now.hidden = nowMinute === undefined
    if (nowMinute !== undefined) this.#now.style.left = `${labelWidth + xOfColumn(scale, nowMinute / scale.columnMinutes) - 1}px`
  }

  draw(range: Range, all: boolean): void {
    const { scale } = this.#stage.layout
    const { from, to, columns } = headsOf(scale, range)
    for (const column of this.#heads.keys()) if (column < from || column >= to) this.#release(column)
    for (let column = from; column < to; column += columns) {
      const known = this.#heads.get(column)
      if (known && !all) continue
      this.#paint(column, columns, known ?? this.#take(column, columns))
    }
  }

  settle(): void {
    for (const pool of [this.#headPool, this.#stripePool, this.#tickPool, this.#labelPool]) pool.settle()
  }

  /** The text of a head stands in the middle of what can be seen of it. */
  pushTexts(): void {
    const { layout: { scale, labelWidth }, viewport } = this.#stage
    const { columns } = headOf(scale, 0)
    const width = columns * scale.columnWidth
    if (width < WIDE) return
    const edge = viewport.left + viewport.width - labelWidth
    for (const [column, { head }] of this.#heads) {
      const left = xOfColumn(scale, column)
      const before = Math.max(0, viewport.left - left)
      const after = Math.max(0, left + width - edge)
      if (before + after >= width) continue
      head.style.paddingLeft = `${before}px`
      head.style.paddingRight = `${after}px`
    }
  }

  #paint(column: number, columns: number, { head, stripe, ticks }: HeadOnScreen): void {
    const { marks, paint } = this.#stage
    const shaded = columns === 1 ? marks.shaded(column) ?? '' : ''
    for (const one of [head, stripe]) one.dataset['shaded'] = shaded
    const { todayColumn } = marks
    head.toggleAttribute('data-today', todayColumn !== undefined && todayColumn >= column && todayColumn < column + columns)
    paint.column(head, column, columns)
    for (const [tick, { label }] of ticks.entries()) paint.tick?.(label, column, tick)
  }

  #take(column: number, columns: number): HeadOnScreen {
    const { scale, labelWidth } = this.#stage.layout
    const made: HeadOnScreen = { head: this.#headPool.take(this.#header), stripe: this.#stripePool.take(this.stripes), ticks: [] }
    const left = labelWidth + xOfColumn(scale, column)
    for (const one of [made.head, made.stripe]) {
      one.style.left = `${left}px`
      one.style.width = `${columns * scale.columnWidth}px`
    }
    made.head.style.padding = ''
    const parts = scale.ticks ?? 1
    if (parts > 1) {
      const width = scale.columnWidth / parts
      for (let tick = 0; tick < parts; tick++) {
        const line = this.#tickPool.take(this.stripes)
        const label = this.#labelPool.take(this.#header)
        line.style.left = label.style.left = `${left + tick * width}px`
        label.style.width = `${width}px`
        made.ticks.push({ line, label })
      }
    }
    this.#heads.set(column, made)
    return made
  }

  #release(column: number): void {
    const known = this.#heads.get(column)
    if (!known) return
    this.#heads.delete(column)
    this.#headPool.give(known.head)
    this.#stripePool.give(known.stripe)
    for (const { line, label } of known.ticks) {
      this.#tickPool.give(line)
      this.#labelPool.give(label)
    }
  }
}
