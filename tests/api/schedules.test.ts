import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { DeskAppointment, Provider } from '../../shared/contract/appointments.ts'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import { CALENDAR_FLAGS, type Calendar, type PackedCalendar } from '../../shared/contract/calendar.ts'
import type { Rental } from '../../shared/contract/cars.ts'
import type { SlotBooking } from '../../shared/contract/slots.ts'
import { openTestDesk, TODAY, type TestDesk } from '../support/desk.ts'
import { aBlock, aRoom, aStay } from '../support/builders.ts'

/* Providers, rooms by the hour and cars as the desk works with them. */

type Answered<T> = T & { error: string }

const ifMatch = (version: number) => ({ headers: { 'if-match': `"${version}"` } })

async function aProvider(desk: TestDesk, name = 'Dr. Holm', more: object = {}): Promise<Provider> {
  const answer = await desk.as('admin').post<Provider>('/api/v1/providers', { name, email: `${name.replaceAll(/[^a-z]/gi, '')}@clinic.example`, ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.body
}

async function withProvider(t: TestContext, more: object = {}) {
  const desk = await openTestDesk(t)
  const provider = await aProvider(desk, 'Dr. Holm', more)
  const ask = (date: string, time: string, rest: object = {}) =>
    desk.as('staff').post<Answered<DeskAppointment>>('/api/v1/appointments', { providerId: provider.id, date, time, guestName: 'Lund', ...rest })
  const book = async (date: string, time: string, rest: object = {}) => {
    const answer = await ask(date, time, rest)
    assert.equal(answer.status, 201, answer.text)
    return answer.body
  }
  const change = (id: number, body: object, options = {}) => desk.as('staff').patch<Answered<DeskAppointment>>(`/api/v1/appointments/${id}`, body, options)
  return { desk, provider, ask, book, change }
}

describe('an appointment', () => {
  it('is booked for a guest, as long as the provider\'s slots or as asked, and read again', async (t) => {
    const { desk, provider, book } = await withProvider(t, { slotMinutes: 45 })
    const booked = await book('2027-03-01', '10:00', { notes: 'Bad knee' })
    assert.deepEqual(
      [booked.provider, booked.guestName, booked.notes, booked.date, booked.time, booked.minutes, booked.from, booked.status],
      [provider.name, 'Lund', 'Bad knee', '2027-03-01', '10:00', 45, '2027-03-01T10:00:00+01:00', 'confirmed'])
    assert.deepEqual((await desk.as('staff').get(`/api/v1/appointments/${booked.id}`)).body, booked)
    assert.equal((await book('2027-03-01', '12:00', { minutes: 90 })).to, '2027-03-01T13:30:00+01:00')
    assert.equal((await desk.as('staff').get('/api/v1/appointments/999')).status, 404)
  })

  it('may be for a guest who is known', async (t) => {
    const { desk, book } = await withProvider(t)
    const guest = await desk.as('staff').post('/api/v1/guests', { name: 'Åse Dam' })
    const booked = await book('2027-03-01', '10:00', { guestId: guest.body.id, guestName: undefined })
    assert.deepEqual([booked.guestId, booked.guestName], [guest.body.id, 'Åse Dam'])
  })

  it('has a name and notes also by seed 001\'s route, whose answer stays', async (t) => {
    const { desk, provider } = await withProvider(t)
    const answer = await desk.as('staff').post('/api/v1/bookings', { provider_id: provider.id, date: '2027-03-01', time: '10:00', guest_name: 'Lund', notes: 'Window' })
    assert.deepEqual(Object.keys(answer.body), ['id', 'provider_id', 'date', 'time', 'created_at'])
    const { body } = await desk.as('staff').get<DeskAppointment>(`/api/v1/appointments/${answer.body.id}`)
    assert.deepEqual([body.guestName, body.notes], ['Lund', 'Window'])
    const own = await desk.as('customer').post('/api/v1/bookings', { provider_id: provider.id, date: '2027-03-01', time: '11:00', guest_name: 'Somebody else' })
    assert.equal((await desk.as('staff').get<DeskAppointment>(`/api/v1/appointments/${own.body.id}`)).body.guestName, 'customer', 'a customer books for themselves')
  })

  it('begins exactly when another ends, and overlaps one by a minute', async (t) => {
    const { ask, book } = await withProvider(t)
    await book('2027-03-01', '10:00')
    assert.deepEqual([(await ask('2027-03-01', '10:30')).status, (await ask('2027-03-01', '09:30')).status], [201, 201])
    const refused = await ask('2027-03-01', '10:29')
    assert.equal(refused.status, 409)
    assert.equal((await ask('2027-03-01', '09:31')).status, 409)
  })

  it('is refused with who is there and until when', async (t) => {
    const { ask, book } = await withProvider(t)
    await book('2027-03-01', '10:00', { guestName: 'Åse Dam' })
    const refused = await ask('2027-03-01', '10:15')
    assert.deepEqual([refused.status, refused.body.error], [409, 'Dr. Holm is booked from 2027-03-01 10:00 to 2027-03-01 10:30 (Åse Dam).'])
  })

  it('may lie outside the hours, for the desk', async (t) => {
    const { ask } = await withProvider(t, { workingHours: { start: '09:00', end: '12:00', days: [1, 2, 3, 4, 5] } })
    assert.deepEqual([(await ask('2027-03-07', '06:00')).status, (await ask('2027-03-01', '23:45')).status], [201, 201])
  })

  it('lies within the years that can be written', async (t) => {
    const { ask } = await withProvider(t)
    assert.deepEqual([(await ask('9999-12-31', '23:59')).status, (await ask('9999-12-29', '23:59', { minutes: 1440 })).status, (await ask('0001-01-03', '00:00')).status], [400, 201, 201])
  })

  it('moves to another time and another provider and keeps its length', async (t) => {
    const { desk, book, change } = await withProvider(t, { slotMinutes: 45 })
    const other = await aProvider(desk, 'Bech', { slotMinutes: 15 })
    const booked = await book('2027-03-01', '10:00')
    const moved = await change(booked.id, { providerId: other.id, date: '2027-03-02', time: '11:15' }, ifMatch(booked.version))
    assert.equal(moved.status, 200, moved.text)
    assert.deepEqual([moved.body.provider, moved.body.date, moved.body.time, moved.body.minutes, moved.body.guestName], ['Bech', '2027-03-02', '11:15', 45, 'Lund'])
    assert.equal((await change(booked.id, { minutes: 20 })).body.to, '2027-03-02T11:35:00+01:00')
    assert.equal((await change(booked.id, { providerId: 999 })).status, 404)
    assert.equal((await change(booked.id, { time: '24:00' })).status, 400)
  })

  it('keeps its length where the clocks change in it', async (t) => {
    const { book, change } = await withProvider(t)
    const booked = await book('2027-03-27', '01:30', { minutes: 90 })
    const spring = await change(booked.id, { date: '2027-03-28' })
    assert.deepEqual([spring.body.from, spring.body.to, spring.body.minutes], ['2027-03-28T01:30:00+01:00', '2027-03-28T04:00:00+02:00', 90])
    const autumn = await change(booked.id, { date: '2027-10-31' })
    assert.deepEqual([autumn.body.from, autumn.body.to, autumn.body.minutes], ['2027-10-31T01:30:00+02:00', '2027-10-31T02:00:00+01:00', 90])
  })

  it('does not move where somebody is, nor from an old version', async (t) => {
    const { book, change } = await withProvider(t)
    const booked = await book('2027-03-01', '10:00')
    await book('2027-03-01', '12:00', { guestName: 'Åse Dam' })
    const refused = await change(booked.id, { time: '11:45' })
    assert.equal(refused.status, 409)
    assert.match(refused.body.error, /Åse Dam/)
    assert.equal((await change(booked.id, { guestName: 'Krogh' })).body.guestName, 'Krogh')
    const stale = await change(booked.id, { time: '14:00' }, ifMatch(booked.version))
    assert.equal(stale.status, 412)
    assert.equal((stale.body as unknown as { current: DeskAppointment }).current.guestName, 'Krogh')
  })

  it('is kept, missed or cancelled, once; then its time is free but for one that was kept', async (t) => {
    const { desk, ask, book, change } = await withProvider(t)
    for (const [time, step, status, again] of [['10:00', 'complete', 'completed', 409], ['11:00', 'no-show', 'no_show', 201], ['12:00', 'cancel', 'cancelled', 201]] as const) {
      const booked = await book('2027-03-01', time)
      const done = await desk.as('staff').post<DeskAppointment>(`/api/v1/appointments/${booked.id}/${step}`)
      assert.deepEqual([done.status, done.body.status], [200, status])
      assert.ok(done.body.lastChange > booked.lastChange)
      assert.equal((await desk.as('staff').post(`/api/v1/appointments/${booked.id}/${step}`)).status, 409)
      const closed = await change(booked.id, { time: '15:00' })
      assert.deepEqual([closed.status, closed.body.error], [409, `This booking is ${status}: it cannot be changed any more. Take the last step back first.`])
      assert.equal((await ask('2027-03-01', time)).status, again, step)
    }
  })
})

async function withSlots(t: TestContext) {
  const desk = await openTestDesk(t)
  const room = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'Kattegat', roomType: 'Meeting room', capacity: 8, hourlyRate: 300 })
  assert.equal(room.status, 201, room.text)
  const generate = (roomId: number, date: string, hours = { start: '09:00', end: '12:00' }) =>
    desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId, startDate: date, endDate: date, slotDuration: 60, workingHours: hours })
  await generate(room.body.id, '2027-03-01')
  const picture = async (from = '2027-03-01', to = '2027-03-02') => unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?kind=hourly&from=${from}&to=${to}`)).body)
  const slots = (await picture()).slots!.map(([, , , id]) => id)
  const ask = (timeslotId: number, more: object = {}) => desk.as('staff').post<Answered<SlotBooking>>('/api/v1/slot-bookings', { timeslotId, guestName: 'Lund', ...more })
  const book = async (timeslotId: number, more: object = {}) => {
    const answer = await ask(timeslotId, more)
    assert.equal(answer.status, 201, answer.text)
    return answer.body
  }
  return { desk, roomId: room.body.id, generate, picture, slots, ask, book }
}

describe('a room by the hour', () => {
  it('is booked for a guest and firm at once, or pending until it is paid', async (t) => {
    const { desk, slots, book } = await withSlots(t)
    const firm = await book(slots[0]!, { notes: 'Projector' })
    assert.deepEqual([firm.status, firm.room, firm.guestName, firm.notes, firm.price, firm.from, firm.expiresAt], ['confirmed', 'Kattegat', 'Lund', 'Projector', 300, '2027-03-01T09:00:00+01:00', null])
    const pending = await book(slots[1]!, { status: 'pending' })
    assert.deepEqual([pending.status, pending.expiresAt], ['pending', '2027-02-10T12:30:00+01:00'])
    const confirmed = await desk.as('staff').post<SlotBooking>(`/api/v1/slot-bookings/${pending.id}/confirm`)
    assert.deepEqual([confirmed.body.status, confirmed.body.expiresAt], ['confirmed', null])
    assert.equal((await desk.as('staff').get<SlotBooking>(`/api/v1/slot-bookings/${pending.id}`)).body.lastChange, confirmed.body.lastChange)
    assert.equal((await desk.as('staff').get('/api/v1/slot-bookings/999')).status, 404)
  })

  it('says who has it', async (t) => {
    const { slots, ask, book } = await withSlots(t)
    await book(slots[0]!)
    const refused = await ask(slots[0]!)
    assert.deepEqual([refused.status, refused.body.error], [409, 'Kattegat is taken from 2027-03-01 09:00 to 2027-03-01 10:00 (Lund).'])
    assert.equal((await ask(9999)).status, 400)
  })

  it('moves to another free slot of the room, and the price with it unless it was paid', async (t) => {
    const { desk, slots, book, roomId, generate, picture } = await withSlots(t)
    await generate(roomId, '2027-03-02')
    const other = (await picture('2027-03-02', '2027-03-03')).slots![0]![3]
    const booked = await book(slots[0]!)
    const taken = await book(slots[1]!)
    const move = (timeslotId: number, version = booked.version) => desk.as('staff').patch<Answered<SlotBooking>>(`/api/v1/slot-bookings/${booked.id}`, { timeslotId }, ifMatch(version))
    const refused = await move(slots[1]!)
    assert.equal(refused.status, 409)
    assert.match(refused.body.error, /Kattegat is taken .*Lund/)
    const moved = await move(other)
    assert.deepEqual([moved.status, moved.body.from], [200, '2027-03-02T09:00:00+01:00'])
    assert.equal((await move(slots[0]!)).status, 412)
    await desk.as('staff').post(`/api/v1/slot-bookings/${taken.id}/cancel`)
    assert.equal((await move(slots[1]!, moved.body.version)).body.from, '2027-03-01T10:00:00+01:00')
  })

  it('tells the refund before it is cancelled, and pays it', async (t) => {
    const { desk, slots, book } = await withSlots(t)
    const booked = await book(slots[0]!)
    await desk.as('staff').post(`/api/v1/bookings/${booked.id}/payments`, {})
    await desk.later('2027-02-28T20:00:00+01:00')
    const read = await desk.as('staff').get<SlotBooking>(`/api/v1/slot-bookings/${booked.id}`)
    assert.deepEqual([read.body.paid, read.body.refund], [300, 150])
    const cancelled = await desk.as('staff').post<SlotBooking>(`/api/v1/slot-bookings/${booked.id}/cancel`)
    assert.deepEqual([cancelled.body.status, cancelled.body.paid, cancelled.body.refund, cancelled.body.paymentStatus], ['cancelled', 150, 0, 'partially_refunded'])
    const late = await desk.as('staff').patch<Answered<SlotBooking>>(`/api/v1/slot-bookings/${booked.id}`, { notes: 'x' })
    assert.equal(late.status, 409)
  })

  it('ends as kept or missed', async (t) => {
    const { desk, slots, book } = await withSlots(t)
    for (const [slot, step, status] of [[slots[0]!, 'complete', 'completed'], [slots[1]!, 'no-show', 'no_show']] as const) {
      const { id } = await book(slot)
      assert.equal((await desk.as('staff').post<SlotBooking>(`/api/v1/slot-bookings/${id}/${step}`)).body.status, status)
      assert.equal((await desk.as('staff').post(`/api/v1/slot-bookings/${id}/${step}`)).status, 409)
    }
  })
})

async function withCars(t: TestContext) {
  const desk = await openTestDesk(t)
  const car = async (model: string) => (await desk.as('staff').post('/cars/add', { brand: 'Volvo', model, fuel_type: 'Electric', mileage: 100 })).body.car_id as number
  const cars = [await car('EX30'), await car('EX90')] as const
  const rent = async (carId: number, from: string, to: string, guestName = 'Lund') => {
    const answer = await desk.as('staff').post<Rental>('/api/v1/rentals', { carId, guestName, from, to })
    assert.equal(answer.status, 201, answer.text)
    return answer.body
  }
  const change = (id: number, body: object, options = {}) => desk.as('staff').patch<Answered<Rental>>(`/api/v1/rentals/${id}`, body, options)
  return { desk, cars, rent, change }
}

describe('a rental', () => {
  it('changes its car, times, guest and price', async (t) => {
    const { cars, rent, change } = await withCars(t)
    const rental = await rent(cars[0], '2027-03-01T10:00', '2027-03-03T10:00')
    const moved = await change(rental.id, { carId: cars[1], from: '2027-03-02T10:00', to: '2027-03-04T12:00', price: 500 }, ifMatch(rental.version))
    assert.deepEqual(
      [moved.status, moved.body.carId, moved.body.from, moved.body.to, moved.body.price, moved.body.guestName],
      [200, cars[1], '2027-03-02T10:00:00+01:00', '2027-03-04T12:00:00+01:00', 500, 'Lund'])
    assert.ok(moved.body.lastChange > rental.lastChange)
    assert.equal((await change(rental.id, { guestName: 'Krogh', notes: 'Child seat' })).body.guestName, 'Krogh')
    assert.equal((await change(rental.id, { to: '2027-03-09T10:00' }, ifMatch(rental.version))).status, 412)
    assert.equal((await change(rental.id, { to: '2027-03-01T10:00' })).status, 400, 'an end before the start')
    assert.equal((await change(rental.id, { carId: 999 })).status, 404)
    assert.equal((await change(999, { price: 1 })).status, 404)
  })

  it('ends exactly when another begins, and not a minute later', async (t) => {
    const { cars, rent, change } = await withCars(t)
    const rental = await rent(cars[0], '2027-03-01T10:00', '2027-03-02T10:00')
    await rent(cars[0], '2027-03-03T10:00', '2027-03-04T10:00', 'Åse Dam')
    assert.equal((await change(rental.id, { to: '2027-03-03T10:00' })).status, 200)
    const refused = await change(rental.id, { to: '2027-03-03T10:01' })
    assert.deepEqual([refused.status, refused.body.error], [409, 'The car is taken from 2027-03-03 10:00 to 2027-03-04 10:00 (Åse Dam).'])
  })

  it('that is out keeps its car and its start; its end may move', async (t) => {
    const { desk, cars, rent, change } = await withCars(t)
    const rental = await rent(cars[0], '2027-02-10T10:00', '2027-02-11T10:00')
    await desk.as('staff').post(`/api/v1/rentals/${rental.id}/hand-over`, {})
    assert.equal((await change(rental.id, { to: '2027-02-12T18:00' })).body.to, '2027-02-12T18:00:00+01:00')
    for (const body of [{ carId: cars[1] }, { from: '2027-02-10T09:00' }]) {
      const refused = await change(rental.id, body)
      assert.deepEqual([refused.status, refused.body.error], [409, 'The car is out: car and start stay as they are.'])
    }
    await desk.as('staff').post(`/api/v1/rentals/${rental.id}/take-back`, {})
    assert.equal((await change(rental.id, { to: '2027-02-14T18:00' })).status, 409)
  })
})

describe('the calendar', () => {
  const read = async (desk: TestDesk, kind: string, from: string, to: string) => unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?kind=${kind}&from=${from}&to=${to}`)).body)
  const barsOf = (picture: Calendar) => picture.bars.map(({ row, start, end, status, label }) => [picture.rows[row]?.label, start, end, status, label])

  it('of providers tells their hours and slots, and each appointment in wall-clock minutes', async (t) => {
    const hours = { start: '09:00', end: '17:00', days: [1, 2, 3] }
    const { desk, book } = await withProvider(t, { slotMinutes: 45, workingHours: hours })
    await aProvider(desk, 'Bech')
    await book('2027-03-28', '10:00')
    const picture = await read(desk, 'providers', '2027-03-28', '2027-03-29')
    assert.deepEqual(picture.rows.map(({ label, provider }) => ({ label, provider })), [
      { label: 'Bech', provider: { slotMinutes: 30, workingHours: null } }, { label: 'Dr. Holm', provider: { slotMinutes: 45, workingHours: hours } },
    ])
    assert.deepEqual(barsOf(picture), [['Dr. Holm', 600, 645, 'confirmed', 'Lund']], 'a day of 23 hours')
    assert.equal(picture.slots, undefined)
  })

  it('never shows a bar that ends before it begins', async (t) => {
    const { desk, book } = await withProvider(t)
    await book('2027-10-31', '02:45')
    assert.deepEqual(barsOf(await read(desk, 'providers', '2027-10-31', '2027-11-01')), [['Dr. Holm', 165, 166, 'confirmed', 'Lund']])
  })

  it('of cars tells where each is and how it stands, by fuel', async (t) => {
    const { desk, cars, rent } = await withCars(t)
    await desk.as('staff').post('/cars/add', { brand: 'Audi', model: 'A3', fuel_type: 'Petrol', mileage: 7, has_damage: true })
    const rental = await rent(cars[0], '2027-02-10T10:00', '2027-02-11T10:00')
    await desk.as('staff').post(`/api/v1/rentals/${rental.id}/hand-over`, { mileage: 120, fuelLevel: 80 })
    const picture = await read(desk, 'cars', TODAY, '2027-02-12')
    assert.deepEqual(picture.rows.map(({ label, group, car }) => [label, group, car]), [
      ['Volvo EX30', 'Electric', { isRented: true, hasDamage: false, fuelLevel: 80, mileage: 120 }],
      ['Volvo EX90', 'Electric', { isRented: false, hasDamage: false, fuelLevel: null, mileage: 100 }],
      ['Audi A3', 'Petrol', { isRented: false, hasDamage: true, fuelLevel: null, mileage: 7 }],
    ])
    assert.deepEqual(barsOf(picture), [['Volvo EX30', 600, 2040, 'checked_in', 'Lund']])
  })

  it('of rooms by the hour tells what is free, and what else holds the room', async (t) => {
    const { desk, slots, book, generate, picture } = await withSlots(t)
    const both = await aRoom('101').add(desk)
    await aRoom('102').add(desk)
    await generate(both.id, '2027-03-01', { start: '10:00', end: '16:00' })
    await aStay().in('101').from('2027-02-28').to('2027-03-01').for('Sleeper').book(desk)
    await aBlock('101').from('2027-03-01').nights(1).add(desk)
    await book(slots[0]!)
    const seen = await picture()
    assert.deepEqual(seen.rows.map(({ label }) => label), ['Kattegat', '101'], 'a room without hours is not among them')
    assert.deepEqual(seen.rows.map(({ hourlyRate }) => hourlyRate), [300, null])
    const free = seen.slots!.map(([row, start, end]) => [seen.rows[row]!.label, start / 60, end / 60])
    assert.deepEqual(free, [['Kattegat', 10, 11], ['Kattegat', 11, 12], ['101', 12, 13], ['101', 13, 14]],
      'from the check-out at 12 exactly, to the block at 14 exactly')
    const byLabel = new Map(seen.bars.map((bar) => [bar.label ?? bar.status, bar]))
    assert.deepEqual([...byLabel.keys()].sort(), ['Lund', 'Sleeper', 'out_of_order'])
    assert.deepEqual(['Lund', 'Sleeper'].map((name) => byLabel.get(name)!.flags & CALENDAR_FLAGS.slot), [CALENDAR_FLAGS.slot, 0])
    await desk.later('2027-03-01T11:30:00+01:00')
    assert.deepEqual((await picture()).slots!.map(([, start]) => start / 60), [11, 12, 13], 'what is over is not offered')
  })

  it('is asked for by staff, of a kind there is', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await desk.as('staff').get(`/api/v1/calendar?kind=boats&from=${TODAY}&to=2027-02-11`)).status, 400)
    assert.equal((await desk.as('customer').get(`/api/v1/calendar?kind=hourly&from=${TODAY}&to=2027-02-11`)).status, 403)
  })
})
