import { groupsOf, type CalendarBar } from '../../../renderer/screens/calendar/bars.ts'
import styles from '../../../renderer/screens/calendar/calendar.module.css'
import { createPainters } from '../../../renderer/screens/calendar/painters.ts'
import type { Format } from '../../../renderer/format.ts'
import type { Say } from '../../../renderer/i18n.ts'
import { BarStore } from '../../../renderer/timeline/bar-store.ts'
import { TimelineController } from '../../../renderer/timeline/controller.ts'
import { linesOf, slotOf, visibleRange, xOfColumn, xOfMinute, type Layout } from '../../../renderer/timeline/layout.ts'
import type { TimelineHandlers } from '../../../renderer/timeline/owner.ts'
import { TimelineView } from '../../../renderer/timeline/view.ts'
import { makeHotel, type Hotel } from './data.ts'

/* What runs in the browser: the timeline as the calendar uses it, and a plain canvas as the floor. */

const SCALE = { columnMinutes: 1440, columnWidth: 56, firstColumn: -3653, columns: 7306, slotStart: 840, slotEnd: 2160 }
const WIDTH = 1600
const HEIGHT = 900

function layoutOf(hotel: Hotel): Layout {
  return { lines: linesOf(groupsOf(hotel.rows), new Set()), lineHeight: 30, labelWidth: 160, headerHeight: 44, scale: SCALE }
}

let hotel: Hotel = { rows: [], bars: [] }
let view: TimelineView<CalendarBar> | undefined
/** What the last drag dropped. */
let dropped: CalendarBar | undefined

function place(): HTMLElement {
  document.body.replaceChildren()
  const frame = document.createElement('div')
  frame.className = styles['screen'] ?? ''
  frame.style.width = `${WIDTH}px`
  frame.style.height = `${HEIGHT}px`
  const host = document.createElement('div')
  frame.append(host)
  document.body.append(frame)
  return host
}

/** Milliseconds until what was drawn is on the screen: the end of the frame that painted it. */
async function untilPainted(draw: () => void): Promise<number> {
  await frame()
  const from = performance.now()
  draw()
  await frame()
  await afterPaint()
  return performance.now() - from
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
const afterPaint = () => new Promise<void>((resolve) => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => resolve()
  port2.postMessage(0)
})

function mount(host: HTMLElement): void {
  const layout = layoutOf(hotel)
  const say: Say = (key) => key
  const percent = new Intl.NumberFormat('en', { style: 'percent' })
  const painters = createPainters({
    t: say, locale: 'en-GB', format: { percent: (share) => percent.format(share) } as Format, originDay: 20_000, today: 30, zoom: 'normal',
    rows: new Map(hotel.rows.map((row) => [row.id, row])), found: undefined,
    occupancy: { house: () => ({ sellable: 100, sold: 75, free: 25 }), group: () => ({ sellable: 25, sold: 20, free: 5 }) },
  })
  view = new TimelineView(host, {
    id: 'bench', layout, bars: new BarStore(hotel.bars), painters,
    marks: { shaded: (column) => column % 7 === 1 || column % 7 === 2 ? 'weekend' : undefined, todayColumn: 30, nowMinute: undefined }, left: xOfColumn(SCALE, 28),
  })
  const quiet = () => undefined
  const handlers: TimelineHandlers<CalendarBar> = {
    mayChange: () => true, judge: () => ({ verdict: 'ok', text: 'Room 101, 3 nights' }), change: ([change]) => { dropped = change?.bar }, open: quiet,
    select: quiet, hover: quiet, toggle: quiet, nameCells: () => 'cells', announce: quiet, phrase: () => 'phrase',
  }
  new TimelineController(view, () => handlers, { line: 1, column: 30 })
}

/** The floor: the same rectangles with the same text, found beforehand, on one canvas. */
function drawCanvas(canvas: HTMLCanvasElement, visible: readonly { x: number, y: number, width: number, text: string, fill: string }[]): void {
  const pen = canvas.getContext('2d')!
  pen.fillStyle = '#fff'
  pen.fillRect(0, 0, WIDTH, HEIGHT)
  pen.font = '12.5px sans-serif'
  for (const { x, y, width, text, fill } of visible) {
    pen.fillStyle = fill
    pen.fillRect(x, y, width, 25)
    pen.save()
    pen.beginPath()
    pen.rect(x, y, width, 25)
    pen.clip()
    pen.fillStyle = '#123'
    pen.fillText(text, x + 9, y + 17)
    pen.restore()
  }
}

function visibleRectangles() {
  const layout = layoutOf(hotel)
  const left = xOfColumn(SCALE, 28)
  const range = visibleRange(layout, { left, top: 0, width: WIDTH, height: HEIGHT })
  const store = new BarStore(hotel.bars)
  const { start, end } = slotOf(SCALE, range.fromColumn, range.toColumn)
  return layout.lines.slice(range.fromLine, range.toLine).flatMap((line, index) => {
    if (line.kind !== 'row') return []
    const [lo, hi] = store.between(line.rowId, start - 840, end)
    return store.row(line.rowId).slice(lo, hi).map((bar) => ({
      x: 160 + xOfMinute(SCALE, bar.start) - left, y: 44 + index * 30 + 2, width: xOfMinute(SCALE, bar.end) - xOfMinute(SCALE, bar.start),
      text: bar.guest, fill: bar.status === 'checked_in' ? '#cbeed4' : '#e3e3fb',
    }))
  })
}

async function framesOf(steps: number, step: () => void): Promise<{ intervals: number[], work: number[] }> {
  const intervals: number[] = []
  const work: number[] = []
  let before = await frame()
  for (let index = 0; index < steps; index++) {
    step()
    const at = await frame()
    intervals.push(at - before)
    before = at
    await afterPaint()
    work.push(performance.now() - at)
  }
  return { intervals, work }
}

function pointer(type: string, x: number, y: number): void {
  view!.scroller.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: y, pointerId: 1, button: 0, bubbles: true, pointerType: 'mouse' }))
}

const bench = {
  make(rooms: number, days: number) {
    hotel = makeHotel(rooms, days)
    return { bars: hotel.bars.length }
  },
  async timeline() {
    const host = place()
    // The place itself is laid out before: what counts is the timeline.
    host.getBoundingClientRect()
    return untilPainted(() => mount(host))
  },
  async canvas() {
    const host = place()
    const canvas = document.createElement('canvas')
    canvas.width = WIDTH
    canvas.height = HEIGHT
    const visible = visibleRectangles()
    host.getBoundingClientRect()
    const took = await untilPainted(() => {
      drawCanvas(canvas, visible)
      host.append(canvas)
    })
    return { took, rectangles: visible.length }
  },
  nodes: () => document.body.querySelectorAll('*').length,
  async scroll() {
    const { scroller } = view!
    const sideways = await framesOf(120, () => { scroller.scrollLeft += 100 })
    const down = await framesOf(120, () => { scroller.scrollTop += 100 })
    return { intervals: [...sideways.intervals, ...down.intervals], work: [...sideways.work, ...down.work] }
  },
  /** Drags a bar down and to the right, a few pixels a frame. */
  async drag() {
    view!.scrollTo(xOfColumn(SCALE, 28), 0)
    await frame()
    const boxes = [...view!.scroller.querySelectorAll('[data-tone]')].map((bar) => bar.getBoundingClientRect())
    const target = boxes.find(({ left, top, width }) => left > 200 && left < 400 && top > 60 && top < 300 && width > 60)!
    // A pointer that is no real one cannot be captured.
    view!.scroller.setPointerCapture = () => undefined
    dropped = undefined
    let x = target.left + 20
    let y = target.top + 10
    pointer('pointerdown', x, y)
    const frames = await framesOf(120, () => pointer('pointermove', x += 8, y += 4))
    pointer('pointerup', x, y)
    if (!dropped) throw new Error('The drag dropped nothing')
    return frames
  },
}
export type Bench = typeof bench
Object.assign(window, { bench })
