import type { Bar } from './bar-store.ts'
import type { Proposal, Selection } from './gesture.ts'
import type { Ground } from './ground.ts'
import { aimedAt, barsOf, heldAnew, sameHeld, type Held } from './held.ts'
import type { Hover } from './hover.ts'
import { follow, pickUp, press, type KeyIntent, type KeyState } from './keys.ts'
import { columnsOf, isSameLine, slotOf, type Line } from './layout.ts'

/** Does what `keys.ts` says that keys mean. */
export class Keyboard<B extends Bar> {
  readonly #ground: Ground<B>
  readonly #hover: Hover<B>
  #state: KeyState<B>
  /** The line the cursor is on, to find it again when the lines have changed. */
  #line: Line | undefined
  #columnMinutes: number
  #refused = false
  #focused = false

  constructor(ground: Ground<B>, hover: Hover<B>, start: { line: number, column: number }) {
    this.#ground = ground
    this.#hover = hover
    this.#state = { ...start, anchor: undefined, held: undefined }
    this.#columnMinutes = ground.view.layout.scale.columnMinutes
  }

  get cursor(): { line: number, column: number } {
    const { line, column } = this.#state
    return { line, column }
  }

  get isHolding(): boolean {
    return this.#state.held !== undefined
  }

  /** Stands on a place; what was held or chosen is not any more. */
  put(line: number, column: number, reveal = false): void {
    this.cancel()
    this.#state = { line, column, anchor: undefined, held: undefined }
    this.#showCursor(reveal)
  }

  focus(): void {
    this.#focused = true
    this.#showCursor(false)
  }

  blur(): void {
    this.#focused = false
    this.cancel('dropped')
    this.#hover.on(undefined)
  }

  /** Gives up what is held, and says so. */
  cancel(why?: 'dropped' | 'gone'): void {
    const { held, anchor } = this.#state
    this.#forgetRefusal()
    if (!held && anchor === undefined) return
    this.#state = { ...this.#state, held: undefined, anchor: undefined }
    if (!held) return
    this.#ground.hands.letGo()
    this.#showCursor(false)
    const handlers = this.#ground.handlers()
    if (why) handlers.announce(handlers.phrase(why, barsOf(held).length))
  }

  /** After bars or lines changed: the cursor stays on its row, and what is held stays held where it is still there. */
  refresh(): void {
    const { view, hands } = this.#ground
    const { lines, scale } = view.layout
    if (scale.columnMinutes !== this.#columnMinutes) {
      // Columns mean something else now: what was begun in them is given up, and the cursor stays at its time.
      this.cancel('dropped')
      this.#state = { ...this.#state, column: Math.floor(this.#state.column * this.#columnMinutes / scale.columnMinutes) }
      this.#columnMinutes = scale.columnMinutes
    }
    const line = this.#line
    if (line && !isSameLine(line, lines[this.#state.line])) {
      const at = lines.findIndex((one) => isSameLine(line, one))
      this.#state = { ...this.#state, line: at < 0 ? Math.min(this.#state.line, Math.max(0, lines.length - 1)) : at }
    }
    const { held } = this.#state
    if (!held) return this.#showCursor(false)
    const anew = heldAnew(held, (bar) => view.bars.again(bar))
    if (!anew) return this.cancel('gone')
    hands.renew(barsOf(anew))
    const { state } = follow(this.#state, anew, view.layout)
    this.#state = state
    hands.show(proposalOf(anew))
    this.#showCursor(false)
  }

  /** Takes hold of a bar, as its key does. */
  hold(bar: B, kind: Held<B>['kind']): void {
    const { view, selected } = this.#ground
    this.put(view.lineOf(bar.rowId), columnsOf(view.layout.scale, bar).from)
    const answer = pickUp(this.#state, kind, bar, { layout: view.layout, selected: selected.all() })
    this.#take(answer.state, answer.intent)
  }

  /** Aims what is held at a place that was clicked; a second click there lets go of it. */
  aim(line: number, column: number): void {
    const { view } = this.#ground
    const { held } = this.#state
    if (!held) return
    const aimed = aimedAt(view.layout, held, { line, column })
    if (sameHeld(held, aimed)) {
      this.#press('Enter')
      return
    }
    const { state, intent } = follow(this.#state, aimed, view.layout)
    this.#take(state, intent)
  }

  press(event: KeyboardEvent): void {
    this.#forgetRefusal()
    if (this.#press(event.key, event.shiftKey, event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  /** @returns whether the key meant anything */
  #press(key: string, shift = false, ctrl = false): boolean {
    const { view, handlers, selected, zoom } = this.#ground
    const { layout, viewport } = view
    const answer = press(this.#state, { key, shift, ctrl }, {
      layout,
      barAt: (rowId, column) => this.#barAt(rowId, column),
      selected: selected.all(),
      can: { split: handlers().split !== undefined, zoom: zoom() !== undefined },
      pageLines: Math.max(1, Math.floor((viewport.height - layout.headerHeight) / layout.lineHeight) - 1),
    })
    if (!answer) return false
    this.#take(answer.state, answer.intent)
    return true
  }

  #take(state: KeyState<B>, intent: KeyIntent<B> | undefined): void {
    const { hands } = this.#ground
    const before = this.#state.held
    if (!before && intent?.kind === 'hold') {
      const refusal = hands.refusal(barsOf(intent.held), intent.held.kind)
      if (refusal) return this.#refuse(refusal)
      hands.take(barsOf(intent.held), intent.held.kind)
    }
    this.#state = state
    if (before && !state.held) hands.letGo()
    // A zoom is around where the cursor is now.
    this.#showCursor(intent?.kind !== 'zoom')
    if (intent) this.#act(intent, before === undefined)
  }

  #act(intent: KeyIntent<B>, isNew: boolean): void {
    const { view, selected, zoom } = this.#ground
    const handlers = this.#ground.handlers()
    switch (intent.kind) {
      case 'open': return handlers.open(intent.bar)
      case 'select': return handlers.select(intent.selection, this.#boxOf(intent.selection), intent.by)
      case 'menu': {
        const { line, column } = this.#state
        return handlers.menu?.(intent.bar, column, view.boxOf(line, intent.bar.start, intent.bar.end))
      }
      case 'toggle': {
        const line = view.layout.lines[this.#state.line]
        if (line?.kind === 'group' && intent.open !== !line.collapsed) handlers.toggle(intent.group, intent.open)
        return
      }
      case 'pick': return intent.bar ? selected.toggle(intent.bar) : selected.set([])
      case 'zoom': return this.#zoom(intent.steps, zoom())
      case 'unsplit': return this.#refuse({ bar: intent.bar, text: handlers.phrase('unsplit', 1) })
      case 'hold': return this.#showHeld(intent.held, isNew)
      case 'change': return handlers.change(intent.changes)
      case 'split': return handlers.split?.(intent.split.bar, intent.split.column, intent.split.rowId)
      case 'drop': return handlers.announce(handlers.phrase('dropped', 1))
    }
  }

  /** What was just picked up says which keys there are; from then on it says what each step means. */
  #showHeld(held: Held<B>, isNew: boolean): void {
    const { hands, view } = this.#ground
    const handlers = this.#ground.handlers()
    const keys = isNew ? handlers.phrase(PHRASES[held.kind], barsOf(held).length) : undefined
    const means = hands.show(proposalOf(held), keys)
    const place = held.kind === 'split' ? { from: held.split.column, to: held.split.column + 1 } : columnsOf(view.layout.scale, held.changes[0])
    view.reveal(this.#state.line, place.from, place.to)
    handlers.announce(keys ?? means)
  }

  #zoom(steps: number, zoom: ReturnType<Ground<B>['zoom']>): void {
    const { view } = this.#ground
    const { line, column } = this.#state
    const range = view.range()
    if (column < range.fromColumn || column >= range.toColumn) return zoom?.(steps, undefined)
    const slot = slotOf(view.layout.scale, column, column + 1)
    const box = view.boxOf(line, slot.start, slot.end)
    view.setZoomAnchor(box.left)
    zoom?.(steps, { clientX: box.left })
  }

  #refuse(refusal: { bar: B, text: string }): void {
    this.#ground.hands.refuse(refusal)
    this.#refused = true
  }

  #forgetRefusal(): void {
    if (!this.#refused) return
    this.#refused = false
    this.#ground.hands.letGo()
  }

  #barAt(rowId: number, column: number): B | undefined {
    const { view } = this.#ground
    const slot = slotOf(view.layout.scale, column, column + 1)
    return view.bars.touching(rowId, slot.start, slot.end)
  }

  #boxOf(selection: Selection): DOMRect {
    const { view } = this.#ground
    const { start, end } = slotOf(view.layout.scale, selection.from, selection.to)
    return view.boxOf(selection.line, start, end)
  }

  #showCursor(reveal: boolean): void {
    const { view } = this.#ground
    const handlers = this.#ground.handlers()
    const { line: index, column, anchor, held } = this.#state
    const line = view.layout.lines[index]
    this.#line = line
    if (!line) return view.setCursor(undefined)
    const selecting = anchor !== undefined && anchor !== column
    const bar = line.kind === 'row' && !selecting && !held ? this.#barAt(line.rowId, column) : undefined
    const range = bar ? columnsOf(view.layout.scale, bar)
      : { from: Math.min(anchor ?? column, column), to: Math.max(anchor ?? column, column) + 1 }
    if (reveal) view.reveal(index, bar ? Math.max(range.from, column) : column, column + 1)
    const name = line.kind === 'row' ? handlers.nameCells({ rowId: line.rowId, line: index, ...range }) : ''
    // While a bar is held the keyboard stays on it, wherever its ghost goes.
    view.setCursor({ line: index, column, ...range, bar: held ? barsOf(held)[0].key : bar?.key, name })
    if (reveal && selecting) handlers.announce(name)
    if (this.#focused && reveal && !held) this.#hover.on(bar)
  }
}

const PHRASES = { move: 'held', start: 'resizingStart', end: 'resizing', split: 'splitting' } as const

function proposalOf<B extends Bar>(held: Held<B>): Proposal<B> {
  return held.kind === 'split' ? held : { kind: 'change', changes: held.changes }
}
