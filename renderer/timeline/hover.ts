import type { Bar } from './bar-store.ts'
import type { TimelineHandlers } from './owner.ts'
import type { TimelineView } from './view.ts'

/** Tells the owner which bar is under the pointer or the keyboard, once for each. */
export class Hover<B extends Bar> {
  readonly #view: TimelineView<B>
  readonly #handlers: () => TimelineHandlers<B>
  #key: string | undefined

  constructor(view: TimelineView<B>, handlers: () => TimelineHandlers<B>) {
    this.#view = view
    this.#handlers = handlers
  }

  on(bar: B | undefined): void {
    if (this.#key === bar?.key) return
    this.#key = bar?.key
    const line = bar ? this.#view.lineOf(bar.rowId) : -1
    this.#handlers().hover(bar, bar && line >= 0 ? this.#view.boxOf(line, bar.start, bar.end) : undefined)
  }
}
