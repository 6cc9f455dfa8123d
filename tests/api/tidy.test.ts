import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import type { Rearranged } from '../../shared/contract/calendar.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import type { Tidying } from '../../shared/contract/tidy.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aStay, rooms, SINGLE, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type AnyBody, type TestDesk } from '../support/desk.ts'

const day = (offset: number) => addDays(TODAY, offset)

async function house(t: TestContext, ...numbers: string[]): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, ...numbers)
  return desk
}

async function propose(desk: TestDesk, more = ''): Promise<Tidying> {
  const answer = await desk.as('staff').get<Tidying>(`/api/v1/stays/tidy?category=${encodeURIComponent(SINGLE)}${more}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const carryOut = (desk: TestDesk, { moves }: Tidying) => desk.as('staff')
  .post<Rearranged & AnyBody>('/api/v1/calendar/moves', { moves: moves.map(({ id, version, toRoom }) => ({ id, version, roomNumber: toRoom })) })

describe('tidying up', () => {
  test('proposes moves that free a long run, and they can be done at once and taken back', async (t) => {
    const desk = await house(t, '101', '102')
    const [holm, lund] = [await aStay().in('101').from(day(4)).nights(2).for('Holm').book(desk), await aStay().in('102').from(day(6)).nights(4).for('Lund').book(desk)]
    const proposal = await propose(desk)
    assert.deepEqual([proposal.category, proposal.from, proposal.to], [SINGLE, TODAY, day(14)])
    assert.deepEqual([proposal.before.runs, proposal.after.runs], [[8, 6, 4, 4], [14, 4, 4]])
    assert.deepEqual(proposal.moves, [{ id: holm.id, version: 1, guest: 'Holm', arrival: day(4), departure: day(6), fromRoom: '101', toRoom: '102' }])
    assert.equal((await desk.as('staff').get<Stay>(`/api/v1/stays/${holm.id}`)).body.roomNumber, '101', 'nothing has moved')

    const done = await carryOut(desk, proposal)
    assert.equal(done.status, 200, done.text)
    const after = await propose(desk)
    assert.deepEqual([after.moves, after.before], [[], proposal.after])
    assert.equal((await desk.as('staff').post('/api/v1/calendar/undo', { steps: done.body.steps })).status, 200)
    assert.deepEqual((await propose(desk)).before, proposal.before)
    assert.equal((await desk.as('staff').get<Stay>(`/api/v1/stays/${lund.id}`)).body.version, 1)
  })

  test('leaves alone who is in the house or promised a room, blocks, and who has gone', async (t) => {
    const desk = await house(t, '101', '102')
    const here = await aStay().in('101').nights(2).book(desk)
    await step(desk, here.id, 'check-in')
    await aStay().in('102').from(day(2)).nights(2).with({ locked: true }).book(desk)
    await aBlock('101').from(day(6)).nights(2).add(desk)
    const cancelled = await aStay().in('102').from(day(8)).nights(2).book(desk)
    assert.notDeepEqual((await propose(desk)).moves, [])
    await step(desk, cancelled.id, 'cancel')
    assert.deepEqual((await propose(desk)).moves, [])
  })

  test('looks at the whole of a stay, also beyond its days', async (t) => {
    const desk = await house(t, '101', '102')
    await aStay().in('101').from(day(2)).nights(5).book(desk)
    await aStay().in('102').from(day(6)).nights(1).with({ locked: true }).book(desk)
    await aStay().in('102').from(day(0)).nights(2).with({ locked: true }).book(desk)
    assert.deepEqual((await propose(desk, '&days=5')).moves, [])
    assert.deepEqual((await propose(desk, '&days=5')).before.runs, [3, 2])
  })

  test('gives a room to a stay that waits for one', async (t) => {
    const desk = await house(t, '101', '102')
    await aStay().in('101').from(day(0)).nights(2).book(desk)
    await aStay().in('102').from(day(2)).nights(2).book(desk)
    const waiting = await aStay().of(SINGLE).nights(4).for('Krogh').with({ unassigned: true }).book(desk)
    const proposal = await propose(desk, `&from=${TODAY}&days=4`)
    assert.deepEqual(proposal.moves.filter(({ fromRoom }) => fromRoom === null).map(({ id, guest }) => [id, guest]), [[waiting.id, 'Krogh']])
    const done = await carryOut(desk, proposal)
    assert.equal(done.status, 200, done.text)
    assert.deepEqual((await propose(desk, '&days=4')).moves, [])
  })

  test('is asked by staff, of a category there is, for a number of days that makes sense', async (t) => {
    const desk = await house(t, '101')
    const status = async (query: string, role: 'staff' | 'customer' = 'staff') => (await desk.as(role).get(`/api/v1/stays/tidy?${query}`)).status
    const category = `category=${encodeURIComponent(SINGLE)}`
    assert.deepEqual(await Promise.all([
      status(category, 'customer'), status('category=Tower'), status(''), status(`${category}&days=0`), status(`${category}&days=61`), status(`${category}&from=soon`), status(`${category}&days=60&from=2027-03-01`), status(`${category}&from=9999-12-31`),
    ]), [403, 404, 400, 400, 400, 400, 200, 400])
  })

  test('of the sample hotel can be done in every category', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await desk.as('admin').post('/api/v1/setup/demo', {})).status, 201)
    const { body } = await desk.as('staff').get<{ rooms: { category: string }[] }>(`/api/v1/availability?from=${day(80)}&to=${day(81)}`)
    for (const category of new Set(body.rooms.map((room) => room.category))) {
      const { body: proposal } = await desk.as('staff').get<Tidying>(`/api/v1/stays/tidy?category=${encodeURIComponent(category)}`)
      t.diagnostic(`${category}: ${proposal.moves.length} moves, ${proposal.before.runs.slice(0, 4).join(' ')} → ${proposal.after.runs.slice(0, 4).join(' ')}`)
      if (proposal.moves.length === 0) continue
      const done = await carryOut(desk, proposal)
      assert.equal(done.status, 200, done.text)
    }
  })
})
