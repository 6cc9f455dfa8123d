import type { Bar, BarStore } from './bar-store.ts'
import type { TimelineHandlers } from './owner.ts'
import type { TimelineView } from './view.ts'

/** The bars that are selected, as they were when somebody last looked. */
export class SelectedBars<B extends Bar> {
  #bars = new Map<string, B>()
  readonly #view: TimelineView<B>
  readonly #handlers: () => TimelineHandlers<B>

  constructor(view: TimelineView<B>, handlers: () => TimelineHandlers<B>) {
    this.#view = view
    this.#handlers = handlers
  }

  all(): readonly B[] {
    return [...this.#bars.values()]
  }

  /** Selects these and no others, without a word. */
  put(bars: Iterable<B>): void {
    this.#bars = mapOf(bars)
    this.show()
  }

  /** The same, and the owner and assistive technology are told. */
  set(bars: Iterable<B>): void {
    this.put(bars)
    const handlers = this.#handlers()
    handlers.selected?.(this.all())
    handlers.announce(handlers.phrase('picked', this.#bars.size))
  }

  add(bars: Iterable<B>): void {
    this.set([...this.#bars.values(), ...bars])
  }

  toggle(bar: B): void {
    const bars = new Map(this.#bars)
    if (!bars.delete(bar.key)) bars.set(bar.key, bar)
    this.set(bars.values())
  }

  /** Draws those that are selected, and others as if they were. */
  show(others: readonly B[] = []): void {
    this.#view.setSelected(new Set([...this.#bars.keys(), ...others.map(({ key }) => key)]))
  }

  /** After the bars changed: the same as they are now, wherever they are; what is gone is not selected. */
  refresh(store: BarStore<B>): void {
    if (this.#bars.size === 0) return
    const now = this.all().map((bar) => store.again(bar) ?? store.get(bar.key)).filter((bar) => bar !== undefined)
    const fewer = now.length < this.#bars.size
    this.put(now)
    if (fewer) this.#handlers().selected?.(now)
  }
}

function mapOf<B extends Bar>(bars: Iterable<B>): Map<string, B> {
  const map = new Map<string, B>()
  for (const bar of bars) map.set(bar.key, bar)
  return map
}
