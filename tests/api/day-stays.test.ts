import assert from 'node:assert/strict'
import { it } from 'node:test'
import { aRoom, aStay, step } from '../support/builders.ts'
import { openTestDesk } from '../support/desk.ts'

it('a guest who leaves on the day of arrival leaves the night to another', async (t) => {
  const desk = await openTestDesk(t, { now: '2027-02-10T15:00:00+01:00' })
  await aRoom('101').add(desk)
  await aStay().in('101').from('2027-02-09').nights(1).book(desk)
  const stay = await aStay().in('101').nights(3).book(desk)
  await step(desk, stay.id, 'check-in')
  const left = await step(desk, stay.id, 'check-out')
  assert.deepEqual([left.departure, left.nights, left.total], ['2027-02-10', 0, 995])
  const next = await aStay().in('101').nights(1).ask(desk)
  assert.equal(next.status, 201, next.text)
  await step(desk, next.body.id, 'cancel')
  const back = await step(desk, stay.id, 'undo')
  assert.deepEqual([back.status, back.departure, back.checkin], ['checked_in', '2027-02-13', stay.checkin])
})

it('the currency stays once there are amounts in it', async (t) => {
  const desk = await openTestDesk(t)
  assert.equal((await desk.as('admin').patch('/api/v1/settings', { currency: 'EUR' })).status, 200)
  await aRoom('101').add(desk)
  const answer = await desk.as('admin').patch('/api/v1/settings', { currency: 'JPY' })
  assert.equal(answer.status, 409)
  assert.match(answer.body.error, /EUR/)
  assert.equal((await desk.as('admin').patch('/api/v1/settings', { currency: 'EUR', propertyName: 'Strand' })).status, 200)
})
