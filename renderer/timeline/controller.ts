import type { Bar } from './bar-store.ts'
import type { Ground } from './ground.ts'
import { Hands } from './hands.ts'
import type { Held } from './held.ts'
import { Hover } from './hover.ts'
import { Keyboard } from './keyboard.ts'
import { columnOfX, columnsOf, FINGER_EDGE, slotOf, type Hit } from './layout.ts'
import type { TimelineHandlers } from './owner.ts'
import { PointerDrag } from './pointer.ts'
import { SelectedBars } from './selected-bars.ts'
import { IDLE, isHolding, LONG_PRESS_MS, touched, type TouchAct, type TouchEvent as FingerEvent, type TouchState } from './touch.ts'
import type { TimelineView } from './view.ts'
import { zoomSteps } from './wheel.ts'

/** Hands events to those who know what they mean: the pointer, the fingers, the keyboard. */
export class TimelineController<B extends Bar> {
  readonly #ground: Ground<B>
  readonly #hover: Hover<B>
  readonly #drag: PointerDrag<B>
  readonly #keyboard: Keyboard<B>
  /** The mouse button that is down. */
  #mouse: number | undefined
  #touch: TouchState = IDLE
  #clock: ReturnType<typeof setTimeout> | undefined
  #turned = 0
  readonly #abort = new AbortController()

  constructor(
    view: TimelineView<B>, handlers: () => TimelineHandlers<B>, start: { line: number, column: number },
    zoom: Ground<B>['zoom'] = () => undefined,
  ) {
    this.#ground = { view, handlers, zoom, selected: new SelectedBars(view, handlers), hands: new Hands(view, handlers) }
    this.#hover = new Hover(view, handlers)
    this.#drag = new PointerDrag(this.#ground)
    this.#keyboard = new Keyboard(this.#ground, this.#hover, start)
    this.#listen(view.scroller, this.#abort.signal)
  }

  #listen(scroller: HTMLElement, signal: AbortSignal): void {
    const passive = { signal, passive: true }
    scroller.addEventListener('pointerdown', this.#onDown, { signal })
    scroller.addEventListener('pointermove', this.#onMove, { signal })
    scroller.addEventListener('pointerup', this.#onUp, { signal })
    scroller.addEventListener('pointercancel', this.#onCancel, { signal })
    scroller.addEventListener('pointerleave', () => this.#hover.on(undefined), { signal })
    scroller.addEventListener('contextmenu', this.#onMenu, { signal })
    scroller.addEventListener('wheel', this.#onWheel, { signal, passive: false })
    // Whether the browser may scroll it asks at the first touch, when nobody knows yet: hence at every one.
    scroller.addEventListener('touchmove', this.#onTouchMove, { signal, passive: false })
    // What a finger meant is done; a click made up from it would hit what has just opened under it.
    scroller.addEventListener('touchend', (event) => { if (event.cancelable) event.preventDefault() }, { signal, passive: false })
    scroller.addEventListener('keydown', this.#onKey, { signal })
    scroller.addEventListener('scroll', () => this.#hover.on(undefined), passive)
    scroller.addEventListener('focus', () => this.#keyboard.focus(), { signal })
    scroller.addEventListener('blur', () => this.#keyboard.blur(), { signal })
    // Wherever the focus is: a drag is under the pointer.
    window.addEventListener('keydown', this.#onEscape, { signal, capture: true })
  }

  destroy(): void {
    this.#abort.abort()
    clearTimeout(this.#clock)
    this.#drag.cancel()
    this.#keyboard.cancel()
  }

  /** Gives up whatever is going on. */
  cancel(): void {
    this.#drag.cancel('dropped')
    this.#keyboard.cancel('dropped')
    this.#mouse = undefined
    if (this.#touch.kind === 'holding') this.#touch = { kind: 'over', pointers: [this.#touch.down.pointer] }
  }

  /** Where the keyboard is. */
  cursor(): { line: number, column: number } {
    return this.#keyboard.cursor
  }

  /** Puts the keyboard on a place, and the place in sight. */
  moveTo(line: number, column: number): void {
    this.#keyboard.put(line, column, true)
  }

  select(keys: readonly string[]): void {
    const { selected, view } = this.#ground
    selected.put(keys.map((key) => view.bars.get(key)).filter((bar) => bar !== undefined))
  }

  /** Takes hold of a bar as the keyboard does: it goes where arrows or clicks send it. */
  hold(key: string, kind: Held<B>['kind']): void {
    const { view } = this.#ground
    const bar = view.bars.get(key)
    if (!bar) return
    view.scroller.focus({ preventScroll: true })
    this.#keyboard.hold(bar, kind)
  }

  /** After bars, lines or the scale changed. */
  refresh(): void {
    this.#ground.selected.refresh(this.#ground.view.bars)
    this.#drag.refresh()
    this.#keyboard.refresh()
  }

  // The mouse, and the fingers as far as they are pointers

  #onDown = (event: PointerEvent) => {
    const { scroller } = this.#ground.view
    if (event.pointerType === 'touch') {
      this.#feed({ kind: 'down', pointer: event.pointerId, x: event.clientX, y: event.clientY })
      this.#holdOnTo(event)
      return
    }
    if (event.button !== 0 || this.#drag.isDown) return
    if (!this.#drag.down(event.clientX, event.clientY, { ctrl: event.ctrlKey || event.metaKey, alt: event.altKey })) return
    this.#hover.on(undefined)
    this.#mouse = event.pointerId
    scroller.setPointerCapture(event.pointerId)
  }

  /** The element a finger went down on may leave the document while it scrolls; what the finger does must still arrive. */
  #holdOnTo(event: PointerEvent): void {
    this.#ground.view.scroller.setPointerCapture(event.pointerId)
    event.target?.addEventListener('touchmove', this.#onTouchMove, { signal: this.#abort.signal, passive: false })
  }

  #onMove = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return this.#feed({ kind: 'move', pointer: event.pointerId, x: event.clientX, y: event.clientY })
    if (!this.#drag.isDown) return this.#onHover(event)
    if (event.pointerId !== this.#mouse) return
    // The button was let go where nobody could see it.
    if (event.buttons === 0) return this.cancel()
    if (this.#drag.move(event.clientX, event.clientY) && this.#keyboard.isHolding) this.#keyboard.cancel()
  }

  #onUp = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return this.#feed({ kind: 'up', pointer: event.pointerId, x: event.clientX, y: event.clientY })
    if (event.pointerId !== this.#mouse) return
    this.#mouse = undefined
    const hit = this.#drag.up()
    if (hit) this.#click(hit, event.ctrlKey || event.metaKey)
  }

  #onCancel = (event: PointerEvent) => {
    if (event.pointerType === 'touch') return this.#feed({ kind: 'cancel', pointer: event.pointerId })
    if (event.pointerId === this.#mouse) this.cancel()
  }

  #onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !this.#drag.isMoving) return
    event.preventDefault()
    event.stopPropagation()
    this.cancel()
  }

  #click(hit: Hit<B>, ctrl: boolean): void {
    const { view, handlers, selected } = this.#ground
    if (hit.on === 'group') return handlers().toggle(hit.group)
    const column = hit.on === 'bar' ? columnsOf(view.layout.scale, hit.bar).from : hit.column
    if (this.#keyboard.isHolding) return this.#keyboard.aim(hit.line, column)
    this.#keyboard.put(hit.line, column)
    if (hit.on === 'cell') return this.#choose(hit, 'click')
    if (ctrl) return selected.toggle(hit.bar)
    handlers().open(hit.bar)
  }

  #choose({ line, rowId, column }: Hit<B> & { on: 'cell' }, by: 'click' | 'menu'): void {
    const { view, handlers } = this.#ground
    const { start, end } = slotOf(view.layout.scale, column, column + 1)
    handlers().select({ rowId, line, from: column, to: column + 1 }, view.boxOf(line, start, end), by)
  }

  #onHover(event: PointerEvent): void {
    const { view, handlers } = this.#ground
    const hit = this.#drag.hitAt(event.clientX, event.clientY)
    if (hit?.on !== 'bar') return this.#hover.on(undefined)
    const edge = hit.edge && handlers().mayChange(hit.bar, hit.edge)
    view.elementOf(hit.bar.key)?.toggleAttribute('data-edge', edge ?? false)
    this.#hover.on(hit.bar)
  }

  // Menus

  #onMenu = (event: MouseEvent) => {
    // A finger that rests and the menu key arrive here too; they have done what they mean already.
    const byMouse = event.button === 2 || event.ctrlKey
    const isTouch = this.#touch.kind !== 'idle' || (event as PointerEvent).pointerType === 'touch'
    if (!byMouse || isTouch || this.#drag.isMoving) return event.preventDefault()
    if (this.#openMenu(event.clientX, event.clientY)) {
      event.preventDefault()
      this.#drag.cancel()
    }
  }

  /** @returns whether there is anything to be done there */
  #openMenu(clientX: number, clientY: number): boolean {
    const { view, handlers } = this.#ground
    const hit = this.#drag.hitAt(clientX, clientY)
    if (!hit || hit.on === 'group') return false
    if (hit.on === 'cell') {
      this.#choose(hit, 'menu')
      return true
    }
    const { menu } = handlers()
    if (!menu) return false
    const column = columnOfX(view.layout.scale, view.pointNear(clientX, clientY).x)
    const { top, height } = view.boxOf(hit.line, hit.bar.start, hit.bar.end)
    this.#hover.on(undefined)
    this.#keyboard.put(hit.line, column)
    menu(hit.bar, column, new DOMRect(clientX, top, 1, height))
    return true
  }

  // Fingers

  #feed(event: FingerEvent): void {
    const { state, acts } = touched(this.#touch, event)
    this.#touch = state
    for (const act of acts) this.#do(act)
  }

  #do(act: TouchAct): void {
    switch (act.do) {
      case 'wait':
        this.#clock = setTimeout(() => this.#feed({ kind: 'time' }), LONG_PRESS_MS)
        return
      case 'stop': return clearTimeout(this.#clock)
      case 'tap': {
        const hit = this.#drag.hitAt(act.x, act.y)
        this.#ground.view.scroller.focus({ preventScroll: true })
        if (hit) this.#click(hit, false)
        return
      }
      case 'pickUp': {
        this.#keyboard.cancel()
        if (!this.#drag.down(act.x, act.y, { ctrl: false, alt: false }, FINGER_EDGE)) return
        this.#drag.begin()
        this.#drag.move(act.x, act.y)
        navigator.vibrate?.(10)
        return
      }
      case 'drag':
        this.#drag.move(act.x, act.y)
        return
      case 'drop':
        this.#drag.up()
        return
      case 'menu':
        this.#openMenu(act.x, act.y)
        return
      case 'giveUp': return this.#drag.cancel()
      case 'zoom': return this.#zoom(act.steps, act.x)
    }
  }

  #onTouchMove = (event: Event) => {
    if (isHolding(this.#touch) && event.cancelable) event.preventDefault()
  }

  // Zoom

  #onWheel = (event: WheelEvent) => {
    if (!event.ctrlKey || !this.#ground.zoom()) return
    event.preventDefault()
    const { steps, left } = zoomSteps(this.#turned, event.deltaY)
    this.#turned = left
    if (steps !== 0) this.#zoom(steps, event.clientX)
  }

  #zoom(steps: number, clientX: number): void {
    this.#ground.view.setZoomAnchor(clientX)
    this.#ground.zoom()?.(steps, { clientX })
  }

  // The keyboard

  #onKey = (event: KeyboardEvent) => {
    if (event.altKey || event.target !== this.#ground.view.scroller) return
    this.#keyboard.press(event)
  }
}
