import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { io, type Socket } from 'socket.io-client'
import type { Booking, Timeslot } from '../../shared/contract/slots.ts'
import { addDays } from '../../shared/time.ts'
import { aRoom, aStay, rooms, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type TestDesk } from '../support/desk.ts'

/* Live updates over Socket.IO (contract, section 9). */

interface Update { type: string, booking: Booking }

class Listener {
  readonly updates: Update[] = []
  readonly reminders: { booking: Booking, message: string }[] = []
  readonly socket: Socket
  #waiting: (() => void)[] = []

  constructor(t: TestContext, url: string, token: string | undefined) {
    this.socket = io(url, { auth: token === undefined ? {} : { token }, reconnection: false, transports: ['websocket'] })
    t.after(() => this.socket.close())
    this.socket.on('booking_update', (update: Update) => this.#heard(() => this.updates.push(update)))
    this.socket.on('booking_reminder', (reminder: { booking: Booking, message: string }) => this.#heard(() => this.reminders.push(reminder)))
  }

  join(userId: unknown): Promise<{ ok: boolean }> {
    return this.socket.emitWithAck('join_booking_room', { userId }) as Promise<{ ok: boolean }>
  }

  /** Waits until something holds of what was heard. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  #heard(note: () => void): void {
    note()
    for (const resolve of this.#waiting.splice(0)) resolve()
  }
}

const connected = (listener: Listener) => new Promise<'connected' | 'refused'>((resolve) => {
  listener.socket.on('connect', () => resolve('connected'))
  listener.socket.on('connect_error', () => resolve('refused'))
})

async function withSlot(desk: TestDesk, date = '2027-02-11'): Promise<{ room: number, slots: Timeslot[] }> {
  const room = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'Meeting A', roomType: 'meeting', hourlyRate: 100 })
  await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId: room.body.id, startDate: date, endDate: date })
  const { body } = await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${room.body.id}/timeslots?date=${date}`)
  return { room: room.body.id, slots: body.timeslots }
}

const me = async (desk: TestDesk, role: 'customer' | 'staff') => (await desk.as(role).get('/api/v1/users/me')).body.id

describe('the handshake', () => {
  it('wants a token that lives', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    assert.equal(await connected(new Listener(t, desk.url, undefined)), 'refused')
    assert.equal(await connected(new Listener(t, desk.url, 'nonsense')), 'refused')
    assert.equal(await connected(new Listener(t, desk.url, desk.as('customer').token)), 'connected')
    await desk.as('customer').post('/logout/')
    assert.equal(await connected(new Listener(t, desk.url, desk.as('customer').token)), 'refused')
  })
})

describe('a booking room', () => {
  it('is one\'s own; staff may join any', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const customer = new Listener(t, desk.url, desk.as('customer').token)
    const errors: unknown[] = []
    customer.socket.on('booking_error', (error) => errors.push(error))
    assert.deepEqual((await customer.join(await me(desk, 'staff'))).ok, false)
    assert.deepEqual((await customer.join('desk')).ok, false)
    assert.equal(errors.length, 2)
    assert.equal((await customer.join(await me(desk, 'customer'))).ok, true)
    const staff = new Listener(t, desk.url, desk.as('staff').token)
    assert.equal((await staff.join(await me(desk, 'customer'))).ok, true)
    for (const nonsense of [null, 0, -1, 'x', {}]) assert.equal((await staff.join(nonsense)).ok, false)
  })

  it('hears each change of that user\'s bookings, in order, and nobody else\'s', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const { room, slots } = await withSlot(desk)
    const listener = new Listener(t, desk.url, desk.as('customer').token)
    await listener.join(await me(desk, 'customer'))
    await desk.as('staff').post('/api/v1/bookings', { roomId: room, timeslotId: slots[5]!.id })
    const { body } = await desk.as('customer').post<{ booking: Booking }>('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id })
    await desk.as('customer').post('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id }) // refused: no update
    await desk.as('customer').put(`/api/v1/bookings/${body.booking.id}/reschedule`, { newTimeslotId: slots[1]!.id })
    await desk.as('admin').put(`/api/v1/admin/bookings/${body.booking.id}/status`, { status: 'confirmed' })
    await desk.as('admin').put(`/api/v1/admin/bookings/${body.booking.id}/status`, { status: 'no_show' })
    await listener.until(() => listener.updates.some(({ type }) => type === 'no_show'))
    assert.deepEqual(listener.updates.map(({ type, booking }) => [type, booking.id]), [
      ['created', body.booking.id], ['rescheduled', body.booking.id], ['updated', body.booking.id], ['no_show', body.booking.id],
    ])
  })

  it('is silent after leaving it and after signing out', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const { room, slots } = await withSlot(desk)
    const id = await me(desk, 'customer')
    const gone = new Listener(t, desk.url, desk.as('customer').token)
    await gone.join(id)
    await gone.socket.emitWithAck('leave_booking_room', { userId: id })
    const watcher = new Listener(t, desk.url, desk.as('staff').token)
    await watcher.join(id)
    await desk.as('customer').post('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id })
    await watcher.until(() => watcher.updates.length === 1)
    assert.equal(gone.updates.length, 0)
    const thrownOut = new Promise((resolve) => gone.socket.once('disconnect', resolve))
    await desk.as('customer').post('/logout/')
    await desk.as('staff').post('/api/v1/bookings', { roomId: room, timeslotId: slots[1]!.id })
    await thrownOut
  })
})

describe('what a listener hears', () => {
  it('begins with its own connection, also where several come at once', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await rooms(desk, '101', '102')
    for (let night = 0; night < 5; night += 1) await aStay().in('101').from(addDays(TODAY, night)).book(desk)
    for (let again = 0; again < 3; again += 1) {
      const listeners = Array.from({ length: 4 }, () => new Listener(t, desk.url, desk.as('staff').token))
      await Promise.all(listeners.map((listener) => listener.socket.emitWithAck('join_desk')))
      const stay = await aStay().in('102').from(addDays(TODAY, again)).book(desk)
      await Promise.all(listeners.map((listener) => listener.until(() => listener.updates.length > 0)))
      for (const { updates, socket } of listeners) {
        assert.deepEqual(updates.map(({ booking }) => booking.id), [stay.id])
        socket.close()
      }
    }
  })

  it('ends with signing out, before the next change is told', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const { room, slots } = await withSlot(desk)
    const id = await me(desk, 'customer')
    const listener = new Listener(t, desk.url, desk.as('customer').token)
    await listener.join(id)
    const booked = await desk.as('customer').post('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id })
    await listener.until(() => listener.updates.length === 1)
    const ended = new Promise((resolve) => listener.socket.once('disconnect', resolve))
    await desk.as('customer').post('/logout/')
    await ended
    await desk.as('admin').put(`/api/v1/admin/bookings/${(booked.body.booking as Booking).id}/status`, { status: 'confirmed' })
    assert.equal(listener.updates.length, 1)
  })

  it('shrinks with the role', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await rooms(desk, '101', '102')
    const [id, other] = [await me(desk, 'staff'), await me(desk, 'customer')]
    const listener = new Listener(t, desk.url, desk.as('staff').token)
    await listener.socket.emitWithAck('join_desk')
    for (const user of [id, other]) await listener.join(user)
    await desk.as('admin').patch(`/api/v1/users/${id}`, { role: 'customer' })
    const admin = new Listener(t, desk.url, desk.as('admin').token)
    await admin.socket.emitWithAck('join_desk')
    const stay = await desk.as('admin').post('/api/v1/stays', aStay().in('101').body())
    assert.equal(stay.status, 201)
    await admin.until(() => admin.updates.length === 1)
    assert.deepEqual(await listener.socket.emitWithAck('leave_booking_room', { userId: id }), { ok: true }, 'it is still there')
    assert.equal(listener.updates.length, 0)
  })
})

describe('the desk\'s room', () => {
  it('hears all changes, stays too', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await aRoom('101').add(desk)
    const listener = new Listener(t, desk.url, desk.as('staff').token)
    await listener.socket.emitWithAck('join_desk')
    const stay = await aStay().in('101').book(desk)
    await step(desk, stay.id, 'check-in')
    await step(desk, stay.id, 'undo')
    await step(desk, stay.id, 'cancel')
    await listener.until(() => listener.updates.length === 4)
    assert.deepEqual(listener.updates.map(({ type }) => type), ['created', 'updated', 'updated', 'cancelled'])
  })

  it('hears a change only when it can be read back', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await aRoom('101').add(desk)
    const listener = new Listener(t, desk.url, desk.as('staff').token)
    await listener.socket.emitWithAck('join_desk')
    const seen: number[] = []
    listener.socket.on('booking_update', ({ booking }: Update) => {
      void desk.as('staff').get(`/api/v1/stays/${booking.id}`).then(({ status }) => seen.push(status))
    })
    await Promise.all(Array.from({ length: 20 }, (_, day) => aStay().in('101').from(`2027-03-${String(day + 1).padStart(2, '0')}`).book(desk)))
    await listener.until(() => listener.updates.length === 20)
    while (seen.length < 20) await new Promise(setImmediate)
    assert.deepEqual(new Set(seen), new Set([200]))
  })
})

describe('reminders', () => {
  it('come once each, the nearest first, also across a restart and a sleeping laptop', async (t) => {
    const desk = await openTestDesk(t, { listen: true, now: '2027-02-09T08:00:00+01:00' })
    const { room, slots } = await withSlot(desk)
    await desk.as('customer').post('/api/v1/bookings', { roomId: room, timeslotId: slots[0]!.id })
    const { body } = await desk.as('admin').get('/api/v1/admin/bookings')
    await desk.as('admin').put(`/api/v1/admin/bookings/${body.items[0]!.id}/status`, { status: 'confirmed' })
    const id = await me(desk, 'customer')
    const listen = async () => {
      const listener = new Listener(t, desk.url, desk.as('customer').token)
      await listener.join(id)
      return listener
    }

    const first = await listen()
    await desk.later('2027-02-10T08:59:59+01:00')
    desk.desk.wake()
    await desk.later('2027-02-10T09:00:00+01:00')
    desk.desk.wake()
    await first.until(() => first.reminders.length === 1)
    assert.equal(first.reminders[0]!.message, 'Your appointment is coming up!')
    desk.desk.wake()
    await desk.restart()

    const second = await listen()
    desk.desk.wake()
    // The laptop sleeps past the hour and wakes a quarter before the start.
    await desk.later('2027-02-11T08:45:00+01:00')
    desk.desk.wake()
    await second.until(() => second.reminders.length === 1)
    assert.equal(first.reminders.length, 1)
    const sent = desk.desk.services.database.db.all(`SELECT 1 FROM audit WHERE entity = 'reminder'`)
    assert.equal(sent.length, 2)
  })
})
