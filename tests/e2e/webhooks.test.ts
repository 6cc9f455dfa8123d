import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import type { Webhook } from '../../shared/contract/webhooks.ts'
import { openReceiver, type Received } from '../delivery/support/receiver.ts'
import { findBarriers, openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

/** How the receiver's people check a message. */
const signature = (secret: string, { headers, text }: Received) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`).digest('base64')}`

test('an administrator adds a webhook, tries it, gives it a new secret, turns it off and deletes it', async (t) => {
  const hotel = await openHotel(t)
  const receiver = await openReceiver(t)
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const { say } = desk
  const step = storyOf(t)
  const name = say('webhooks.name', { id: 1 })
  const table = page.getByRole('table', { name: say('webhooks.title') })
  const dialog = page.getByRole('dialog')
  const noBarrier = async () => assert.deepEqual(await findBarriers(page), [])
  const secrets: string[] = []

  /** Reads the secret that is shown this once, and says that it is kept. */
  async function keepSecret(): Promise<string> {
    const shown = page.getByRole('dialog', { name: say('webhooks.secret.title', { name }) })
    const secret = await shown.getByLabel(say('webhooks.secret.label')).inputValue()
    assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
    await noBarrier()
    await page.keyboard.press('Escape')
    await desk.button(say('webhooks.secret.copy'), shown).click()
    await desk.told(say('webhooks.secret.copied'))
    await desk.button(say('webhooks.secret.done'), shown).click()
    await shown.waitFor({ state: 'detached' })
    return secret
  }

  const stored = async () => (await hotel.client.get<Webhook[]>('/api/v1/webhooks')).body

  await step('where there is none it says what one is for', async () => {
    await desk.open()
    await desk.signIn('admin', PASSWORD)
    await desk.button(say('frame.property')).click()
    await page.getByRole('menuitem', { name: say('frame.webhooks') }).click()
    await page.getByText(say('webhooks.emptyTitle'), { exact: true }).waitFor()
    await noBarrier()
  })

  await step('an address that is none and a choice of nothing are refused at their fields', async () => {
    await desk.button(say('webhooks.add')).click()
    await desk.hasFocus(dialog.getByLabel(say('webhooks.form.url')))
    await page.keyboard.type('ftp://files.example')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await dialog.getByRole('group', { name: say('webhooks.pick') }).waitFor()
    await page.keyboard.press('Enter')
    await dialog.getByText(say('webhooks.form.urlBad'), { exact: true }).waitFor()
    await dialog.getByText(say('webhooks.form.eventsMissing'), { exact: true }).waitFor()
    await noBarrier()
    assert.deepEqual(await stored(), [])
  })

  await step('added by keyboard, its secret is shown once', async () => {
    await dialog.getByLabel(say('webhooks.form.url')).fill(`${receiver.url}/hooks?key=hidden`)
    for (const type of ['created', 'cancelled'] as const) {
      const box = dialog.getByRole('checkbox', { name: say(`webhooks.events.booking.${type}`) })
      await box.focus()
      await page.keyboard.press('Space')
    }
    await page.keyboard.press('Enter')
    secrets.push(await keepSecret())
    await table.getByText(`${receiver.url}/hooks?key=hidden`, { exact: true }).waitFor()
    assert.deepEqual((await stored()).map(({ url, eventTypes, active }) => [url, eventTypes, active]), [[`${receiver.url}/hooks?key=hidden`, ['booking.created', 'booking.cancelled'], true]])
    await noBarrier()
  })

  await step('a test message arrives, signed, and the screen says so', async () => {
    await desk.button(say('webhooks.testOf', { name })).click()
    const [message] = await receiver.received(1)
    assert.equal(message!.body.type, 'webhook.test')
    assert.equal(message!.headers['webhook-signature'], signature(secrets[0]!, message!))
    await table.getByText(say('deliveries.types.test'), { exact: true }).waitFor()
    await table.getByText(new RegExp(`^${say('deliveries.states.delivered')} · `)).waitFor()
  })

  await step('a stay that is booked is told; a check-in, which was not picked, is not', async () => {
    const stay = await hotel.book({ guestName: 'Holm', roomNumber: '201' })
    await hotel.client.post(`/api/v1/stays/${stay.id}/check-in`)
    const other = await hotel.book({ guestName: 'Dahl', roomNumber: '202' })
    await hotel.client.post(`/api/v1/stays/${other.id}/cancel`)
    const messages = (await receiver.received(4)).slice(1)
    for (const message of messages) assert.equal(message.headers['webhook-signature'], signature(secrets[0]!, message))
    const told = messages.map(({ body }) => [body.type, (body.data as { guestName: string }).guestName])
    assert.deepEqual(told.sort(), [['booking.cancelled', 'Dahl'], ['booking.created', 'Dahl'], ['booking.created', 'Holm']])
  })

  await step('a new secret: the old one signs along, until when is said', async () => {
    await desk.button(say('webhooks.rotateOf', { name })).click()
    await desk.button(say('webhooks.rotate'), dialog).click()
    secrets.push(await keepSecret())
    assert.notEqual(secrets[1], secrets[0])
    const [{ oldSecretUntil }] = await stored() as [Webhook]
    const hours = (Date.parse(oldSecretUntil!) - Date.now()) / 3_600_000
    assert.ok(hours > 23 && hours <= 24, `${hours} hours`)
    await table.getByText(new RegExp(`^${say('webhooks.oldSecret', { when: '' })}`)).waitFor()
    await hotel.book({ guestName: 'Lund', roomNumber: '203' })
    const message = (await receiver.received(5))[4]!
    assert.equal(message.headers['webhook-signature'], `${signature(secrets[1]!, message)} ${signature(secrets[0]!, message)}`)
  })

  await step('its events are changed', async () => {
    await desk.button(say('webhooks.changeOf', { name })).click()
    await dialog.getByLabel(say('webhooks.allEvents')).check({ force: true })
    await desk.button(say('common.save'), dialog).click()
    await dialog.waitFor({ state: 'detached' })
    await table.getByText(say('webhooks.all'), { exact: true }).waitFor()
    assert.equal((await stored())[0]!.eventTypes, null)
  })

  await step('a receiver that is gone for good is said to refuse, and can be told again', async () => {
    receiver.answer(410)
    await desk.button(say('webhooks.testOf', { name })).click()
    await table.getByText(say('webhooks.states.gone'), { exact: true }).waitFor()
    assert.ok(await desk.button(say('webhooks.testOf', { name })).isDisabled())
    receiver.answer(204)
    await desk.button(say('webhooks.turnOnOf', { name })).click()
    await table.getByText(say('webhooks.states.ok'), { exact: true }).waitFor()
    await receiver.received(7)
  })

  await step('turned off nothing is told, turned on again it is', async () => {
    await desk.button(say('webhooks.turnOffOf', { name })).click()
    await table.getByText(say('webhooks.states.off'), { exact: true }).waitFor()
    await hotel.book({ guestName: 'Skov', roomNumber: '204' })
    await desk.button(say('webhooks.turnOnOf', { name })).click()
    await table.getByText(say('webhooks.states.ok'), { exact: true }).waitFor()
    await hotel.book({ guestName: 'Juhl', roomNumber: '205' })
    const last = (await receiver.received(8))[7]!
    assert.equal((last.body.data as { guestName: string }).guestName, 'Juhl')
  })

  await step('deleted after a question', async () => {
    await desk.button(say('webhooks.removeOf', { name })).click()
    await dialog.getByText(`${receiver.url}/hooks?key=hidden`).waitFor()
    await noBarrier()
    await desk.button(say('webhooks.remove'), dialog).click()
    await page.getByText(say('webhooks.emptyTitle'), { exact: true }).waitFor()
    assert.deepEqual(await stored(), [])
  })

  await step('the settings pick from the same events', async () => {
    await desk.open('#/settings')
    const section = page.getByRole('region', { name: say('settings.connections.title') })
    await section.getByLabel(say('webhooks.allEvents')).uncheck({ force: true })
    await desk.button(say('common.save'), section).click()
    await section.getByText(say('webhooks.form.eventsMissing'), { exact: true }).waitFor()
    await section.getByRole('checkbox', { name: say('webhooks.events.car.damaged') }).check()
    await desk.button(say('common.save'), section).click()
    await desk.told(say('settings.savedSection', { section: say('settings.connections.title') }))
    assert.deepEqual((await hotel.client.get<{ eventTypes: string[] }>('/api/v1/settings')).body.eventTypes, ['car.damaged'])
    await noBarrier()
  })

  await step('nothing left this machine, no policy was hurt, no error was written', () => expectNoFault())
})
