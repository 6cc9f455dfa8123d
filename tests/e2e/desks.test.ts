import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

test('two desks see each other\'s changes, and survive the loss of the server', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const step = storyOf(t)
  const first = await openPage(browser)
  const second = await openPage(browser)
  const counter = new FrontDesk(first.page, hotel.url)
  const tablet = new FrontDesk(second.page, hotel.url)
  const { say } = counter
  for (const [desk, name] of [[counter, 'staff'], [tablet, 'admin']] as const) {
    await desk.open()
    await desk.signIn(name, PASSWORD)
    await desk.grid.waitFor()
  }
  // A reload would forget this.
  await second.page.evaluate(() => { document.body.dataset['kept'] = 'yes' })

  await step('a booking of one appears at the other', async () => {
    await counter.walkIn('Holm', '204', 2)
    await tablet.bar('Holm').waitFor()
  })

  await step('a check-in of one is seen in the panel of the other', async () => {
    await tablet.bar('Holm').click()
    const panel = await tablet.panel('Holm')
    await panel.getByText(say('common.statuses.confirmed'), { exact: true }).waitFor()
    const opened = await counter.openStay('Holm')
    await counter.act(opened, 'checkIn')
    await panel.getByText(say('common.statuses.checked_in'), { exact: true }).waitFor()
    await counter.closePanel()
    await tablet.closePanel()
  })

  await step('a cancelled stay leaves the other\'s calendar', async () => {
    await hotel.book({ guestName: 'Skov', roomNumber: '205' })
    await tablet.bar('Skov').waitFor()
    const panel = await counter.openStay('Skov')
    await counter.act(panel, 'cancel')
    await counter.button(say('stay.cancel'), counter.page.getByRole('dialog', { name: say('stay.cancelTitle') })).click()
    await tablet.bar('Skov').waitFor({ state: 'detached' })
    await counter.closePanel()
    assert.equal(await second.page.evaluate(() => document.body.dataset['kept']), 'yes', 'without a reload')
  })

  await step('a desk sees who at another changes a stay, and that they stopped', async () => {
    await hotel.book({ guestName: 'Lund', roomNumber: '207' }, 3)
    await tablet.bar('Lund').click()
    const seen = (await tablet.panel('Lund')).getByText(say('stay.somebody.editing', { by: 'staff' }), { exact: true })
    const panel = await counter.openStay('Lund')
    assert.equal(await seen.count(), 0, 'to look is not to change')
    const waits: number[] = []
    const until = async (state: 'visible' | 'detached') => {
      const began = performance.now()
      await seen.waitFor({ state })
      waits.push(performance.now() - began)
    }
    for (const [action, title] of [['edit', 'changeTitle'], ['move', 'moveTitle'], ['split', 'splitTitle']] as const) {
      await counter.act(panel, action)
      await panel.getByRole('form', { name: say(`stay.${title}`) }).waitFor()
      await until('visible')
      await counter.button(say('common.cancel'), panel).click()
      await until('detached')
    }
    assert.equal(await panel.getByText(say('stay.somebody.editing', { by: 'staff' })).count(), 0, 'nobody is told of themselves')
    await counter.act(panel, 'edit')
    await until('visible')
    await counter.closePanel()
    await until('detached')
    t.diagnostic(`seen after ${Math.round(Math.max(...waits))} ms at most`)
    await tablet.closePanel()
  })

  await step('a stale change says that somebody changed it meanwhile', async () => {
    const stay = await hotel.book({ guestName: 'Dahl', roomNumber: '206' })
    const panel = await counter.openStay('Dahl')
    await counter.act(panel, 'edit')
    const form = panel.getByRole('form', { name: say('stay.changeTitle') })
    await form.getByLabel(say('common.notes')).fill('Late arrival')
    // The feed is held back, so that this desk does not know yet.
    await first.page.route('**/api/v1/changes*', (route) => route.abort())
    await first.page.route(`**/api/v1/stays/${stay.id}`, (route) => route.request().method() === 'GET' ? route.abort() : route.continue())
    await hotel.client.send('PATCH', `/api/v1/stays/${stay.id}`, { adults: 2 })
    first.expectOutage()
    await counter.button(say('common.save'), form).click()
    await form.getByRole('alert').waitFor()
    assert.equal(await form.getByLabel(say('common.notes')).inputValue(), 'Late arrival')
    await first.page.unrouteAll()
    await first.page.keyboard.press('Escape')
  })

  await step('the server gone: said at once, what was typed stays, and it goes on by itself', async () => {
    await counter.open('#/calendar')
    await counter.page.reload()
    await counter.grid.waitFor()
    await counter.beginStay()
    const name = counter.newStay.getByLabel(say('stay.guestName'))
    await name.fill('Nørgaard')
    await counter.newStay.getByLabel(say('common.notes')).fill('Arrives by train')
    first.expectOutage()
    second.expectOutage()
    await hotel.crash()
    for (const desk of [counter, tablet]) await desk.page.getByText(say('frame.offlineTitle'), { exact: true }).waitFor()
    await counter.button(say('stay.book'), counter.newStay).click()
    await counter.newStay.getByRole('alert').waitFor()
    assert.equal(await name.inputValue(), 'Nørgaard')
    assert.equal(await counter.newStay.getByLabel(say('common.notes')).inputValue(), 'Arrives by train')

    await hotel.restart()
    for (const desk of [counter, tablet]) await desk.page.getByText(say('frame.offlineTitle'), { exact: true }).waitFor({ state: 'detached' })
    await counter.button(say('stay.book'), counter.newStay).click()
    await counter.newStay.waitFor({ state: 'detached' })
    await tablet.bar('Nørgaard').waitFor()
    const stay = await hotel.stayOf('Nørgaard')
    assert.deepEqual([stay.arrival, stay.departure, stay.notes], [hotel.today, addDays(hotel.today, 1), 'Arrives by train'])
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => {
    first.expectNoFault()
    second.expectNoFault()
  })
})
