import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openDesk } from '../../electron/desk.ts'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import type { PackedCalendar } from '../../shared/contract/calendar.ts'
import { findBarriers, openBrowser, openPage } from '../support/browser.ts'
import { temporaryFolder, testConfig } from '../support/desk.ts'
import { FrontDesk, wordsIn } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { createClient } from '../support/http.ts'
import { buildPrintPage } from '../support/print-page/build.ts'
import { PASSWORD } from '../support/process.ts'

/* The calendar on paper: the sample hotel with Whitsun in sight, as Chromium prints it. */

const NOW = Date.parse('2027-05-12T10:40:00+02:00')
const MONTH = { from: '2027-05-10', to: '2027-06-10' }

test('the calendar prints on A4 and A3, in black and white', async (t) => {
  const rendererFolder = await buildPrintPage(t)
  const desk = await openDesk({ ...testConfig(path.join(temporaryFolder(t), 'hotel.db')), demo: true }, { now: () => NOW, rendererFolder })
  t.after(() => desk.close())
  const url = await desk.listen()
  const client = createClient(url)
  t.after(() => client.close())
  await client.signIn('admin', PASSWORD)
  const later = await client.post('/api/v1/stays', { category: 'Family room', unassigned: true, guestName: 'Ida Uden', arrival: '2027-05-18', departure: '2027-05-21' })
  assert.equal(later.status, 201, later.text)
  const calendar = unpackCalendar((await client.get<PackedCalendar>(`/api/v1/calendar?from=${MONTH.from}&to=${MONTH.to}`)).body)
  const rooms = calendar.rows.map(({ label }) => label).sort()
  const browser = await openBrowser(t)

  await t.test('a month on A4, in English: all rooms and bars, legible, nothing beside', async () => {
    const { page, expectNoFault } = await openPage(browser, { colorScheme: 'dark' })
    await open(page, `${url}/#${client.token},en,-2,29`)
    const say = wordsIn('en')
    const print = page.getByRole('button', { name: say('calendar.print.print'), exact: true })
    await print.waitFor()
    assert.deepEqual(await findBarriers(page), [])
    await page.getByText(say('calendar.print.pages', { count: 3 })).waitFor()
    await print.click()
    await isPrinting(page)

    await page.emulateMedia({ media: 'print' })
    assert.equal(await page.getByRole('dialog').count(), 0, 'the dialog is not on the paper')
    assert.equal(await page.locator('#root').isVisible(), false)
    const sheets = await textsOf(page)
    assert.equal(sheets.length, 3)
    for (const [at, text] of sheets.entries()) {
      assert.match(text, /Hotel Fyrtårnet/)
      assert.match(text, /10 May – 9 June 2027/)
      assert.ok(text.includes(say('calendar.print.page', { number: at + 1, count: 3 })))
      assert.match(text, /16\*[^]*17\*[^]*\* Sun 16 May Pinsedag[^]*\* Mon 17 May 2\. pinsedag/)
      for (const tone of ['future', 'arriving', 'in_house', 'leaving', 'past', 'out_of_order', 'out_of_service'] as const) assert.ok(text.includes(say(`calendar.tone.${tone}`)), tone)
    }
    assert.deepEqual((await page.locator('[data-room]').evaluateAll((lines) => lines.map((line) => line.querySelector('b')!.innerText))).filter(Boolean).sort(), rooms)
    assert.equal(await page.locator('[data-room] [data-outline]').count(), calendar.bars.filter(({ status }) => status !== 'cancelled' && status !== 'no_show').length)
    assert.match(sheets[0]!, new RegExp(`${say('common.noRoom')}[^]*Ida\\sUden 3\\sn Family room`))
    assert.deepEqual(await faultsOnPaper(page), [])

    const pdf = await page.pdf({ preferCSSPageSize: true })
    assert.deepEqual(pagesIn(pdf), { count: 3, width: 842, height: 595 })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    assert.equal(await page.locator('[data-page]').count(), 0, 'what was printed leaves the page')
    expectNoFault()
    await page.context().close()
  })

  await t.test('two months on A3, in Danish, and the month alone', async () => {
    const { page, expectNoFault } = await openPage(browser)
    await open(page, `${url}/#${client.token},da,-2,60`)
    const say = wordsIn('da')
    const dialog = page.getByRole('dialog', { name: say('calendar.print.title') })
    await dialog.getByText(say('calendar.print.landscape', { paper: 'A3' })).click()
    await dialog.getByText(say('calendar.print.pages', { count: 2 })).waitFor()
    await dialog.getByRole('button', { name: say('calendar.print.print'), exact: true }).click()
    await isPrinting(page)
    await page.emulateMedia({ media: 'print' })
    const [first] = await textsOf(page)
    assert.match(first!, /10\. maj.10\. juli 2027/)
    assert.ok(first!.includes(say('calendar.print.page', { number: 1, count: 2 })))
    assert.deepEqual(await faultsOnPaper(page), [])
    assert.deepEqual(pagesIn(await page.pdf({ preferCSSPageSize: true })), { count: 2, width: 1191, height: 842 })

    await page.emulateMedia({ media: 'screen' })
    await page.reload()
    await dialog.getByRole('radio', { name: say('calendar.print.ranges.month') }).check()
    await dialog.getByRole('button', { name: say('calendar.print.print'), exact: true }).click()
    await isPrinting(page)
    await page.emulateMedia({ media: 'print' })
    assert.match((await textsOf(page))[0]!, /1\..31\. maj 2027/)
    // The paper that was chosen last is offered first.
    assert.deepEqual(pagesIn(await page.pdf({ preferCSSPageSize: true })), { count: 2, width: 1191, height: 842 })
    expectNoFault()
    await page.context().close()
  })
})

/** The page with a print dialog of the system's that says only that it was asked for. */
async function open(page: Page, url: string): Promise<void> {
  await page.addInitScript('window.print = () => { window.asked = (window.asked ?? 0) + 1 }')
  await page.goto(url)
}

async function isPrinting(page: Page, times = 1): Promise<void> {
  await page.waitForFunction((wanted) => (window as { asked?: number }).asked === wanted, times)
}

function textsOf(page: Page): Promise<string[]> {
  return page.locator('[data-page]').allInnerTexts()
}

/** What a printer without colours, or a person without a lens, would stumble over. */
function faultsOnPaper(page: Page): Promise<string[]> {
  return page.locator('[data-page]').evaluateAll((sections) => sections.flatMap((section) => {
    const faults: string[] = []
    if (section.scrollHeight > section.clientHeight || section.scrollWidth > section.clientWidth) faults.push(`${section.scrollWidth} × ${section.scrollHeight} does not fit`)
    for (const element of [section, ...section.querySelectorAll('*')]) {
      const { fontSize, color, backgroundColor, borderLeftColor } = getComputedStyle(element)
      // Seven points; browsers round.
      if (Number.parseFloat(fontSize) < (7 / 72) * 96 - 0.01) faults.push(`${element.textContent}: ${fontSize}`)
      for (const colour of [color, backgroundColor, borderLeftColor]) {
        const [red, green, blue] = colour.match(/[\d.]+/g) ?? []
        if (red !== green || green !== blue) faults.push(`${element.textContent}: ${colour}`)
      }
      if (element.textContent && Number.parseFloat(color.match(/\d+/)?.[0] ?? '0') > 80) faults.push(`${element.textContent}: too pale, ${color}`)
    }
    return faults
  }))
}

/** Pages of a PDF and their size in points: Chromium writes its page objects in the clear. */
function pagesIn(pdf: Buffer): { count: number, width: number, height: number } {
  const text = pdf.toString('latin1')
  const [, width = '', height = ''] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/.exec(text) ?? []
  return { count: (text.match(/\/Type\s*\/Page\b/g) ?? []).length, width: Math.round(Number(width)), height: Math.round(Number(height)) }
}

test('print asks the calendar for its pages, and any other screen for what it shows', async (t) => {
  const hotel = await openHotel(t)
  await hotel.book({ guestName: 'Holm', roomNumber: '201' }, 3)
  const { page, expectNoFault } = await openPage(await openBrowser(t))
  await page.addInitScript('window.print = () => { window.asked = (window.asked ?? 0) + 1 }')
  const desk = new FrontDesk(page, hotel.url)
  await desk.open()
  await desk.signIn('admin', PASSWORD)
  await desk.bar('Holm').waitFor()
  const dialog = page.getByRole('dialog', { name: desk.say('calendar.print.title') })

  await page.keyboard.press('Control+p')
  await dialog.waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  await desk.account('print')
  await desk.button(desk.say('calendar.print.print'), dialog).click()
  await isPrinting(page)
  const [sheet] = await textsOf(page)
  assert.match(sheet!, /Hotel Søfryd[^]*Double[^]*201[^]*Holm\s3\sn/)
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')))
  await dialog.waitFor({ state: 'detached' })

  await desk.go('today')
  await desk.account('print')
  await isPrinting(page, 2)
  assert.equal(await page.locator('[data-page]').count(), 0)
  expectNoFault()
})
