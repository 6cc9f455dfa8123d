import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { SMTPServer } from 'smtp-server'
import { openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

test('what is parked shows in the navigation of whoever is at the desk, and goes when it is seen to', async (t) => {
  // A mail server that refuses a guest for good: such a letter is parked at once.
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 10,
    onRcptTo: (_, __, done) => done(Object.assign(new Error('No such guest here'), { responseCode: 550 })),
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()) })
  t.after(() => new Promise<void>((resolve) => { server.close(() => resolve()) }))
  const hotel = await openHotel(t)
  await hotel.client.send('PATCH', '/api/v1/settings', { smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, mailFrom: 'desk@hotel.example' })
  const { page, expectNoFault } = await openPage(await openBrowser(t))
  const desk = new FrontDesk(page, hotel.url)
  const step = storyOf(t)
  const property = page.getByRole('navigation', { name: desk.say('frame.navigation') }).getByRole('button')
  const marked = property.filter({ hasText: `1 ${desk.say('frame.parked', { count: 1 })}` })

  await desk.open()
  await desk.signIn('staff', PASSWORD)
  await desk.grid.waitFor()

  await step('it comes by itself, while the calendar is on the screen', async () => {
    await hotel.book({ guestName: 'Holm', roomNumber: '201', guestEmail: 'nobody@guests.example' })
    await marked.waitFor()
  })

  await step('its list is one choice away, and giving it up takes the mark off', async () => {
    await property.click()
    await page.getByRole('menuitem', { name: desk.say('frame.deliveries') }).click()
    const table = page.getByRole('table', { name: desk.say('deliveries.title') })
    await table.getByText('No such guest here').waitFor()
    await desk.button(desk.say('deliveries.giveUpOf', { what: 'booking.created', id: 1 }), table).click()
    await desk.button(desk.say('deliveries.giveUp'), page.getByRole('dialog')).click()
    await marked.waitFor({ state: 'detached' })
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})
