import type { Bar } from './bar-store.ts'
import type { Area } from './lasso.ts'
import { xOfMinute } from './layout.ts'
import type { Verdict } from './owner.ts'
import { ElementPool, setText } from './pool.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'

/** A place that a bar would take. */
export interface Place {
  line: number
  start: number
  end: number
}

/** What a gesture would do if it ended now, drawn over the bars; the text stands at the first place. */
export interface Ghost {
  places: readonly Place[]
  verdict: Verdict | 'neutral'
  text: string
  /** Where a bar would be cut. */
  cut?: { line: number, minute: number } | undefined
}

/** How wide a letter is, nearly: measuring would lay out the page at every step of a drag. */
const LETTER = 7

/** What lies over the bars while a gesture goes on: ghosts with their verdict, the cut of a split, the lasso. */
export class Ghosts<B extends Bar> {
  readonly #stage: Stage<B>
  readonly #over = element(styles['over'])
  readonly #verdict = element(styles['verdict'])
  readonly #cut = element(styles['cut'])
  readonly #lasso = element(styles['lasso'])
  readonly #pool = new ElementPool(() => element(styles['ghost']))
  #shown: HTMLElement[] = []

  constructor(stage: Stage<B>, body: HTMLElement) {
    this.#stage = stage
    this.#over.setAttribute('aria-hidden', 'true')
    this.#cut.hidden = this.#lasso.hidden = true
    this.#over.append(this.#cut, this.#lasso)
    body.append(this.#over)
  }

  set(ghost: Ghost | undefined): void {
    const places = ghost?.places ?? []
    for (const spare of this.#shown.splice(places.length)) this.#pool.give(spare)
    for (const [index, place] of places.entries()) {
      const shown = this.#shown[index] ??= this.#pool.take(this.#over)
      this.#lay(shown, place)
      shown.dataset['verdict'] = ghost?.verdict ?? ''
    }
    this.#pool.settle()
    this.#drawCut(ghost?.cut)
    this.#drawVerdict(ghost)
  }

  setLasso(area: Area | undefined): void {
    this.#lasso.hidden = !area
    if (!area) return
    const { style } = this.#lasso
    style.left = `${this.#stage.layout.labelWidth + area.left}px`
    style.top = `${area.top}px`
    style.width = `${area.right - area.left}px`
    style.height = `${area.bottom - area.top}px`
  }

  #lay({ style }: HTMLElement, { line, start, end }: Place): void {
    const { scale, lineHeight, labelWidth } = this.#stage.layout
    const left = xOfMinute(scale, start)
    style.left = `${labelWidth + left}px`
    style.width = `${xOfMinute(scale, end) - left}px`
    style.top = `${line * lineHeight + 1}px`
    style.height = `${lineHeight - 3}px`
  }

  #drawCut(cut: Ghost['cut']): void {
    this.#cut.hidden = !cut
    if (!cut) return
    const { scale, lineHeight, labelWidth } = this.#stage.layout
    this.#cut.style.left = `${labelWidth + xOfMinute(scale, cut.minute) - 1}px`
    this.#cut.style.top = `${cut.line * lineHeight - 3}px`
    this.#cut.style.height = `${lineHeight + 6}px`
  }

  #drawVerdict(ghost: Ghost | undefined): void {
    const [first] = this.#shown
    const [place] = ghost?.places ?? []
    if (!ghost || !first || !place || ghost.text === '') return this.#verdict.remove()
    if (this.#verdict.parentNode !== first) first.append(this.#verdict)
    const { layout: { scale, lineHeight, headerHeight, labelWidth }, viewport } = this.#stage
    // Below the bar, unless that would be off the screen.
    const below = (place.line + 2) * lineHeight - viewport.top + headerHeight
    first.toggleAttribute('data-up', below > viewport.height)
    // A ghost that begins out of sight still tells its verdict in sight, as does one at the right rim.
    const left = xOfMinute(scale, place.start)
    const room = viewport.left + viewport.width - labelWidth - left
    const width = ghost.text.length * LETTER + 16
    this.#verdict.style.left = `${Math.max(viewport.left - left, Math.min(0, room - width))}px`
    setText(this.#verdict, ghost.text)
  }
}
