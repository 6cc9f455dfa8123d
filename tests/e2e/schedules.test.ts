import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import type { PackedCalendar } from '../../shared/contract/calendar.ts'
import type { Car, Rental } from '../../shared/contract/cars.ts'
import type { Timeslot } from '../../shared/contract/slots.ts'
import { addDays } from '../../shared/time.ts'
import { findBarriers, openBrowser, openPage, storyOf } from '../support/browser.ts'
import { FrontDesk } from '../support/front-desk.ts'
import { openHotel, type Hotel } from '../support/hotel.ts'
import { PASSWORD } from '../support/process.ts'
import { placeOnTimeline } from '../support/timeline-place.ts'

/* Providers, rooms by the hour and cars in their calendars: by mouse, by keyboard, and to look at. */

type View = 'providers' | 'hourly' | 'cars'

/** One of the calendars of hours, as a person sees it. Everything happens tomorrow, so that no hour is over yet. */
class Hours {
  readonly desk: FrontDesk
  readonly view: View
  readonly day: string
  readonly hotel: Hotel

  constructor(desk: FrontDesk, view: View, hotel: Hotel) {
    this.desk = desk
    this.view = view
    this.hotel = hotel
    this.day = addDays(hotel.today, 1)
  }

  get page(): Page { return this.desk.page }
  get grid(): Locator { return this.page.getByRole('grid', { name: this.desk.say(`schedules.${this.view}.grid`) }) }
  get dialog(): Locator { return this.page.getByRole('dialog') }

  bar(guest: string): Locator { return this.grid.getByRole('gridcell', { name: guest }) }

  /** Opens the calendar on tomorrow, with hours to be seen. */
  async open(): Promise<void> {
    await this.desk.open(`#/calendar/${this.view}`)
    await this.grid.waitFor()
    await this.page.getByRole('radiogroup', { name: this.desk.say('schedules.span.label') }).getByText(this.desk.say('schedules.span.day'), { exact: true }).click()
    await this.desk.button(this.desk.say('calendar.today')).click()
    await this.desk.button(this.desk.say('schedules.dayOn')).click()
    await this.head('10:00').waitFor()
    // What the button has to say about itself goes with the pointer.
    await this.page.mouse.move(5, 5)
    await this.page.getByRole('tooltip').waitFor({ state: 'detached' })
  }

  head(time: string): Locator {
    return this.grid.getByRole('columnheader', { name: this.#nameOf(time), exact: true })
  }

  #nameOf(time: string): string {
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${this.day}T00:00:00Z`)).replace(',', '')
    return `${day}, ${time}`
  }

  /** Where an hour of tomorrow begins on a row. */
  async place(row: string, time: string): Promise<{ x: number, y: number }> {
    const { head, line } = await placeOnTimeline(this.grid, this.#nameOf(time), row)
    return { x: head.x + 3, y: line.y + 15 }
  }

  async click(row: string, time: string): Promise<void> {
    const { x, y } = await this.place(row, time)
    await this.page.mouse.click(x, y)
  }

  /** Takes a bar near its beginning and drops it on an hour. */
  async drag(guest: string, row: string, time: string): Promise<void> {
    const bar = (await this.bar(guest).boundingBox())!
    const to = await this.place(row, time)
    const { mouse } = this.page
    await mouse.move(bar.x + 12, bar.y + 12)
    await mouse.down()
    await mouse.move(bar.x + 24, bar.y + 12, { steps: 3 })
    await mouse.move(to.x + 9, to.y, { steps: 6 })
    await mouse.up()
  }

  /** Types who it is for into the dialog that has opened, and books. */
  async bookFor(guest: string): Promise<void> {
    await this.desk.hasFocus(this.dialog.getByLabel(this.desk.say('stay.guestName')))
    await this.page.keyboard.type(guest)
    await this.page.keyboard.press('Enter')
    await this.dialog.waitFor({ state: 'detached' })
    await this.bar(guest).waitFor()
  }

  /** Takes back what was told in these words. */
  undoOf(told: string): Locator {
    return this.desk.button(this.desk.say('common.undo'), this.page.getByRole('alert').filter({ hasText: told }))
  }

  /** Where the desk's database has a guest: the row and the times of day. */
  async isAt(guest: string): Promise<string | undefined> {
    const { body } = await this.hotel.client.get<PackedCalendar & { [member: string]: unknown, id: number, error: string }>(
      `/api/v1/calendar?kind=${this.view}&from=${this.hotel.today}&to=${addDays(this.day, 3)}`)
    const { rows, bars } = unpackCalendar(body)
    const bar = bars.find(({ label }) => label === guest)
    const time = (minute: number) => `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    return bar && `${rows[bar.row]?.label ?? ''} ${time(bar.start)}–${time(bar.end)}`
  }

  /** Waits until the database has the guest there. */
  async comesTo(guest: string, place: string | undefined): Promise<void> {
    let seen = await this.isAt(guest)
    for (let asked = 0; seen !== place && asked < 200; asked += 1) {
      await this.page.evaluate(() => new Promise(requestAnimationFrame))
      seen = await this.isAt(guest)
    }
    assert.equal(seen, place)
  }
}

async function made<T>(answer: Promise<{ status: number, text: string, body: T }>): Promise<T> {
  const { status, text, body } = await answer
  assert.ok(status < 300, text)
  return body
}

test('appointments by mouse and by keyboard', async (t) => {
  const hotel = await openHotel(t)
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const hours = new Hours(desk, 'providers', hotel)
  const step = storyOf(t)
  const { say } = desk
  await desk.open('#/calendar')
  await desk.signIn('admin', PASSWORD)

  await step('where there is no provider, one is added', async () => {
    await page.getByRole('radiogroup', { name: say('schedules.views.label') }).getByText(say('schedules.views.providers'), { exact: true }).click()
    await page.getByText(say('schedules.providers.none')).waitFor()
    for (const name of ['Bech', 'Holm']) {
      if (name === 'Holm') {
        await desk.button(say('schedules.providers.manage')).click()
        await hours.dialog.getByText('Bech', { exact: true }).waitFor()
      }
      await desk.button(say('schedules.providers.add'), name === 'Holm' ? hours.dialog : page).click()
      await hours.dialog.getByLabel(say('schedules.providers.name')).fill(name)
      await hours.dialog.getByLabel(say('common.email')).fill(`${name}@spa.example`)
      await desk.button(say('common.save'), hours.dialog).click()
      await desk.told(say('schedules.savedAs', { name }))
    }
    await page.keyboard.press('Escape')
    await hours.dialog.waitFor({ state: 'detached' })
  })

  await step('a click on an hour books it', async () => {
    await hours.open()
    await hours.click('Bech', '10:00')
    await hours.bookFor('Åse Dam')
    assert.equal(await hours.isAt('Åse Dam'), 'Bech 10:00–10:30')
  })

  await step('a drag moves it to another provider and time; the toast takes it back', async () => {
    await hours.drag('Åse Dam', 'Holm', '13:00')
    await hours.comesTo('Åse Dam', 'Holm 13:00–13:30')
    await hours.undoOf('Åse Dam: Holm').click()
    await hours.comesTo('Åse Dam', 'Bech 10:00–10:30')
  })

  await step('where somebody is already, it stays and says why', async () => {
    await hours.click('Bech', '15:00')
    await hours.bookFor('Krogh')
    await hours.drag('Krogh', 'Bech', '10:00')
    await desk.told(say('schedules.verdict.taken', { where: 'Bech', who: 'Åse Dam' }))
    assert.equal(await hours.isAt('Krogh'), 'Bech 15:00–15:30')
  })

  await step('by keyboard: book, move, lengthen, take back', async () => {
    await hours.grid.focus()
    await hours.click('Holm', '10:00')
    await hours.bookFor('Lund')
    await desk.hasFocus(hours.grid)
    await page.keyboard.press('m')
    for (let quarter = 0; quarter < 4; quarter += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await hours.comesTo('Lund', 'Holm 11:00–11:30')
    await desk.told('11:00–11:30')
    await page.keyboard.press('r')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await hours.comesTo('Lund', 'Holm 11:00–12:00')
    await hours.undoOf('11:00–12:00').focus()
    await page.keyboard.press('Enter')
    await hours.comesTo('Lund', 'Holm 11:00–11:30')
    await hours.bar('Lund 11:00–11:30').waitFor()
    await hours.grid.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await desk.panel('Lund')
    await page.keyboard.press('Escape')
    await hours.dialog.waitFor({ state: 'detached' })
  })

  await step('the panel changes it and cancels it', async () => {
    await hours.bar('Lund').click()
    const panel = await desk.panel('Lund')
    await panel.getByLabel(say('common.notes')).fill('Bad knee')
    await panel.getByLabel(say('schedules.time'), { exact: true }).fill('14')
    await desk.button(say('common.save'), panel).click()
    await panel.waitFor({ state: 'detached' })
    await hours.comesTo('Lund', 'Holm 14:00–14:30')
    await hours.grid.getByRole('gridcell', { name: 'Lund 14:00–14:30' }).click()
    await desk.button(say('schedules.step.cancel'), await desk.panel('Lund')).click()
    await desk.told(say('schedules.done.cancelled', { who: 'Lund' }))
    await hours.comesTo('Lund', undefined)
    await hours.undoOf(say('schedules.done.cancelled', { who: 'Lund' })).click()
    await hours.comesTo('Lund', 'Holm 14:00–14:30')
  })

  await step('the week shows the same', async () => {
    await page.getByRole('radiogroup', { name: say('schedules.span.label') }).getByText(say('schedules.span.week'), { exact: true }).click()
    await hours.bar('Åse Dam').waitFor()
    await page.keyboard.press('g')
    await page.getByRole('dialog', { name: say('calendar.jump') }).waitFor()
    await page.keyboard.press('Escape')
  })

  await step('nothing went wrong that no person saw', () => expectNoFault())
})

test('rooms by the hour by mouse and by keyboard', async (t) => {
  const hotel = await openHotel(t)
  const { id: roomId } = await made(hotel.client.post('/api/v1/admin/rooms', { name: 'Kattegat', roomType: 'Meeting room', capacity: 8, hourlyRate: 300 }))
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const hours = new Hours(desk, 'hourly', hotel)
  const step = storyOf(t)
  const { say } = desk
  await desk.open('#/calendar/hourly')
  await desk.signIn('admin', PASSWORD)
  const free = async () => (await made(hotel.client.get<{ timeslots: Timeslot[], id: number, error: string, [member: string]: unknown }>(`/api/v1/bookings/rooms/${roomId}/timeslots?date=${hours.day}`)))
    .timeslots.map(({ startTime }) => startTime.slice(11, 16))

  await step('hours are put on sale', async () => {
    await hours.open()
    await desk.button(say('schedules.hourly.openTitle')).click()
    for (const label of ['firstDay', 'lastDay'] as const) {
      await hours.dialog.getByLabel(say(`schedules.hourly.${label}`)).fill('+1')
      await page.keyboard.press('Tab')
    }
    await desk.button(say('schedules.hourly.open'), hours.dialog).click()
    await desk.told(say('schedules.hourly.opened', { count: 8 }))
    assert.deepEqual(await free(), ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00'])
  })

  await step('a click on a free hour books it; where there is none it says so', async () => {
    await hours.click('Kattegat', '10:00')
    await hours.bookFor('Åse Dam')
    assert.equal(await hours.isAt('Åse Dam'), 'Kattegat 10:00–11:00')
    await hours.click('Kattegat', '07:00')
    await page.getByText(say('schedules.verdict.no_slot')).first().waitFor()
  })

  await step('a drag moves it to another free hour, and not to one that is booked', async () => {
    await hours.drag('Åse Dam', 'Kattegat', '13:00')
    await hours.comesTo('Åse Dam', 'Kattegat 13:00–14:00')
    await hours.undoOf('13:00–14:00').click()
    await hours.comesTo('Åse Dam', 'Kattegat 10:00–11:00')
    await hours.click('Kattegat', '15:00')
    await hours.bookFor('Krogh')
    await hours.drag('Krogh', 'Kattegat', '10:00')
    await desk.told(say('schedules.verdict.taken', { where: 'Kattegat', who: 'Åse Dam' }))
    assert.equal(await hours.isAt('Krogh'), 'Kattegat 15:00–16:00')
  })

  await step('by keyboard: book and move', async () => {
    await hours.click('Kattegat', '11:00')
    await hours.bookFor('Lund')
    await desk.hasFocus(hours.grid)
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await hours.comesTo('Lund', 'Kattegat 12:00–13:00')
  })

  await step('the panel takes the payment, and says what is paid back before it cancels', async () => {
    await hours.bar('Lund').click()
    await desk.button(say('schedules.step.pay', { amount: 'kr 300' }), await desk.panel('Lund')).click()
    await hours.dialog.waitFor({ state: 'detached' })
    await hours.bar('Lund').click()
    await desk.button(say('schedules.step.cancel'), await desk.panel('Lund')).click()
    const question = page.getByRole('dialog', { name: say('schedules.step.cancelTitle') })
    await question.getByText('kr 300', { exact: false }).waitFor()
    await desk.button(say('schedules.step.cancel'), question).click()
    await hours.comesTo('Lund', undefined)
  })

  await step('nothing went wrong that no person saw', () => expectNoFault())
})

test('cars by mouse and by keyboard', async (t) => {
  const hotel = await openHotel(t)
  for (const model of ['EX30', 'EX90']) await made(hotel.client.post('/cars/add', { brand: 'Volvo', model, fuel_type: 'Electric', mileage: 1200 }))
  const browser = await openBrowser(t)
  const { page, expectNoFault } = await openPage(browser)
  const desk = new FrontDesk(page, hotel.url)
  const hours = new Hours(desk, 'cars', hotel)
  const step = storyOf(t)
  const { say } = desk
  await desk.open('#/calendar/cars')
  await desk.signIn('staff', PASSWORD)

  await step('hours that are drawn over are a rental', async () => {
    await hours.open()
    const from = await hours.place('Volvo EX30', '08:00')
    const to = await hours.place('Volvo EX30', '11:00')
    await page.mouse.move(from.x + 8, from.y)
    await page.mouse.down()
    await page.mouse.move(from.x + 30, from.y, { steps: 3 })
    await page.mouse.move(to.x + 8, to.y, { steps: 4 })
    await page.mouse.up()
    await hours.bookFor('Åse Dam')
    assert.equal(await hours.isAt('Åse Dam'), 'Volvo EX30 08:00–12:00')
  })

  await step('a drag gives another car, the edge another end; the toast takes it back', async () => {
    await hours.drag('Åse Dam', 'Volvo EX90', '10:00')
    await hours.comesTo('Åse Dam', 'Volvo EX90 10:00–14:00')
    await hours.undoOf('Åse Dam: Volvo EX90').click()
    await hours.comesTo('Åse Dam', 'Volvo EX30 08:00–12:00')
    await hours.grid.getByRole('gridcell', { name: '08:00–12:00' }).waitFor()
    await page.mouse.move(1, 1)
    const bar = (await hours.bar('Åse Dam').boundingBox())!
    const end = await hours.place('Volvo EX30', '15:00')
    await page.mouse.move(bar.x + bar.width - 2, bar.y + 12)
    await page.mouse.down()
    await page.mouse.move(end.x, bar.y + 12, { steps: 6 })
    await page.mouse.up()
    await hours.comesTo('Åse Dam', 'Volvo EX30 08:00–15:00')
  })

  await step('by keyboard: another car', async () => {
    await hours.bar('Åse Dam').click()
    await desk.panel('Åse Dam')
    await page.keyboard.press('Escape')
    await hours.dialog.waitFor({ state: 'detached' })
    await desk.hasFocus(hours.grid)
    await page.keyboard.press('m')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await hours.comesTo('Åse Dam', 'Volvo EX90 09:00–16:00')
  })

  await step('the car is handed over and comes back with its meter, its gauge and a scratch', async () => {
    await hours.bar('Åse Dam').click()
    let panel = await desk.panel('Åse Dam')
    await panel.getByLabel(say('schedules.cars.fuel')).fill('90')
    await desk.button(say('schedules.cars.handOver'), panel).click()
    await hours.bar(say('schedules.tone.in_house')).waitFor()
    await hours.bar('Åse Dam').click()
    panel = await desk.panel('Åse Dam')
    await panel.getByLabel(say('schedules.cars.mileage')).fill('1250')
    await panel.getByLabel(say('schedules.cars.damage')).fill('Scratch on the door')
    await desk.button(say('schedules.cars.takeBack'), panel).click()
    await hours.grid.getByRole('rowheader', { name: say('schedules.cars.tag.damaged') }).waitFor()
    const [rental] = (await made(hotel.client.get<{ items: Rental[], id: number, error: string, [member: string]: unknown }>('/api/v1/rentals'))).items
    assert.deepEqual([rental!.status, rental!.fuelOut, rental!.mileageIn, rental!.damage], ['returned', 90, 1250, 'Scratch on the door'])
  })

  await step('a car is added; one that is promised cannot be taken out, and says so', async () => {
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await hours.click('Volvo EX30', '09:00')
    await hours.bookFor('Krogh')
    await desk.button(say('schedules.cars.manage')).click()
    await desk.button(say('schedules.cars.remove', { name: 'Volvo EX30' }), hours.dialog).click()
    await desk.told('rental to come')
    await desk.button(say('schedules.cars.add'), hours.dialog).click()
    await hours.dialog.getByLabel(say('schedules.cars.brand')).fill('Škoda')
    await hours.dialog.getByLabel(say('schedules.cars.model')).fill('Enyaq')
    await hours.dialog.getByLabel(say('schedules.cars.fuelType')).fill('Electric')
    await desk.button(say('common.add'), hours.dialog).click()
    await hours.dialog.getByRole('row', { name: 'Škoda Enyaq' }).waitFor()
    const cars = (await hotel.client.get<Car[] & { id: number, error: string, [member: string]: unknown }>('/cars')).body
    assert.equal(cars.length, 3)
    await page.keyboard.press('Escape')
    await hours.grid.getByRole('rowheader', { name: 'Škoda Enyaq' }).waitFor()
  })

  await step('nothing went wrong that no person saw', () => expectNoFault())
})

test('the calendars of hours have no barrier that axe finds, in light and dark, English and Danish', async (t) => {
  const hotel = await openHotel(t)
  const day = addDays(hotel.today, 1)
  const provider = await made(hotel.client.post('/api/v1/providers', { name: 'Bech', email: 'bech@spa.example', workingHours: { start: '09:00', end: '17:00' } }))
  await made(hotel.client.post('/api/v1/appointments', { providerId: provider.id, date: day, time: '10:00', guestName: 'Åse Dam', notes: 'Bad knee' }))
  const room = await made(hotel.client.post('/api/v1/admin/rooms', { name: 'Kattegat', roomType: 'Meeting room', capacity: 8, hourlyRate: 300 }))
  await made(hotel.client.post('/api/v1/admin/timeslots/generate', { roomId: room.id, startDate: day, endDate: day, slotDuration: 60 }))
  const { timeslots } = await made(hotel.client.get<{ timeslots: Timeslot[], id: number, error: string, [member: string]: unknown }>(`/api/v1/bookings/rooms/${room.id}/timeslots?date=${day}`))
  await made(hotel.client.post('/api/v1/slot-bookings', { timeslotId: timeslots[1]!.id, guestName: 'Åse Dam', status: 'pending' }))
  const car = await made(hotel.client.post('/cars/add', { brand: 'Volvo', model: 'EX30', fuel_type: 'Electric', mileage: 1200, has_damage: true }))
  await made(hotel.client.post('/api/v1/rentals', { carId: car['car_id'], guestName: 'Åse Dam', from: `${day}T09:00`, to: `${day}T15:00` }))
  const browser = await openBrowser(t)

  for (const scheme of ['light', 'dark'] as const) {
    const { page, expectNoFault } = await openPage(browser, { colorScheme: scheme })
    const desk = new FrontDesk(page, hotel.url)
    await desk.open('#/calendar/cars')
    await desk.signIn('admin', PASSWORD)
    for (const view of ['providers', 'hourly', 'cars'] as const) {
      await t.test(`${view}, ${scheme}`, async () => {
        const hours = new Hours(desk, view, hotel)
        await hours.open()
        await hours.bar('Åse Dam').waitFor()
        assert.deepEqual(await findBarriers(page), [])
        await hours.bar('Åse Dam').click()
        await desk.panel('Åse Dam')
        await hours.dialog.getByLabel(desk.say('stay.guestName')).waitFor()
        assert.deepEqual(await findBarriers(page), [])
        await page.keyboard.press('Escape')
        await hours.dialog.waitFor({ state: 'detached' })
        await hours.click({ providers: 'Bech', hourly: 'Kattegat', cars: 'Volvo EX30' }[view], '16:00')
        await desk.hasFocus(hours.dialog.getByLabel(desk.say('stay.guestName')))
        assert.deepEqual(await findBarriers(page), [])
        await desk.button(desk.say('common.cancel'), hours.dialog).click()
        await hours.dialog.waitFor({ state: 'detached' })
      })
    }
    await t.test(`in Danish, ${scheme}`, async () => {
      await desk.speak('da')
      for (const view of ['providers', 'hourly', 'cars'] as const) {
        await desk.open(`#/calendar/${view}`)
        await page.getByRole('grid', { name: desk.say(`schedules.${view}.grid`) }).waitFor()
        if (scheme === 'light') assert.deepEqual(await findBarriers(page), [])
      }
      expectNoFault()
    })
    await page.context().close()
  }
})
