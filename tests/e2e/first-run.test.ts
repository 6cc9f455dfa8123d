import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { temporaryFolder } from '../support/desk.ts'
import { findBarriers, openBrowser, openPage } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { createClient } from '../support/http.ts'
import { startDesk } from '../support/process.ts'

const NEW_PASSWORD = 'four words of mine'

test('from an empty database to a desk that books: password, property, rooms by pattern', async (t) => {
  const server = await startDesk(t, path.join(temporaryFolder(t), 'hotel.db'), { env: { SKRANKE_ADMIN_PASSWORD: undefined } })
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, server.url)
  const { say } = desk
  const step = (name: string) => page.getByRole('list', { name: say('firstRun.steps') }).getByRole('listitem').filter({ hasText: name }).and(page.locator('[aria-current=step]'))
  const noBarrier = async () => {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
      assert.deepEqual(await findBarriers(page), [], colorScheme)
    }
  }
  await desk.open()

  await step(say('firstRun.passwordStep')).waitFor()
  await noBarrier()
  await page.getByLabel(say('signIn.newPassword'), { exact: true }).fill('short')
  await desk.button(say('common.next')).click()
  await page.getByText(say('signIn.passwordShort')).waitFor()
  await page.getByLabel(say('signIn.newPassword'), { exact: true }).fill(NEW_PASSWORD)
  await page.getByLabel(say('signIn.repeatPassword'), { exact: true }).fill('another one of mine')
  await desk.button(say('common.next')).click()
  await page.getByText(say('signIn.passwordDiffers')).waitFor()
  await page.getByLabel(say('signIn.repeatPassword'), { exact: true }).fill(NEW_PASSWORD)
  await desk.button(say('common.next')).click()

  await step(say('firstRun.propertyStep')).waitFor()
  await noBarrier()
  await page.getByLabel(say('firstRun.name'), { exact: true }).fill('Hotel Søfryd')
  await page.getByLabel(say('firstRun.checkInTime')).fill('15:00')
  await desk.button(say('common.next')).click()

  await step(say('firstRun.roomsStep')).waitFor()
  const preview = page.getByRole('region', { name: say('firstRun.preview') })
  await preview.getByText('415', { exact: true }).waitFor()
  await noBarrier()
  await page.getByLabel(say('firstRun.floors'), { exact: true }).fill('2')
  await page.getByLabel(say('firstRun.roomsPerFloor'), { exact: true }).first().fill('6')
  await preview.getByText('206', { exact: true }).waitFor()
  await desk.button(say('firstRun.createRooms', { count: 12 })).click()

  await desk.grid.waitFor()
  await desk.grid.getByRole('rowheader', { name: '206' }).waitFor()
  assert.equal(await page.title(), 'Hotel Søfryd · Skranke')
  await desk.walkIn('Holm', '204', 2, say('firstRun.secondName'))
  await desk.bar('Holm').waitFor()

  // Who comes later signs in, and the guide does not come again.
  await page.reload()
  await desk.grid.waitFor()
  const other = await openPage(browser)
  const second = new FrontDesk(other.page, server.url)
  await second.open()
  await second.signIn('admin', NEW_PASSWORD)
  await second.grid.waitFor()

  const client = createClient(server.url)
  await client.signIn('admin', NEW_PASSWORD)
  const { body } = await client.get<{ propertyName: string, checkInTime: string }>('/api/v1/settings')
  client.close()
  assert.deepEqual([body.propertyName, body.checkInTime], ['Hotel Søfryd', '15:00'])
  expectNoFault()
  other.expectNoFault()
})
