import type { Bar, BarStore } from './bar-store.ts'
import {
  columnsOf, contentSize, isEnough, rangeToDraw, scrollToShow, slotOf, visibleRange, xOfColumn, xOfMinute,
  type Layout, type Line, type Point, type Range, type Scale, type Viewport,
} from './layout.ts'
import type { Marks, Painters, Verdict } from './owner.ts'
import { ElementPool, setText } from './pool.ts'
import styles from './timeline.module.css'

export interface Cursor {
  line: number
  column: number
  /** Columns chosen with Shift and the arrows. */
  from: number
  to: number
  /** The bar under the cursor, if any. */
  bar: string | undefined
  name: string
}

/** What a gesture would do if it ended now, drawn over the bars. */
export interface Ghost {
  line: number
  start: number
  end: number
  verdict: Verdict | 'neutral'
  text: string
}

interface RowOnScreen<B extends Bar> {
  line: Line
  element: HTMLElement
  name: HTMLElement
  label: HTMLElement
  bars: readonly B[]
  lo: number
  hi: number
  elements: HTMLElement[]
  cells: Map<number, HTMLElement>
}

const BAR_PADDING = 6
/** Texts follow a scroll this often, and once more when it rests. */
const PUSH_MS = 60

/**
 * Draws what is on the screen and nothing else: plain elements, positioned by number, taken from
 * pools. It is no React component, because a scrolled frame then costs a search per row and the few
 * bars that came in, and not a tree to reconcile.
 */
export class TimelineView<B extends Bar> {
  readonly scroller: HTMLElement
  #layout: Layout
  #bars: BarStore<B>
  #paint: Painters<B>
  #marks: Marks
  readonly #id: string
  readonly #sizer = element(styles['sizer'])
  readonly #header = element(styles['header'])
  readonly #corner = element(styles['corner'])
  readonly #labels = element(styles['labels'])
  readonly #body = element(styles['body'])
  /** Days behind the rows: lines, weekends, today. */
  readonly #stripes = element(styles['stripes'])
  readonly #now = element(styles['now'])
  readonly #ghost = element(styles['ghost'])
  readonly #verdict = element(styles['verdict'])
  readonly #cursorBox = element(styles['cursor'])
  readonly #pools
  readonly #rows = new Map<number, RowOnScreen<B>>()
  readonly #columns = new Map<number, { head: HTMLElement, stripe: HTMLElement }>()
  /** Bars whose text was pushed right because their start is out of sight. */
  readonly #pushed = new Set<HTMLElement>()
  #pushedNow = new Set<HTMLElement>()
  #viewport: Viewport = { left: 0, top: 0, width: 0, height: 0 }
  #pushedAt = 0
  #pushing: ReturnType<typeof setTimeout> | undefined
  #drawn: Range | undefined
  #told: Range | undefined
  #soon = 0
  #cursor: Cursor | undefined
  #held: string | undefined
  #selected: ReadonlySet<string> = new Set()
  #listeners = new Set<(range: Range) => void>()
  #resize: ResizeObserver

  constructor(host: HTMLElement, options: {
    id: string, layout: Layout, bars: BarStore<B>, painters: Painters<B>, marks: Marks, left?: number,
  }) {
    this.scroller = host
    this.#id = options.id
    this.#layout = options.layout
    this.#bars = options.bars
    this.#paint = options.painters
    this.#marks = options.marks
    this.#pools = {
      bar: new ElementPool(() => element(styles['bar'], 'gridcell')),
      row: new ElementPool(() => element(styles['row'], 'row')),
      name: new ElementPool(() => element(styles['name'], 'rowheader')),
      label: new ElementPool(() => element(styles['label'])),
      column: new ElementPool(() => element(styles['column'], 'columnheader')),
      stripe: new ElementPool(() => element(styles['stripe'])),
      cell: new ElementPool(() => element(styles['groupCell'], 'gridcell')),
    }
    host.className = `${host.className} ${styles['scroller'] ?? ''}`.trim()
    host.setAttribute('role', 'grid')
    host.setAttribute('aria-colcount', '-1')
    host.setAttribute('aria-multiselectable', 'true')
    host.tabIndex = 0
    this.#header.setAttribute('role', 'row')
    this.#header.setAttribute('aria-rowindex', '1')
    this.#corner.setAttribute('role', 'columnheader')
    this.#labels.setAttribute('aria-hidden', 'true')
    this.#cursorBox.setAttribute('role', 'gridcell')
    this.#cursorBox.id = `${this.#id}-cursor`
    this.#cursorBox.hidden = true
    this.#ghost.hidden = true
    this.#ghost.setAttribute('aria-hidden', 'true')
    this.#ghost.append(this.#verdict)
    this.#header.append(this.#corner)
    this.#body.append(this.#stripes, this.#now, this.#ghost)
    this.#stripes.setAttribute('aria-hidden', 'true')
    this.#sizer.append(this.#header, this.#labels, this.#body)
    host.append(this.#sizer)

    this.#size()
    this.#measure()
    if (options.left !== undefined) {
      host.scrollLeft = options.left
      this.#viewport.left = host.scrollLeft
    }
    this.draw()
    host.addEventListener('scroll', this.#onScroll, { passive: true })
    this.#resize = new ResizeObserver(() => {
      const { width, height } = this.#viewport
      this.#measure()
      if (width !== this.#viewport.width || height !== this.#viewport.height) this.draw()
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

  get layout(): Layout { return this.#layout }
  get bars(): BarStore<B> { return this.#bars }
  get viewport(): Viewport { return this.#viewport }

  /** Calls back after each drawing that showed other columns or lines than the one before. */
  onRange(listener: (range: Range) => void): () => void {
    this.#listeners.add(listener)
    listener(this.range())
    return () => { this.#listeners.delete(listener) }
  }

  /** What is in sight. */
  range(): Range {
    return visibleRange(this.#layout, this.#viewport)
  }

  /** Takes what changed and draws all of it again; the first column in sight stays the first. */
  set(change: { layout?: Layout, bars?: BarStore<B>, painters?: Painters<B>, marks?: Marks }): void {
    const before = this.#layout
    if (change.bars) this.#bars = change.bars
    if (change.painters) this.#paint = change.painters
    if (change.marks) this.#marks = change.marks
    if (change.layout) {
      this.#layout = change.layout
      this.#size()
      this.#keepTime(before.scale, change.layout.scale)
      this.#measure()
    }
    this.#drawMarks()
    this.draw()
  }

  /** After a zoom: what was at the left third of the screen stays there. */
  #keepTime(before: Scale, now: Scale): void {
    if (before.columnWidth === now.columnWidth && before.firstColumn === now.firstColumn) return
    const anchor = (this.#viewport.width - this.#layout.labelWidth) / 3
    const column = (this.#viewport.left + anchor) / before.columnWidth + before.firstColumn
    this.scroller.scrollLeft = (column - now.firstColumn) * now.columnWidth - anchor
    this.#viewport.left = this.scroller.scrollLeft
  }

  #onScroll = () => {
    this.#viewport.left = this.scroller.scrollLeft
    this.#viewport.top = this.scroller.scrollTop
    this.#drawScrolled()
  }

  #measure(): void {
    const host = this.scroller
    this.#viewport = { left: host.scrollLeft, top: host.scrollTop, width: host.clientWidth, height: host.clientHeight }
  }

  /** From the pointer's coordinates to the time area's; undefined over header and labels. */
  pointAt(clientX: number, clientY: number): Point | undefined {
    const box = this.scroller.getBoundingClientRect()
    const x = clientX - box.left
    const y = clientY - box.top
    const { labelWidth, headerHeight } = this.#layout
    if (x < labelWidth || y < headerHeight || x > this.#viewport.width || y > this.#viewport.height) return undefined
    return { x: x - labelWidth + this.#viewport.left, y: y - headerHeight + this.#viewport.top }
  }

  /** The same, but a pointer outside counts as being at the rim: for drags. */
  pointNear(clientX: number, clientY: number): Point {
    const box = this.scroller.getBoundingClientRect()
    const { labelWidth, headerHeight } = this.#layout
    const x = Math.min(Math.max(clientX - box.left, labelWidth), this.#viewport.width)
    const y = Math.min(Math.max(clientY - box.top, headerHeight), this.#viewport.height - 1)
    return { x: x - labelWidth + this.#viewport.left, y: y - headerHeight + this.#viewport.top }
  }

  scrollTo(left: number, top = this.#viewport.top): void {
    this.scroller.scrollTo({ left, top, behavior: 'instant' })
    this.#onScroll()
  }

  /** Scrolls so that a column stands a little right of the labels. */
  scrollToColumn(column: number, margin = 1): void {
    this.scrollTo(xOfColumn(this.#layout.scale, column - margin))
  }

  reveal(line: number, from: number, to: number): void {
    const { left, top } = scrollToShow(this.#layout, this.#viewport, line, from, to)
    if (left !== this.#viewport.left || top !== this.#viewport.top) this.scrollTo(left, top)
  }

  /** Where a place of the timeline is on the screen. */
  boxOf(line: number, start: number, end: number): DOMRect {
    const box = this.scroller.getBoundingClientRect()
    const { scale, lineHeight, labelWidth, headerHeight } = this.#layout
    const left = Math.max(xOfMinute(scale, start) - this.#viewport.left, 0)
    const right = Math.min(xOfMinute(scale, end) - this.#viewport.left, this.#viewport.width - labelWidth)
    return new DOMRect(
      box.left + labelWidth + left, box.top + headerHeight + line * lineHeight - this.#viewport.top,
      Math.max(1, right - left), lineHeight,
    )
  }

  lineOf(rowId: number): number {
    return this.#layout.lines.findIndex((line) => line.kind === 'row' && line.rowId === rowId)
  }

  #size(): void {
    const { width, height } = contentSize(this.#layout)
    const { labelWidth, headerHeight } = this.#layout
    const body = height - headerHeight
    this.#sizer.style.width = `${width}px`
    this.#sizer.style.height = `${height}px`
    this.#header.style.width = `${width}px`
    this.#header.style.height = `${headerHeight}px`
    this.#corner.style.width = `${labelWidth}px`
    this.#labels.style.width = `${labelWidth}px`
    this.#labels.style.height = `${body}px`
    this.#body.style.top = `${headerHeight}px`
    this.#body.style.width = `${width}px`
    this.#body.style.height = `${body}px`
    this.scroller.setAttribute('aria-rowcount', String(this.#layout.lines.length + 1))
    this.scroller.style.setProperty('--tl-line-height', `${this.#layout.lineHeight}px`)
    // Other columns stand elsewhere now.
    for (const column of this.#columns.keys()) this.#releaseColumn(column)
    this.#drawn = undefined
    this.#drawMarks()
  }

  #drawMarks(): void {
    const { scale, labelWidth } = this.#layout
    const { nowMinute } = this.#marks
    this.#now.hidden = nowMinute === undefined
    if (nowMinute !== undefined) this.#now.style.left = `${labelWidth + xOfMinute(scale, nowMinute) - 1}px`
  }

  /** Draws everything anew, with the elements that are there. */
  draw(): void {
    // At first what is in sight alone, so that it is there sooner; around it as soon as that is painted.
    const range = this.#drawn ? rangeToDraw(this.#layout, this.#viewport, this.#drawn) : this.range()
    if (!this.#drawn) this.#soon ||= requestIdleCallback(() => {
      this.#soon = 0
      this.#drawScrolled()
    }, { timeout: 200 })
    for (const [index, row] of this.#rows) if (this.#layout.lines[index] !== row.line || index < range.fromLine || index >= range.toLine) this.#releaseRow(index, row)
    this.#paint.corner(this.#corner)
    this.#drawColumns(range, true)
    this.#drawRows(range, true)
    this.#finish(range)
    this.#tellRange()
  }

  #drawScrolled(): void {
    if (this.#drawn && isEnough(this.#layout, this.#viewport, this.#drawn)) this.#pushTextsSoon()
    else {
      const range = rangeToDraw(this.#layout, this.#viewport, this.#drawn)
      for (const [index, row] of this.#rows) if (index < range.fromLine || index >= range.toLine) this.#releaseRow(index, row)
      this.#drawColumns(range, false)
      this.#drawRows(range, false)
      this.#finish(range)
    }
    this.#tellRange()
  }

  #finish(range: Range): void {
    this.#drawn = range
    this.#drawCursor()
    for (const pool of Object.values(this.#pools)) pool.settle()
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

  #drawColumns(range: Range, all: boolean): void {
    for (const column of this.#columns.keys()) if (column < range.fromColumn || column >= range.toColumn) this.#releaseColumn(column)
    for (let column = range.fromColumn; column < range.toColumn; column++) {
      const known = this.#columns.get(column)
      if (known && !all) continue
      const { head, stripe } = known ?? this.#takeColumn(column)
      const { todayColumn } = this.#marks
      const shaded = this.#marks.shaded(column) ?? ''
      for (const one of [head, stripe]) {
        one.dataset['shaded'] = shaded
        one.toggleAttribute('data-today', column === todayColumn)
      }
      this.#paint.column(head, column, 1)
    }
  }

  /**
   * A stripe for each day in sight, and no pictures that repeat: a repeated gradient takes the browser
   * ten times as long to paint as everything that lies on it.
   */
  #takeColumn(column: number): { head: HTMLElement, stripe: HTMLElement } {
    const { scale, labelWidth } = this.#layout
    const made = { head: this.#pools.column.take(this.#header), stripe: this.#pools.stripe.take(this.#stripes) }
    for (const one of [made.head, made.stripe]) {
      one.style.left = `${labelWidth + xOfColumn(scale, column)}px`
      one.style.width = `${scale.columnWidth}px`
    }
    this.#columns.set(column, made)
    return made
  }

  #releaseColumn(column: number): void {
    const known = this.#columns.get(column)
    if (!known) return
    this.#columns.delete(column)
    this.#pools.column.give(known.head)
    this.#pools.stripe.give(known.stripe)
  }

  #drawRows(range: Range, all: boolean): void {
    const { lines } = this.#layout
    for (let index = range.fromLine; index < range.toLine; index++) {
      const line = lines[index]
      if (!line) continue
      let row = this.#rows.get(index)
      const fresh = !row
      row ??= this.#takeRow(index, line)
      if (fresh || all) this.#paintRow(index, row)
      if (line.kind === 'row') this.#drawBars(row, line.rowId, range, all || fresh)
      else this.#drawCells(row, line.group, range, all || fresh)
    }
  }

  #takeRow(index: number, line: Line): RowOnScreen<B> {
    const { lineHeight } = this.#layout
    const top = `${index * lineHeight}px`
    const row: RowOnScreen<B> = {
      line,
      element: this.#pools.row.take(this.#body),
      label: this.#pools.label.take(this.#labels),
      name: element(), bars: [], lo: 0, hi: 0, elements: [], cells: new Map(),
    }
    row.name = this.#pools.name.take(row.element)
    row.name.id = `${this.#id}-line-${index}`
    row.element.style.top = top
    row.element.style.height = `${lineHeight}px`
    row.element.setAttribute('aria-rowindex', String(index + 2))
    row.element.toggleAttribute('data-group', line.kind === 'group')
    row.label.style.top = top
    row.label.style.height = `${lineHeight}px`
    row.label.toggleAttribute('data-group', line.kind === 'group')
    row.label.toggleAttribute('data-cursor', this.#cursor?.line === index)
    this.#rows.set(index, row)
    return row
  }

  #paintRow(_index: number, { line, element: _row, label, name }: RowOnScreen<B>): void {
    if (line.kind === 'row') {
      this.#paint.rowLabel(label, line.rowId)
      setText(name, this.#paint.rowName(line.rowId))
      name.removeAttribute('aria-expanded')
    } else {
      this.#paint.groupLabel(label, line.group, line.collapsed)
      setText(name, this.#paint.groupName(line.group))
      name.setAttribute('aria-expanded', String(!line.collapsed))
    }
  }

  #releaseRow(index: number, row: RowOnScreen<B>): void {
    this.#rows.delete(index)
    for (const bar of row.elements) this.#releaseBar(bar)
    for (const cell of row.cells.values()) this.#pools.cell.give(cell)
    if (this.#cursorBox.parentNode === row.element) this.#cursorBox.remove()
    this.#pools.name.give(row.name)
    this.#pools.row.give(row.element)
    this.#pools.label.give(row.label)
  }

  #releaseBar(bar: HTMLElement): void {
    this.#pools.bar.give(bar)
  }

  #drawBars(row: RowOnScreen<B>, rowId: number, range: Range, all: boolean): void {
    const { columnMinutes } = this.#layout.scale
    const [lo, hi] = this.#bars.between(rowId, range.fromColumn * columnMinutes, range.toColumn * columnMinutes)
    if (!all && lo === row.lo && hi === row.hi) return
    const before = row.elements
    const bars = this.#bars.row(rowId)
    if (all) {
      // The same elements in the same order, each painted with what belongs there now.
      for (const spare of before.splice(Math.max(0, hi - lo))) this.#releaseBar(spare)
      for (let place = lo; place < hi; place++) {
        const bar = bars[place]
        if (!bar) continue
        before[place - lo] ??= this.#pools.bar.take(row.element)
        const target = before[place - lo]
        if (target) this.#paintBar(target, bar)
      }
    } else {
      const kept = before.slice(Math.max(0, lo - row.lo), Math.max(0, hi - row.lo))
      for (let place = row.lo; place < row.hi; place++) {
        const spare = before[place - row.lo]
        if (spare && (place < lo || place >= hi)) this.#releaseBar(spare)
      }
      const firstKept = Math.max(lo, row.lo)
      row.elements = []
      for (let place = lo; place < hi; place++) {
        const bar = bars[place]
        if (!bar) continue
        const known = place >= row.lo && place < row.hi ? kept[place - firstKept] : undefined
        const target = known ?? this.#pools.bar.take(row.element)
        if (!known) this.#paintBar(target, bar)
        row.elements.push(target)
      }
    }
    row.bars = bars
    row.lo = lo
    row.hi = hi
  }

  #paintBar(target: HTMLElement, bar: B): void {
    const { scale, labelWidth } = this.#layout
    const left = xOfMinute(scale, bar.start)
    target.style.left = `${labelWidth + left + 1}px`
    target.style.width = `${Math.max(3, xOfMinute(scale, bar.end) - left - 2)}px`
    target.id = `${this.#id}-bar-${bar.key}`
    target.toggleAttribute('data-cursor', this.#cursor?.bar === bar.key)
    target.toggleAttribute('data-held', this.#held === bar.key)
    paintSelected(target, this.#selected.has(bar.key))
    this.#paint.bar(target, bar)
    if (this.#pushed.delete(target)) target.style.paddingLeft = ''
  }

  #drawCells(row: RowOnScreen<B>, group: string, range: Range, all: boolean): void {
    const paint = this.#paint.groupCell
    if (!paint) return
    const { scale, labelWidth } = this.#layout
    for (const [column, cell] of row.cells) {
      if (column >= range.fromColumn && column < range.toColumn) continue
      row.cells.delete(column)
      this.#pools.cell.give(cell)
    }
    for (let column = range.fromColumn; column < range.toColumn; column++) {
      let cell = row.cells.get(column)
      if (cell && !all) continue
      if (!cell) {
        cell = this.#pools.cell.take(row.element)
        row.cells.set(column, cell)
      }
      cell.style.left = `${labelWidth + xOfColumn(scale, column)}px`
      cell.style.width = `${scale.columnWidth}px`
      paint(cell, group, column)
    }
  }

  #pushTextsSoon(): void {
    if (performance.now() - this.#pushedAt > PUSH_MS) return this.#pushTexts()
    clearTimeout(this.#pushing)
    this.#pushing = setTimeout(() => this.#pushTexts(), PUSH_MS)
  }

  /** Pushes the text of a bar that began out of sight to where it can be read. */
  #pushTexts(): void {
    clearTimeout(this.#pushing)
    this.#pushedAt = performance.now()
    const { scale } = this.#layout
    const edge = this.#viewport.left
    const now = this.#pushedNow
    now.clear()
    for (const row of this.#rows.values()) {
      for (let place = row.lo; place < row.hi; place++) {
        const bar = row.bars[place]
        const target = row.elements[place - row.lo]
        if (!bar || !target) continue
        const left = xOfMinute(scale, bar.start)
        if (left >= edge) break
        const right = xOfMinute(scale, bar.end)
        if (right <= edge + 12) continue
        target.style.paddingLeft = `${Math.round(edge - left) + BAR_PADDING - 1}px`
        now.add(target)
      }
    }
    for (const target of this.#pushed) if (!now.has(target)) target.style.paddingLeft = ''
    this.#pushed.clear()
    for (const target of now) this.#pushed.add(target)
  }

  /** Shows where the keyboard is, and tells assistive technology. */
  setCursor(cursor: Cursor | undefined): void {
    const before = this.#cursor
    this.#cursor = cursor
    for (const [index, row] of this.#rows) {
      if (index !== before?.line && index !== cursor?.line) continue
      row.label.toggleAttribute('data-cursor', index === cursor?.line)
      for (let place = row.lo; place < row.hi; place++) {
        const bar = row.bars[place]
        row.elements[place - row.lo]?.toggleAttribute('data-cursor', bar !== undefined && bar.key === cursor?.bar)
      }
    }
    this.#drawCursor()
  }

  #drawCursor(): void {
    const cursor = this.#cursor
    const row = cursor && this.#rows.get(cursor.line)
    if (!cursor || !row) {
      this.#cursorBox.remove()
      this.scroller.removeAttribute('aria-activedescendant')
      return
    }
    const target = this.#cursorTarget(cursor, row)
    if (target === this.#cursorBox) {
      const { scale, labelWidth } = this.#layout
      const { start, end } = slotOf(scale, cursor.from, cursor.to)
      const left = xOfMinute(scale, start)
      this.#cursorBox.hidden = false
      this.#cursorBox.style.left = `${labelWidth + left}px`
      this.#cursorBox.style.width = `${xOfMinute(scale, end) - left}px`
      this.#cursorBox.toggleAttribute('data-idle', true)
      this.#cursorBox.setAttribute('aria-label', cursor.name)
      if (this.#cursorBox.parentNode !== row.element) row.element.append(this.#cursorBox)
    } else this.#cursorBox.remove()
    if (target?.id) this.scroller.setAttribute('aria-activedescendant', target.id)
    else this.scroller.removeAttribute('aria-activedescendant')
  }

  #cursorTarget(cursor: Cursor, row: RowOnScreen<B>): HTMLElement | undefined {
    if (row.line.kind === 'group') return row.name
    if (cursor.bar === undefined) return this.#cursorBox
    return this.elementOf(cursor.bar) ?? this.#cursorBox
  }

  /** The element that shows a bar now, if it is on the screen. */
  elementOf(key: string): HTMLElement | undefined {
    const bar = this.#bars.get(key)
    if (!bar) return undefined
    for (const row of this.#rows.values()) {
      if (row.line.kind !== 'row' || row.line.rowId !== bar.rowId) continue
      const place = row.bars.indexOf(bar)
      return place < 0 ? undefined : row.elements[place - row.lo]
    }
    return undefined
  }

  /** Pales the bar that is being moved. */
  setHeld(key: string | undefined): void {
    if (this.#held === key) return
    const before = this.#held
    this.#held = key
    for (const one of [before, key]) if (one !== undefined) this.elementOf(one)?.toggleAttribute('data-held', one === key)
  }

  setSelected(keys: ReadonlySet<string>): void {
    this.#selected = keys
    for (const row of this.#rows.values()) {
      for (let place = row.lo; place < row.hi; place++) {
        const target = row.elements[place - row.lo]
        if (target) paintSelected(target, keys.has(row.bars[place]?.key ?? ''))
      }
    }
  }

  setGhost(ghost: Ghost | undefined): void {
    this.#ghost.hidden = !ghost
    if (!ghost) return
    const { scale, lineHeight, labelWidth, headerHeight } = this.#layout
    const left = xOfMinute(scale, ghost.start)
    const { style } = this.#ghost
    style.left = `${labelWidth + left}px`
    style.width = `${xOfMinute(scale, ghost.end) - left}px`
    style.top = `${ghost.line * lineHeight + 1}px`
    style.height = `${lineHeight - 3}px`
    this.#ghost.dataset['verdict'] = ghost.verdict
    // Below the bar, unless that would be off the screen.
    const below = (ghost.line + 2) * lineHeight - this.#viewport.top + headerHeight
    this.#ghost.toggleAttribute('data-up', below > this.#viewport.height)
    this.#verdict.hidden = ghost.text === ''
    // A ghost that begins out of sight still tells its verdict in sight.
    this.#verdict.style.left = `${Math.max(0, this.#viewport.left - left)}px`
    setText(this.#verdict, ghost.text)
  }

  /** The columns a cursor on a bar stands for. */
  columnsOf(bar: B): { from: number, to: number } {
    return columnsOf(this.#layout.scale, bar)
  }
}

function paintSelected(target: HTMLElement, selected: boolean): void {
  if (selected === target.hasAttribute('data-selected')) return
  target.toggleAttribute('data-selected', selected)
  if (selected) target.setAttribute('aria-selected', 'true')
  else target.removeAttribute('aria-selected')
}

function element(className?: string, role?: string): HTMLElement {
  const made = document.createElement('div')
  if (className) made.className = className
  if (role) made.setAttribute('role', role)
  return made
}
