import type { Bar } from './bar-store.ts'
import { xOfMinute, type Range } from './layout.ts'
import { ElementPool } from './pool.ts'
import type { RowOnScreen } from './rows.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

const BAR_PADDING = 6

/** The bars on the screen, and what marks them: the keyboard, being held, being selected. */
export class BarElements<B extends Bar> {
  readonly #stage: Stage<B>
  readonly #pool = new ElementPool(() => element(styles['bar'], 'gridcell'))
  #cursor: string | undefined
  #held: ReadonlySet<string> = new Set()
  #selected: ReadonlySet<string> = new Set()
  /** Bars whose text was pushed right because their start is out of sight. */
  readonly #pushed = new Set<HTMLElement>()
  readonly #pushedNow = new Set<HTMLElement>()

  constructor(stage: Stage<B>) {
    this.#stage = stage
  }

  /** Draws the bars of a row that lie in a range: those that came in, or all of them anew. */
  draw(row: RowOnScreen<B>, rowId: number, range: Range, all: boolean): void {
    const { layout: { scale: { columnMinutes } }, bars: store } = this.#stage
    const [lo, hi] = store.between(rowId, range.fromColumn * columnMinutes, range.toColumn * columnMinutes)
    if (!all && lo === row.lo && hi === row.hi) return
    const before = row.elements
    const bars = store.row(rowId)
    if (all) {
      // The same elements in the same order, each painted with what belongs there now.
      for (const spare of before.splice(Math.max(0, hi - lo))) this.#pool.give(spare)
      for (let place = lo; place < hi; place++) {
        const bar = bars[place]
        if (!bar) continue
        const target = before[place - lo] ??= this.#pool.take(row.element)
        this.#paint(target, bar)
      }
    } else {
      const kept = before.slice(Math.max(0, lo - row.lo), Math.max(0, hi - row.lo))
      for (let place = row.lo; place < row.hi; place++) {
        const spare = before[place - row.lo]
        if (spare && (place < lo || place >= hi)) this.#pool.give(spare)
      }
      const firstKept = Math.max(lo, row.lo)
      row.elements = []
      for (let place = lo; place < hi; place++) {
        const bar = bars[place]
        if (!bar) continue
        const known = place >= row.lo && place < row.hi ? kept[place - firstKept] : undefined
        const target = known ?? this.#pool.take(row.element)
        if (!known) this.#paint(target, bar)
        row.elements.push(target)
      }
    }
    row.bars = bars
    row.lo = lo
    row.hi = hi
  }

  release(row: RowOnScreen<B>): void {
    for (const bar of row.elements) this.#pool.give(bar)
  }

  settle(): void {
    this.#pool.settle()
  }

  setCursor(key: string | undefined, rows: Iterable<RowOnScreen<B>>): void {
    this.#cursor = key
    this.#mark(rows, (target, bar) => target.toggleAttribute('data-cursor', bar === key))
  }

  /** Pales bars that are being moved. */
  setHeld(keys: ReadonlySet<string>, rows: Iterable<RowOnScreen<B>>): void {
    if (keys.size === 0 && this.#held.size === 0) return
    this.#held = keys
    this.#mark(rows, (target, bar) => target.toggleAttribute('data-held', keys.has(bar)))
  }

  setSelected(keys: ReadonlySet<string>, rows: Iterable<RowOnScreen<B>>): void {
    this.#selected = keys
    this.#mark(rows, (target, bar) => paintSelected(target, keys.has(bar)))
  }

  /** Pushes the text of bars that began out of sight to where it can be read. */
  pushTexts(rows: Iterable<RowOnScreen<B>>): void {
    const { layout: { scale }, viewport: { left: edge } } = this.#stage
    const now = this.#pushedNow
    now.clear()
    for (const row of rows) {
      for (let place = row.lo; place < row.hi; place++) {
        const bar = row.bars[place]
        const target = row.elements[place - row.lo]
        if (!bar || !target) continue
        const left = xOfMinute(scale, bar.start)
        if (left >= edge) break
        if (xOfMinute(scale, bar.end) <= edge + 12) continue
        target.style.paddingLeft = `${Math.round(edge - left) + BAR_PADDING - 1}px`
        now.add(target)
      }
    }
    for (const target of this.#pushed) if (!now.has(target)) target.style.paddingLeft = ''
    this.#pushed.clear()
    for (const target of now) this.#pushed.add(target)
  }

  #paint(target: HTMLElement, bar: B): void {
    const { layout: { scale, labelWidth }, id, paint } = this.#stage
    const left = xOfMinute(scale, bar.start)
    target.style.left = `${labelWidth + left + 1}px`
    target.style.width = `${Math.max(3, xOfMinute(scale, bar.end) - left - 2)}px`
    target.id = `${id}-bar-${bar.key}`
    target.toggleAttribute('data-cursor', this.#cursor === bar.key)
    target.toggleAttribute('data-held', this.#held.has(bar.key))
    target.removeAttribute('data-edge')
    paintSelected(target, this.#selected.has(bar.key))
    paint.bar(target, bar)
    if (this.#pushed.delete(target)) target.style.paddingLeft = ''
  }

  #mark(rows: Iterable<RowOnScreen<B>>, mark: (target: HTMLElement, key: string) => void): void {
    for (const row of rows) {
      for (const [index, target] of row.elements.entries()) {
        const bar = row.bars[row.lo + index]
        if (bar) mark(target, bar.key)
      }
    }
  }
}

function paintSelected(target: HTMLElement, selected: boolean): void {
  if (selected === target.hasAttribute('data-selected')) return
  target.toggleAttribute('data-selected', selected)
  if (selected) target.setAttribute('aria-selected', 'true')
  else target.removeAttribute('aria-selected')
}
