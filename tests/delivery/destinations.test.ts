import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { openTestDesk, TODAY } from '../support/desk.ts'
import { aStay, step } from '../support/builders.ts'
import { addDays } from '../../shared/time.ts'
import { deliveries, HOUR, later, openHouse, SECOND, until } from './support/house.ts'
import { openReceiver, type Received } from './support/receiver.ts'

/* What each destination over HTTP is sent, to the byte where it matters. */

test('billing: each accepted stay, and again when its dates or room change, in the words of seed 000', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: `${billing.url}/` })
  const answer = await desk.as('staff').post('/bookings', { roomnumber: 101, category: 'Standard single room', checkin: '2027-03-01T14:00:00', checkout: '2027-03-03T12:00:00' })
  const { id } = answer.body
  await desk.as('staff').patch(`/api/v1/stays/${id}`, { notes: 'A quiet room' })
  await desk.as('staff').post(`/api/v1/stays/${id}/move`, { roomNumber: '102' })
  await desk.as('staff').patch(`/api/v1/stays/${id}`, { departure: '2027-03-04' })
  await step(desk, id, 'undo')
  await step(desk, id, 'cancel')
  const requests = await billing.received(4)
  await until(desk, () => deliveries(desk).length === 4 && deliveries(desk).every(({ state }) => state === 'delivered'))
  const bill = (checkout: string) => ({ room_type: 'Standard single room', checkin: '2027-03-01T14:00:00', checkout })
  assert.deepEqual(requests.map(({ body }) => body), [bill('2027-03-03T12:00:00'), bill('2027-03-03T12:00:00'), bill('2027-03-04T12:00:00'), bill('2027-03-03T12:00:00')])
  for (const { method, path, headers } of requests) {
    assert.equal(`${method} ${path}`, `POST /bills/update/${id}`)
    assert.equal(headers['content-type'], 'application/json')
    assert.match(String(headers['idempotency-key']), /^[0-9a-f-]{36}$/)
  }
  assert.equal(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size, 4)
})

test('billing: a split stay is two bills, an appointment none', async (t) => {
  const billing = await openReceiver(t)
  const desk = await openHouse(t, { billingServiceUrl: billing.url })
  const stay = await aStay().in('101').nights(3).book(desk)
  await desk.as('staff').post(`/api/v1/stays/${stay.id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })
  const told = (await billing.received(3)).map(({ path, body }) => [path, String(body.checkin).slice(0, 10), String(body.checkout).slice(0, 10)])
  assert.deepEqual(told.toSorted(), [
    ['/bills/update/1', TODAY, addDays(TODAY, 1)], ['/bills/update/1', TODAY, addDays(TODAY, 3)], ['/bills/update/2', addDays(TODAY, 1), addDays(TODAY, 3)],
  ])
})

test('events: CloudEvents 1.0, one for each step of a booking and a car', async (t) => {
  const service = await openReceiver(t)
  const desk = await openHouse(t, { eventServiceUrl: `${service.url}/in?source=desk` })
  const stay = await aStay().in('101').for('Åse').book(desk)
  await step(desk, stay.id, 'check-in')
  const car = (await desk.as('staff').post('/cars/add', { brand: 'VW', model: 'Polo', fuel_type: 'petrol', mileage: 12 })).body.car_id as number
  const requests = await service.received(3)
  const [created, checkedIn] = requests.filter(({ body }) => body.subject === 'booking/1')
  assert.equal(created!.path, '/in?source=desk')
  assert.equal(created!.headers['content-type'], 'application/cloudevents+json')
  assert.equal(created!.body.id, created!.headers['idempotency-key'])
  assert.deepEqual({ ...created!.body, id: '' }, {
    specversion: '1.0', id: '', type: 'booking.created', source: '/skranke', subject: 'booking/1', time: '2027-02-10T11:00:00.000Z', datacontenttype: 'application/json',
    data: {
      id: 1, kind: 'stay', bookableId: stay.roomId ?? (created!.body.data as { bookableId: number }).bookableId, status: 'confirmed', start: '2027-02-10T14:00:00+01:00', end: '2027-02-11T12:00:00+01:00',
      arrival: '2027-02-10', departure: '2027-02-11', category: 'Standard single room', guestName: 'Åse', quantity: null,
      userId: (created!.body.data as { userId: number }).userId, price: 995, paid: 0, currency: 'DKK',
    },
  })
  assert.equal(checkedIn!.body.type, 'booking.checked_in')
  const added = requests.find(({ body }) => body.subject === `car/${car}`)!
  assert.equal(added.body.type, 'car.added')
  assert.deepEqual(added.body.data, (await desk.as('staff').get(`/cars/${car}`)).body)
})

test('events: an administrator picks which', async (t) => {
  const service = await openReceiver(t)
  const desk = await openHouse(t, { eventServiceUrl: service.url })
  await desk.as('admin').patch('/api/v1/settings', { eventTypes: ['booking.cancelled'] })
  const stay = await aStay().in('101').book(desk)
  await step(desk, stay.id, 'cancel')
  assert.deepEqual((await service.received(1)).map(({ body }) => body.type), ['booking.cancelled'])
})

test('payment: what is paid back is asked for once, with a key', async (t) => {
  const payment = await openReceiver(t)
  const desk = await openTestDesk(t, { settings: { paymentServiceUrl: payment.url } })
  const room = (await desk.as('admin').post('/api/v1/admin/rooms', { name: 'Meeting', capacity: 4, roomType: 'meeting', hourlyRate: 250 })).body.id
  await desk.as('admin').post('/api/v1/admin/timeslots/generate', {
    roomId: room, startDate: '2027-03-01', endDate: '2027-03-01', slotDuration: 60, workingHours: { start: '09:00', end: '10:00' },
  })
  const slots = await desk.as('customer').get<{ timeslots: { id: number }[] }>(`/api/v1/bookings/rooms/${room}/timeslots?date=2027-03-01`)
  const made = await desk.as('customer').post<{ booking: { id: number } }>('/api/v1/bookings', { roomId: room, timeslotId: slots.body.timeslots[0]?.id })
  assert.equal(made.status, 201, made.text)
  await desk.as('staff').post(`/api/v1/bookings/${made.body.booking.id}/payments`, {})
  await desk.as('customer').put(`/api/v1/bookings/${made.body.booking.id}/cancel`, {})
  const refund = (await payment.received(2)).find(({ path }) => path === '/refunds')!
  assert.deepEqual(refund.body, { booking_id: made.body.booking.id, amount: 250, currency: 'DKK' })
  assert.match(String(refund.headers['idempotency-key']), /^[0-9a-f-]{36}$/)
})

const signature = (secret: string, { headers, text }: Received) =>
  `v1,${createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64')).update(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${text}`).digest('base64')}`

interface Hook { id: number, url: string, secret: string, eventTypes: string[] | null, oldSecretUntil: string | null, version: number }

test('webhooks: signed as Standard Webhooks say, the id the same on every try, the time that of the try', async (t) => {
  const receiver = await openReceiver(t)
  const desk = await openHouse(t, {})
  const { body: hook } = await desk.as('admin').post<Hook>('/api/v1/webhooks', { url: `${receiver.url}/hook` })
  assert.match(hook.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  receiver.answer(500)
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk)[0]?.attempts === 1)
  receiver.answer(204)
  later(desk, 6 * SECOND)
  const [first, second] = await receiver.received(2)
  assert.equal(first!.path, '/hook')
  assert.equal(first!.headers['webhook-id'], second!.headers['webhook-id'])
  assert.equal(first!.text, second!.text)
  assert.equal(Number(second!.headers['webhook-timestamp']) - Number(first!.headers['webhook-timestamp']), 6)
  assert.equal(first!.headers['webhook-timestamp'], String(Date.parse('2027-02-10T11:00:00Z') / 1000))
  assert.equal(first!.headers['webhook-signature'], signature(hook.secret, first!))
  assert.equal(second!.headers['webhook-signature'], signature(hook.secret, second!))
  assert.deepEqual(Object.keys(first!.body), ['type', 'timestamp', 'data'])
  assert.equal(first!.body.type, 'booking.created')
  assert.equal(first!.body.timestamp, '2027-02-10T11:00:00.000Z')
})

test('webhooks: the signature of the specification\'s own example', async () => {
  const { sign } = await import('../../electron/delivery/webhook.ts')
  // From the reference libraries of Standard Webhooks.
  assert.equal(sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}'), 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('webhooks: a rotated secret signs along for a day', async (t) => {
  const receiver = await openReceiver(t)
  const desk = await openHouse(t, {})
  const { body: hook } = await desk.as('admin').post<Hook>('/api/v1/webhooks', { url: receiver.url })
  const { body: rotated } = await desk.as('admin').post<Hook>(`/api/v1/webhooks/${hook.id}/rotate-secret`)
  assert.notEqual(rotated.secret, hook.secret)
  assert.deepEqual([hook.oldSecretUntil, rotated.oldSecretUntil], [null, '2027-02-11T12:00:00+01:00'])
  await aStay().in('101').book(desk)
  const [first] = await receiver.received(1)
  assert.equal(first!.headers['webhook-signature'], `${signature(rotated.secret, first!)} ${signature(hook.secret, first!)}`)
  desk.setNow(desk.now() + 24 * HOUR)
  await desk.later(desk.now())
  await aStay().in('102').book(desk)
  const second = (await receiver.received(2))[1]!
  assert.equal(second.headers['webhook-signature'], signature(rotated.secret, second))
  assert.equal((await desk.as('admin').get<Hook[]>('/api/v1/webhooks')).body[0]!.oldSecretUntil, null)
})

test('webhooks: each endpoint has its own events, and one that is away delays no other', async (t) => {
  const [all, some] = [await openReceiver(t), await openReceiver(t)]
  const desk = await openHouse(t, {})
  await desk.as('admin').post('/api/v1/webhooks', { url: 'http://127.0.0.1:9/away' })
  await desk.as('admin').post('/api/v1/webhooks', { url: all.url })
  const { body: hook } = await desk.as('admin').post<Hook>('/api/v1/webhooks', { url: some.url, eventTypes: ['booking.cancelled'] })
  const stay = await aStay().in('101').book(desk)
  await step(desk, stay.id, 'cancel')
  assert.deepEqual((await all.received(2)).map(({ body }) => body.type), ['booking.created', 'booking.cancelled'])
  assert.deepEqual((await some.received(1)).map(({ body }) => body.type), ['booking.cancelled'])

  await desk.as('admin').patch(`/api/v1/webhooks/${hook.id}`, { active: false })
  const other = await aStay().in('102').book(desk)
  await step(desk, other.id, 'cancel')
  await all.received(4)
  assert.equal(some.requests.length, 1)
})

test('webhooks: a test message goes where it is wanted and nowhere else, whatever events were picked, and waits for one that is off', async (t) => {
  const [tested, other] = [await openReceiver(t), await openReceiver(t)]
  const desk = await openHouse(t, {})
  await desk.as('admin').post('/api/v1/webhooks', { url: other.url })
  const { body: hook } = await desk.as('admin').post<Hook>('/api/v1/webhooks', { url: tested.url, eventTypes: ['car.added'] })
  assert.equal((await desk.as('admin').post(`/api/v1/webhooks/${hook.id}/test`)).status, 200)
  const [message] = await tested.received(1)
  assert.deepEqual([message!.body.type, message!.body.data], ['webhook.test', { webhookId: hook.id }])
  assert.equal(message!.headers['webhook-signature'], signature(hook.secret, message!))
  await desk.as('admin').patch(`/api/v1/webhooks/${hook.id}`, { active: false })
  await desk.as('admin').post(`/api/v1/webhooks/${hook.id}/test`)
  await desk.as('admin').patch(`/api/v1/webhooks/${hook.id}`, { active: true })
  await tested.received(2)
  assert.deepEqual([tested.requests.length, other.requests.length], [2, 0])
  assert.equal((await desk.as('admin').post('/api/v1/webhooks/999/test')).status, 404)
})

test('webhooks: the routes are an administrator\'s, and a secret is shown once', async (t) => {
  const desk = await openTestDesk(t)
  assert.equal((await desk.as('staff').get('/api/v1/webhooks')).status, 403)
  assert.equal((await desk.as('admin').post('/api/v1/webhooks', { url: 'ftp://example.com' })).status, 400)
  const { body: hook, status } = await desk.as('admin').post<Hook>('/api/v1/webhooks', { url: 'https://example.com/hook?key=hidden', eventTypes: ['car.added'] })
  assert.equal(status, 201)
  const { secret, ...shown } = hook
  assert.deepEqual((await desk.as('admin').get('/api/v1/webhooks')).body, [shown])
  assert.equal((await desk.as('admin').patch(`/api/v1/webhooks/${hook.id}`, { eventTypes: null }, { headers: { 'if-match': '"9"' } })).status, 412)
  assert.equal((await desk.as('admin').patch<Hook>(`/api/v1/webhooks/${hook.id}`, { eventTypes: null }, { headers: { 'if-match': '"1"' } })).body.eventTypes, null)
  const audit = (await desk.as('admin').get('/api/v1/audit?entity=webhook')).text
  assert.ok(!audit.includes('hidden') && !audit.includes(secret), 'the audit keeps no secret')
  assert.equal((await desk.as('admin').delete(`/api/v1/webhooks/${hook.id}`)).status, 200)
  assert.equal((await desk.as('admin').delete(`/api/v1/webhooks/${hook.id}`)).status, 404)
})
