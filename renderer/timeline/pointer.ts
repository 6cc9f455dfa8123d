import type { Bar } from './bar-store.ts'
import { autoscroll, downAgain, gripOf, isDrag, proposeDrag, type Grip, type Proposal } from './gesture.ts'
import type { Ground } from './ground.ts'
import { barsIn } from './lasso.ts'
import { EDGE, hitTest, slotOf, type Hit, type Point, type Scale } from './layout.ts'

interface Modifiers {
  ctrl: boolean
  alt: boolean
}

interface Press<B extends Bar> extends Modifiers {
  hit: Hit<B>
  down: Point
  /** The scale that `down` was measured on. */
  scale: Scale
  client: { x: number, y: number }
  /** What is held, once the pointer has moved. */
  grip: Grip<B> | undefined
  refused: boolean
  proposal: Proposal<B> | undefined
}

/** One pointer that is down, mouse or finger: what it holds, and where. */
export class PointerDrag<B extends Bar> {
  readonly #ground: Ground<B>
  #press: Press<B> | undefined
  #frame = 0

  constructor(ground: Ground<B>) {
    this.#ground = ground
  }

  /** Whether a pointer is down on something. */
  get isDown(): boolean {
    return this.#press !== undefined
  }

  /** Whether something is held or being chosen. */
  get isMoving(): boolean {
    return this.#press?.grip !== undefined
  }

  down(clientX: number, clientY: number, modifiers: Modifiers, edge = EDGE): boolean {
    const { view } = this.#ground
    const hit = this.hitAt(clientX, clientY, edge)
    if (!hit) return false
    this.#press = {
      ...modifiers, hit, down: view.pointNear(clientX, clientY), scale: view.layout.scale, client: { x: clientX, y: clientY },
      grip: undefined, refused: false, proposal: undefined,
    }
    return true
  }

  /** What lies under the pointer; the label of a group is the group. */
  hitAt(clientX: number, clientY: number, edge = EDGE): Hit<B> | undefined {
    const { view } = this.#ground
    const point = view.pointAt(clientX, clientY)
    if (point) return hitTest(view.layout, view.bars, point, edge)
    const { left, top } = view.scroller.getBoundingClientRect()
    if (clientX - left >= view.layout.labelWidth || clientY - top < view.layout.headerHeight) return undefined
    const line = Math.floor((view.pointNear(clientX, clientY).y) / view.layout.lineHeight)
    const at = view.layout.lines[line]
    return at?.kind === 'group' ? { on: 'group', line, group: at.group } : undefined
  }

  /** Takes hold of what the pointer went down on. */
  begin(): void {
    const press = this.#press
    if (!press) return
    const { view, selected, hands, handlers } = this.#ground
    const hit = press.hit.on === 'bar' ? this.#hitAgain(press.hit) : press.hit
    const alt = press.alt && handlers().split !== undefined
    const grip = hit && gripOf(view.layout, hit, press.down, { ctrl: press.ctrl, alt }, selected.all())
    if (!grip) {
      this.#press = undefined
      return
    }
    press.grip = grip
    if ('bars' in grip) {
      const refusal = grip.kind === 'unsplit' ? { bar: grip.bars[0], text: handlers().phrase('unsplit', 1) } : hands.refusal(grip.bars, grip.kind)
      press.refused = refusal !== undefined
      if (refusal) hands.refuse(refusal)
      else if (grip.kind !== 'unsplit') hands.take(grip.bars, grip.kind)
    }
    view.scroller.dataset['gesture'] = press.refused ? 'no' : grip.kind
    if (!press.refused) this.#frame = requestAnimationFrame(this.#scrollAtRim)
  }

  /** @returns whether the pointer has moved far enough to mean a drag */
  move(clientX: number, clientY: number): boolean {
    const press = this.#press
    if (!press) return false
    press.client = { x: clientX, y: clientY }
    if (!press.grip) {
      if (!isDrag(press.down, this.#ground.view.pointNear(clientX, clientY))) return false
      this.begin()
    }
    this.#propose()
    return true
  }

  /** Lets go: does what was proposed, or answers what was clicked. */
  up(): Hit<B> | undefined {
    const press = this.#press
    if (!press) return undefined
    this.#end()
    if (!press.grip) return press.hit
    if (press.refused || !press.proposal) return undefined
    const { selected, view } = this.#ground
    const handlers = this.#ground.handlers()
    const { proposal } = press
    switch (proposal.kind) {
      case 'change': handlers.change(proposal.changes); break
      case 'split': handlers.split?.(proposal.split.bar, proposal.split.column, proposal.split.rowId); break
      case 'lasso': selected.add(barsIn(view.layout, view.bars, proposal.area)); break
      case 'select': {
        const { start, end } = slotOf(view.layout.scale, proposal.selection.from, proposal.selection.to)
        handlers.select(proposal.selection, view.boxOf(proposal.selection.line, start, end), 'drag')
      }
    }
    return undefined
  }

  /** Gives up, and says so if anything was going on and there is something to say. */
  cancel(why?: 'dropped' | 'gone'): void {
    const press = this.#press
    if (!press) return
    this.#end()
    this.#ground.selected.show()
    const handlers = this.#ground.handlers()
    if (why && press.grip && !press.refused) handlers.announce(handlers.phrase(why, 'bars' in press.grip ? press.grip.bars.length : 0))
  }

  /** After bars or the layout changed: goes on with the bars as they are now, if they still lie where they did. */
  refresh(): void {
    const press = this.#press
    if (!press) return
    const { view, hands } = this.#ground
    const { scale } = view.layout
    // Columns that mean something else now would make something else of what was begun.
    if (scale.columnMinutes !== press.scale.columnMinutes) return this.cancel('dropped')
    press.down = downAgain(press.scale, scale, press.down)
    press.scale = scale
    const { grip } = press
    if (!grip || press.refused) return
    if ('bars' in grip) {
      const [lead, ...others] = grip.bars.map((bar) => view.bars.again(bar))
      const found = others.filter((bar) => bar !== undefined)
      if (!lead || found.length < others.length) return this.cancel('gone')
      press.grip = grip.kind === 'move' ? { ...grip, bars: [lead, ...found] } : { ...grip, bars: [lead] }
      hands.renew([lead, ...found])
    }
    press.proposal = undefined
    this.#propose()
  }

  #hitAgain(hit: Hit<B> & { on: 'bar' }): Hit<B> | undefined {
    const bar = this.#ground.view.bars.again(hit.bar)
    return bar && { ...hit, bar }
  }

  #propose(): void {
    const press = this.#press
    if (!press?.grip || press.refused) return
    const { view, hands, selected } = this.#ground
    const proposal = proposeDrag(view.layout, press.grip, press.down, view.pointNear(press.client.x, press.client.y))
    // Most moves of a pointer are within a column and a row, and change nothing.
    if (isSame(press.proposal, proposal)) return
    press.proposal = proposal
    hands.show(proposal)
    if (proposal?.kind === 'lasso') selected.show(barsIn(view.layout, view.bars, proposal.area))
  }

  #scrollAtRim = () => {
    const press = this.#press
    if (!press?.grip) return
    const { scroller, viewport, layout } = this.#ground.view
    const box = scroller.getBoundingClientRect()
    const { kind } = press.grip
    const x = kind === 'split' ? 0 : autoscroll(press.client.x - box.left, viewport.width, layout.labelWidth)
    const y = kind === 'move' || kind === 'split' || kind === 'lasso' ? autoscroll(press.client.y - box.top, viewport.height, layout.headerHeight) : 0
    if (x || y) {
      this.#ground.view.scrollTo(viewport.left + x, viewport.top + y)
      this.#propose()
    }
    this.#frame = requestAnimationFrame(this.#scrollAtRim)
  }

  #end(): void {
    this.#press = undefined
    cancelAnimationFrame(this.#frame)
    delete this.#ground.view.scroller.dataset['gesture']
    this.#ground.hands.letGo()
  }
}

function isSame<B extends Bar>(one: Proposal<B> | undefined, other: Proposal<B> | undefined): boolean {
  if (!one || !other) return false
  if (one.kind === 'change' && other.kind === 'change') {
    const [a] = one.changes
    const [b] = other.changes
    return a.rowId === b.rowId && a.start === b.start && a.end === b.end
  }
  if (one.kind === 'split' && other.kind === 'split') return one.split.rowId === other.split.rowId
  if (one.kind === 'select' && other.kind === 'select') return one.selection.from === other.selection.from && one.selection.to === other.selection.to
  return false
}
