import assert from 'node:assert/strict'
import fs from 'node:fs'
import { test } from 'node:test'
import { errors } from '../../shared/i18n/en/errors.ts'
import { addDays } from '../../shared/time.ts'
import { openBrowser, openPage, storyOf } from '../support/browser.ts'
import { assertAtMost, FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

/* A day at the desk: one browser, one server, one guest after the other. */

test('a day at the desk', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const { page, expectNoFault, expectOutage } = await openPage(browser, { acceptDownloads: true })
  const desk = new FrontDesk(page, hotel.url)
  const step = storyOf(t)
  const { say } = desk
  await desk.open()

  await step('a wrong password says so; the right one opens the calendar', async () => {
    await page.getByLabel(say('signIn.username')).fill('staff')
    await page.getByLabel(say('signIn.password'), { exact: true }).fill('not this one')
    await desk.button(say('signIn.submit')).click()
    await page.getByRole('alert').filter({ hasText: errors.bad_password }).waitFor()
    await desk.signIn('staff', PASSWORD)
    await desk.grid.waitFor()
  })

  await step('locked, what was typed stays, and the password opens it again', async () => {
    await desk.beginStay()
    await page.keyboard.type('Half a na')
    await page.keyboard.press('Control+l')
    const lock = page.getByRole('dialog', { name: say('signIn.lockedTitle') })
    await lock.waitFor()
    await page.keyboard.type('not this one')
    await page.keyboard.press('Enter')
    await lock.getByRole('alert').waitFor()
    await page.keyboard.type(PASSWORD)
    await page.keyboard.press('Enter')
    await lock.waitFor({ state: 'detached' })
    assert.equal(await desk.newStay.getByLabel(say('stay.guestName')).inputValue(), 'Half a na')
    await desk.button(say('common.cancel'), desk.newStay).click()
    await desk.newStay.waitFor({ state: 'detached' })
  })

  await step('a walk-in for tonight is two keys and a name', async () => {
    desk.keys = 0
    await desk.beginStay()
    await page.keyboard.type('Holm')
    await desk.press('Enter')
    await desk.newStay.waitFor({ state: 'detached' })
    assertAtMost(desk.keys, 2, 'keys beside the name')
    await desk.bar('Holm').waitFor()
    const stay = await hotel.stayOf('Holm')
    assert.deepEqual([stay.arrival, stay.nights, stay.category, stay.status], [hotel.today, 1, 'Double', 'confirmed'])
  })

  await step('a walk-in for two nights, two guests, checked in at once: at most twelve keys and a name', async () => {
    desk.keys = 0
    await desk.beginStay()
    await page.keyboard.type('Åse Dam')
    const nights = desk.newStay.getByLabel(say('stay.nights'))
    while (!await nights.evaluate((field) => field === document.activeElement)) await desk.press('Tab')
    await desk.isMarked(nights)
    await desk.press('2')
    await desk.press('Tab')
    await desk.isMarked(desk.newStay.getByLabel(say('common.adults')))
    await desk.press('2')
    await desk.press('Control+Enter')
    await desk.newStay.waitFor({ state: 'detached' })
    assertAtMost(desk.keys, 12, 'keys beside the name')
    const stay = await hotel.stayOf('Åse Dam')
    assert.deepEqual([stay.nights, stay.adults, stay.status], [2, 2, 'checked_in'])
  })

  await step('a walk-in into a certain room', async () => {
    await desk.walkIn('Lund', '204', 2)
    const stay = await hotel.stayOf('Lund')
    assert.deepEqual([stay.roomNumber, stay.nights], ['204', 2])
    await desk.bar('Lund').waitFor()
  })

  await step('a bar is drawn to another room', async () => {
    await hotel.book({ guestName: 'Krogh', roomNumber: '206' }, 2)
    const bar = desk.bar('Krogh')
    await bar.waitFor()
    const from = (await bar.boundingBox())!
    const to = (await desk.grid.getByRole('rowheader', { name: '208' }).boundingBox())!
    const x = from.x + from.width / 2
    await page.mouse.move(x, from.y + from.height / 2)
    await page.mouse.down()
    await page.mouse.move(x, from.y + from.height, { steps: 4 })
    await page.mouse.move(x, to.y + to.height / 2, { steps: 8 })
    await page.mouse.up()
    await desk.told('208')
    const stay = await hotel.stayOf('Krogh')
    assert.deepEqual([stay.roomNumber, stay.arrival, stay.nights], ['208', hotel.today, 2])
  })

  await step('nights are drawn in the calendar and booked', async () => {
    await hotel.book({ guestName: 'Beside', roomNumber: '303' })
    await desk.drawTwoNights('302', 'Beside')
    await page.getByRole('menuitem', { name: say('calendar.book', { count: 2 }) }).click()
    await desk.newStay.getByRole('radio', { name: 'Suite', checked: true }).waitFor()
    await desk.newStay.getByLabel(say('stay.guestName')).fill('Drawn')
    await page.keyboard.press('Enter')
    await desk.newStay.waitFor({ state: 'detached' })
    const stay = await hotel.stayOf('Drawn')
    assert.deepEqual([stay.roomNumber, stay.arrival, stay.nights], ['302', hotel.today, 2])
  })

  await step('a room is blocked from the calendar and given back', async () => {
    await desk.drawTwoNights('210', 'Beside')
    await page.getByRole('menuitem', { name: say('calendar.block') }).click()
    await desk.grid.getByRole('gridcell', { name: say('calendar.tone.out_of_order') }).click()
    const panel = page.getByRole('dialog', { name: say('stay.block', { room: '210' }) })
    await desk.button(say('stay.blockRemove'), panel).click()
    await panel.waitFor({ state: 'detached' })
    await desk.grid.getByRole('gridcell', { name: say('calendar.tone.out_of_order') }).waitFor({ state: 'detached' })
  })

  await step('check in, undo, check in, check out', async () => {
    await hotel.book({ guestName: 'Friis', roomNumber: '209' })
    const panel = await desk.openStay('Friis')
    await desk.act(panel, 'checkIn')
    await panel.getByText(say('common.statuses.checked_in'), { exact: true }).first().waitFor()
    await desk.button(say('stay.undo', { step: say('stay.steps.checked_in') }), panel).click()
    await panel.getByText(say('common.statuses.confirmed'), { exact: true }).first().waitFor()
    await desk.act(panel, 'checkIn')
    await desk.act(panel, 'checkOut')
    const early = page.getByRole('dialog', { name: say('stay.earlyTitle') })
    await desk.button(say('stay.checkOut'), early).click()
    await panel.getByText(say('common.statuses.completed'), { exact: true }).first().waitFor()
    await desk.button(say('stay.history'), panel).click()
    await panel.getByText(say('stay.steps.undone')).first().waitFor()
    await desk.closePanel()
    assert.equal((await hotel.stayOf('Friis')).status, 'completed')
  })

  await step('moved by the panel, to a dearer room at the old price', async () => {
    await hotel.book({ guestName: 'Winther', roomNumber: '205' })
    const panel = await desk.openStay('Winther')
    await desk.act(panel, 'move')
    const form = panel.getByRole('form', { name: say('stay.moveTitle') })
    await desk.chooseRoom(form, say('stay.moveTo'), '301')
    await form.getByText(say('stay.priceChange')).waitFor()
    await desk.button(say('stay.moveNow'), form).click()
    await panel.getByText(say('stay.room', { room: '301' }), { exact: true }).waitFor()
    await desk.closePanel()
    const stay = await hotel.stayOf('Winther')
    assert.deepEqual([stay.roomNumber, stay.category, stay.nightlyRate], ['301', 'Suite', 995])
  })

  await step('split across two rooms', async () => {
    await hotel.book({ guestName: 'Bruun', roomNumber: '207' }, 3)
    const panel = await desk.openStay('Bruun')
    await desk.act(panel, 'split')
    const form = panel.getByRole('form', { name: say('stay.splitTitle') })
    await desk.chooseRoom(form, say('stay.moveTo'), '210')
    await desk.button(say('stay.splitNow'), form).click()
    await form.waitFor({ state: 'detached' })
    await desk.closePanel()
    const { items } = (await hotel.client.get<{ items: { roomNumber: string, nights: number }[] }>('/api/v1/stays?q=Bruun&sort=arrival')).body
    assert.deepEqual(items.map(({ roomNumber }) => roomNumber).toSorted(), ['207', '210'])
    assert.equal(items.reduce((sum, { nights }) => sum + nights, 0), 3)
  })

  await step('cancelled after a question, and taken back', async () => {
    await hotel.book({ guestName: 'Skov', roomNumber: '303', arrival: addDays(hotel.today, 10) })
    const panel = await desk.openStay('Skov')
    await desk.act(panel, 'cancel')
    const question = page.getByRole('dialog', { name: say('stay.cancelTitle') })
    await desk.button(say('stay.cancel'), question).click()
    await panel.getByText(say('common.statuses.cancelled'), { exact: true }).first().waitFor()
    assert.equal((await hotel.stayOf('Skov')).status, 'cancelled')
    await desk.button(say('stay.undo', { step: say('stay.steps.cancelled') }), panel).click()
    await panel.getByText(say('common.statuses.confirmed'), { exact: true }).first().waitFor()
    await desk.closePanel()
    assert.equal((await hotel.stayOf('Skov')).status, 'confirmed')
  })

  await step('a room that another desk took meanwhile: a sentence, and the form is kept', async () => {
    await desk.go('calendar')
    await desk.beginStay()
    await desk.newStay.getByLabel(say('stay.guestName')).fill('Too Late')
    await desk.newStay.getByLabel(say('common.notes')).fill('Wants a quiet room')
    // In thirty days, typed as at a counter.
    await desk.newStay.getByLabel(say('common.arrival')).fill('+30')
    await page.keyboard.press('Tab')
    await desk.newStay.getByRole('radio', { name: 'Suite' }).check()
    const arrival = addDays(hotel.today, 30)
    // The last free suite goes while the form is open; this desk does not know yet.
    expectOutage()
    await page.route('**/api/v1/availability*', (route) => route.abort())
    await page.route('**/api/v1/changes*', (route) => route.abort())
    for (const roomNumber of ['301', '302', '303']) await hotel.client.post('/api/v1/stays', { roomNumber, guestName: 'Quick', arrival, departure: addDays(arrival, 1) })
    await page.unroute('**/api/v1/changes*')
    await desk.button(say('stay.book'), desk.newStay).click()
    const sentence = await desk.newStay.getByRole('alert').innerText()
    assert.match(sentence, /Suite/)
    assert.equal(await desk.newStay.getByLabel(say('stay.guestName')).inputValue(), 'Too Late')
    assert.equal(await desk.newStay.getByLabel(say('common.notes')).inputValue(), 'Wants a quiet room')
    await page.unroute('**/api/v1/availability*')
    await desk.newStay.getByRole('radio', { name: 'Double' }).check()
    await desk.button(say('stay.book'), desk.newStay).click()
    await desk.newStay.waitFor({ state: 'detached' })
    assert.equal((await hotel.stayOf('Too Late')).category, 'Double')
  })

  await step('stays: search, filter, paging, and all of it as CSV', async () => {
    const arrival = addDays(hotel.today, 40)
    for (let night = 0; night < 30; night += 1) await hotel.book({ guestName: `Søndergård ${night + 1}`, roomNumber: '203', arrival: addDays(arrival, night) })
    await desk.go('stays')
    const table = page.getByRole('table', { name: say('stays.table') })
    await page.getByRole('searchbox', { name: say('stays.search') }).fill('søndergard')
    await page.getByText(say('stays.count', { count: 30, shown: '30' }), { exact: true }).waitFor()
    assert.equal(await table.getByRole('row').count(), 26)
    await page.getByRole('navigation', { name: say('stays.pages') }).getByRole('button', { name: '2', exact: true }).click()
    await table.getByRole('row').nth(6).waitFor({ state: 'detached' })
    assert.equal(await table.getByRole('row').count(), 6)

    const [download] = await Promise.all([page.waitForEvent('download'), desk.button(say('stays.export')).click()])
    const lines = fs.readFileSync(await download.path(), 'utf8').trimEnd().split('\r\n')
    assert.equal(download.suggestedFilename(), 'stays.csv')
    assert.equal(lines.length, 31, 'a header and every stay that the search found')
    assert.ok(lines.slice(1).every((line) => line.includes('Søndergård')))

    await desk.button(say('stays.clearFilters')).click()
    await page.getByRole('radiogroup', { name: say('stays.view') }).getByText(say('stays.views.in_house'), { exact: true }).click()
    await desk.row('Åse Dam').waitFor()
    await desk.row('Lund').waitFor({ state: 'detached' })
    await page.getByRole('searchbox', { name: say('stays.search') }).fill('nobody of that name')
    await page.getByText(say('stays.noneFound')).waitFor()
    await desk.button(say('stays.clearFilters')).first().click()
    await table.waitFor()
  })

  await step('signed out, the token is dead', async () => {
    const request = page.waitForRequest((one) => one.url().includes('/api/v1/') && one.headers().authorization !== undefined)
    await desk.go('today')
    const token = (await request).headers().authorization!
    await desk.account('signOut')
    await page.getByLabel(say('signIn.username')).waitFor()
    const { status } = await fetch(`${hotel.url}/api/v1/users/me`, { headers: { authorization: token } })
    assert.equal(status, 401)
    await page.reload()
    await page.getByLabel(say('signIn.username')).waitFor()
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})
