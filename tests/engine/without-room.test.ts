import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import { CALENDAR_FLAGS, type PackedCalendar } from '../../shared/contract/calendar.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aRoom, aStay, rooms, SINGLE, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type AnyBody, type TestDesk } from '../support/desk.ts'

/* Stays that have no room yet: how they live, and that no category is sold twice. */

const day = (offset: number) => addDays(TODAY, offset)

async function house(t: TestContext, ...numbers: string[]): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, ...numbers.length > 0 ? numbers : ['101', '102'])
  return desk
}

const waiting = () => aStay().of(SINGLE).with({ unassigned: true })
const move = (desk: TestDesk, id: number, body: object) => desk.as('staff').post<Stay & AnyBody>(`/api/v1/stays/${id}/move`, body)
const undo = (desk: TestDesk, ...steps: number[]) => desk.as('staff').post<{ steps: number[] } & AnyBody>('/api/v1/calendar/undo', { steps })
const moves = (desk: TestDesk, ...list: object[]) => desk.as('staff').post('/api/v1/calendar/moves', { moves: list })
const read = async (desk: TestDesk, id: number) => (await desk.as('staff').get<Stay>(`/api/v1/stays/${id}`)).body

async function expectSoldOut(asked: Promise<{ status: number, body: { error: string } }>, night = TODAY): Promise<void> {
  const { status, body } = await asked
  assert.equal(status, 409, JSON.stringify(body))
  assert.match(body.error, new RegExp(`No ${SINGLE} is left for the night of ${night}`))
}

describe('a stay without a room', () => {
  test('has a category, its lowest rate and no room; a move gives it one, and takes it out again', async (t) => {
    const desk = await house(t)
    await aRoom('201').rate(1295).add(desk)
    await aRoom('301').category('Suite').rate(2495).add(desk)
    const stay = await waiting().nights(2).book(desk)
    assert.deepEqual([stay.roomId, stay.roomNumber, stay.category, stay.nightlyRate, stay.total], [null, null, SINGLE, 995, 1990])
    const assigned = (await move(desk, stay.id, { roomNumber: '301' })).body
    assert.deepEqual([assigned.roomNumber, assigned.category, assigned.nightlyRate], ['301', 'Suite', 995])
    const out = (await move(desk, stay.id, { roomNumber: null })).body
    assert.deepEqual([out.roomNumber, out.roomId, out.category], [null, null, 'Suite'])
    assert.equal((await move(desk, stay.id, { roomNumber: null, category: SINGLE, departure: day(5) })).body.nights, 5)
    assert.equal((await move(desk, stay.id, { category: SINGLE })).body.roomNumber, '101')
    await step(desk, stay.id, 'undo')
    assert.deepEqual([(await read(desk, stay.id)).roomNumber, (await read(desk, stay.id)).category], [null, SINGLE])
  })

  test('needs a category that there is, and no room', async (t) => {
    const desk = await house(t)
    assert.equal((await aStay().with({ unassigned: true }).ask(desk)).status, 400)
    assert.equal((await waiting().in('101').ask(desk)).status, 400)
    assert.equal((await aStay().of('Suite').with({ unassigned: true }).ask(desk)).status, 404)
    const stay = await waiting().book(desk)
    assert.equal((await move(desk, stay.id, { roomNumber: null, category: 'Suite' })).status, 404)
  })

  test('is not checked in, and a guest in the house keeps a room', async (t) => {
    const desk = await house(t)
    const stay = await waiting().book(desk)
    const refused = await desk.as('staff').post(`/api/v1/stays/${stay.id}/check-in`)
    assert.deepEqual([refused.status, refused.body.error], [409, 'The stay has no room yet. Give it one first.'])
    assert.equal((await desk.as('admin').put(`/api/v1/admin/bookings/${stay.id}/status`, { status: 'checked_in' })).status, 409)
    const assigned = await move(desk, stay.id, { roomNumber: '101' })
    await step(desk, stay.id, 'check-in')
    assert.match((await move(desk, stay.id, { roomNumber: null })).body.error, /needs a room/)
    assert.match((await undo(desk, assigned.body.lastChange)).body.error, /needs a room/)
    assert.equal((await read(desk, stay.id)).roomNumber, '101')
  })

  test('is split, and the second part of a split may wait', async (t) => {
    const desk = await house(t)
    const split = async (id: number, roomNumber: string | null, night = day(1)) => (await desk.as('staff').post<{ first: Stay, second: Stay }>(`/api/v1/stays/${id}/split`, { night, roomNumber })).body
    const waits = await split((await waiting().nights(3).book(desk)).id, '102')
    assert.deepEqual([waits.first.roomNumber, waits.second.roomNumber], [null, '102'])
    const leaves = await split((await aStay().in('101').nights(3).book(desk)).id, null)
    assert.deepEqual([leaves.first.roomNumber, leaves.second.roomNumber, leaves.second.category], ['101', null, SINGLE])
  })

  test('is seen in the lists, the export, the older systems and the report', async (t) => {
    const desk = await house(t)
    const stay = await waiting().nights(2).for('Holm').book(desk)
    const staff = desk.as('staff')
    for (const query of ['view=arrivals', 'q=holm', 'sort=room', `from=${TODAY}&to=${day(1)}`]) {
      const { body } = await staff.get<{ items: Stay[] }>(`/api/v1/stays?${query}`)
      assert.deepEqual(body.items.map(({ id, roomNumber }) => [id, roomNumber]), [[stay.id, null]], query)
    }
    assert.match((await staff.get('/api/v1/stays/export/csv')).text, new RegExp(`\r\n${stay.id},,${SINGLE},`))
    assert.equal((await staff.get<AnyBody[]>('/bookings')).body[0]!.roomnumber, null)
    assert.match((await staff.get('/bookings/export/csv')).text, new RegExp(`\r\n${stay.id},,${SINGLE},1,`))
    assert.equal((await desk.as('admin').get(`/api/v1/admin/bookings`)).status, 200)
    assert.equal((await staff.get('/api/v1/housekeeping')).status, 200)
    const report = (await staff.get<{ total: { roomsSold: number, roomsAvailable: number, revenue: number } }>(`/api/v1/reports/performance?from=${TODAY}&to=${day(7)}&by=category`)).body
    assert.deepEqual([report.total.roomsSold, report.total.roomsAvailable, report.total.revenue], [2, 14, 1990])
    const history = (await staff.get<AnyBody[]>(`/api/v1/stays/${(await move(desk, stay.id, { roomNumber: '102' })).body.id}/history`)).body
    assert.deepEqual(history[1]!.changes, { roomNumber: { from: null, to: '102' } })
  })

  test('is billed and told of by its category', async (t) => {
    const desk = await openTestDesk(t, { settings: { eventServiceUrl: 'http://127.0.0.1:9', billingServiceUrl: 'http://127.0.0.1:9', smtpUrl: 'smtp://127.0.0.1:9', mailFrom: 'desk@hotel.example' } })
    await rooms(desk, '101')
    await waiting().with({ guestEmail: 'h@hotel.example' }).book(desk)
    const { destinations, category, payload } = desk.desk.services.database.db.get<{ destinations: string, category: string, payload: string }>('SELECT destinations, category, payload FROM messages')!
    assert.equal(destinations.trim(), 'events billing mail')
    assert.deepEqual([category, (JSON.parse(payload) as { what: string | null }).what], [SINGLE, null])
  })

  test('is in a lane of the calendar, by category, as long as it has no room', async (t) => {
    const desk = await house(t)
    await aRoom('301').category('Suite').add(desk)
    const picture = async (from: number, to: number) => {
      const { lanes, bars } = unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?from=${day(from)}&to=${day(to)}`)).body)
      return [lanes, bars.map(({ label, row, start, end }) => [label, row, start / 60, end / 60])]
    }
    const nowhere = [[], []]
    assert.deepEqual(await picture(0, 7), nowhere)
    const long = await waiting().from(day(1)).nights(20).for('Long').book(desk)
    await aStay().of('Suite').with({ unassigned: true }).from(day(4)).for('Suite').book(desk)
    await waiting().from(day(2)).nights(2).for('Short').book(desk)
    assert.deepEqual(await picture(0, 7), [[SINGLE, 'Suite'], [['Long', -1, 38, 21 * 24 + 12], ['Short', -1, 62, 4 * 24 + 12], ['Suite', -2, 4 * 24 + 14, 5 * 24 + 12]]])
    assert.deepEqual(await picture(4, 5), [[SINGLE, 'Suite'], [['Long', -1, -58, 17 * 24 + 12], ['Short', -1, -34, 12], ['Suite', -2, 14, 36]]])
    assert.deepEqual(await picture(10, 12), [[SINGLE], [['Long', -1, -202, 11 * 24 + 12]]])
    assert.deepEqual(await picture(0, 1), nowhere)
    assert.deepEqual(await picture(22, 30), nowhere)
    await move(desk, long.id, { roomNumber: '102' })
    assert.deepEqual(await picture(10, 12), [[], [['Long', 1, -202, 11 * 24 + 12]]])
  })
})

describe('the flag of a stay that was moved', () => {
  test('is of those that went from one room to another, until that is taken back', async (t) => {
    const desk = await house(t)
    const flagOf = async (id: number) => {
      const { bars } = unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?from=${TODAY}&to=${day(7)}`)).body)
      return bars.find((bar) => bar.id === id)!.flags & CALENDAR_FLAGS.moved
    }
    const stay = await waiting().book(desk)
    await move(desk, stay.id, { roomNumber: '101' })
    assert.equal(await flagOf(stay.id), 0, 'given a first room')
    await move(desk, stay.id, { arrival: day(1), departure: day(2) })
    assert.equal(await flagOf(stay.id), 0, 'moved in time')
    const moved = await move(desk, stay.id, { roomNumber: '102' })
    assert.equal(await flagOf(stay.id), 16)
    await undo(desk, moved.body.lastChange)
    assert.equal(await flagOf(stay.id), 0)
    await moves(desk, { id: stay.id, roomNumber: '102' })
    assert.equal(await flagOf(stay.id), 16)
  })
})

describe('a category is never sold twice', () => {
  test('the last free room of a category cannot be sold while a stay without a room needs it', async (t) => {
    const desk = await house(t)
    await aStay().in('101').nights(2).book(desk)
    await waiting().from(day(1)).nights(2).book(desk)
    await expectSoldOut(aStay().in('102').nights(2).ask(desk), day(1))
    await expectSoldOut(aStay().of(SINGLE).from(day(1)).ask(desk), day(1))
    await expectSoldOut(waiting().from(day(1)).ask(desk), day(1))
    await expectSoldOut(desk.as('staff').post('/bookings', { roomnumber: 102, category: SINGLE, checkin: `${day(1)}T14:00`, checkout: `${day(2)}T12:00` }), day(1))
    await aStay().in('102').nights(1).book(desk)
    await aStay().in('102').from(day(3)).book(desk)
  })

  test('a stay may begin on the day another without a room ends', async (t) => {
    const desk = await house(t, '101')
    await waiting().from(day(1)).nights(2).book(desk)
    await aStay().in('101').from(day(0)).nights(1).book(desk)
    await aStay().in('101').from(day(3)).nights(2).book(desk)
    await waiting().from(day(5)).book(desk)
    await expectSoldOut(waiting().from(day(5)).ask(desk), day(5))
  })

  test('no room has to be free for all of its nights: it is the nights that count', async (t) => {
    const desk = await house(t)
    await aStay().in('101').from(day(0)).nights(1).book(desk)
    await aStay().in('102').from(day(1)).nights(1).book(desk)
    await waiting().nights(2).book(desk)
    await expectSoldOut(waiting().from(day(1)).ask(desk), day(1))
  })

  test('a stay that gets longer, comes back, or comes into the category, finds it sold out', async (t) => {
    const desk = await house(t)
    await aRoom('301').category('Suite').add(desk)
    const short = await aStay().in('101').nights(1).book(desk)
    const cancelled = await aStay().in('101').from(day(2)).book(desk)
    const suite = await aStay().in('301').from(day(2)).book(desk)
    await step(desk, cancelled.id, 'cancel')
    await waiting().from(day(1)).nights(3).book(desk)
    await waiting().from(day(1)).nights(3).book(desk)
    await expectSoldOut(desk.as('staff').patch(`/api/v1/stays/${short.id}`, { departure: day(2) }), day(1))
    await expectSoldOut(desk.as('staff').post(`/api/v1/stays/${cancelled.id}/undo`), day(2))
    await expectSoldOut(move(desk, suite.id, { roomNumber: '102' }), day(2))
    await expectSoldOut(move(desk, suite.id, { roomNumber: null, category: SINGLE }), day(2))
    await expectSoldOut(moves(desk, { id: short.id, departure: day(2) }, { id: suite.id, departure: day(4) }), day(1))
    await moves(desk, { id: short.id, roomNumber: null }, { id: suite.id, departure: day(4) })
    assert.equal((await read(desk, short.id)).roomNumber, null)
  })

  test('in a full house a stay goes in and out of its room, and two change places', async (t) => {
    const desk = await house(t)
    const [a, b] = [await aStay().in('101').nights(3).book(desk), await waiting().nights(3).book(desk)]
    assert.equal((await move(desk, b.id, { roomNumber: '102' })).status, 200)
    assert.equal((await move(desk, a.id, { roomNumber: null })).status, 200)
    const swapped = await moves(desk, { id: a.id, roomNumber: '102' }, { id: b.id, roomNumber: null })
    assert.equal(swapped.status, 200, swapped.text)
    assert.deepEqual([(await read(desk, a.id)).roomNumber, (await read(desk, b.id)).roomNumber], ['102', null])
  })

  test('a block is always possible, and what is too much then may move but not grow', async (t) => {
    const desk = await house(t)
    const stay = await waiting().nights(2).book(desk)
    const other = await waiting().nights(2).book(desk)
    const block = await aBlock('101').nights(2).add(desk)
    assert.equal((await move(desk, stay.id, { roomNumber: '102' })).status, 200, 'into the room that is left')
    assert.equal((await desk.as('staff').patch(`/api/v1/stays/${other.id}`, { arrival: day(-1) })).status, 200, 'longer by a night that is free')
    await expectSoldOut(waiting().ask(desk))
    await desk.as('staff').delete(`/api/v1/blocks/${block.id}`)
    assert.equal((await move(desk, other.id, { roomNumber: '101' })).status, 200)
  })

  test('a room that is deactivated or becomes another category leaves all as it is, and sells no more', async (t) => {
    const desk = await house(t)
    const [first, second] = [await waiting().book(desk), await waiting().book(desk)]
    const room = (await desk.as('staff').get<{ rooms: { id: number, number: string }[] }>(`/api/v1/availability?from=${TODAY}&to=${day(1)}`)).body.rooms
    await desk.as('admin').delete(`/api/v1/admin/rooms/${room[0]!.id}`)
    await expectSoldOut(waiting().ask(desk))
    assert.equal((await move(desk, first.id, { roomNumber: '102' })).status, 200)
    await desk.as('admin').put(`/api/v1/admin/rooms/${room[1]!.id}`, { roomType: 'Suite' })
    assert.equal((await read(desk, second.id)).category, SINGLE)
    assert.equal((await desk.as('staff').patch(`/api/v1/stays/${second.id}`, { notes: 'late' })).status, 200)
    const cancelled = await step(desk, second.id, 'cancel')
    await expectSoldOut(desk.as('staff').post(`/api/v1/stays/${cancelled.id}/undo`))
  })

  test('a room by the hour is not sold to a meeting while a stay without a room needs it', async (t) => {
    const desk = await house(t, '101')
    await waiting().book(desk)
    const room = (await desk.as('staff').get<{ rooms: { id: number }[] }>(`/api/v1/availability?from=${TODAY}&to=${day(1)}`)).body.rooms[0]!
    await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId: room.id, startDate: TODAY, endDate: TODAY, slotDuration: 60, workingHours: { start: '13:00', end: '16:00' } })
    const { timeslots } = (await desk.withToken().get<{ timeslots: { id: number }[] }>(`/api/v1/bookings/rooms/${room.id}/timeslots?date=${TODAY}`)).body
    await expectSoldOut(desk.as('staff').post('/api/v1/slot-bookings', { timeslotId: timeslots.at(-1)!.id, guestName: 'Lund' }))
    assert.equal((await desk.as('staff').post('/api/v1/slot-bookings', { timeslotId: timeslots[0]!.id, guestName: 'Lund' })).status, 201)
  })

  test('a stay of eight thousand years is judged as quickly as any', async (t) => {
    const desk = await house(t, '101', '102', '103')
    await waiting().from('2027-01-01').to('9999-12-31').book(desk)
    await aStay().in('101').from('2027-01-01').to('9999-12-31').book(desk)
    const last = await waiting().from('2500-01-01').book(desk)
    await expectSoldOut(aStay().in('103').from('2028-01-01').to('9999-12-31').ask(desk), '2500-01-01')
    await step(desk, last.id, 'cancel')
  })
})

test('32 clients race for stays without a room of a category with 7 rooms: 7 get one', async (t) => {
  const desk = await openTestDesk(t, { listen: true })
  const numbers = Array.from({ length: 10 }, (_, at) => String(101 + at))
  await rooms(desk, ...numbers)
  for (const number of numbers.slice(7)) await aStay().in(number).nights(3).book(desk)
  const answers = await Promise.all(Array.from({ length: 32 }, (_, client) => (client % 3 === 0 ? aStay().of(SINGLE) : waiting()).from(day(client % 2)).nights(2).for(`Guest ${client}`).ask(desk)))
  const statuses = answers.map(({ status }) => status)
  assert.deepEqual([statuses.filter((status) => status === 201).length, statuses.filter((status) => status === 409).length], [7, 25])
})
