import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import type { Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { becomes } from '../support/becomes.ts'
import { openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel, type Hotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'
import { seededRandom } from '../support/random.ts'

const ROOMS = ['201', '202', '203', '204', '205', '301'] as const
/** The days whose bars are in sight whole at every desk. */
const SIGHT = { from: -1, to: 10 }

const shortDay = (date: string) => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))

/** Where every bar in sight lies, by what assistive technology is told of it: `201 Holm 23 Nov – 25 Nov`. */
function told(page: Page): Promise<string[]> {
  return page.evaluate(() => [...document.querySelectorAll('[role=grid] [role=row]')].flatMap((row) => {
    const room = /\d+/.exec(row.querySelector('[role=rowheader]')?.textContent ?? '')?.[0] ?? '–'
    return [...row.querySelectorAll('[role=gridcell][id*="-bar-"]')].map((bar) => {
      const [, guest, dates] = /^(\S+ \d+)\b.*?(\d+ \w+ – \d+ \w+)/.exec(bar.getAttribute('aria-label') ?? '') ?? []
      return `${room} ${guest} ${dates}`
    })
  }).toSorted())
}

/** The same, as the desk has it. */
async function held({ client, today }: Hotel): Promise<string[]> {
  const { items } = (await client.get<{ items: Stay[] }>(`/api/v1/stays?limit=100&from=${addDays(today, SIGHT.from)}&to=${addDays(today, SIGHT.to)}`)).body
  return items.filter(({ status }) => status !== 'cancelled')
    .map(({ roomNumber, guest, arrival, departure }) => `${roomNumber ?? '–'} ${guest!.name} ${shortDay(arrival)} – ${shortDay(departure)}`).toSorted()
}

async function tellTheSame(hotel: Hotel, pages: readonly Page[]): Promise<void> {
  const wanted = await held(hotel)
  for (const page of pages) await becomes(() => told(page), wanted)
}

/** A drop on a stay asks, and so does a dearer room: anything may be answered, or nothing. */
async function answer(page: Page, next: () => number): Promise<void> {
  const question = page.locator('[role=dialog][class*=question]')
  for (let asked = 0; asked < 2 && await question.count() > 0; asked++) {
    const answers = question.getByRole('button')
    await answers.nth(Math.floor(next() * await answers.count())).click()
  }
  // What was asked since, or opened by a drag that went nowhere.
  if (await page.getByRole('dialog').count() > 0) await page.keyboard.press('Escape')
  await page.waitForFunction(() => !document.querySelector('[role=dialog]'))
}

test('two desks at one calendar', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const step = storyOf(t)
  const watched = [await openPage(browser), await openPage(browser)] as const
  const pages = watched.map(({ page }) => page)
  const [anna, bo] = watched.map(({ page }) => new FrontDesk(page, hotel.url)) as [FrontDesk, FrontDesk]
  const { say } = anna
  const day = (by: number) => addDays(hotel.today, by)
  for (const [desk, name] of [[anna, 'staff'], [bo, 'admin']] as const) {
    await desk.open()
    await desk.signIn(name, PASSWORD)
    await desk.grid.waitFor()
  }

  await step('what one drags, the other sees in whose hand it is; what the other does meanwhile is no hindrance', async () => {
    await hotel.book({ guestName: 'Holm 1', roomNumber: '201', arrival: day(1) }, 2)
    await hotel.book({ guestName: 'Dahl 2', roomNumber: '202', arrival: day(1) }, 2)
    await anna.bar('Holm 1').waitFor()
    const drop = await anna.holdBar('Holm 1', { room: '204', date: day(2) })
    await bo.bar('Holm 1').filter({ hasText: 'staff' }).waitFor()
    await bo.dragBar('Dahl 2', { room: '203', date: day(1) })
    await anna.barIn('Dahl 2', '203')
    await drop()
    await bo.barIn('Holm 1', '204')
    await bo.bar('Holm 1').filter({ hasNotText: 'staff' }).waitFor()
    await tellTheSame(hotel, pages)
  })

  await step('undone at one desk after the other changed something else of the same stay, which stays', async () => {
    const { id } = await hotel.stayOf('Holm 1')
    await hotel.client.send('PATCH', `/api/v1/stays/${id}`, { notes: 'Late' })
    await anna.page.keyboard.press('Control+z')
    await bo.barIn('Holm 1', '201')
    const { notes, arrival } = await hotel.stayOf('Holm 1')
    assert.deepEqual([notes, arrival], ['Late', day(1)])
    await tellTheSame(hotel, pages)
  })

  await step('undone at one desk after the other moved the same stay: refused with a reason, and nothing changed', async () => {
    await anna.dragBar('Holm 1', { room: '205', date: day(1) })
    await bo.barIn('Holm 1', '205')
    await bo.dragBar('Holm 1', { room: '204', date: day(1) })
    await anna.barIn('Holm 1', '204')
    await anna.page.keyboard.press('Control+z')
    await anna.told(say('common.failed'))
    assert.equal((await hotel.stayOf('Holm 1')).roomNumber, '204')
    await tellTheSame(hotel, pages)
  })

  await step('both drag onto the same room: one of them gets it, the other is told who has it', async () => {
    const drops = [await anna.holdBar('Holm 1', { room: '206', date: day(1) }), await bo.holdBar('Dahl 2', { room: '206', date: day(1) })]
    await Promise.all(drops.map((drop) => drop()))
    await tellTheSame(hotel, pages)
    const rooms = await Promise.all(['Holm 1', 'Dahl 2'].map(async (guest) => (await hotel.stayOf(guest)).roomNumber))
    assert.equal(rooms.filter((room) => room === '206').length, 1)
    for (const { page } of watched) await page.keyboard.press('Escape')
  })

  await step('whatever both drag, stretch, undo and do again: both screens tell what the desk tells', async () => {
    const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
    t.diagnostic(`seed ${seed}`)
    const next = seededRandom(seed)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!
    for (let guest = 3; guest < 9; guest++) {
      await hotel.client.post('/api/v1/stays', {
        guestName: `Guest ${guest}`, arrival: day(guest % 4), departure: day(guest % 4 + 1 + guest % 3), ...(guest === 8 ? { category: 'Double', unassigned: true } : { roomNumber: pick(ROOMS) }),
      })
    }
    await tellTheSame(hotel, pages)
    const guests = (await held(hotel)).map((line) => line.split(' ').slice(1, 3).join(' '))
    for (let turn = 0; turn < 24; turn++) {
      const desk = pick([anna, bo])
      const what = next()
      if (what < 0.55) await desk.dragBar(pick(guests), { room: pick(ROOMS), date: day(Math.floor(next() * 6)) })
      else if (what < 0.7) await desk.dragEdge(pick(guests), 'end', day(3 + Math.floor(next() * 6)))
      else if (what < 0.9) await desk.page.keyboard.press('Control+z')
      else await desk.page.keyboard.press('Control+y')
      await answer(desk.page, next)
      await tellTheSame(hotel, pages)
    }
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => {
    for (const { expectNoFault } of watched) expectNoFault()
  })
})
