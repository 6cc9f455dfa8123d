// The timeline in a browser: first paint beside a plain canvas, nodes, and frames while it scrolls and a bar is dragged
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { figure, median, option, say, verdict } from './support/measure.ts'
import type { Bench } from './timeline/page.ts'

const ROUNDS = option('ROUNDS', 3)
/** First paints in a round, each beside a canvas. */
const PAINTS = option('PAINTS', 5)
const SIZES: readonly [rooms: number, days: number, ratio: number][] = [[100, 60, 2], [500, 365, 2.5], [1000, 365, 2.5]]
/** A frame at 60 Hz, and what the browser's clock makes of it: 16.6 to 16.8. */
const FRAME = 16.85

declare global {
  interface Window { bench: Bench }
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'skranke-timeline-'))
const executablePath = process.env['SKRANKE_CHROMIUM'] ?? ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync) ?? chromium.executablePath()
try {
  await build({
    configFile: false, logLevel: 'warn', root: path.join(import.meta.dirname, 'timeline'),
    build: {
      outDir: folder, emptyOutDir: true, assetsInlineLimit: 0,
      lib: { entry: path.join(import.meta.dirname, 'timeline', 'page.ts'), formats: ['iife'], name: 'page', fileName: () => 'page.js', cssFileName: 'page' },
    },
  })
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  })
  try {
    // The sizes in turns: what else the machine does meets them all alike.
    const rounds = SIZES.map((): Round[] => [])
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, [rooms, days]] of SIZES.entries()) {
        const page = await browser.newPage({ viewport: { width: 1600, height: 900 } })
        rounds[index]!.push(await measure(page, rooms, days))
        await page.close()
      }
    }
    for (const [index, [rooms, days, ratio]] of SIZES.entries()) tell(rounds[index]!, rooms, days, ratio)
    const paint = (index: number, what: 'paint' | 'painted') => median(rounds[index]!.map((round) => round[what]))
    say('1,000 by 365 beside 500 by 365:')
    verdict('first paint', paint(2, 'paint') / paint(1, 'paint'), { atMost: 1.2 })
    figure('processor time of a first paint', paint(2, 'painted') / paint(1, 'painted'), 'times')
  } finally {
    await browser.close()
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}

interface Frames { intervals: number[], work: number[] }
interface Round {
  bars: number
  rectangles: number
  canvas: number
  paint: number
  /** Processor time of the page's main thread for the timeline's first paint, ms. */
  painted: number
  nodes: number
  scroll: Frames
  /** Processor time of the page's main thread for a frame, ms: the same on a busy machine. */
  scrolled: number
  drag: Frames
  dragged: number
  heap: number
}

async function measure(page: Page, rooms: number, days: number): Promise<Round> {
  await page.setContent('<!doctype html><html data-mantine-color-scheme="light"><body style="margin:0;font-family:sans-serif"></body></html>')
  // The theme's colours, as the desk has them: an opaque ground is what lets a browser scroll without painting again.
  await page.addStyleTag({ path: path.join(import.meta.dirname, '../../node_modules/@mantine/core/styles.css') })
  await page.addStyleTag({ path: path.join(folder, 'page.css') })
  await page.addScriptTag({ path: path.join(folder, 'page.js') })
  const { bars } = await page.evaluate(([r, d]) => window.bench.make(r!, d!), [rooms, days])
  const processor = await processorTime(page)
  const canvases: number[] = []
  const paints: number[] = []
  const times: number[] = []
  let rectangles = 0
  // Each is warmed up once, so that neither pays for fonts and first compilation.
  for (let pair = 0; pair <= PAINTS; pair++) {
    const canvas = await page.evaluate(() => window.bench.canvas())
    const before = await processor()
    const paint = await page.evaluate(() => window.bench.timeline())
    const time = await processor() - before
    rectangles = canvas.rectangles
    if (pair === 0) continue
    canvases.push(canvas.took)
    paints.push(paint)
    times.push(time)
  }
  await page.evaluate(() => window.bench.canvas())
  const heapBefore = await heap(page)
  await page.evaluate(() => window.bench.timeline())
  const nodes = await page.evaluate(() => window.bench.nodes())
  const before = await processor()
  const scroll = await page.evaluate(() => window.bench.scroll())
  const scrolled = (await processor() - before) / scroll.intervals.length
  const nodesAfter = await page.evaluate(() => window.bench.nodes())
  const heapAfter = await heap(page)
  const beforeDrag = await processor()
  const drag = await dragOver(page)
  const dragged = (await processor() - beforeDrag) / drag.intervals.length
  return {
    bars, rectangles, canvas: median(canvases), paint: median(paints), painted: median(times), nodes: Math.max(nodes, nodesAfter),
    scroll, scrolled, drag, dragged, heap: heapAfter - heapBefore,
  }
}

function tell(rounds: readonly Round[], rooms: number, days: number, ratio: number): void {
  const of = (value: (round: Round) => number) => median(rounds.map(value))
  const paint = of((round) => round.paint)
  say(`${rooms} rooms by ${days} days, ${rounds[0]!.bars.toLocaleString('en')} stays, ${rounds[0]!.rectangles} of them in sight:`)
  figure('first paint, a plain canvas', of((round) => round.canvas), 'ms')
  figure('first paint, the timeline', paint, 'ms')
  verdict('timeline / canvas', paint / of((round) => round.canvas), { atMost: ratio })
  figure('first paint: processor time of the main thread', of((round) => round.painted), 'ms')
  verdict('elements', of((round) => round.nodes), { atMost: 2500 })
  figure('heap above the data, after scrolling', of((round) => round.heap) / 2 ** 20, 'MiB')
  figure('scroll: processor time of the main thread, a frame', of((round) => round.scrolled), 'ms')
  figure('drag: processor time of the main thread, a frame', of((round) => round.dragged), 'ms')
  for (const what of ['scroll', 'drag'] as const) {
    figure(`${what}: work in a frame, 95th percentile`, of((round) => percentile(round[what].work, 95)), 'ms')
    verdict(`${what}: frame, 95th percentile, ms`, of((round) => percentile(round[what].intervals, 95)), { atMost: FRAME })
    verdict(`${what}: longest frame, ms`, of((round) => Math.max(...round[what].intervals)), { atMost: 33.5 })
  }
}

/** Takes a bar with the mouse across the screen and holds it at the corner, where the timeline scrolls under it. */
async function dragOver(page: Page): Promise<Frames> {
  const from = await page.evaluate(() => window.bench.grip())
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.evaluate(() => window.bench.record())
  await page.mouse.move(1200, 700, { steps: 120 })
  await page.mouse.move(1590, 890, { steps: 20 })
  await page.evaluate(() => window.bench.wait(120))
  const { frames, top, judged } = await page.evaluate(() => window.bench.recorded())
  await page.mouse.up()
  const { changed } = await page.evaluate(() => window.bench.outcome())
  if (changed !== 1 || judged < 20 || top < 500) throw new Error(`The drag dropped ${changed}, asked ${judged} times and scrolled to ${top}`)
  return frames
}

/** What answers the processor time that the page's main thread has taken, in milliseconds. */
async function processorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
  }
}

/** Bytes of JavaScript in use, after rubbish was collected. */
async function heap(page: Page): Promise<number> {
  return page.evaluate(() => {
    ;(globalThis as { gc?: () => void }).gc?.()
    return (performance as Performance & { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize
  })
}

function percentile(values: readonly number[], percent: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * percent / 100) - 1] ?? 0
}
