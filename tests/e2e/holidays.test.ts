import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Settings } from '../../shared/contract/settings.ts'
import { publicHolidays } from '../../shared/holidays.ts'
import { findBarriers, openBrowser, openPage } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'

test('an administrator adds a country\'s holidays and one of the house\'s own, and takes one away', async (t) => {
  const hotel = await openHotel(t)
  const year = Number(hotel.today.slice(0, 4)) + 1
  const { page, expectNoFault } = await openPage(await openBrowser(t))
  const desk = new FrontDesk(page, hotel.url)
  await desk.open('#/settings')
  await desk.signIn('admin', PASSWORD)
  const field = page.getByRole('group', { name: desk.say('settings.holidays.title') })
  const kept = async () => (await hotel.client.get<Settings>('/api/v1/settings')).body.holidays

  // The property's zone says which country comes first.
  await field.getByLabel(desk.say('settings.holidays.year')).click()
  await page.getByRole('option', { name: String(year) }).click()
  await desk.button(desk.say('settings.holidays.addCountry'), field).click()
  const danish = publicHolidays('DK', year)
  await field.getByText(desk.say('settings.holidays.added', { count: danish.length })).waitFor()
  await desk.button(desk.say('settings.holidays.addCountry'), field).click()
  await field.getByText(desk.say('settings.holidays.added', { count: 0 })).waitFor()

  await desk.button(desk.say('settings.holidays.addOne'), field).click()
  await field.getByText(desk.say('settings.holidays.dateMissing')).waitFor()
  await field.getByLabel(desk.say('settings.holidays.date')).fill(`24/12/${year}`)
  await field.getByLabel(desk.say('settings.holidays.name')).fill('Juleaften')
  await page.keyboard.press('Enter')
  const list = field.getByRole('list')
  await list.getByText('Juleaften').waitFor()
  assert.deepEqual(await findBarriers(page), [])
  await list.getByRole('button', { name: 'Langfredag' }).click()
  assert.deepEqual(await kept(), [], 'nothing counts before it is saved')

  await desk.button(desk.say('common.save'), page.getByRole('region', { name: desk.say('settings.property.title') })).click()
  await desk.told(desk.say('settings.property.title'))
  const wanted = [...danish.filter(({ name }) => name !== 'Langfredag'), { date: `${year}-12-24`, name: 'Juleaften' }]
  assert.deepEqual(await kept(), wanted.toSorted((a, b) => (a.date < b.date ? -1 : 1)))
  expectNoFault()
})
