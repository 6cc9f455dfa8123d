import type { Bar } from './bar-store.ts'
import { headsOf, xOfColumn, type Range } from './layout.ts'
import { ElementPool } from './pool.ts'
import type { RowOnScreen } from './rows.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

/** What a group's line tells of each head: rooms left that day, or that week. */
export class GroupCells<B extends Bar> {
  readonly #stage: Stage<B>
  readonly #pool = new ElementPool(() => element(styles['groupCell'], 'gridcell'))

  constructor(stage: Stage<B>) {
    this.#stage = stage
  }

  draw(row: RowOnScreen<B>, group: string, range: Range, all: boolean): void {
    const { layout: { scale, labelWidth }, paint } = this.#stage
    if (!paint.groupCell) return
    const { from, to, columns } = headsOf(scale, range)
    for (const [column, cell] of row.cells) {
      if (column >= from && column < to && (column - from) % columns === 0) continue
      row.cells.delete(column)
      this.#pool.give(cell)
    }
    for (let column = from; column < to; column += columns) {
      let cell = row.cells.get(column)
      if (cell && !all) continue
      if (!cell) row.cells.set(column, cell = this.#pool.take(row.element))
      cell.style.left = `${labelWidth + xOfColumn(scale, column)}px`
      cell.style.width = `${columns * scale.columnWidth}px`
      paint.groupCell(cell, group, column, columns)
    }
  }

  release(row: RowOnScreen<B>): void {
    for (const cell of row.cells.values()) this.#pool.give(cell)
  }

  settle(): void {
    this.#pool.settle()
  }
}
