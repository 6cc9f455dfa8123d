import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Block, MoveOfBooking, Rearranged } from '../../shared/contract/calendar.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aRoom, aStay, rooms, SINGLE, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type AnyBody, type TestDesk } from '../support/desk.ts'

/* Several stays and blocks moved as one change. */

const day = (offset: number) => addDays(TODAY, offset)

async function house(t: TestContext, ...numbers: string[]): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, ...numbers.length > 0 ? numbers : ['101', '102', '103'])
  return desk
}

const ask = (desk: TestDesk, ...moves: MoveOfBooking[]) => desk.as('staff').post<Rearranged & AnyBody>('/api/v1/calendar/moves', { moves })
const undo = (desk: TestDesk, steps: number[]) => desk.as('staff').post<Rearranged & AnyBody>('/api/v1/calendar/undo', { steps })

async function move(desk: TestDesk, ...moves: MoveOfBooking[]): Promise<Rearranged> {
  const answer = await ask(desk, ...moves)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const read = async (desk: TestDesk, id: number) => (await desk.as('staff').get<Stay>(`/api/v1/stays/${id}`)).body
const roomsOf = async (desk: TestDesk, ...stays: { id: number }[]) => Promise.all(stays.map(async ({ id }) => (await read(desk, id)).roomNumber))

describe('several moves at once', () => {
  test('two stays swap rooms, and a swap undone is a swap back', async (t) => {
    const desk = await house(t)
    const [a, b] = [await aStay().in('101').nights(3).book(desk), await aStay().in('102').from(day(1)).nights(4).book(desk)]
    const done = await move(desk, { id: a.id, roomNumber: '102' }, { id: b.id, roomNumber: '101' })
    assert.deepEqual(await roomsOf(desk, a, b), ['102', '101'])
    assert.deepEqual(done.bookings.map(({ id, version }) => [id, version]), [[a.id, 2], [b.id, 2]])
    assert.deepEqual(done.bookings.map(({ lastChange }) => lastChange), done.steps)
    const back = await undo(desk, done.steps)
    assert.equal(back.status, 200, back.text)
    assert.deepEqual(await roomsOf(desk, a, b), ['101', '102'])
    assert.equal((await undo(desk, back.body.steps)).status, 200)
    assert.deepEqual(await roomsOf(desk, a, b), ['102', '101'])
  })

  test('three go round in a ring, each with one step in its history', async (t) => {
    const desk = await house(t)
    const stays = [await aStay().in('101').book(desk), await aStay().in('102').book(desk), await aStay().in('103').book(desk)]
    await move(desk, ...stays.map(({ id }, at) => ({ id, roomNumber: ['102', '103', '101'][at]! })))
    assert.deepEqual(await roomsOf(desk, ...stays), ['102', '103', '101'])
    for (const { id } of stays) {
      const { body } = await desk.as('staff').get<{ step: string, changes: object }[]>(`/api/v1/stays/${id}/history`)
      assert.deepEqual(body.map((entry) => [entry.step, Object.keys(entry.changes)]), [['created', []], ['moved', ['roomNumber']]])
    }
  })

  test('one pushes another away: into another room, to other days, out of its room', async (t) => {
    const desk = await house(t)
    for (const away of [{ roomNumber: '103' }, { arrival: day(1), departure: day(2) }, { roomNumber: null }] as const) {
      const [a, b] = [await aStay().in('101').book(desk), await aStay().in('102').book(desk)]
      await move(desk, { id: a.id, roomNumber: 102 }, { id: b.id, ...away })
      assert.equal((await read(desk, a.id)).roomNumber, '102')
      await step(desk, a.id, 'cancel')
      await step(desk, b.id, 'cancel')
    }
  })

  test('a stay and a block change places; a block needs a room', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const block = await aBlock('102').add(desk)
    const done = await move(desk, { id: block.id, roomNumber: '101', departure: day(2) }, { id: stay.id, roomNumber: '102' })
    const { body } = await desk.as('staff').get<Block>(`/api/v1/blocks/${block.id}`)
    assert.deepEqual([body.roomNumber, body.to, body.version, body.lastChange], ['101', day(2), 2, done.bookings[0]!.lastChange])
    assert.equal((await ask(desk, { id: block.id, roomNumber: null })).status, 400)
  })

  test('a category alone takes the room that the others leave', async (t) => {
    const desk = await house(t)
    await aRoom('301').category('Suite').add(desk)
    const [a, b] = [await aStay().in('301').book(desk), await aStay().in('101').book(desk)]
    await move(desk, { id: b.id, category: 'Suite' }, { id: a.id, roomNumber: '103' })
    assert.deepEqual(await roomsOf(desk, a, b), ['103', '301'])
  })

  test('all or none: a refusal says whose, and nothing has moved', async (t) => {
    const desk = await house(t)
    const [a, b] = [await aStay().in('101').for('Holm').book(desk), await aStay().in('102').for('Lund').book(desk)]
    await aStay().in('103').for('Krogh').book(desk)
    const refused = await ask(desk, { id: a.id, roomNumber: '102' }, { id: b.id, roomNumber: '103' })
    assert.equal(refused.status, 409)
    assert.match(refused.body.error, /^Lund: Room 103 is taken .*Krogh/)
    assert.deepEqual(Object.keys(refused.body.fields), ['moves.1'])
    assert.deepEqual(await roomsOf(desk, a, b), ['101', '102'])
    assert.deepEqual([(await read(desk, a.id)).version, (await read(desk, a.id)).status], [1, 'confirmed'])
    assert.match((await ask(desk, { id: a.id, roomNumber: '104' })).body.error, /^Holm: There is no room 104/)
    assert.equal((await ask(desk, { id: 999, roomNumber: '103' })).status, 404)
    assert.deepEqual((await ask(desk, { id: a.id, roomNumber: '103' }, { id: a.id, roomNumber: '102' })).status, 400)
    assert.equal((await ask(desk)).status, 400)
  })

  test('a stale version of any is 412, with that one as it is now', async (t) => {
    const desk = await house(t)
    const [a, b] = [await aStay().in('101').book(desk), await aStay().in('102').for('Lund').book(desk)]
    const refused = await ask(desk, { id: a.id, version: 1, roomNumber: '102' }, { id: b.id, version: 7, roomNumber: '101' })
    assert.equal(refused.status, 412)
    assert.match(refused.body.error, /^Lund: /)
    assert.deepEqual([refused.body.current.id, refused.body.current.version], [b.id, 1])
    await move(desk, { id: a.id, version: 1, roomNumber: '102' }, { id: b.id, version: 1, roomNumber: '101' })
  })

  test('what stays where it is writes no step', async (t) => {
    const desk = await house(t)
    const [a, b] = [await aStay().in('101').book(desk), await aStay().in('102').book(desk)]
    const done = await move(desk, { id: a.id, roomNumber: '101' }, { id: b.id, roomNumber: '103' })
    assert.equal(done.steps.length, 1)
    const unmoved = await read(desk, a.id)
    assert.deepEqual([unmoved.version, unmoved.status, unmoved.lastChange], [1, 'confirmed', a.lastChange])
  })

  test('a guest in the house moves into a room that another leaves in the same change, and keeps the arrival and a room', async (t) => {
    const desk = await house(t)
    const overdue = await aStay().in('101').for('Holm').book(desk)
    const other = await aStay().in('102').nights(3).for('Lund').book(desk)
    await step(desk, overdue.id, 'check-in')
    await step(desk, other.id, 'check-in')
    desk.setNow(`${day(1)}T15:00:00+01:00`)
    assert.match((await ask(desk, { id: other.id, roomNumber: '101', departure: day(4) })).body.error, /101/)
    const refused = await ask(desk, { id: other.id, arrival: day(1) })
    assert.match(refused.body.error, /^Lund: .*in the house/)
    assert.match((await ask(desk, { id: other.id, roomNumber: null })).body.error, /needs a room/)
    await move(desk, { id: other.id, roomNumber: '101' }, { id: overdue.id, roomNumber: '102' })
    assert.deepEqual(await roomsOf(desk, overdue, other), ['102', '101'])
    await step(desk, overdue.id, 'check-out')
    assert.match((await ask(desk, { id: overdue.id, roomNumber: '103' })).body.error, /completed/)
  })

  test('an Idempotency-Key moves once', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const once = () => desk.as('staff').post('/api/v1/calendar/moves', { moves: [{ id: stay.id, roomNumber: '102' }] }, { headers: { 'idempotency-key': 'm' } })
    const first = await once()
    await desk.as('staff').post(`/api/v1/stays/${stay.id}/move`, { roomNumber: '103' })
    assert.equal((await once()).text, first.text)
    assert.deepEqual(await roomsOf(desk, stay), ['103'])
  })

  test('each is told of once, and the giving way is not', async (t) => {
    const desk = await openTestDesk(t, { settings: { eventServiceUrl: 'http://127.0.0.1:9' } })
    await rooms(desk, '101', '102')
    const [a, b] = [await aStay().in('101').book(desk), await aStay().in('102').book(desk)]
    await move(desk, { id: a.id, roomNumber: '102' }, { id: b.id, roomNumber: '101' })
    const told = desk.desk.services.database.db.rows<[string, number]>('SELECT type, booking_id FROM messages ORDER BY id')
    assert.deepEqual(told, [['booking.created', a.id], ['booking.created', b.id], ['booking.moved', a.id], ['booking.moved', b.id]])
  })

  test('two hundred at once', async (t) => {
    const numbers = Array.from({ length: 200 }, (_, at) => String(101 + at))
    const desk = await house(t, ...numbers)
    const stays: Stay[] = []
    for (const number of numbers) stays.push(await aStay().in(number).book(desk))
    const done = await move(desk, ...stays.map(({ id }, at) => ({ id, roomNumber: numbers[(at + 1) % 200]! })))
    assert.equal(done.steps.length, 200)
    assert.deepEqual((await roomsOf(desk, ...stays)).map((number) => Number(number)), numbers.map((_, at) => Number(numbers[(at + 1) % 200])))
    assert.equal((await undo(desk, done.steps)).status, 200)
    assert.deepEqual(await roomsOf(desk, ...stays), numbers)
    assert.equal((await ask(desk, ...[...stays, stays[0]!].map(({ id }) => ({ id, category: SINGLE })))).status, 400)
  })
})
