import type { Bar } from './bar-store.ts'
import { autoscroll, isDrag, proposeDrag, type Change, type Proposal, type Selection } from './gesture.ts'
import { press, type KeyIntent, type KeyState } from './keys.ts'
import { columnsOf, hitTest, slotOf, type Hit, type Point } from './layout.ts'
import type { TimelineHandlers } from './owner.ts'
import type { TimelineView } from './view.ts'

interface Drag<B extends Bar> {
  pointer: number
  hit: Hit<B>
  down: Point
  client: { x: number, y: number }
  moved: boolean
  proposal: Proposal<B> | undefined
}

/** Turns events into what `gesture.ts` and `keys.ts` say they mean, draws that, and passes it on. */
export class TimelineController<B extends Bar> {
  readonly #view: TimelineView<B>
  readonly #handlers: () => TimelineHandlers<B>
  #drag: Drag<B> | undefined
  #keys: KeyState<B>
  #hovered: string | undefined
  #frame = 0
  #focused = false
  readonly #abort = new AbortController()

  constructor(view: TimelineView<B>, handlers: () => TimelineHandlers<B>, start: { line: number, column: number }) {
    this.#view = view
    this.#handlers = handlers
    this.#keys = { ...start, anchor: undefined, held: undefined }
    const { signal } = this.#abort
    const { scroller } = view
    scroller.addEventListener('pointerdown', this.#onDown, { signal })
    scroller.addEventListener('pointermove', this.#onMove, { signal })
    scroller.addEventListener('pointerup', this.#onUp, { signal })
    scroller.addEventListener('pointercancel', () => this.cancel(), { signal })
    scroller.addEventListener('pointerleave', () => this.#hover(undefined), { signal })
    scroller.addEventListener('contextmenu', this.#onMenu, { signal })
    scroller.addEventListener('keydown', this.#onKey, { signal })
    scroller.addEventListener('scroll', () => this.#hover(undefined), { signal, passive: true })
    scroller.addEventListener('focus', () => { this.#focused = true; this.#showCursor(false) }, { signal })
    scroller.addEventListener('blur', () => {
      this.#focused = false
      if (this.#keys.held) this.cancel()
      this.#hover(undefined)
    }, { signal })
  }

  destroy(): void {
    this.#abort.abort()
    cancelAnimationFrame(this.#frame)
  }

  /** Gives up whatever is going on. */
  cancel(): void {
    cancelAnimationFrame(this.#frame)
    const was = this.#drag?.moved || this.#keys.held !== undefined
    this.#drag = undefined
    this.#keys = { ...this.#keys, held: undefined, anchor: undefined }
    delete this.#view.scroller.dataset['gesture']
    this.#view.setGhost(undefined)
    this.#view.setHeld(new Set())
    if (was) this.#handlers().announce(this.#handlers().phrase('dropped', 1))
  }

  /** Where the keyboard is. */
  cursor(): { line: number, column: number } {
    const { line, column } = this.#keys
    return { line, column }
  }

  select(keys: readonly string[]): void {
    this.#view.setSelected(new Set(keys))
  }

  /** Puts the keyboard on a place, and the place in sight. */
  moveTo(line: number, column: number): void {
    this.#keys = { line, column, anchor: undefined, held: undefined }
    this.#showCursor(true)
  }

  /** After bars or lines changed: the cursor may stand on something else now. */
  refresh(): void {
    const last = this.#view.layout.lines.length - 1
    if (this.#keys.line > last) this.#keys = { ...this.#keys, line: Math.max(0, last) }
    this.#showCursor(false)
  }

  // Pointer

  #onDown = (event: PointerEvent) => {
    if (event.button !== 0 || this.#drag) return
    const { scroller } = this.#view
    const box = scroller.getBoundingClientRect()
    const onLabels = event.clientX - box.left < this.#view.layout.labelWidth
    const onHeader = event.clientY - box.top < this.#view.layout.headerHeight
    if (onLabels && !onHeader) {
      const line = this.#view.layout.lines[Math.floor((event.clientY - box.top - this.#view.layout.headerHeight + this.#view.viewport.top) / this.#view.layout.lineHeight)]
      if (line?.kind === 'group') this.#handlers().toggle(line.group)
      return
    }
    const down = this.#view.pointAt(event.clientX, event.clientY)
    const hit = down && hitTest(this.#view.layout, this.#view.bars, down)
    if (!down || !hit) return
    this.#hover(undefined)
    this.#drag = { pointer: event.pointerId, hit, down, client: { x: event.clientX, y: event.clientY }, moved: false, proposal: undefined }
    // A finger scrolls; only what it taps means anything here.
    if (event.pointerType !== 'touch') scroller.setPointerCapture(event.pointerId)
  }

  #onMove = (event: PointerEvent) => {
    const drag = this.#drag
    if (!drag) return this.#onHover(event)
    if (drag.pointer !== event.pointerId || event.pointerType === 'touch') return
    drag.client = { x: event.clientX, y: event.clientY }
    if (!drag.moved) {
      if (!isDrag(drag.down, this.#view.pointNear(event.clientX, event.clientY))) return
      if (drag.hit.on === 'bar' && !this.#handlers().mayChange(drag.hit.bar, drag.hit.edge ?? 'move')) return
      drag.moved = true
      this.#view.scroller.dataset['gesture'] = drag.hit.on === 'bar' ? drag.hit.edge ?? 'move' : 'select'
      this.#frame = requestAnimationFrame(this.#scrollAtRim)
    }
    this.#propose(drag)
  }

  #propose(drag: Drag<B>): void {
    const now = this.#view.pointNear(drag.client.x, drag.client.y)
    drag.proposal = proposeDrag(this.#view.layout, drag.hit, drag.down, now)
    if (drag.hit.on === 'bar') this.#view.setHeld(new Set(drag.proposal ? [drag.hit.bar.key] : []))
    this.#drawProposal(drag.proposal)
  }

  #drawProposal(proposal: Proposal<B> | undefined): void {
    if (!proposal) return this.#view.setGhost(undefined)
    if (proposal.kind === 'select') {
      const { selection } = proposal
      const slot = slotOf(this.#view.layout.scale, selection.from, selection.to)
      return this.#view.setGhost({ places: [{ line: selection.line, ...slot }], verdict: 'neutral', text: this.#handlers().nameCells(selection) })
    }
    const { change } = proposal
    const { verdict, text } = this.#handlers().judge([change])
    this.#view.setGhost({ places: [{ line: this.#view.lineOf(change.rowId), start: change.start, end: change.end }], verdict, text })
  }

  #scrollAtRim = () => {
    const drag = this.#drag
    if (!drag?.moved) return
    const { scroller, viewport, layout } = this.#view
    const box = scroller.getBoundingClientRect()
    const x = autoscroll(drag.client.x - box.left, viewport.width, layout.labelWidth)
    const y = drag.hit.on === 'bar' && !drag.hit.edge ? autoscroll(drag.client.y - box.top, viewport.height, layout.headerHeight) : 0
    if (x || y) {
      this.#view.scrollTo(viewport.left + x, viewport.top + y)
      this.#propose(drag)
    }
    this.#frame = requestAnimationFrame(this.#scrollAtRim)
  }

  #onUp = (event: PointerEvent) => {
    const drag = this.#drag
    if (!drag || drag.pointer !== event.pointerId) return
    const { moved, proposal, hit } = drag
    this.#drag = undefined
    cancelAnimationFrame(this.#frame)
    delete this.#view.scroller.dataset['gesture']
    this.#view.setHeld(new Set())
    this.#view.setGhost(undefined)
    const handlers = this.#handlers()
    if (!moved) {
      if (isDrag(drag.down, this.#view.pointNear(event.clientX, event.clientY))) return
      return this.#click(hit)
    }
    if (proposal?.kind === 'change') handlers.change([proposal.change])
    if (proposal?.kind === 'select') handlers.select(proposal.selection, this.#boxOf(proposal.selection), 'drag')
  }

  #click(hit: Hit<B>): void {
    const handlers = this.#handlers()
    if (hit.on === 'group') return handlers.toggle(hit.group)
    const column = hit.on === 'bar' ? columnsOf(this.#view.layout.scale, hit.bar).from : hit.column
    this.#keys = { line: hit.line, column, anchor: undefined, held: undefined }
    this.#showCursor(false)
    if (hit.on === 'bar') return handlers.open(hit.bar)
    const selection = { rowId: hit.rowId, line: hit.line, from: hit.column, to: hit.column + 1 }
    handlers.select(selection, this.#boxOf(selection), 'click')
  }

  #onMenu = (event: MouseEvent) => {
    const point = this.#view.pointAt(event.clientX, event.clientY)
    const hit = point && hitTest(this.#view.layout, this.#view.bars, point)
    if (hit?.on !== 'cell') return
    event.preventDefault()
    const selection = { rowId: hit.rowId, line: hit.line, from: hit.column, to: hit.column + 1 }
    this.#handlers().select(selection, this.#boxOf(selection), 'menu')
  }

  #onHover(event: PointerEvent): void {
    if (event.pointerType === 'touch') return
    const point = this.#view.pointAt(event.clientX, event.clientY)
    const hit = point && hitTest(this.#view.layout, this.#view.bars, point)
    if (hit?.on !== 'bar') return this.#hover(undefined)
    const edge = hit.edge && this.#handlers().mayChange(hit.bar, hit.edge)
    this.#view.elementOf(hit.bar.key)?.toggleAttribute('data-edge', edge ?? false)
    this.#hover(hit.bar)
  }

  #hover(bar: B | undefined): void {
    if (this.#hovered === bar?.key) return
    this.#hovered = bar?.key
    const line = bar ? this.#view.lineOf(bar.rowId) : -1
    this.#handlers().hover(bar, bar && line >= 0 ? this.#view.boxOf(line, bar.start, bar.end) : undefined)
  }

  #boxOf(selection: Selection): DOMRect {
    const { start, end } = slotOf(this.#view.layout.scale, selection.from, selection.to)
    return this.#view.boxOf(selection.line, start, end)
  }

  // Keyboard

  #onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.target !== this.#view.scroller) return
    if (event.key === 'Escape' && this.#drag) {
      event.preventDefault()
      event.stopPropagation()
      return this.cancel()
    }
    const { layout, viewport } = this.#view
    const answer = press(this.#keys, { key: event.key, shift: event.shiftKey, ctrl: event.ctrlKey || event.metaKey }, {
      layout,
      barAt: (rowId, column) => this.#barAt(rowId, column),
      pageLines: Math.max(1, Math.floor((viewport.height - layout.headerHeight) / layout.lineHeight) - 1),
      pageColumns: 7,
    })
    if (!answer) return
    const { held } = answer.state
    const may = (change: Change<B>) => this.#handlers().mayChange(change.bar, change.kind)
    if (answer.intent?.kind === 'hold' && !this.#keys.held && held && !may(held)) {
      this.#handlers().announce(this.#handlers().judge([held]).text)
      event.preventDefault()
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const wasHeld = this.#keys.held !== undefined
    this.#keys = answer.state
    this.#act(answer.intent, wasHeld)
  }

  #act(intent: KeyIntent<B> | undefined, wasHeld: boolean): void {
    const handlers = this.#handlers()
    this.#showCursor(true)
    switch (intent?.kind) {
      case 'open': return handlers.open(intent.bar)
      case 'select': return handlers.select(intent.selection, this.#boxOf(intent.selection), 'key')
      case 'toggle': {
        const line = this.#view.layout.lines[this.#keys.line]
        if (line?.kind === 'group' && intent.open !== !line.collapsed) handlers.toggle(intent.group, intent.open)
        return
      }
      case 'hold': {
        const { change } = intent
        const verdict = handlers.judge([change])
        this.#view.setHeld(new Set([change.bar.key]))
        const line = this.#view.lineOf(change.rowId)
        this.#view.setGhost({ places: [{ line, start: change.start, end: change.end }], verdict: wasHeld ? verdict.verdict : 'neutral', text: wasHeld ? verdict.text : handlers.phrase(change.kind === 'move' ? 'held' : 'resizing', 1) })
        this.#view.reveal(line, columnsOf(this.#view.layout.scale, change).from, columnsOf(this.#view.layout.scale, change).to)
        return handlers.announce(wasHeld ? verdict.text : handlers.phrase(change.kind === 'move' ? 'held' : 'resizing', 1))
      }
      case 'change':
      case 'drop': {
        this.#view.setHeld(new Set())
        this.#view.setGhost(undefined)
        if (intent.kind === 'change') handlers.change([intent.change])
        else handlers.announce(handlers.phrase('dropped', 1))
      }
    }
  }

  #barAt(rowId: number, column: number): B | undefined {
    const slot = slotOf(this.#view.layout.scale, column, column + 1)
    return this.#view.bars.touching(rowId, slot.start, slot.end)
  }

  #showCursor(reveal: boolean): void {
    const { line: index, column, anchor, held } = this.#keys
    const line = this.#view.layout.lines[index]
    if (!line) return this.#view.setCursor(undefined)
    const selecting = anchor !== undefined && anchor !== column
    const bar = line.kind === 'row' && !selecting && !held ? this.#barAt(line.rowId, column) : undefined
    const range = bar ? columnsOf(this.#view.layout.scale, bar)
      : { from: Math.min(anchor ?? column, column), to: Math.max(anchor ?? column, column) + 1 }
    if (reveal) this.#view.reveal(index, bar ? Math.max(range.from, column) : column, column + 1)
    const name = line.kind === 'row' ? this.#handlers().nameCells({ rowId: line.rowId, line: index, ...range }) : ''
    // While a bar is held the keyboard stays on it, wherever its ghost goes.
    this.#view.setCursor({ line: index, column, ...range, bar: held?.bar.key ?? bar?.key, name })
    if (reveal && selecting) this.#handlers().announce(name)
    if (this.#focused && reveal && !held) this.#hover(bar)
  }
}
