import type { Bar } from './bar-store.ts'
import { unchanged } from './change.ts'
import type { Proposal } from './gesture.ts'
import type { Ghost } from './ghosts.ts'
import { slotOf } from './layout.ts'
import type { HeldKind, Judged, TimelineHandlers } from './owner.ts'
import { secondPart, type Split } from './split.ts'
import type { TimelineView } from './view.ts'

/** Draws and judges what a pointer or the keyboard holds, and tells the owner that it does. */
export class Hands<B extends Bar> {
  readonly #view: TimelineView<B>
  readonly #handlers: () => TimelineHandlers<B>
  #held: readonly B[] = []

  constructor(view: TimelineView<B>, handlers: () => TimelineHandlers<B>) {
    this.#view = view
    this.#handlers = handlers
  }

  /** Why these cannot be taken hold of, in the owner's words, and which of them; undefined where they can. */
  refusal(bars: readonly B[], kind: HeldKind): { bar: B, text: string } | undefined {
    const handlers = this.#handlers()
    const bar = bars.find((one) => !handlers.mayChange(one, kind))
    return bar && { bar, text: handlers.judge([unchanged(bar, kind === 'split' ? 'move' : kind)]).text }
  }

  /** Shows and says why something cannot be, at the bar that is in the way of it. */
  refuse({ bar, text }: { bar: B, text: string }): void {
    this.#view.setGhost({ places: [this.#placeOf(bar)], verdict: 'no', text })
    this.#handlers().announce(text)
  }

  take(bars: readonly B[], kind: HeldKind): void {
    this.#held = bars
    this.#view.setHeld(new Set(bars.map(({ key }) => key)))
    this.#handlers().held?.(bars, kind)
  }

  /** The same bars as they are now. */
  renew(bars: readonly B[]): void {
    this.#held = bars
  }

  letGo(): void {
    this.#view.setGhost(undefined)
    this.#view.setLasso(undefined)
    const held = this.#held
    if (held.length === 0) return
    this.#held = []
    this.#view.setHeld(new Set())
    this.#handlers().held?.(held, undefined)
  }

  /** Draws what would be if the gesture ended now, and answers what that means. `text` says something else there. */
  show(proposal: Proposal<B> | undefined, text?: string): string {
    const { ghost, means } = proposal ? this.#ghostOf(proposal) : { ghost: undefined, means: '' }
    this.#view.setGhost(ghost && text !== undefined ? { ...ghost, text, verdict: 'neutral' } : ghost)
    this.#view.setLasso(proposal?.kind === 'lasso' ? proposal.area : undefined)
    return means
  }

  #ghostOf(proposal: Proposal<B>): { ghost: Ghost | undefined, means: string } {
    switch (proposal.kind) {
      case 'lasso': return { ghost: undefined, means: '' }
      case 'select': {
        const { selection } = proposal
        const text = this.#handlers().nameCells(selection)
        const slot = slotOf(this.#view.layout.scale, selection.from, selection.to)
        return { ghost: { places: [{ line: selection.line, ...slot }], verdict: 'neutral', text }, means: text }
      }
      case 'change': {
        const { verdict, text } = this.#handlers().judge(proposal.changes)
        return { ghost: { places: proposal.changes.map((change) => this.#placeOf(change)), verdict, text }, means: text }
      }
      case 'split': {
        const { split } = proposal
        const { verdict, text } = this.#judgeSplit(split)
        const part = secondPart(this.#view.layout.scale, split)
        const cut = { line: this.#view.lineOf(split.bar.rowId), minute: split.column * this.#view.layout.scale.columnMinutes }
        return { ghost: { places: [this.#placeOf({ rowId: split.rowId, ...part })], verdict, text, cut }, means: text }
      }
    }
  }

  #judgeSplit({ bar, column, rowId }: Split<B>): Judged {
    return this.#handlers().judgeSplit?.(bar, column, rowId) ?? { verdict: 'ok', text: '' }
  }

  #placeOf({ rowId, start, end }: Pick<Bar, 'rowId' | 'start' | 'end'>) {
    return { line: this.#view.lineOf(rowId), start, end }
  }
}
