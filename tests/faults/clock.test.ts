import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aStay, rooms } from '../support/builders.ts'
import { NOON, openTestDesk, PASSWORD, TODAY } from '../support/desk.ts'

/* A machine's clock jumps: a flat battery, a wrong zone put right, a laptop that slept. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
const YEAR = 365 * DAY

test('a session ends by the clock, and one that jumps back ends nobody\'s', async (t) => {
  const desk = await openTestDesk(t)
  const signedIn = await desk.withToken().post<{ token: string }>('/login/', { username: 'staff', password: PASSWORD })
  const client = desk.withToken(signedIn.body.token)
  for (const [at, status] of [[NOON + 15 * HOUR, 200], [NOON - YEAR, 200], [NOON + 17 * HOUR, 401], [NOON + HOUR, 200]] as const) {
    desk.setNow(at)
    assert.equal((await client.get('/api/v1/users/me')).status, status, new Date(at).toISOString())
  }
  await client.post('/logout/')
  desk.setNow(NOON - YEAR)
  assert.equal((await client.get('/api/v1/users/me')).status, 401, 'signed out stays signed out')
})

test('signing in works at any time the clock shows', async (t) => {
  const desk = await openTestDesk(t)
  for (const at of [NOON + 10 * YEAR, NOON - 40 * YEAR, NOON]) {
    desk.setNow(at)
    const { status, body } = await desk.withToken().post<{ token: string }>('/login/', { username: 'staff', password: PASSWORD })
    assert.equal(status, 200)
    assert.equal((await desk.withToken(body.token).get('/api/v1/users/me')).status, 200)
  }
})

test('wrong passwords at a wrong time lock nobody out for longer than they would', async (t) => {
  const desk = await openTestDesk(t)
  desk.setNow(NOON + YEAR)
  const wrong = () => desk.withToken().post('/login/', { username: 'staff', password: 'not this one' })
  for (let times = 0; times < 5; times += 1) assert.equal((await wrong()).status, 401)
  assert.equal((await wrong()).status, 429)
  desk.setNow(NOON)
  assert.equal((await desk.withToken().post('/login/', { username: 'staff', password: PASSWORD })).status, 200)
})

test('a repeated request is answered once, whatever the clock does in between', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101')
  const ask = () => desk.as('staff').post('/api/v1/stays', aStay().in('101').body(), { headers: { 'idempotency-key': 'walk-in' } })
  const first = await ask()
  assert.equal(first.status, 201, first.text)
  for (const at of [NOON + 23 * HOUR, NOON - 2 * DAY, NOON - YEAR, NOON]) {
    await desk.later(at)
    const again = await ask()
    assert.deepEqual([again.status, again.text], [201, first.text], new Date(at).toISOString())
  }
  await desk.later(NOON + 25 * HOUR)
  assert.equal((await ask()).status, 409, 'after a day the key is free, and the room is not')
})

test('the business date follows the clock, and a stay booked meanwhile stays what it is', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101', '102')
  await desk.later(NOON + YEAR)
  const stay = await aStay().in('101').from(TODAY).book(desk)
  await desk.later(NOON)
  const [shown] = (await desk.as('staff').get('/api/v1/stays?view=arrivals')).body.items
  assert.deepEqual([shown?.id, shown?.arrival], [stay.id, TODAY])
  const checkedIn = await desk.as('staff').post(`/api/v1/stays/${stay.id}/check-in`)
  assert.equal(checkedIn.status, 200, checkedIn.text)
  desk.desk.wake()
})
