import type { Bar } from './bar-store.ts'
import type { Hands } from './hands.ts'
import type { TimelineHandlers } from './owner.ts'
import type { SelectedBars } from './selected-bars.ts'
import type { TimelineView } from './view.ts'

/** What those who take in events share. */
export interface Ground<B extends Bar> {
  readonly view: TimelineView<B>
  readonly handlers: () => TimelineHandlers<B>
  /** Asks the owner for another zoom, if it has any. */
  readonly zoom: () => ((steps: number, anchor: { clientX: number } | undefined) => void) | undefined
  readonly selected: SelectedBars<B>
  readonly hands: Hands<B>
}
