import type { Bar } from './bar-store.ts'
import { xOfMinute, type Range } from './layout.ts'
import { ElementPool } from './pool.ts'
import type { RowOnScreen } from './rows.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

/** Places that are offered, drawn behind the bars. */
export class HighlightBoxes<B extends Bar> {
  readonly #stage: Stage<B>
  readonly #pool = new ElementPool(() => {
    const box = element(styles['highlight'])
    box.setAttribute('aria-hidden', 'true')
    return box
  })

  constructor(stage: Stage<B>) {
    this.#stage = stage
  }

  draw(row: RowOnScreen<B>, rowId: number, range: Range): void {
    const { layout: { scale, labelWidth }, highlights } = this.#stage
    const places = highlights.get(rowId)
    if (!places && row.highlights.length === 0) return
    const from = range.fromColumn * scale.columnMinutes
    const to = range.toColumn * scale.columnMinutes
    this.release(row)
    for (const { start, end } of places ?? []) {
      if (end <= from || start >= to) continue
      const box = this.#pool.take(row.element)
      box.style.left = `${labelWidth + xOfMinute(scale, start)}px`
      box.style.width = `${xOfMinute(scale, end) - xOfMinute(scale, start)}px`
      row.highlights.push(box)
    }
  }

  release(row: RowOnScreen<B>): void {
    for (const box of row.highlights) this.#pool.give(box)
    row.highlights = []
  }

  settle(): void {
    this.#pool.settle()
  }
}
