import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { findBarriers, openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

/** Every screen, with the words that show that it stands. */
const SCREENS = {
  today: 'today.title', stays: 'stays.title', rooms: 'rooms.title', performance: 'reports.title',
  users: 'users.title', settings: 'settings.title', deliveries: 'deliveries.title', webhooks: 'webhooks.title', backups: 'backups.title', imports: 'imports.title',
} as const

test('every screen: no barrier that axe finds, in light and dark, English and Danish', async (t) => {
  const hotel = await openHotel(t)
  const stay = await hotel.book({ guestName: 'Holm', roomNumber: '201', notes: 'Late arrival', guestEmail: 'holm@guests.example' }, 3)
  await hotel.book({ guestName: 'Åse Dam', roomNumber: '202' })
  await hotel.book({ guestName: 'Perhaps', roomNumber: '203', status: 'pending', arrival: addDays(hotel.today, 2) }, 2)
  await hotel.client.post(`/api/v1/stays/${(await hotel.stayOf('Åse Dam')).id}/check-in`)
  await hotel.client.post('/api/v1/blocks', { roomNumber: '210', from: hotel.today, to: addDays(hotel.today, 2), reason: 'out_of_order' })
  const browser = await openBrowser(t)

  for (const scheme of ['light', 'dark'] as const) {
    const step = storyOf(t)
    const { page, expectNoFault } = await openPage(browser, { colorScheme: scheme })
    const desk = new FrontDesk(page, hotel.url)
    const noBarrier = async () => assert.deepEqual(await findBarriers(page), [])

    await step(`sign-in, ${scheme}`, async () => {
      await desk.open()
      await page.getByLabel(desk.say('signIn.username')).waitFor()
      await noBarrier()
      await desk.signIn('admin', PASSWORD)
    })
    await step(`calendar, ${scheme}`, async () => {
      await desk.bar('Holm').waitFor()
      assert.equal(await page.locator('html').getAttribute('data-mantine-color-scheme'), scheme)
      await noBarrier()
    })
    await step(`new stay, ${scheme}`, async () => {
      await desk.beginStay()
      await noBarrier()
      await desk.button(desk.say('stay.book'), desk.newStay).click()
      await desk.newStay.getByText(desk.say('stay.needName')).waitFor()
      await noBarrier()
      await page.keyboard.press('Escape')
      await desk.newStay.waitFor({ state: 'detached' })
    })
    await step(`stay panel, ${scheme}`, async () => {
      await desk.bar('Holm').click()
      const panel = await desk.panel('Holm')
      await panel.getByText(stay.notes!).waitFor()
      await noBarrier()
      for (const action of ['edit', 'move', 'split'] as const) {
        await desk.act(panel, action)
        await panel.getByRole('form').waitFor()
        await noBarrier()
        await desk.button(desk.say('common.cancel'), panel).click()
      }
      await desk.closePanel()
    })
    for (const [screen, title] of Object.entries(SCREENS)) {
      await step(`${screen}, ${scheme}`, async () => {
        await desk.open(`#/${screen}`)
        await page.getByRole('heading', { level: 1, name: desk.say(title), exact: true }).waitFor()
        await page.getByLabel(desk.say('common.loading')).first().waitFor({ state: 'detached' })
        await noBarrier()
      })
    }
    await step(`search, help and a block's panel, ${scheme}`, async () => {
      await desk.open('#/calendar')
      await desk.bar('Holm').waitFor()
      await page.keyboard.press('Control+k')
      await desk.hasFocus(page.getByRole('dialog').getByLabel(desk.say('frame.jumpLabel')))
      await page.keyboard.type('Holm')
      await page.getByRole('dialog').getByRole('option').first().waitFor()
      await noBarrier()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: desk.say('frame.keys.title') }).waitFor()
      await noBarrier()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      await desk.grid.getByRole('gridcell', { name: desk.say('calendar.tone.out_of_order') }).click()
      await page.getByRole('dialog', { name: desk.say('stay.block', { room: '210' }) }).waitFor()
      await noBarrier()
      await desk.closePanel()
    })
    await step(`locked, ${scheme}`, async () => {
      await page.keyboard.press('Control+l')
      await page.getByRole('dialog', { name: desk.say('signIn.lockedTitle') }).waitFor()
      await noBarrier()
      await page.keyboard.type(PASSWORD)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    })

    if (scheme === 'light') {
      await step('every screen speaks Danish, and goes on doing so after a reload', async () => {
        await desk.speak('da')
        for (const [screen, title] of Object.entries(SCREENS)) {
          await desk.open(`#/${screen}`)
          await page.getByRole('heading', { level: 1, name: desk.say(title), exact: true }).waitFor()
        }
        await desk.go('calendar')
        await desk.bar('Holm').waitFor()
        await page.reload()
        await desk.grid.waitFor()
        assert.equal(await page.locator('html').getAttribute('lang'), 'da')
        await noBarrier()
      })
      await step('a refusal is said in Danish too', async () => {
        await hotel.client.post(`/api/v1/stays/${stay.id}/check-in`)
        await desk.bar('Holm').click()
        const panel = await desk.panel('Holm')
        await desk.act(panel, 'move')
        await page.route('**/api/v1/stays/*/move', (route) => route.continue({ postData: JSON.stringify({ roomNumber: '202' }) }))
        await desk.chooseRoom(panel.getByRole('form'), desk.say('stay.moveTo'), '205')
        await desk.button(desk.say('stay.moveNow'), panel).click()
        assert.match(await panel.getByRole('alert').innerText(), /Værelse 202/)
        await page.unrouteAll()
        await desk.closePanel()
      })
    }
    await step(`nothing left this machine, no policy was hurt, no error was written, ${scheme}`, () => expectNoFault())
    await page.context().close()
  }
})
