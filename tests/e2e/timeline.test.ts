import assert from 'node:assert/strict'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import type { Bar } from '../../renderer/timeline/bar-store.ts'
import { findBarriers, openBrowser, openPage, storyOf } from '../support/browser.ts'
import { buildTimelinePage } from '../support/timeline-page/build.ts'
import type { TimelinePage, Told } from '../support/timeline-page/page.tsx'

/* The timeline by itself in a real browser: each gesture by mouse, by keyboard and by touch. */

declare global {
  interface Window { timeline: TimelinePage }
}

/** Nights of a row, from 14:00 of the first to 12:00 after the last. */
function nights(key: string, rowId: number, from: number, to: number): Bar {
  return { key, rowId, start: from * 1440 + 840, end: to * 1440 + 720 }
}
const place = (rowId: number, from: number, to: number) => {
  const { key: _key, ...rest } = nights('', rowId, from, to)
  return rest
}
const BARS = [nights('ann', 1, 2, 5), nights('bob', 1, 7, 9), nights('cat', 2, 3, 4), nights('dan', 3, 2, 8), nights('fixed', 4, 2, 5)]

/** Where a column begins, and the middle of a row. */
const WIDTH = 60
const x = (column: number) => 120 + WIDTH + column * WIDTH
const y = (rowId: number) => 44 + rowId * 30 + 15

class Grid {
  readonly page: Page
  #touch: CDPSession | undefined

  constructor(page: Page) {
    this.page = page
  }

  /** A fresh timeline with column 0 a night to the right of the labels. */
  async start(built: { script: string, style: string }): Promise<void> {
    const { page } = this
    await page.goto('about:blank')
    await page.setContent('<!doctype html><html lang="en" data-mantine-color-scheme="light"><head><title>Timeline</title></head><body></body></html>')
    await page.addStyleTag({ path: path.join(import.meta.dirname, '../../node_modules/@mantine/core/styles.css') })
    await page.addStyleTag({ path: built.style })
    await page.addScriptTag({ path: built.script })
    await page.waitForFunction(() => 'timeline' in window)
    await this.setBars(BARS)
    await page.getByRole('gridcell', { name: 'ann' }).waitFor()
    await page.evaluate(() => window.timeline.handle().scrollToColumn(0))
    await this.told()
  }

  async setBars(bars: readonly Bar[]): Promise<void> {
    await this.page.evaluate((now) => window.timeline.setBars(now), bars)
    await this.frame()
  }

  /** What the owner has been told since last asked; what was announced, by itself. */
  async told(): Promise<Told[]> {
    return this.page.evaluate(() => window.timeline.told.splice(0).filter(({ what }) => what !== 'announce' && what !== 'held'))
  }

  async all(what: string): Promise<Told[]> {
    return this.page.evaluate((wanted) => window.timeline.told.splice(0).filter((one) => one.what === wanted), what)
  }

  /** Until everything of the last event is drawn. */
  async frame(): Promise<void> {
    await this.page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => requestAnimationFrame(resolve)) }))
  }

  async press(keys: string): Promise<void> {
    for (const key of keys.split(' ')) await this.page.keyboard.press(key)
  }

  async drag(from: [x: number, y: number], ...to: [x: number, y: number][]): Promise<void> {
    await this.page.mouse.move(...from)
    await this.page.mouse.down()
    for (const point of to) await this.page.mouse.move(...point, { steps: 4 })
  }

  ghosts(): Promise<{ verdict: string | null, text: string, left: number, top: number, width: number }[]> {
    return this.page.evaluate(() => [...document.querySelectorAll('[data-verdict]')].map((ghost) => {
      const { left, top, width } = ghost.getBoundingClientRect()
      return { verdict: ghost.getAttribute('data-verdict'), text: ghost.textContent, left: Math.round(left), top: Math.round(top), width: Math.round(width) }
    }))
  }

  selected(): Promise<string[]> {
    return this.page.evaluate(() => [...document.querySelectorAll('[aria-selected=true]')].map(({ textContent }) => textContent).sort())
  }

  async fingers(type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...points: [x: number, y: number][]): Promise<void> {
    this.#touch ??= await this.page.context().newCDPSession(this.page)
    await this.#touch.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([px, py], id) => ({ x: px, y: py, id })) })
  }

  /** A finger that rests until something is held. */
  async longPress(at: [x: number, y: number]): Promise<void> {
    await this.fingers('touchStart', at)
    await this.page.locator('[role=grid][data-gesture]').waitFor()
  }
}

async function open(t: TestContext): Promise<{ grid: Grid, page: Page, start(): Promise<void>, expectNoFault(): void }> {
  const built = await buildTimelinePage(t)
  const { page, expectNoFault } = await openPage(await openBrowser(t), { hasTouch: true, viewport: { width: 1200, height: 700 } })
  const grid = new Grid(page)
  return { grid, page, start: () => grid.start(built), expectNoFault }
}

test('the timeline by mouse', async (t) => {
  const { grid, page, start, expectNoFault } = await open(t)
  const step = storyOf(t)
  await start()

  await step('a bar dragged shows where it would lie and what that means, and is told once it is dropped', async () => {
    await grid.drag([x(3), y(1)], [x(5), y(3)])
    assert.deepEqual(await grid.ghosts().then(([ghost]) => [ghost?.verdict, ghost?.text]), ['ask', 'row 3'])
    await page.mouse.up()
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'move', ...place(3, 4, 7) }] }])
    assert.deepEqual(await grid.ghosts(), [])
  })

  await step('its edges make it longer and shorter', async () => {
    await grid.drag([x(5) + 27, y(1)], [x(6) + 27, y(1)])
    await page.mouse.up()
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'end', ...place(1, 2, 6) }] }])
  })

  await step('Escape gives up, wherever the focus is', async () => {
    await grid.drag([x(3), y(1)], [x(5), y(2)])
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('Escape')
    await page.mouse.up()
    assert.deepEqual(await grid.ghosts(), [])
    assert.deepEqual(await grid.all('change'), [])
  })

  await step('what may not be changed says why and stays', async () => {
    await grid.drag([x(3), y(4)], [x(5), y(2)])
    assert.deepEqual(await grid.ghosts().then(([ghost]) => [ghost?.verdict, ghost?.text]), ['no', 'fixed stays'])
    await page.mouse.up()
    assert.deepEqual(await grid.told(), [])
  })

  await step('Ctrl and click selects bars, and a drag of one moves them all', async () => {
    await page.keyboard.down('Control')
    for (const [column, row] of [[3, 1], [4, 2], [8, 1], [8, 1]] as const) await page.mouse.click(x(column), y(row))
    await page.keyboard.up('Control')
    assert.deepEqual(await grid.selected(), ['ann', 'cat'])
    assert.deepEqual((await grid.told()).at(-1), { what: 'selected', keys: ['ann', 'cat'] })
    await grid.drag([x(3), y(1)], [x(4), y(2)])
    assert.equal((await grid.ghosts()).length, 2)
    await page.mouse.up()
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [
      { key: 'ann', kind: 'move', ...place(2, 3, 6) }, { key: 'cat', kind: 'move', ...place(3, 4, 5) },
    ] }])
    await page.keyboard.press('Escape')
    assert.deepEqual(await grid.selected(), [])
  })

  await step('a lasso selects what it touches, and Escape in the midst of it nothing', async () => {
    await page.keyboard.down('Control')
    await grid.drag([x(0), y(1)], [x(4), y(2)])
    assert.deepEqual(await grid.selected(), ['ann', 'cat'])
    await page.keyboard.press('Escape')
    await page.mouse.up()
    assert.deepEqual(await grid.selected(), [])
    await grid.drag([x(0), y(1)], [x(4), y(3)])
    await page.mouse.up()
    await page.keyboard.up('Control')
    assert.deepEqual(await grid.selected(), ['ann', 'cat', 'dan'])
    assert.deepEqual((await grid.told()).at(-1), { what: 'selected', keys: ['ann', 'cat', 'dan'] })
    await page.evaluate(() => window.timeline.handle().select([]))
  })

  await step('Alt and drag splits a bar where it was taken hold of; one of a single night cannot be', async () => {
    await page.keyboard.down('Alt')
    await grid.drag([x(4) - 25, y(1)], [x(4), y(2)])
    assert.deepEqual(await grid.ghosts().then(([ghost]) => ghost?.text), 'split at 4 on 2')
    await page.mouse.up()
    assert.deepEqual(await grid.told(), [{ what: 'split', key: 'ann', column: 4, rowId: 2 }])
    await grid.drag([x(4), y(2)], [x(4), y(1)])
    await page.mouse.up()
    await page.keyboard.up('Alt')
    assert.deepEqual(await grid.told(), [])
  })

  await step('the right button asks what can be done', async () => {
    await page.mouse.click(x(4), y(1), { button: 'right' })
    await page.mouse.click(x(6), y(1), { button: 'right' })
    assert.deepEqual(await grid.told(), [{ what: 'menu', key: 'ann', column: 4 }, { what: 'select', rowId: 1, from: 6, to: 7, by: 'menu' }])
  })

  await step('a bar that another desk changes is dragged on as it is now; one it moves or takes away ends the drag', async () => {
    await grid.drag([x(3), y(1)], [x(5), y(2)])
    await grid.setBars([...BARS.map((bar) => ({ ...bar })), nights('eve', 2, 12, 14)])
    assert.equal((await grid.ghosts()).length, 1)
    await page.mouse.up()
    assert.equal((await grid.told()).length, 1)
    await grid.drag([x(3), y(1)], [x(5), y(2)])
    await grid.setBars(BARS.filter(({ key }) => key !== 'ann'))
    assert.deepEqual(await grid.ghosts(), [])
    await page.mouse.up()
    assert.deepEqual(await grid.all('announce').then((all) => all.at(-1)?.['text']), 'gone 1')
    await grid.setBars(BARS)
    await grid.drag([x(3), y(1)], [x(5), y(2)])
    await grid.setBars(BARS.map((bar) => bar.key === 'ann' ? nights('ann', 2, 10, 12) : bar))
    await page.mouse.up()
    assert.deepEqual(await grid.all('change'), [])
    await grid.setBars(BARS)
  })

  await step('who holds what is told, and when it is let go', async () => {
    await grid.all('held')
    await grid.drag([x(3), y(1)], [x(5), y(2)])
    assert.deepEqual(await grid.all('held'), [{ what: 'held', keys: ['ann'], kind: 'move' }])
    await page.mouse.up()
    assert.deepEqual(await grid.all('held'), [{ what: 'held', keys: ['ann'], kind: undefined }])
  })

  await step('a zoom keeps what is under the pointer, out to the ends of the scale', async () => {
    await page.mouse.move(x(4) + 7, y(1))
    const at = () => page.getByRole('gridcell', { name: 'ann' }).boundingBox().then((box) => (x(4) + 7 - box!.x) / box!.width)
    const before = await at()
    await page.keyboard.down('Control')
    for (const turn of [-120, -120, -120, 120, 120, 120, 120, -120]) {
      await page.mouse.wheel(0, turn)
      await grid.frame()
      assert.ok(Math.abs(await at() - before) < 0.05, `${await at()} is not ${before}`)
    }
    await page.keyboard.up('Control')
    assert.equal((await grid.told()).every(({ what, at: anchor }) => what === 'zoom' && anchor === x(4) + 7), true)
  })

  await step('columns of 1,200 pixels lie where they should at both ends of twenty years', async () => {
    await page.evaluate(() => window.timeline.setScale({ columnWidth: 1200, ticks: 24 }))
    const last = 3652
    for (const column of [-3653, last]) {
      await grid.setBars([nights('edge', 1, column, column + 1)])
      await page.evaluate((to) => window.timeline.handle().scrollToColumn(to, 0), column)
      await grid.frame()
      const bar = (await page.getByRole('gridcell', { name: 'edge' }).boundingBox())!
      const head = (await page.getByRole('columnheader', { name: String(column), exact: true }).boundingBox())!
      assert.ok(Math.abs(bar.x - head.x - 701) < 1, `${bar.x} in ${head.x}`)
      assert.ok(Math.abs(bar.width - 1098) < 1)
    }
  })
  expectNoFault()
})

test('the timeline by keyboard', async (t) => {
  const { grid, page, start, expectNoFault } = await open(t)
  const step = storyOf(t)
  await start()
  await page.evaluate(() => {
    window.timeline.handle().focus()
    window.timeline.handle().moveTo(1, 3)
  })

  await step('M, R and Shift+R, arrows and Enter move a bar and its ends', async () => {
    await grid.press('m ArrowRight ArrowDown')
    assert.deepEqual(await grid.ghosts().then(([ghost]) => ghost?.text), 'row 2')
    await grid.press('Enter')
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'move', ...place(2, 3, 6) }] }])
    await page.evaluate(() => window.timeline.handle().moveTo(1, 3))
    await grid.press('r ArrowLeft Enter')
    await page.evaluate(() => window.timeline.handle().moveTo(1, 3))
    await grid.press('Shift+R ArrowLeft Enter')
    assert.deepEqual(await grid.told(), [
      { what: 'change', changes: [{ key: 'ann', kind: 'end', ...place(1, 2, 4) }] }, { what: 'change', changes: [{ key: 'ann', kind: 'start', ...place(1, 1, 5) }] },
    ])
  })

  await step('S cuts a bar where the arrows say and gives the second part a row', async () => {
    await page.evaluate(() => window.timeline.handle().moveTo(1, 3))
    await grid.press('s ArrowRight ArrowDown')
    assert.deepEqual(await grid.ghosts().then(([ghost]) => ghost?.text), 'split at 4 on 2')
    await grid.press('Enter')
    assert.deepEqual(await grid.told(), [{ what: 'split', key: 'ann', column: 4, rowId: 2 }])
    await page.evaluate(() => window.timeline.handle().moveTo(1, 3))
    await grid.press('s Escape')
    assert.deepEqual(await grid.told(), [])
    assert.deepEqual(await page.evaluate(() => window.timeline.handle().cursor()), { line: 1, column: 2 })
  })

  await step('Ctrl+Space selects, M moves all of them, and one that may not refuses for all', async () => {
    await grid.press('Control+Space ArrowDown ArrowRight Control+Space')
    assert.deepEqual(await grid.selected(), ['ann', 'cat'])
    await grid.all('announce')
    await grid.press('m')
    assert.deepEqual(await grid.all('announce'), [{ what: 'announce', text: 'held 2' }])
    await grid.press('ArrowRight ArrowUp Enter')
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [
      { key: 'cat', kind: 'move', ...place(2, 4, 5) }, { key: 'ann', kind: 'move', ...place(1, 3, 6) },
    ] }], 'the one above has no row to go to')
    await page.evaluate(() => {
      window.timeline.handle().select(['ann', 'fixed'])
      window.timeline.handle().moveTo(1, 3)
    })
    await grid.all('announce')
    await grid.press('m')
    assert.deepEqual(await grid.all('announce'), [{ what: 'announce', text: 'fixed stays' }])
    await grid.press('Escape')
    assert.deepEqual(await grid.told(), [{ what: 'selected', keys: [] }])
  })

  await step('the menu key asks what can be done, on bars and on cells', async () => {
    await grid.press('ContextMenu Shift+F10 ArrowLeft Shift+F10')
    assert.deepEqual(await grid.told(), [
      { what: 'menu', key: 'ann', column: 3 }, { what: 'menu', key: 'ann', column: 3 }, { what: 'select', rowId: 1, from: 1, to: 2, by: 'menu' },
    ])
  })

  await step('+ and − zoom around the cursor, which stays where it is', async () => {
    const left = () => page.evaluate(() => Math.round(document.getElementById(document.querySelector('[role=grid]')!.getAttribute('aria-activedescendant')!)!.getBoundingClientRect().left))
    const before = await left()
    await grid.press('+')
    await grid.frame()
    assert.ok(Math.abs(await left() - before) <= 1)
    await grid.press('-')
    await grid.frame()
    assert.ok(Math.abs(await left() - before) <= 1)
    assert.deepEqual((await grid.told()).map(({ steps }) => steps), [1, -1])
  })

  await step('what is held by its owner\'s wish goes where one clicks, and is let go by a second click', async () => {
    await page.evaluate(() => window.timeline.handle().hold('ann', 'move'))
    for (let click = 0; click < 2; click++) await page.mouse.click(x(10), y(2))
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'move', ...place(2, 10, 13) }] }])
  })

  await step('a bar that goes while the keyboard holds it is let go, and that is said', async () => {
    await page.evaluate(() => window.timeline.handle().moveTo(1, 3))
    await grid.press('m ArrowRight')
    await grid.setBars(BARS.map((bar) => ({ ...bar })))
    assert.equal((await grid.ghosts()).length, 1)
    await grid.setBars(BARS.filter(({ key }) => key !== 'ann'))
    assert.deepEqual(await grid.ghosts(), [])
    assert.deepEqual(await grid.all('announce').then((all) => all.at(-1)?.['text']), 'gone 1')
  })

  await step('hours instead of days leave the cursor at its time', async () => {
    await grid.setBars(BARS)
    await page.evaluate(() => {
      window.timeline.handle().moveTo(1, 10)
      window.timeline.setScale({ columnMinutes: 60, firstColumn: -2400, columns: 4800, slotStart: 0, slotEnd: 60 })
    })
    await grid.frame()
    assert.deepEqual(await page.evaluate(() => window.timeline.handle().cursor()), { line: 1, column: 240 })
    await page.evaluate(() => window.timeline.setScale({ columnMinutes: 1440, firstColumn: -100, columns: 200, slotStart: 840, slotEnd: 2160 }))
    await grid.frame()
    assert.deepEqual(await page.evaluate(() => window.timeline.handle().cursor()), { line: 1, column: 10 })
  })

  await step('nothing of it stands in the way of anybody', async () => {
    await grid.setBars(BARS)
    await page.evaluate(() => window.timeline.handle().select(['ann']))
    await page.evaluate(() => window.timeline.setHighlights([[2, [{ start: 5 * 1440 + 840, end: 8 * 1440 + 720 }]]]))
    await grid.frame()
    assert.deepEqual(await findBarriers(page), [])
  })
  expectNoFault()
})

test('the timeline by touch', async (t) => {
  const { grid, page, start, expectNoFault } = await open(t)
  const step = storyOf(t)
  await start()
  const scrolled = () => page.evaluate(() => document.querySelector('[role=grid]')!.scrollTop)

  await step('a tap opens a bar and chooses a cell', async () => {
    await page.touchscreen.tap(x(3), y(1))
    await page.touchscreen.tap(x(6), y(1))
    assert.deepEqual(await grid.told(), [{ what: 'open', key: 'ann' }, { what: 'select', rowId: 1, from: 6, to: 7, by: 'click' }])
  })

  await step('one that rests picks a bar up and drags it, and nothing scrolls', async () => {
    await grid.longPress([x(3), y(1)])
    for (let by = 1; by <= 12; by++) await grid.fingers('touchMove', [x(3) + by * 10, y(1) + by * 3])
    assert.deepEqual(await grid.ghosts().then(([ghost]) => ghost?.text), 'row 2')
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'move', ...place(2, 4, 7) }] }])
    assert.equal(await scrolled(), 0)
  })

  await step('near its edge it makes it longer', async () => {
    await grid.longPress([x(5) + 20, y(1)])
    for (let by = 1; by <= 6; by++) await grid.fingers('touchMove', [x(5) + 20 + by * 10, y(1)])
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [{ what: 'change', changes: [{ key: 'ann', kind: 'end', ...place(1, 2, 6) }] }])
  })

  await step('one that rests and goes asks what can be done, once', async () => {
    await grid.longPress([x(3), y(1)])
    await grid.fingers('touchEnd')
    await grid.longPress([x(6), y(1)])
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [{ what: 'menu', key: 'ann', column: 3 }, { what: 'select', rowId: 1, from: 6, to: 7, by: 'menu' }])
  })

  await step('one that rests on a cell chooses the nights it is dragged over', async () => {
    await grid.longPress([x(10), y(2)])
    for (let by = 1; by <= 12; by++) await grid.fingers('touchMove', [x(10) + by * 10, y(2)])
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [{ what: 'select', rowId: 2, from: 10, to: 13, by: 'drag' }])
  })

  await step('a touch that the system takes away, or a second finger, lets go and changes nothing', async () => {
    for (const interrupt of [() => grid.fingers('touchCancel'), () => grid.fingers('touchStart', [x(5), y(2)], [x(9), y(5)])]) {
      await grid.longPress([x(3), y(1)])
      await grid.fingers('touchMove', [x(5), y(2)])
      await interrupt()
      await page.locator('[role=grid]:not([data-gesture])').waitFor()
      assert.deepEqual(await grid.ghosts(), [])
    }
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [])
  })

  await step('two fingers zoom around their middle', async () => {
    await grid.fingers('touchStart', [400, 300])
    await grid.fingers('touchStart', [400, 300], [500, 300])
    for (let by = 1; by <= 8; by++) await grid.fingers('touchMove', [400 - by * 5, 300], [500 + by * 5, 300])
    await grid.fingers('touchEnd')
    assert.deepEqual(await grid.told(), [{ what: 'zoom', steps: 1, at: 450 }, { what: 'zoom', steps: 1, at: 450 }])
    assert.equal(await scrolled(), 0)
  })

  await step('a finger that moves at once scrolls', async () => {
    await grid.fingers('touchStart', [x(3), 500])
    for (let to = 490; to >= 300; to -= 10) await grid.fingers('touchMove', [x(3), to])
    await grid.fingers('touchEnd')
    await page.waitForFunction(() => document.querySelector('[role=grid]')!.scrollTop > 100)
    assert.deepEqual(await grid.told(), [])
  })
  expectNoFault()
})
