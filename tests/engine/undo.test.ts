import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { openTestDesk, TODAY, type TestDesk } from '../support/desk.ts'
import { aBlock, aStay, rooms, step } from '../support/builders.ts'
import { addDays } from '../../shared/time.ts'
import type { Stay } from '../../shared/contract/stays.ts'

/** A stay as it is, without what tells of the change itself. */
function facts({ version: _version, updatedAt: _updatedAt, undoable: _undoable, ...rest }: Stay) {
  return rest
}

async function read(desk: TestDesk, id: number): Promise<Stay> {
  return (await desk.as('staff').get<Stay>(`/api/v1/stays/${id}`)).body
}

async function house(t: TestContext): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, '101', '102', '103')
  return desk
}

describe('undo restores exactly', () => {
  const steps: [name: string, (desk: TestDesk, stay: Stay) => Promise<unknown>][] = [
    ['a change of dates', (desk, { id }) => desk.as('staff').patch(`/api/v1/stays/${id}`, { departure: addDays(TODAY, 5) })],
    ['a change of guest, party, rate and notes', (desk, { id }) => desk.as('staff').patch(`/api/v1/stays/${id}`, { guestName: 'Sørensen', adults: 2, nightlyRate: 1, notes: 'late', locked: true })],
    ['a move to another room', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/move`, { roomNumber: '102' })],
    ['a move to other dates', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/move`, { arrival: addDays(TODAY, 1), departure: addDays(TODAY, 9) })],
    ['a split', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })],
    ['a check-in', (desk, { id }) => step(desk, id, 'check-in')],
    ['a cancellation', (desk, { id }) => step(desk, id, 'cancel')],
    ['a no-show', (desk, { id }) => step(desk, id, 'no-show')],
  ]
  for (const [name, take] of steps) {
    test(name, async (t) => {
      const desk = await house(t)
      const before = await aStay().in('101').nights(3).book(desk)
      await take(desk, before)
      assert.notDeepEqual(facts(await read(desk, before.id)), facts(before))
      assert.deepEqual(facts(await step(desk, before.id, 'undo')), facts(before))
    })
  }

  test('an early check-out, and then the check-in', async (t) => {
    const desk = await house(t)
    const booked = await aStay().in('101').nights(3).book(desk)
    const inHouse = await step(desk, booked.id, 'check-in')
    const left = await step(desk, booked.id, 'check-out')
    assert.equal(left.departure, TODAY)
    assert.deepEqual(facts(await step(desk, booked.id, 'undo')), facts(inHouse))
    assert.deepEqual(facts(await step(desk, booked.id, 'undo')), facts(booked))
    const nothing = await desk.as('staff').post(`/api/v1/stays/${booked.id}/undo`)
    assert.equal(nothing.status, 409)
  })
})

test('undo of a split takes the second part back, even one that was cancelled', async (t) => {
  const desk = await house(t)
  for (const cancelFirst of [false, true]) {
    const stay = await aStay().in('101').nights(3).book(desk)
    const { body } = await desk.as('staff').post<{ second: Stay }>(`/api/v1/stays/${stay.id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })
    if (cancelFirst) await step(desk, body.second.id, 'cancel')
    assert.equal((await step(desk, stay.id, 'undo')).nights, 3)
    assert.equal((await read(desk, body.second.id)).status, 'cancelled')
    await step(desk, stay.id, 'cancel')
  }
})

test('a cancellation cannot be undone when the room was given away', async (t) => {
  const desk = await house(t)
  const stay = await aStay().in('101').for('Holm').book(desk)
  await step(desk, stay.id, 'cancel')
  await aStay().in('101').for('Lund').book(desk)
  const answer = await desk.as('staff').post(`/api/v1/stays/${stay.id}/undo`)
  assert.equal(answer.status, 409)
  assert.match(answer.body.error, /Room 101 is taken .*Lund/)
  assert.equal((await read(desk, stay.id)).status, 'cancelled')
})

test('an early departure frees the rest of the nights, also when the guest leaves in the afternoon', async (t) => {
  for (const leaving of ['2027-02-11T08:00:00+01:00', '2027-02-11T12:00:00+01:00', '2027-02-11T17:00:00+01:00']) {
    await t.test(leaving, async (t) => {
      const desk = await house(t)
      const stay = await aStay().in('101').nights(4).book(desk)
      await step(desk, stay.id, 'check-in')
      desk.setNow(leaving)
      const left = await step(desk, stay.id, 'check-out')
      assert.deepEqual([left.departure, left.nights, left.total], ['2027-02-11', 1, 995])
      await aStay().in('101').from('2027-02-11').nights(3).book(desk)
    })
  }
})

test('a block that would reach into a stay is refused with its name', async (t) => {
  const desk = await house(t)
  const block = await aBlock('101').add(desk)
  await aStay().in('101').from(addDays(TODAY, 1)).for('Holm').book(desk)
  const answer = await desk.as('staff').patch(`/api/v1/blocks/${block.id}`, { to: addDays(TODAY, 3) })
  assert.equal(answer.status, 409)
  assert.match(answer.body.error, /Room 101 .*Holm/)
})
