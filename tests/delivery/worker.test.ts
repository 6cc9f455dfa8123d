import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enqueue } from '../../db/outbox.ts'
import { aStay, step } from '../support/builders.ts'
import { addDays } from '../../shared/time.ts'
import { TODAY } from '../support/desk.ts'
import { deliveries, HOUR, later, MINUTE, openHouse, SECOND, until } from './support/house.ts'
import { deadPort, openReceiver } from './support/receiver.ts'

/* The outbox and its worker, with billing as the destination wherever any would do. */

const BILL = { type: 'booking.created', destinations: ' billing ', currency: 'DKK', timeZone: 'Europe/Copenhagen' }

const move = (id: number, days: number) => ({ url: `/api/v1/stays/${id}/move`, body: { arrival: addDays(TODAY, days), departure: addDays(TODAY, days + 1) } })

test('what is told of one booking keeps its order, while other bookings go on', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  const first = await aStay().in('101').book(desk)
  await billing.received(1)
  await until(desk, () => deliveries(desk).every(({ state }) => state === 'delivered'))

  billing.answer(({ path }) => path.endsWith(`/${first.id}`) ? 500 : 204)
  for (const days of [1, 2, 3]) await desk.as('staff').post(move(first.id, days).url, move(first.id, days).body)
  await until(desk, () => deliveries(desk).some(({ attempts, state }) => attempts === 1 && state === 'waiting'))
  const second = await aStay().in('102').book(desk)
  await until(desk, () => deliveries(desk).some(({ subject, state }) => subject === `booking/${second.id}` && state === 'delivered'), 'the other booking')
  assert.deepEqual(deliveries(desk).filter(({ subject }) => subject === `booking/${first.id}`).map(({ state, attempts }) => [state, attempts]),
    [['delivered', 1], ['waiting', 1], ['waiting', 0], ['waiting', 0]], 'the later moves were not even tried')

  billing.answer(204)
  later(desk, 6 * SECOND)
  await until(desk, () => deliveries(desk).every(({ state }) => state === 'delivered'))
  const told = billing.requests.filter(({ path }) => path.endsWith(`/${first.id}`)).map(({ body }) => String(body.checkin).slice(0, 10))
  assert.deepEqual(told, [TODAY, addDays(TODAY, 1), addDays(TODAY, 1), addDays(TODAY, 2), addDays(TODAY, 3)])
})

test('a message is tried at once, then after 5 s, 5 min, 30 min, 2 h, 5 h and 10 h, and then parked, always with one key', async (t) => {
  const billing = await openReceiver(t)
  billing.answer(500)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  await aStay().in('101').book(desk)
  const row = () => deliveries(desk)[0]!
  for (const [tries, wait] of [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR].entries()) {
    await until(desk, () => deliveries(desk)[0]?.attempts === tries + 1, `try ${tries + 1}`)
    assert.equal(row().state, 'waiting')
    const waits = row().next_try_at! - desk.now()
    assert.ok(waits >= wait * 0.8 && waits <= wait * 1.2, `after try ${tries + 1} it waits ${waits} ms`)
    later(desk, waits)
  }
  await until(desk, () => row().state === 'parked')
  assert.equal(row().attempts, 7)
  const feed = await desk.as('staff').get<{ changes: { entity: string, entityId: number, step: string }[] }>('/api/v1/changes?after=0')
  assert.deepEqual(feed.body.changes.filter(({ entity }) => entity === 'delivery').map(({ entityId, step: what }) => [entityId, what]), [[row().id, 'parked']], 'the change feed tells, once')
  assert.equal(billing.requests.length, 7)
  assert.equal(new Set(billing.requests.map(({ headers }) => headers['idempotency-key'])).size, 1)
  assert.equal(new Set(billing.requests.map(({ text }) => text)).size, 1)

  const [shown] = (await desk.as('staff').get('/api/v1/deliveries?state=parked')).body.items
  assert.equal(shown!.lastError, `${billing.url}/bills/update/1 answered 500`)
  assert.equal((await desk.as('staff').post(`/api/v1/deliveries/${shown!.id}/give-up`)).status, 200)
  const { changes } = (await desk.as('staff').get<{ changes: { entity: string, step: string }[] }>('/api/v1/changes?after=0')).body
  assert.deepEqual(changes.filter(({ entity }) => entity === 'delivery').map(({ step: what }) => what), ['parked', 'given_up'])
  billing.answer(204)
  assert.equal((await desk.as('staff').post(`/api/v1/deliveries/${shown!.id}/retry`)).status, 200)
  await until(desk, () => row().state === 'delivered')
  assert.equal((await desk.as('staff').post(`/api/v1/deliveries/${shown!.id}/retry`)).status, 409)
})

test('a poison message parks itself and blocks neither its booking\'s later messages for ever nor anybody else\'s', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  let poison = ''
  billing.answer(({ headers, path }) => {
    if (path.endsWith('/1')) poison ||= String(headers['idempotency-key'])
    return headers['idempotency-key'] === poison ? 422 : 204
  })
  const stay = await aStay().in('101').book(desk)
  await desk.as('staff').post(move(stay.id, 1).url, move(stay.id, 1).body)
  await aStay().in('102').book(desk)
  for (let tries = 1; tries < 7; tries += 1) {
    await until(desk, () => deliveries(desk)[0]?.attempts === tries)
    later(desk, 13 * HOUR)
  }
  await until(desk, () => deliveries(desk).map(({ state }) => state).join() === 'parked,delivered,delivered')
})

test('a message that says nothing, or nothing that can be read, is parked at once', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  await desk.operate((op) => {
    enqueue(op.db, 0, BILL, { subject: 'booking/7', payload: {} })
    op.db.run(`UPDATE outbox SET payload = '{'`)
    enqueue(op.db, 0, BILL, { bookingId: 8, payload: null })
  })
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk).map(({ state }) => state).toSorted().join() === 'delivered,parked,parked')
  assert.match(deliveries(desk)[0]!.last_error!, /^The message cannot be sent: /)
})

test('a message can be given up, and the next of its booking goes', async (t) => {
  const billing = await openReceiver(t)
  billing.answer(500)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  const stay = await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk)[0]?.attempts === 1)
  await desk.as('staff').post(move(stay.id, 1).url, move(stay.id, 1).body)
  billing.answer(204)
  assert.equal((await desk.as('staff').post(`/api/v1/deliveries/${deliveries(desk)[0]!.id}/give-up`)).body.state, 'given_up')
  await until(desk, () => deliveries(desk).map(({ state }) => state).join() === 'given_up,delivered')
})

test('Retry-After is honoured, in seconds and as a date', async (t) => {
  for (const header of ['3600', () => new Date(Date.parse('2027-02-10T12:00:00Z')).toUTCString()]) {
    const billing = await openReceiver(t)
    const desk = await openHouse(t, { billingServiceUrl: billing.url })
    billing.answer({ status: 503, headers: { 'retry-after': typeof header === 'string' ? header : header() } })
    await aStay().in('101').book(desk)
    await until(desk, () => deliveries(desk)[0]?.attempts === 1)
    assert.equal(deliveries(desk)[0]!.next_try_at, desk.now() + HOUR)
    billing.answer(204)
    later(desk, HOUR - SECOND)
    await aStay().in('102').book(desk)
    await until(desk, () => deliveries(desk).length === 2)
    assert.equal(billing.requests.length, 1, 'it was the service\'s wish, so no other message goes either')
    later(desk, SECOND)
    await until(desk, () => deliveries(desk).every(({ state }) => state === 'delivered'))
  }
})

test('a redirect is not followed', async (t) => {
  const [billing, elsewhere] = [await openReceiver(t), await openReceiver(t)]
  billing.answer({ status: 308, headers: { location: elsewhere.url } })
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk)[0]?.attempts === 1)
  assert.match(deliveries(desk)[0]!.last_error!, /answered 308 \(redirects are not followed\)/)
  assert.equal(elsewhere.requests.length, 0)
})

test('410 turns a destination off, where staff see it, until it is turned on or has a new address', async (t) => {
  const [billing, moved] = [await openReceiver(t), await openReceiver(t)]
  billing.answer(410)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  const state = async () => (await desk.as('staff').get<{ name: string, state: string, waiting: number, lastError: string, offSince: string }[]>('/api/v1/deliveries/destinations')).body.find(({ name }) => name === 'billing')!
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk)[0]?.attempts === 1)
  assert.deepEqual(await state(), { name: 'billing', state: 'off', waiting: 1, parked: 0, offSince: '2027-02-10T12:00:00+01:00', lastError: `${billing.url}/bills/update/1 answered 410` })
  const changes = await desk.as('staff').get<{ changes: { entity: string, step: string }[] }>('/api/v1/changes?after=0')
  assert.ok(changes.body.changes.some(({ entity, step: what }) => entity === 'destination' && what === 'turned_off'), 'the change feed tells')

  await aStay().in('102').book(desk)
  later(desk, HOUR)
  await desk.restart()
  assert.equal((await state()).waiting, 2)
  assert.equal(billing.requests.length, 1)
  assert.equal((await desk.as('staff').post('/api/v1/deliveries/destinations/nowhere/on')).status, 404)
  assert.equal((await desk.as('staff').post('/api/v1/deliveries/destinations/billing/on')).body.state, 'failing')
  await billing.received(2)
  await until(desk, () => deliveries(desk).some(({ attempts }) => attempts === 2))
  assert.equal((await state()).state, 'off')

  await desk.as('admin').patch('/api/v1/settings', { billingServiceUrl: moved.url })
  await until(desk, () => deliveries(desk).length === 2 && deliveries(desk).every(({ state: is }) => is === 'delivered'))
  assert.equal((await state()).state, 'ok')
})

test('a destination that hangs holds up no other', async (t) => {
  const [billing, events] = [await openReceiver(t), await openReceiver(t)]
  billing.answer(() => new Promise(() => {}))
  const desk = await openHouse(t, { billingServiceUrl: billing.url, eventServiceUrl: events.url })
  for (let day = 0; day < 20; day += 1) await aStay().in('101').from(addDays(TODAY, day)).book(desk)
  await until(desk, () => deliveries(desk, 'events').filter(({ state }) => state === 'delivered').length === 20)
  assert.ok(billing.requests.length <= 16)
})

test('a destination that was away gets all that waited as soon as it answers again', async (t) => {
  const port = await deadPort()
  const desk = await openHouse(t, { billingServiceUrl: `http://127.0.0.1:${port}` })
  for (let day = 0; day < 30; day += 1) await aStay().in('101').from(addDays(TODAY, day)).book(desk)
  await until(desk, () => deliveries(desk).filter(({ attempts }) => attempts > 0).length >= 5 && deliveries(desk).length === 30)
  const tried = deliveries(desk).filter(({ attempts }) => attempts > 0).length
  assert.ok(tried <= 21, `${tried} of 30 were tried: one that is away is left alone`)
  assert.match(deliveries(desk).find(({ attempts }) => attempts > 0)!.last_error!, /could not be reached: ECONNREFUSED/)
  await openReceiver(t, port)
  later(desk, 7 * SECOND)
  await until(desk, () => deliveries(desk).every(({ state }) => state === 'delivered'))
})

test('a clock that is set back makes nothing wait longer', async (t) => {
  const billing = await openReceiver(t)
  billing.answer(500)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk)[0]?.attempts === 1)
  billing.answer(204)
  later(desk, -24 * HOUR)
  await until(desk, () => deliveries(desk)[0]!.next_try_at! <= desk.now() + 7 * SECOND)
  later(desk, 7 * SECOND)
  await until(desk, () => deliveries(desk)[0]!.state === 'delivered')
})

test('a desk that is closed during a try sends it again when it opens, and nothing new meanwhile', async (t) => {
  const billing = await openReceiver(t)
  billing.answer(() => new Promise(() => {}))
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  const stay = await aStay().in('101').book(desk)
  await billing.received(1)
  billing.answer(204)
  await desk.restart()
  await until(desk, () => deliveries(desk)[0]?.state === 'delivered')
  assert.equal(billing.requests.length, 2)
  assert.equal(billing.requests[0]!.headers['idempotency-key'], billing.requests[1]!.headers['idempotency-key'])
  await step(desk, stay.id, 'cancel')
  assert.equal(deliveries(desk).length, 1, 'a cancelled stay changes no bill')
})

test('ten thousand waiting messages are found by an index, whatever blocks them', async (t) => {
  const desk = await openHouse(t, {})
  const { db, commits } = desk.desk.services.database
  await commits.run((write) => {
    for (let at = 1; at <= 10_000; at += 1) {
      enqueue(write, 0, BILL, { subject: at % 2 ? 'booking/1' : `booking/${at}`, payload: {} })
      write.run(`INSERT INTO deliveries (message_id, destination, subject, next_try_at) VALUES (?, 'billing', ?, ?)`, at, at % 2 ? 'booking/1' : `booking/${at}`, at % 2 && at > 1 ? null : 0)
    }
  })
  const { DUE, NEXT_DUE, FIRST_IN_LINE } = await import('../../db/outbox.ts')
  for (const [sql, values] of [[DUE, ['billing', 1, 64]], [NEXT_DUE, ['billing', 1]], [FIRST_IN_LINE, ['billing', 'booking/1']]] as const) {
    const plan = db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...values).map(({ detail }) => detail).join('; ')
    assert.match(plan, /SEARCH .*USING .*INDEX deliveries_(due|in_line)/)
    assert.doesNotMatch(plan, /SCAN|TEMP B-TREE/)
  }
})

test('what was delivered is forgotten after 30 days, what was not is kept', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  billing.answer(({ path }) => path.endsWith('/2') ? 422 : 204)
  for (let day = 0; day < 3; day += 1) await aStay().in('101').from(addDays(TODAY, day)).book(desk)
  await until(desk, () => deliveries(desk).length === 3 && deliveries(desk).filter(({ state }) => state === 'delivered').length === 2)
  const kept = () => desk.desk.services.database.db.all<{ booking_id: number }>('SELECT booking_id FROM outbox ORDER BY id').map(({ booking_id: id }) => id)
  later(desk, 31 * 24 * HOUR)
  await until(desk, () => kept().join() === '2,3', 'the pruning')
  assert.equal(deliveries(desk).length, 1)
})
