import type { Bar, BarStore } from './bar-store.ts'
import { Columns } from './columns.ts'
import { CursorBox, elementOf, type Cursor } from './cursor-box.ts'
import { Ghosts, type Ghost } from './ghosts.ts'
import type { Area } from './lasso.ts'
import {
  contentSize, indexOf, isEnough, rangeToDraw, scrollToShow, visibleRange, xOfColumn, xOfMinute,
  type Layout, type Point, type Range, type Viewport,
} from './layout.ts'
import type { Highlights, Marks, Painters } from './owner.ts'
import { Rows } from './rows.ts'
import { element, type Stage } from './stage.ts'
import styles from './timeline.module.css'
import { scrollAfter, ZoomAnchor } from './zoom-anchor.ts'

/** What the view draws, and may be given anew. */
export interface Picture<B extends Bar> {
  layout: Layout
  bars: BarStore<B>
  painters: Painters<B>
  marks: Marks
  highlights?: Highlights | undefined
}

/** Texts follow a scroll this often, and once more when it rests. */
const PUSH_MS = 60
const NOTHING: Highlights = new Map()

/**
 * Draws what is on the screen and nothing else: plain elements, positioned by number, taken from
 * pools. It is no React component, because a scrolled frame then costs a search per row and the few
 * bars that came in, and not a tree to reconcile.
 */
export class TimelineView<B extends Bar> {
  readonly scroller: HTMLElement
  readonly #stage: Stage<B>
  readonly #sizer = element(styles['sizer'])
  readonly #header = element(styles['header'], 'row')
  readonly #corner = element(styles['corner'], 'columnheader')
  readonly #labels = element(styles['labels'])
  readonly #body = element(styles['body'])
  readonly #columns: Columns<B>
  readonly #rows: Rows<B>
  readonly #cursor: CursorBox<B>
  readonly #ghosts: Ghosts<B>
  readonly #anchor = new ZoomAnchor()
  #pushedAt = 0
  #pushing: ReturnType<typeof setTimeout> | undefined
  #drawn: Range | undefined
  #told: Range | undefined
  #soon = 0
  #listeners = new Set<(range: Range) => void>()
  #resize: ResizeObserver

  constructor(host: HTMLElement, { id, left, ...picture }: Picture<B> & { id: string, left?: number }) {
    this.scroller = host
    const { layout, bars, painters, marks, highlights = NOTHING } = picture
    this.#stage = { id, layout, bars, paint: painters, marks, highlights, viewport: { left: 0, top: 0, width: 0, height: 0 } }
    host.className = `${host.className} ${styles['scroller'] ?? ''}`.trim()
    host.setAttribute('role', 'grid')
    host.setAttribute('aria-colcount', '-1')
    host.setAttribute('aria-multiselectable', 'true')
    host.tabIndex = 0
    this.#header.setAttribute('aria-rowindex', '1')
    this.#labels.setAttribute('aria-hidden', 'true')
    this.#header.append(this.#corner)
    this.#columns = new Columns(this.#stage, this.#header)
    this.#body.append(this.#columns.stripes)
    this.#rows = new Rows(this.#stage, this.#body, this.#labels)
    this.#ghosts = new Ghosts(this.#stage, this.#body)
    this.#cursor = new CursorBox(this.#stage, this.#rows, host)
    this.#sizer.append(this.#header, this.#labels, this.#body)
    host.append(this.#sizer)

    this.#size()
    this.#measure()
    if (left !== undefined) {
      host.scrollLeft = left
      this.#stage.viewport.left = host.scrollLeft
    }
    this.draw()
    host.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#resize = new ResizeObserver(() => {
      const { width, height } = this.viewport
      this.#measure()
      if (width !== this.viewport.width || height !== this.viewport.height) this.draw()
    })
    this.#resize.observe(host)
  }

  destroy(): void {
    cancelIdleCallback(this.#soon)
    clearTimeout(this.#pushing)
    this.#resize.disconnect()
    this.scroller.removeEventListener('scroll', this.#onScroll)
    this.#sizer.remove()
  }

  get layout(): Layout { return this.#stage.layout }
  get bars(): BarStore<B> { return this.#stage.bars }
  get viewport(): Viewport { return this.#stage.viewport }

  /** Calls back after each drawing that showed other columns or lines than the one before. */
  onRange(listener: (range: Range) => void): () => void {
    this.#listeners.add(listener)
    listener(this.range())
    return () => { this.#listeners.delete(listener) }
  }

  /** What is in sight. */
  range(): Range {
    return visibleRange(this.layout, this.viewport)
  }

  /** Takes what changed and draws all of it again, in the same place of time and rows. */
  set({ layout, bars, painters, marks, highlights }: Partial<Picture<B>>): void {
    const stage = this.#stage
    const before = stage.layout
    if (bars) stage.bars = bars
    if (painters) stage.paint = painters
    if (marks) stage.marks = marks
    stage.highlights = highlights ?? NOTHING
    if (layout && layout !== before) {
      const { left, top } = scrollAfter(before, layout, this.viewport, before.scale === layout.scale ? undefined : this.#anchor.take(performance.now()))
      stage.layout = layout
      this.#size()
      if (left !== this.viewport.left) this.scroller.scrollLeft = left
      if (top !== this.viewport.top) this.scroller.scrollTop = top
      this.#measure()
    }
    this.#columns.drawMarks()
    this.draw()
  }

  /** What is here on the screen stays here when the scale changes next. */
  setZoomAnchor(clientX: number): void {
    const x = clientX - this.scroller.getBoundingClientRect().left - this.layout.labelWidth
    this.#anchor.set(Math.max(0, x), performance.now())
  }

  #onScroll = () => {
    const { scrollLeft, scrollTop } = this.scroller
    const { viewport } = this
    // The view has scrolled here itself, and drawn what is here.
    if (scrollLeft === viewport.left && scrollTop === viewport.top) return
    viewport.left = scrollLeft
    viewport.top = scrollTop
    this.#drawScrolled()
  }

  #measure(): void {
    const host = this.scroller
    this.#stage.viewport = { left: host.scrollLeft, top: host.scrollTop, width: host.clientWidth, height: host.clientHeight }
  }

  /** From the pointer's coordinates to the time area's; undefined over header and labels. */
  pointAt(clientX: number, clientY: number): Point | undefined {
    const box = this.scroller.getBoundingClientRect()
    const x = clientX - box.left
    const y = clientY - box.top
    const { labelWidth, headerHeight } = this.layout
    const { left, top, width, height } = this.viewport
    if (x < labelWidth || y < headerHeight || x > width || y > height) return undefined
    return { x: x - labelWidth + left, y: y - headerHeight + top }
  }

  /** The same, but a pointer outside counts as being at the rim: for drags. */
  pointNear(clientX: number, clientY: number): Point {
    const box = this.scroller.getBoundingClientRect()
    const { labelWidth, headerHeight } = this.layout
    const { left, top, width, height } = this.viewport
    const x = Math.min(Math.max(clientX - box.left, labelWidth), width)
    const y = Math.min(Math.max(clientY - box.top, headerHeight), height - 1)
    return { x: x - labelWidth + left, y: y - headerHeight + top }
  }

  scrollTo(left: number, top = this.viewport.top): void {
    this.scroller.scrollTo({ left, top, behavior: 'instant' })
    this.#onScroll()
  }

  /** Scrolls so that a column stands a little right of the labels. */
  scrollToColumn(column: number, margin = 1): void {
    this.scrollTo(xOfColumn(this.layout.scale, column - margin))
  }

  reveal(line: number, from: number, to: number): void {
    const { left, top } = scrollToShow(this.layout, this.viewport, line, from, to)
    if (left !== this.viewport.left || top !== this.viewport.top) this.scrollTo(left, top)
  }

  /** Where a place of the timeline is on the screen. */
  boxOf(line: number, start: number, end: number): DOMRect {
    const box = this.scroller.getBoundingClientRect()
    const { scale, lineHeight, labelWidth, headerHeight } = this.layout
    const { viewport } = this
    const left = Math.max(xOfMinute(scale, start) - viewport.left, 0)
    const right = Math.min(xOfMinute(scale, end) - viewport.left, viewport.width - labelWidth)
    return new DOMRect(
      box.left + labelWidth + left, box.top + headerHeight + line * lineHeight - viewport.top,
      Math.max(1, right - left), lineHeight,
    )
  }

  /** The line of a row, or -1 where it is not shown. */
  lineOf(rowId: number): number {
    return indexOf(this.layout.lines).lineOf.get(rowId) ?? -1
  }

  #size(): void {
    const { width, height } = contentSize(this.layout)
    const { labelWidth, headerHeight, lineHeight, lines } = this.layout
    const body = height - headerHeight
    lay(this.#sizer, width, height)
    lay(this.#header, width, headerHeight)
    lay(this.#labels, labelWidth, body)
    lay(this.#body, width, body)
    this.#corner.style.width = `${labelWidth}px`
    this.#body.style.top = `${headerHeight}px`
    this.scroller.setAttribute('aria-rowcount', String(lines.length + 1))
    this.scroller.style.setProperty('--tl-line-height', `${lineHeight}px`)
    this.#columns.forget()
    this.#drawn = undefined
  }

  /** Draws everything anew, with the elements that are there. */
  draw(): void {
    // At first what is in sight alone, so that it is there sooner; around it as soon as that is painted.
    const range = this.#drawn ? rangeToDraw(this.layout, this.viewport, this.#drawn) : this.range()
    if (!this.#drawn) this.#soon ||= requestIdleCallback(() => {
      this.#soon = 0
      this.#drawScrolled()
    }, { timeout: 200 })
    this.#stage.paint.corner(this.#corner)
    this.#drawRange(range, true)
    this.#tellRange()
  }

  #drawScrolled(): void {
    if (this.#drawn && isEnough(this.layout, this.viewport, this.#drawn)) this.#pushTextsSoon()
    else this.#drawRange(rangeToDraw(this.layout, this.viewport, this.#drawn), false)
    this.#tellRange()
  }

  #drawRange(range: Range, all: boolean): void {
    this.#columns.draw(range, all)
    this.#rows.draw(range, all)
    this.#drawn = range
    this.#cursor.draw()
    this.#columns.settle()
    this.#rows.settle()
    this.#pushTexts()
  }

  #tellRange(): void {
    const range = this.range()
    const before = this.#told
    if (before && before.fromColumn === range.fromColumn && before.toColumn === range.toColumn
      && before.fromLine === range.fromLine && before.toLine === range.toLine) return
    this.#told = range
    for (const listener of this.#listeners) listener(range)
  }

  #pushTextsSoon(): void {
    if (performance.now() - this.#pushedAt > PUSH_MS) return this.#pushTexts()
    clearTimeout(this.#pushing)
    this.#pushing = setTimeout(() => this.#pushTexts(), PUSH_MS)
  }

  #pushTexts(): void {
    clearTimeout(this.#pushing)
    this.#pushedAt = performance.now()
    this.#rows.bars.pushTexts(this.#rows.onScreen.values())
    this.#columns.pushTexts()
  }

  /** Shows where the keyboard is, and tells assistive technology. */
  setCursor(cursor: Cursor | undefined): void {
    this.#cursor.set(cursor)
  }

  /** The element that shows a bar now, if it is on the screen. */
  elementOf(key: string): HTMLElement | undefined {
    return elementOf(this.#rows, key)
  }

  setHeld(keys: ReadonlySet<string>): void {
    this.#rows.bars.setHeld(keys, this.#rows.onScreen.values())
  }

  setSelected(keys: ReadonlySet<string>): void {
    this.#rows.bars.setSelected(keys, this.#rows.onScreen.values())
  }

  setGhost(ghost: Ghost | undefined): void {
    this.#ghosts.set(ghost)
  }

  setLasso(area: Area | undefined): void {
    this.#ghosts.setLasso(area)
  }
}

function lay({ style }: HTMLElement, width: number, height: number): void {
  style.width = `${width}px`
  style.height = `${height}px`
}
