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

let hotel: Hotel = { rows: [], bars: new Map(), count: 0 }
let view: TimelineView<CalendarBar> | undefined
let controller: TimelineController<CalendarBar> | undefined
/** How often a drag asked what it means, and what it dropped. */
let judged = 0
let changed = 0

function place(): HTMLElement {
  controller?.destroy()
  view?.destroy()
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
    t: say, locale: 'en-GB', format: { percent: (share) => percent.format(share) } as Format, originDay: 20_000, today: 30, width: SCALE.columnWidth, grouping: 'category', currency: 'DKK', holidays: new Map(), presence: new Map(),
    rows: new Map(hotel.rows.map((row) => [row.id, row])), found: undefined,
    occupancy: { house: () => ({ sellable: 100, sold: 75, free: 25 }), waiting: () => 0, group: () => ({ sellable: 25, sold: 20, free: 5 }) },
  })
  const store = new BarStore(hotel.bars)
  view = new TimelineView(host, {
    id: 'bench', layout, bars: store, painters,
    marks: { shaded: (column) => column % 7 === 1 || column % 7 === 2 ? 'weekend' : undefined, todayColumn: 30, nowMinute: undefined }, left: xOfColumn(SCALE, 28),
  })
  const quiet = () => undefined
  const handlers: TimelineHandlers<CalendarBar> = {
    mayChange: () => true,
    judge([change]) {
      judged++
      const taken = change && store.touching(change.rowId, change.start, change.end, change.bar.key)
      return taken ? { verdict: 'no', text: `Taken by ${taken.guest}` } : { verdict: 'ok', text: 'Room 101, 3 nights' }
    },
    change: (changes) => { changed += changes.length },
    open: quiet, select: quiet, hover: quiet, toggle: quiet, nameCells: () => 'cells', announce: quiet, phrase: () => 'phrase',
  }
  controller = new TimelineController(view, () => handlers, { line: 1, column: 30 })
}

interface Rectangle { x: number, y: number, width: number, text: string, fill: string }

/** The floor: the same bars, found in the same data in the same way, as rectangles with their text on one canvas. */
function drawCanvas(canvas: HTMLCanvasElement): number {
  const visible = visibleRectangles()
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
  return visible.length
}

function visibleRectangles(): Rectangle[] {
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

let recording: { intervals: number[], work: number[] } | undefined

const bench = {
  make(rooms: number, days: number) {
    hotel = makeHotel(rooms, days)
    return { bars: hotel.count }
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
    host.getBoundingClientRect()
    let rectangles = 0
    const took = await untilPainted(() => {
      rectangles = drawCanvas(canvas)
      host.append(canvas)
    })
    return { took, rectangles }
  },
  nodes: () => document.body.querySelectorAll('*').length,
  async scroll() {
    const { scroller } = view!
    const sideways = await framesOf(120, () => { scroller.scrollLeft += 100 })
    const down = await framesOf(120, () => { scroller.scrollTop += 100 })
    return { intervals: [...sideways.intervals, ...down.intervals], work: [...sideways.work, ...down.work] }
  },
  /** Where a bar can be taken hold of, at the top of what was first in sight. */
  async grip() {
    view!.scrollTo(xOfColumn(SCALE, 28), 0)
    for (let count = 0; count < 30; count++) await frame()
    const boxes = [...view!.scroller.querySelectorAll('[data-tone]')].map((bar) => bar.getBoundingClientRect())
    const { left, top } = boxes.find((box) => box.left > 200 && box.left < 400 && box.top > 60 && box.top < 300 && box.width > 60)!
    changed = 0
    judged = 0
    return { x: left + 20, y: top + 10 }
  },
  /** Writes down every frame from here on. */
  record() {
    const frames: { intervals: number[], work: number[] } = recording = { intervals: [], work: [] }
    void (async () => {
      let before = await frame()
      while (recording === frames) {
        const at = await frame()
        frames.intervals.push(at - before)
        before = at
        await afterPaint()
        frames.work.push(performance.now() - at)
      }
    })()
  },
  async wait(frames: number) {
    for (let count = 0; count < frames; count++) await frame()
  },
  recorded() {
    const frames = recording!
    recording = undefined
    return { frames, judged, top: view!.viewport.top }
  },
  outcome: () => ({ changed }),
}
export type Bench = typeof bench
Object.assign(window, { bench })
