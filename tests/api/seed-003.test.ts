import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Booking, Timeslot } from '../../shared/contract/slots.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { aRoom, aStay } from '../support/builders.ts'
import { openTestDesk, TODAY, type TestDesk, type TestDeskOptions } from '../support/desk.ts'

/* Seed 003: rooms by the hour (contract, section 7). */

const TOMORROW = '2027-02-11'

interface Setup { desk: TestDesk, room: number, slots: Timeslot[] }

async function withSlots(t: TestContext, options: TestDeskOptions = {}): Promise<Setup> {
  const desk = await openTestDesk(t, options)
  const room = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'Meeting A', roomType: 'meeting', hourlyRate: 250.5 })
  const made = await desk.as('admin').post('/api/v1/admin/timeslots/generate', {
    roomId: room.body.id, startDate: TODAY, endDate: '2027-02-13', slotDuration: 30, workingHours: { start: '09:00', end: '17:00' },
  })
  assert.equal(made.status, 201, made.text)
  const { body } = await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${room.body.id}/timeslots?date=${TOMORROW}`)
  return { desk, room: room.body.id, slots: body.timeslots }
}

const book = (desk: TestDesk, role: 'customer' | 'staff' | 'admin', roomId: number, timeslotId: number) =>
  desk.as(role).post<{ booking: Booking, checkoutUrl: null, message: string, error: string }>('/api/v1/bookings', { roomId, timeslotId, notes: 'Test booking' })

describe('the seed\'s own list of tests', () => {
  it('lists rooms', async (t) => {
    const { desk } = await withSlots(t)
    const answer = await desk.withToken().get('/api/v1/bookings/rooms')
    assert.equal(answer.status, 200)
    assert.equal(answer.body.total, 1)
    assert.equal(answer.body.items[0]!.name, 'Meeting A')
  })

  it('gets the slots of a room', async (t) => {
    const { slots } = await withSlots(t)
    assert.equal(slots.length, 16)
    assert.deepEqual(slots[0], { ...slots[0]!, startTime: `${TOMORROW}T09:00:00+01:00`, endTime: `${TOMORROW}T09:30:00+01:00`, isAvailable: true })
  })

  it('creates a booking, signed in', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const answer = await book(desk, 'customer', room, slots[0]!.id)
    assert.equal(answer.status, 201, answer.text)
    assert.equal(answer.body.booking.status, 'pending')
    assert.equal(answer.body.booking.price, 125.25)
    assert.equal(answer.body.booking.room!.name, 'Meeting A')
    assert.equal(answer.body.booking.timeslot!.id, slots[0]!.id)
    assert.equal(answer.body.checkoutUrl, null)
    assert.equal(answer.body.message, 'Booking created. Complete payment to confirm.')
  })

  it('does not, signed out', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    assert.equal((await desk.withToken().post('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id })).status, 401)
  })

  it('cancels a booking', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { body } = await book(desk, 'customer', room, slots[0]!.id)
    const answer = await desk.as('customer').put<{ booking: Booking, refundAmount: number, message: string }>(`/api/v1/bookings/${body.booking.id}/cancel`)
    assert.deepEqual([answer.status, answer.body.booking.status, answer.body.refundAmount, answer.body.message], [200, 'cancelled', 0, 'Booking cancelled successfully'])
  })

  it('does not cancel, show or move another\'s', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { body } = await book(desk, 'admin', room, slots[0]!.id)
    for (const answer of [
      await desk.as('customer').put(`/api/v1/bookings/${body.booking.id}/cancel`),
      await desk.as('customer').get(`/api/v1/bookings/${body.booking.id}`),
      await desk.as('customer').put(`/api/v1/bookings/${body.booking.id}/reschedule`, { newTimeslotId: slots[1]!.id }),
    ]) assert.deepEqual([answer.status, answer.body.error], [403, 'Access denied'])
  })

  it('lists all bookings for an administrator alone', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    await book(desk, 'customer', room, slots[0]!.id)
    const answer = await desk.as('admin').get('/api/v1/admin/bookings')
    assert.deepEqual([answer.status, answer.body.total, answer.body.limit], [200, 1, 50])
    assert.equal((await desk.as('customer').get('/api/v1/admin/bookings')).status, 403)
    assert.equal((await desk.as('staff').get('/api/v1/admin/bookings')).status, 403)
  })

  it('generates slots', async (t) => {
    const { desk, room } = await withSlots(t)
    const answer = await desk.as('admin').post('/api/v1/admin/timeslots/generate', {
      roomId: room, startDate: '2027-03-01T00:00:00', endDate: '2027-03-07T00:00:00', slotDuration: 30, workingHours: { start: '09:00', end: '17:00' },
    })
    assert.equal(answer.status, 201)
    assert.deepEqual(answer.body, { message: 'Generated 112 timeslots', count: 112, dateRange: { start: '2027-03-01T00:00:00', end: '2027-03-07T00:00:00' } })
  })
})

describe('error texts', () => {
  it('are the seed\'s', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const own = (await book(desk, 'customer', room, slots[0]!.id)).body.booking.id
    const admin = desk.as('admin')
    const customer = desk.as('customer')
    const expected: [Promise<{ status: number, body: { error: string } }>, number, string][] = [
      [admin.post('/api/v1/admin/rooms', {}), 400, 'name is required'],
      [admin.post('/api/v1/admin/rooms', { name: 'A' }), 400, 'roomType is required'],
      [admin.post('/api/v1/admin/rooms', { roomType: 'meeting', name: '' }), 400, 'name is required'],
      [admin.post('/api/v1/admin/rooms', { name: null }), 400, 'name is required'],
      [admin.post('/api/v1/admin/rooms', { name: 'A', roomType: '' }), 400, 'roomType is required'],
      [admin.post('/api/v1/admin/rooms', { name: 'A', roomType: null, capacity: 'x' }), 400, 'roomType is required'],
      [admin.put('/api/v1/admin/rooms/99', { name: 'A' }), 404, 'Room not found'],
      [customer.get('/api/v1/bookings/rooms/99'), 404, 'Room not found'],
      [customer.get('/api/v1/bookings/rooms/99/timeslots?date=2027-02-11'), 404, 'Room not found'],
      [customer.get(`/api/v1/bookings/rooms/${room}/timeslots`), 400, 'Date parameter is required'],
      [customer.get(`/api/v1/bookings/rooms/${room}/timeslots?date=soon`), 400, 'Invalid date format. Use ISO 8601'],
      [customer.post('/api/v1/bookings', { roomId: room }), 400, 'timeslotId and roomId are required'],
      [customer.get('/api/v1/bookings/99'), 404, 'Booking not found'],
      [customer.put('/api/v1/bookings/99/cancel'), 404, 'Booking not found'],
      [customer.put(`/api/v1/bookings/${own}/reschedule`, {}), 400, 'newTimeslotId is required'],
      [admin.post('/api/v1/admin/timeslots/generate', { roomId: room, startDate: '2027-03-01' }), 400, 'endDate is required'],
      [admin.delete('/api/v1/admin/timeslots/9999'), 404, 'Timeslot not found'],
      [admin.delete(`/api/v1/admin/timeslots/${slots[0]!.id}`), 400, 'Cannot delete timeslot with existing bookings'],
      [admin.put(`/api/v1/admin/bookings/${own}/status`, {}), 400, 'status is required'],
      [admin.put(`/api/v1/admin/bookings/${own}/status`, { status: 'paid' }), 400, 'Invalid status transition to: paid'],
      [admin.put('/api/v1/admin/bookings/99/status', { status: 'confirmed' }), 404, 'Booking not found'],
    ]
    for (const [answer, status, error] of expected) {
      const { status: actual, body } = await answer
      assert.deepEqual([actual, body.error], [status, error])
    }
    assert.equal((await admin.delete(`/api/v1/admin/timeslots/${slots[1]!.id}`)).body.message, 'Timeslot deleted')
    assert.equal((await admin.delete(`/api/v1/admin/rooms/${room}`)).body.message, 'Room deactivated')
  })

  it('name both shapes where a body has neither', async (t) => {
    const { desk } = await withSlots(t)
    const answer = await desk.as('customer').post('/api/v1/bookings', { notes: 'x' })
    assert.equal(answer.status, 400)
    assert.match(answer.body.error, /provider_id/)
    assert.match(answer.body.error, /timeslotId/)
  })

  it('are 400 for bad numbers and dates, never 500', async (t) => {
    const { desk, room } = await withSlots(t)
    for (const path of [
      '/api/v1/bookings/rooms?page=0', '/api/v1/bookings/rooms?limit=x', '/api/v1/bookings/rooms/abc', '/api/v1/bookings?from_date=soon',
      '/api/v1/bookings?page=-1', `/api/v1/bookings/rooms/${room}/timeslots?date=2027-02-11&duration=x`, '/api/v1/admin/bookings?roomId=x',
      '/api/v1/admin/bookings?fromDate=x', '/api/v1/admin/bookings/stats?toDate=x',
    ]) assert.equal((await desk.as('admin').get(path)).status, 400, path)
  })
})

describe('a slot', () => {
  it('is one booking\'s alone', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    await book(desk, 'customer', room, slots[0]!.id)
    const answer = await book(desk, 'staff', room, slots[0]!.id)
    assert.deepEqual([answer.status, answer.body.error], [400, 'Timeslot is not available'])
  })

  it('that was not paid in time cannot be moved, paid or confirmed any more', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { body } = await book(desk, 'customer', room, slots[0]!.id)
    desk.setNow(desk.now() + 31 * 60_000)
    assert.equal((await desk.as('customer').put(`/api/v1/bookings/${body.booking.id}/reschedule`, { newTimeslotId: slots[1]!.id })).status, 400)
    assert.equal((await desk.as('staff').post(`/api/v1/bookings/${body.booking.id}/payments`, {})).status, 409)
    assert.equal((await desk.as('admin').put(`/api/v1/admin/bookings/${body.booking.id}/status`, { status: 'confirmed' })).status, 400)
  })

  it('of another room, unknown or past is refused', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const other = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'B', roomType: 'meeting' })
    assert.equal((await book(desk, 'customer', other.body.id, slots[0]!.id)).status, 400)
    assert.equal((await book(desk, 'customer', room, 99_999)).status, 400)
    await desk.later(`${TOMORROW}T09:00:00+01:00`)
    assert.equal((await book(desk, 'customer', room, slots[0]!.id)).status, 400)
  })

  it('and a stay of the same room exclude each other', async (t) => {
    const { desk } = await withSlots(t)
    const room = await aRoom('101').add(desk)
    await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId: room.id, startDate: TOMORROW, endDate: TOMORROW, slotDuration: 60, workingHours: { start: '10:00', end: '16:00' } })
    const free = async () => (await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${room.id}/timeslots?date=${TOMORROW}`)).body.timeslots
    await aStay().in('101').from(TODAY).nights(1).book(desk)
    assert.deepEqual((await free()).map(({ startTime }) => startTime.slice(11, 16)), ['12:00', '13:00', '14:00', '15:00'])
    const taken = await book(desk, 'customer', room.id, (await free())[2]!.id)
    assert.equal(taken.status, 201)
    assert.equal((await aStay().in('101').from(TOMORROW).nights(1).ask(desk)).status, 409)
  })

  it('of a room that is out of use is not to be had', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { booking } = (await book(desk, 'customer', room, slots[0]!.id)).body
    await desk.as('customer').put(`/api/v1/bookings/${booking.id}/cancel`)
    const shown = async () => (await desk.as('customer').get<Booking>(`/api/v1/bookings/${booking.id}`)).body.timeslot!.isAvailable
    const listed = async () => {
      const { status, body } = await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${room}/timeslots?date=${TOMORROW}`)
      return [status, body.timeslots.length]
    }
    assert.deepEqual([await shown(), ...await listed()], [true, 200, 16])
    await desk.as('admin').delete(`/api/v1/admin/rooms/${room}`)
    assert.deepEqual([await shown(), ...await listed()], [false, 200, 0])
    assert.equal((await book(desk, 'customer', room, slots[0]!.id)).status, 400)
    await desk.as('admin').put(`/api/v1/admin/rooms/${room}`, { isActive: true })
    assert.deepEqual([await shown(), ...await listed()], [true, 200, 16])
  })

  it('is free again when nobody pays in time', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const first = await book(desk, 'customer', room, slots[0]!.id)
    desk.setNow(desk.now() + 30 * 60_000)
    assert.equal((await book(desk, 'staff', room, slots[0]!.id)).status, 201)
    assert.equal((await desk.as('customer').get(`/api/v1/bookings/${first.body.booking.id}`)).body.status, 'cancelled')
  })
})

describe('generating slots', () => {
  const generate = (desk: TestDesk, roomId: number, more: object) =>
    desk.as('admin').post<{ count: number, error: string }>('/api/v1/admin/timeslots/generate', { roomId, startDate: '2027-03-01', endDate: '2027-03-01', ...more })

  it('twice adds nothing', async (t) => {
    const { desk, room } = await withSlots(t)
    assert.equal((await generate(desk, room, {})).body.count, 16)
    assert.equal((await generate(desk, room, {})).body.count, 0)
  })

  it('skips what overlaps', async (t) => {
    const { desk, room } = await withSlots(t)
    await generate(desk, room, { workingHours: { start: '10:15', end: '10:45' } })
    const answer = await generate(desk, room, { workingHours: { start: '09:00', end: '12:00' } })
    assert.equal(answer.body.count, 4)
  })

  it('leaves days out', async (t) => {
    const { desk, room } = await withSlots(t)
    const answer = await generate(desk, room, { endDate: '2027-03-03', excludedDates: ['2027-03-02', '2027-03-03T00:00:00'] })
    assert.equal(answer.body.count, 16)
  })

  it('counts hours as they pass on the days when the clocks change', async (t) => {
    const { desk, room } = await withSlots(t)
    const hours = { workingHours: { start: '00:00', end: '06:00' }, slotDuration: 60 }
    assert.equal((await generate(desk, room, { startDate: '2027-03-28', endDate: '2027-03-28', ...hours })).body.count, 5)
    assert.equal((await generate(desk, room, { startDate: '2027-10-31', endDate: '2027-10-31', ...hours })).body.count, 7)
  })

  it('makes at most 20,000 at once', async (t) => {
    const { desk, room } = await withSlots(t)
    const whole = { workingHours: { start: '00:00', end: '23:59' }, slotDuration: 1 }
    const answer = await generate(desk, room, { ...whole, endDate: '2027-03-31' })
    assert.equal(answer.status, 400)
    assert.equal((await generate(desk, room, { startDate: '0001-01-01', endDate: '9999-12-31', ...whole })).status, 400)
    assert.equal((await generate(desk, room, { ...whole, endDate: '2027-03-10' })).body.count, 14_390)
  })

  it('refuses what makes no sense', async (t) => {
    const { desk, room } = await withSlots(t)
    for (const bad of [{ startDate: '2027-03-02' }, { endDate: 'x' }, { slotDuration: 0 }, { slotDuration: 1.5 }, { workingHours: { start: '12:00', end: '12:00' } }, { excludedDates: ['x'] }, { roomId: 'x' }]) {
      assert.equal((await generate(desk, room, bad)).status, 400, JSON.stringify(bad))
    }
    assert.equal((await generate(desk, 99, {})).status, 404)
  })
})

describe('cancelling', () => {
  const pay = (desk: TestDesk, id: number) => desk.as('staff').post<Booking>(`/api/v1/bookings/${id}/payments`, {})
  const cancel = (desk: TestDesk, id: number) => desk.as('customer').put<{ refundAmount: number, booking: Booking, error: string }>(`/api/v1/bookings/${id}/cancel`)

  async function paidBooking(t: TestContext): Promise<{ desk: TestDesk, id: number }> {
    const { desk, room, slots } = await withSlots(t)
    const { body } = await book(desk, 'customer', room, slots[0]!.id)
    const paid = await pay(desk, body.booking.id)
    assert.deepEqual([paid.body.status, paid.body.paymentStatus], ['confirmed', 'paid'])
    return { desk, id: body.booking.id }
  }

  for (const [name, at, refund, status] of [
    ['exactly 24 hours before pays all back', '2027-02-10T09:00:00+01:00', 125.25, 'refunded'],
    ['a second later pays half back', '2027-02-10T09:00:01+01:00', 62.63, 'partially_refunded'],
    ['at the start pays nothing back', '2027-02-11T09:00:00+01:00', 0, 'paid'],
  ] as const) {
    it(name, async (t) => {
      const { desk, id } = await paidBooking(t)
      await desk.later(at)
      const answer = await cancel(desk, id)
      assert.deepEqual([answer.body.refundAmount, answer.body.booking.paymentStatus], [refund, status])
    })
  }

  it('twice is refused, and so is a completed one', async (t) => {
    const { desk, id } = await paidBooking(t)
    await cancel(desk, id)
    assert.equal((await cancel(desk, id)).status, 400)
    const { desk: other, id: done } = await paidBooking(t)
    await other.as('admin').put(`/api/v1/admin/bookings/${done}/status`, { status: 'completed' })
    assert.equal((await cancel(other, done)).status, 400)
  })
})

describe('rescheduling', () => {
  it('moves to another slot of the room', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { body } = await book(desk, 'customer', room, slots[0]!.id)
    const answer = await desk.as('customer').put<{ booking: Booking, message: string }>(`/api/v1/bookings/${body.booking.id}/reschedule`, { newTimeslotId: slots[3]!.id })
    assert.deepEqual([answer.status, answer.body.booking.timeslotId, answer.body.message], [200, slots[3]!.id, 'Booking rescheduled successfully'])
    assert.equal((await book(desk, 'staff', room, slots[0]!.id)).status, 201, 'the old slot is free')
  })

  it('into a taken slot, another room\'s or the past is refused', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const other = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'B', roomType: 'meeting' })
    await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId: other.body.id, startDate: TOMORROW, endDate: TOMORROW })
    const foreign = (await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${other.body.id}/timeslots?date=${TOMORROW}`)).body.timeslots[0]!.id
    const { body } = await book(desk, 'customer', room, slots[5]!.id)
    const taken = await book(desk, 'staff', room, slots[6]!.id)
    for (const id of [body.booking.id, taken.body.booking.id]) await desk.as('admin').put(`/api/v1/admin/bookings/${id}/status`, { status: 'confirmed' })
    await desk.later(`${TOMORROW}T09:10:00+01:00`)
    for (const newTimeslotId of [slots[6]!.id, foreign, slots[0]!.id, 99_999, 'x', 0]) {
      assert.equal((await desk.as('customer').put(`/api/v1/bookings/${body.booking.id}/reschedule`, { newTimeslotId })).status, 400, String(newTimeslotId))
    }
  })
})

describe('an administrator\'s status', () => {
  it('follows the lifecycle', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const set = async (id: number, status: string) => (await desk.as('admin').put(`/api/v1/admin/bookings/${id}/status`, { status })).status
    const ids: number[] = []
    for (let at = 0; at < 4; at += 1) ids.push((await book(desk, 'customer', room, slots[at]!.id)).body.booking.id)
    assert.equal(await set(ids[0]!, 'completed'), 400, 'pending may not be completed')
    assert.equal(await set(ids[0]!, 'confirmed'), 200)
    assert.equal(await set(ids[0]!, 'checked_in'), 400, 'only stays are checked in')
    assert.equal(await set(ids[0]!, 'completed'), 200)
    assert.equal(await set(ids[0]!, 'cancelled'), 400)
    assert.equal(await set(ids[1]!, 'confirmed'), 200)
    assert.equal(await set(ids[1]!, 'no_show'), 200)
    assert.equal(await set(ids[2]!, 'cancelled'), 200)
    const stats = await desk.as('admin').get<{ total: number, byStatus: Record<string, number>, revenue: number }>('/api/v1/admin/bookings/stats')
    assert.deepEqual(stats.body, { total: 4, byStatus: { pending: 1, confirmed: 0, checked_in: 0, completed: 1, cancelled: 1, no_show: 1 }, revenue: 0 })
  })

  it('checks a stay in and out', async (t) => {
    const { desk } = await withSlots(t)
    await aRoom('101').add(desk)
    const stay = await aStay().in('101').book(desk)
    const set = async (status: string) => (await desk.as('admin').put(`/api/v1/admin/bookings/${stay.id}/status`, { status })).status
    assert.deepEqual([await set('completed'), await set('checked_in'), await set('completed')], [400, 200, 200])
  })

  it('of a stay does what the desk does: times, nights and the room', async (t) => {
    const desk = await openTestDesk(t)
    const room = await aRoom('101').add(desk)
    const { id } = await aStay().in('101').nights(3).at(1000).book(desk)
    const set = (status: string) => desk.as('admin').put<Booking>(`/api/v1/admin/bookings/${id}/status`, { status })
    const stay = async () => (await desk.as('staff').get<Stay>(`/api/v1/stays/${id}`)).body
    const housekeeping = async () => (await desk.withToken().get(`/api/v1/bookings/rooms/${room.id}`)).body.housekeeping
    await desk.as('staff').put(`/api/v1/housekeeping/${room.id}`, { housekeeping: 'inspected' })
    assert.equal((await set('checked_in')).body.status, 'checked_in')
    assert.deepEqual([(await stay()).checkedInAt, await housekeeping()], ['2027-02-10T12:00:00+01:00', 'inspected'])
    desk.setNow('2027-02-11T09:00:00+01:00')
    assert.deepEqual([(await set('completed')).body.price], [1000])
    const { checkedOutAt, departure, nights } = await stay()
    assert.deepEqual([checkedOutAt, departure, nights, await housekeeping()], ['2027-02-11T09:00:00+01:00', TOMORROW, 1, 'dirty'])
    assert.equal((await aStay().in('101').from(TOMORROW).ask(desk)).status, 201, 'the nights that were not slept are free')
  })

  it('of a stay may be set right on any day, but not into a room that somebody is still in', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    await aRoom('102').add(desk)
    const [first, late, elsewhere] = [await aStay().in('101').book(desk), await aStay().in('101').from(TOMORROW).book(desk), await aStay().in('102').from(TOMORROW).book(desk)]
    const set = (id: number, status: string) => desk.as('admin').put(`/api/v1/admin/bookings/${id}/status`, { status })
    const illegal = await set(late.id, 'completed')
    assert.deepEqual([illegal.status, illegal.body.error], [400, 'Invalid status transition to: completed'])
    await set(first.id, 'checked_in')
    const occupied = await set(late.id, 'checked_in')
    assert.equal(occupied.status, 409)
    assert.match(occupied.body.error, /still occupied by/)
    assert.equal((await desk.as('staff').post(`/api/v1/stays/${elsewhere.id}/check-in`)).status, 409, 'the desk waits for the day')
    assert.deepEqual([(await set(elsewhere.id, 'checked_in')).status, (await set(elsewhere.id, 'completed')).status], [200, 200])
    desk.setNow('2027-03-10T12:00:00+01:00')
    await set(first.id, 'completed')
    assert.deepEqual([(await set(late.id, 'checked_in')).status, (await set(late.id, 'completed')).status], [200, 200], 'long after it was')
  })
})

describe('one\'s own bookings', () => {
  it('are filtered and newest first', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const first = (await book(desk, 'customer', room, slots[0]!.id)).body.booking.id
    desk.setNow(desk.now() + 1000)
    const second = (await book(desk, 'customer', room, slots[1]!.id)).body.booking.id
    await book(desk, 'staff', room, slots[2]!.id)
    await desk.as('customer').put(`/api/v1/bookings/${first}/cancel`)
    const ids = async (query: string) => (await desk.as('customer').get(`/api/v1/bookings${query}`)).body.items.map(({ id }) => id)
    assert.deepEqual(await ids(''), [second, first])
    assert.deepEqual(await ids('?status=cancelled'), [first])
    assert.deepEqual(await ids(`?from_date=${TOMORROW}T09:30:00`), [second])
    assert.deepEqual(await ids(`?to_date=${TOMORROW}T09:00:00`), [first])
    assert.deepEqual(await ids('?from_date=2027-02-12'), [])
    assert.deepEqual(await ids('?status=&from_date=&to_date='), [second, first])
  })
})

describe('an empty filter', () => {
  it('is none', async (t) => {
    const { desk, room, slots } = await withSlots(t)
    const { booking } = (await book(desk, 'customer', room, slots[0]!.id)).body
    const admin = desk.as('admin')
    for (const query of ['?status=', '?roomId=', '?userId=', '?status=&roomId=&userId=&fromDate=&toDate=', `?status=&roomId=${room}&userId=${booking.userId}`]) {
      const { status, body } = await admin.get(`/api/v1/admin/bookings${query}`)
      assert.deepEqual([status, body.items?.map(({ id }) => id)], [200, [booking.id]], query)
    }
    assert.deepEqual((await admin.get('/api/v1/bookings/rooms?type=')).body.total, 1)
    for (const query of ['?fromDate=&toDate=', '?fromDate=', '?toDate=', `?fromDate=${TODAY}&toDate=`]) {
      assert.equal((await admin.get(`/api/v1/admin/bookings/stats${query}`)).body.total, 1, query)
    }
    for (const query of ['?page=', '?limit=', '?status=&status=', '?roomId=%20']) assert.equal((await admin.get(`/api/v1/admin/bookings${query}`)).status, 400, query)
  })
})
