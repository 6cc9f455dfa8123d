import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { BACK_OFF } from '../../electron/delivery/worker.ts'
import type { Delivery } from '../../shared/contract/operations.ts'
import { aStay, rooms } from '../support/builders.ts'
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts'
import { startReceiver, type Receiver } from '../support/receiver.ts'

/* Billing down, slow, failing or leading elsewhere: booking never waits for it, and it hears of everything in the end. */

const HOUR = 3_600_000

async function open(t: TestContext): Promise<{ desk: TestDesk, billing: Receiver }> {
  const billing = await startReceiver(t)
  const desk = await openTestDesk(t, { settings: { billingServiceUrl: billing.url } })
  await rooms(desk, ...Array.from({ length: 30 }, (_, at) => String(101 + at)))
  return { desk, billing }
}

async function deliveries(desk: TestDesk): Promise<Delivery[]> {
  return (await desk.as('staff').get<{ items: Delivery[] }>('/api/v1/deliveries?destination=billing&limit=100')).body.items
}

/** Asks until the deliveries are as told. Each question is a turn of the loop, so what is under way goes on meanwhile. */
async function untilDeliveries(desk: TestDesk, are: (all: Delivery[]) => boolean): Promise<Delivery[]> {
  for (;;) {
    const all = await deliveries(desk)
    if (are(all)) return all
    await new Promise((resolve) => { setImmediate(resolve) })
  }
}

/** Moves the clock past the longest that any wait can be, and looks again. */
async function later(desk: TestDesk): Promise<void> {
  await desk.later(desk.now() + 13 * HOUR)
  desk.desk.wake()
}

const tried = (times: number) => (all: Delivery[]) => all.length > 0 && all.every(({ attempts }) => attempts === times)
const delivered = (count: number) => (all: Delivery[]) => all.filter(({ state }) => state === 'delivered').length === count

test('down: stays are booked, and told of when billing is back', async (t) => {
  const { desk, billing } = await open(t)
  await billing.goDown()
  const stay = await aStay().in('101').book(desk)
  const [waiting] = await untilDeliveries(desk, tried(1))
  assert.equal(waiting!.state, 'waiting')
  assert.match(waiting!.lastError!, /could not be reached/)
  assert.equal(billing.requests.length, 0)

  await billing.comeBack()
  await later(desk)
  await untilDeliveries(desk, delivered(1))
  assert.deepEqual(billing.received.map(({ path, times }) => ({ path, times })), [{ path: `/bills/update/${stay.id}`, times: 1 }])
})

test('down over a restart: nothing is forgotten', async (t) => {
  const { desk, billing } = await open(t)
  await billing.goDown()
  await aStay().in('101').book(desk)
  await untilDeliveries(desk, tried(1))
  await desk.restart()
  await billing.comeBack()
  await later(desk)
  await untilDeliveries(desk, delivered(1))
  assert.equal(billing.received.length, 1)
})

test('it hangs: booking is answered meanwhile, and other stays\' bills go past it', async (t) => {
  const { desk, billing } = await open(t)
  const first = await aStay().in('101').book(desk)
  billing.answer(({ path }) => path === `/bills/update/${first.id}` ? new Promise(() => {}) : { status: 200 })
  const moved = await aStay().in('102').book(desk)
  await desk.as('staff').post(`/api/v1/stays/${first.id}/move`, { roomNumber: '103' })
  await aStay().in('104').book(desk)
  await billing.until(() => billing.received.length >= 3)
  assert.ok(billing.received.some(({ path }) => path === `/bills/update/${moved.id}`))
})

test('it never answers anybody: every stay is booked all the same', async (t) => {
  const { desk, billing } = await open(t)
  billing.answer(() => new Promise(() => {}))
  for (let room = 101; room <= 130; room += 1) await aStay().in(room).book(desk)
  await billing.until(() => billing.requests.length > 0)
  assert.equal((await deliveries(desk)).filter(({ state }) => state === 'delivered').length, 0)
})

test('500: tried again with the same key after each wait, then parked where a person sees it, who tries again', async (t) => {
  const { desk, billing } = await open(t)
  billing.answer(() => ({ status: 500 }))
  await aStay().in('101').book(desk)
  for (let tries = 1; tries <= BACK_OFF.length; tries += 1) {
    const [waiting] = await untilDeliveries(desk, tried(tries))
    assert.equal(waiting!.state, 'waiting')
    assert.match(waiting!.lastError!, /answered 500/)
    await later(desk)
  }
  const [parked] = await untilDeliveries(desk, tried(BACK_OFF.length + 1))
  assert.equal(parked!.state, 'parked')
  assert.equal(billing.received.length, 1, 'one key')
  assert.equal(billing.received[0]!.times, BACK_OFF.length + 1)
  await later(desk)
  assert.equal(billing.requests.length, BACK_OFF.length + 1, 'a parked message rests')

  billing.answer(() => ({ status: 200 }))
  const again = await desk.as('staff').post(`/api/v1/deliveries/${parked!.id}/retry`)
  assert.equal(again.status, 200, again.text)
  await untilDeliveries(desk, delivered(1))
  assert.equal(billing.received.length, 1)
})

test('a redirect is not followed: a bill is not led elsewhere', async (t) => {
  const { desk, billing } = await open(t)
  const elsewhere = await startReceiver(t)
  for (const status of [301, 302, 307, 308]) {
    billing.answer(() => ({ status, headers: { location: elsewhere.url } }))
    await aStay().in(101 + status - 301).book(desk)
    await untilDeliveries(desk, (all) => all.some(({ lastError }) => lastError?.includes(`answered ${status}`)))
  }
  assert.equal(elsewhere.requests.length, 0)
})

test('each change of a stay is told after the one before it, though that failed first', async (t) => {
  const { desk, billing } = await open(t)
  let failing = true
  billing.answer(() => ({ status: failing ? 503 : 200 }))
  const stay = await aStay().in('101').book(desk)
  await desk.as('staff').post(`/api/v1/stays/${stay.id}/move`, { roomNumber: '102', departure: '2027-02-13' })
  await untilDeliveries(desk, (all) => all.some(({ attempts }) => attempts === 1))
  failing = false
  await later(desk)
  await untilDeliveries(desk, delivered(2))
  assert.deepEqual(billing.received.map(({ body }) => (body as { checkout: string }).checkout), ['2027-02-11T12:00:00', '2027-02-13T12:00:00'])
})

test('a clock that was ahead and is put right holds no message back', async (t) => {
  const { desk, billing } = await open(t)
  // Booked and failed while the clock was a week ahead.
  await desk.later(NOON + 7 * 24 * HOUR)
  await billing.goDown()
  await aStay().in('101').book(desk)
  await untilDeliveries(desk, tried(1))
  await billing.comeBack()
  await desk.later(NOON)
  desk.desk.wake()
  await untilDeliveries(desk, (all) => all.every(({ nextTryAt }) => Date.parse(nextTryAt!) < NOON + HOUR))
  await desk.later(NOON + HOUR)
  desk.desk.wake()
  await untilDeliveries(desk, delivered(1))
})
