import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test, type TestContext } from 'node:test'
import type { Booking, Timeslot } from '../../shared/contract/slots.ts'
import { addDays } from '../../shared/time.ts'
import { openTestDesk, TODAY, type Answer, type TestDesk } from '../support/desk.ts'
import { deliveries, HOUR, later, MINUTE, until } from './support/house.ts'
import { deadPort, openReceiver, type Receiver } from './support/receiver.ts'

/* The payment hook (contract, section 7), with a payment service that is a real HTTP server. */

const SECRET = 'a secret of the payment service'
interface Booked { booking: Booking, checkoutUrl: string | null, message: string }

interface House { desk: TestDesk, roomId: number, slots: Timeslot[] }

/** A room at 400 an hour with slots of an hour in two days' time. */
async function openHouse(t: TestContext, paymentServiceUrl: string | null, currency = 'DKK'): Promise<House> {
  const desk = await openTestDesk(t, { settings: { paymentServiceUrl, paymentSecret: SECRET, currency } })
  const roomId = (await desk.as('admin').post('/api/v1/admin/rooms', { name: 'Søsalen', roomType: 'meeting', hourlyRate: 400 })).body.id
  const date = addDays(TODAY, 2)
  await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId, startDate: date, endDate: date, slotDuration: 60 })
  const { body } = await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${roomId}/timeslots?date=${date}`)
  return { desk, roomId, slots: body.timeslots }
}

let keys = 0

function book({ desk, roomId, slots }: House, at = 0, key = `booking ${keys += 1}`): Promise<Answer<Booked>> {
  return desk.as('customer').post<Booked>('/api/v1/bookings', { roomId, timeslotId: slots[at]!.id }, { headers: { 'idempotency-key': key } })
}

const hmac = (body: string, secret = SECRET, encoding: 'hex' | 'base64' = 'hex') => createHmac('sha256', secret).update(body).digest(encoding)

function tell(desk: TestDesk, notice: object | string, signature?: string | null): Promise<Answer> {
  const body = typeof notice === 'string' ? notice : JSON.stringify(notice)
  const signed = signature === undefined ? hmac(body) : signature
  return desk.withToken().post('/api/v1/payments/notifications', body, { headers: signed === null ? {} : { 'skranke-signature': signed } })
}

const statusOf = async (desk: TestDesk, id: number) => {
  const { status, paymentStatus } = (await desk.as('staff').get<Booking>(`/api/v1/bookings/${id}`)).body
  return `${status} ${paymentStatus}`
}
const refundsOf = (service: Receiver) => service.requests.filter(({ path }) => path === '/refunds').map(({ body }) => body)

/** A payment service that gives out checkouts and takes refunds. */
async function openService(t: TestContext): Promise<Receiver> {
  const service = await openReceiver(t)
  service.answer(({ path, body }) => path === '/checkouts' ? { status: 201, body: JSON.stringify({ checkout_url: `https://pay.example/${String(body.booking_id)}` }) } : 204)
  return service
}

describe('a checkout', () => {
  test('is asked for when the booking is safe, with what is to be paid, and is repeated with the answer', async (t) => {
    const service = await openReceiver(t)
    const house = await openHouse(t, `${service.url}/`)
    const { desk } = house
    service.answer(({ body }) => {
      const row = desk.desk.services.database.db.get<{ status: string }>('SELECT status FROM bookings WHERE id = ?', Number(body.booking_id))
      return { status: 200, body: JSON.stringify({ checkout_url: `https://pay.example/${row!.status}` }) }
    })
    const first = await book(house, 0, 'once')
    assert.equal(first.status, 201, first.text)
    assert.equal(first.body.checkoutUrl, 'https://pay.example/pending')
    const [asked] = service.requests
    assert.deepEqual([asked!.method, asked!.path, asked!.headers['content-type']], ['POST', '/checkouts', 'application/json'])
    assert.deepEqual(asked!.body, { booking_id: first.body.booking.id, amount: 400, currency: 'DKK', description: 'Søsalen' })
    assert.equal(asked!.headers['idempotency-key'], `checkout-${first.body.booking.id}`)

    const again = await book(house, 0, 'once')
    assert.equal(again.text, first.text)
    assert.equal(service.requests.length, 1, 'a repetition asks for nothing')
  })

  test('is waited for by a repetition that comes before it', async (t) => {
    const service = await openReceiver(t)
    const house = await openHouse(t, service.url)
    let open!: () => void
    const opened = new Promise<void>((resolve) => { open = resolve })
    service.answer(async () => {
      await opened
      return { status: 200, body: JSON.stringify({ checkout_url: 'https://pay.example/1' }) }
    })
    const first = book(house, 0, 'once')
    await service.received(1)
    const twin = book(house, 0, 'once')
    open()
    assert.equal((await first).body.checkoutUrl, 'https://pay.example/1')
    assert.equal((await twin).text, (await first).text)
    assert.equal(service.requests.length, 1)
  })

  test('names amounts with the decimals of their currency', async (t) => {
    for (const [currency, hourlyRate, amount] of [['DKK', 399.95, 399.95], ['JPY', 4000, 4000], ['KWD', 12.345, 12.345]] as const) {
      const service = await openService(t)
      const house = await openHouse(t, service.url, currency)
      await house.desk.as('admin').put(`/api/v1/admin/rooms/${house.roomId}`, { hourlyRate })
      assert.equal((await book(house)).status, 201)
      assert.deepEqual([service.requests[0]!.body.amount, service.requests[0]!.body.currency], [amount, currency])
    }
  })

  test('is none where the service answers nonsense, refuses, leads elsewhere or is away: the booking stands', async (t) => {
    const service = await openReceiver(t)
    const house = await openHouse(t, service.url)
    const elsewhere = await openService(t)
    const nonsense = [
      { status: 200, body: 'OK' }, { status: 200, body: '' }, { status: 200, body: 'null' }, { status: 200, body: '[]' }, { status: 200, body: '{"checkout_url": 5}' },
      { status: 200, body: '{"checkout_url": "javascript:alert(1)"}' }, { status: 200, body: '{"checkout_url": "/pay/1"}' }, { status: 200, body: `{"checkout_url": "https://pay.example/${'x'.repeat(100_000)}"}` },
      { status: 500, body: '{"checkout_url": "https://pay.example/1"}' }, { status: 302, headers: { location: `${elsewhere.url}/checkouts` } }, { status: 204 },
    ]
    let slot = 0
    for (const answer of nonsense) {
      service.answer(answer)
      const made = await book(house, slot % house.slots.length)
      assert.deepEqual([made.status, made.body.checkoutUrl, made.body.booking.status], [201, null, 'pending'], JSON.stringify(answer).slice(0, 100))
      await house.desk.as('customer').put(`/api/v1/bookings/${made.body.booking.id}/cancel`)
      slot += 1
    }
    assert.equal(elsewhere.requests.length, 0, 'redirects are not followed')
    await house.desk.as('admin').patch('/api/v1/settings', { paymentServiceUrl: `http://127.0.0.1:${await deadPort()}` })
    assert.deepEqual([(await book(house)).body.checkoutUrl], [null])
  })

  test('that never comes keeps its own guest waiting for seconds, and nobody else', async (t) => {
    const service = await openReceiver(t)
    const house = await openHouse(t, service.url)
    service.answer(() => new Promise<number>(() => {}))
    let answered = false
    const slow = book(house, 0).finally(() => { answered = true })
    await service.received(1)
    await house.desk.as('admin').patch('/api/v1/settings', { paymentServiceUrl: null })
    const other = await book(house, 1)
    assert.deepEqual([other.status, answered], [201, false])
    assert.equal(await statusOf(house.desk, other.body.booking.id - 1), 'pending unpaid', 'it is booked long before')
    const made = await slow
    assert.deepEqual([made.status, made.body.checkoutUrl], [201, null])
  })

  test('is not asked for where nothing is to be paid', async (t) => {
    const service = await openService(t)
    const house = await openHouse(t, service.url)
    await house.desk.as('admin').put(`/api/v1/admin/rooms/${house.roomId}`, { hourlyRate: 0 })
    assert.equal((await book(house)).body.checkoutUrl, null)
    assert.equal(service.requests.length, 0)
  })
})

describe('a notice of the payment service', () => {
  test('confirms the booking it tells of, signed in hexadecimal or base64', async (t) => {
    const house = await openHouse(t, null)
    for (const [at, sign] of [(body: string) => hmac(body), (body: string) => `sha256=${hmac(body)}`, (body: string) => hmac(body).toUpperCase(), (body: string) => hmac(body, SECRET, 'base64')].entries()) {
      const { id } = (await book(house, at)).body.booking
      const body = JSON.stringify({ booking_id: id, status: 'paid', amount: 400 })
      const answer = await tell(house.desk, body, sign(body))
      assert.deepEqual([answer.status, answer.body], [200, { message: 'Noted' }])
      assert.equal(await statusOf(house.desk, id), 'confirmed paid')
    }
  })

  test('confirms without a status as well: nothing but a payment is told', async (t) => {
    const house = await openHouse(t, null)
    for (const [at, more] of [{}, { amount: 400 }, { amount: 400, currency: 'DKK' }].entries()) {
      const { id } = (await book(house, at)).body.booking
      assert.equal((await tell(house.desk, { booking_id: id, ...more })).status, 200)
      assert.equal(await statusOf(house.desk, id), 'confirmed paid')
    }
    assert.equal((await tell(house.desk, { booking_id: 99_999 })).status, 404)
  })

  test('without a signature, with a wrong one or over other bytes is 401, whatever else is wrong with it', async (t) => {
    const { desk, ...house } = await openHouse(t, null)
    const { id } = (await book({ desk, ...house })).body.booking
    const notice = { booking_id: id, status: 'paid', amount: 400 }
    const [tight, wide] = [JSON.stringify(notice), JSON.stringify(notice, null, 2)]
    for (const [body, signature] of [
      [tight, null], [tight, ''], [tight, 'x'], [tight, '0'.repeat(64)], [tight, hmac(tight, 'another secret')], [tight, hmac(wide)], [wide, hmac(tight)], [tight, hmac(`${tight}\n`)],
      [tight.replace('400', '4'), hmac(tight)], ['{}', null], ['', null], ['[]', 'x'],
    ] as const) {
      const answer = await tell(desk, body, signature)
      assert.equal(answer.status, 401, `${body} ${signature}: ${answer.text}`)
    }
    assert.equal(await statusOf(desk, id), 'pending unpaid')
    assert.equal((await tell(desk, wide)).status, 200, 'spaces are signed as they are')
    assert.equal(await statusOf(desk, id), 'confirmed paid')
  })

  test('is 401 while there is no secret', async (t) => {
    const { desk } = await openHouse(t, null)
    await desk.as('admin').patch('/api/v1/settings', { paymentSecret: null })
    for (const secret of ['', 'null', SECRET]) assert.equal((await tell(desk, '{}', secret === '' ? '' : hmac('{}', secret))).status, 401)
  })

  test('of an unknown booking is 404, one that makes no sense 400, and both change nothing', async (t) => {
    const { desk, ...house } = await openHouse(t, null)
    const { id } = (await book({ desk, ...house })).body.booking
    for (const status of ['paid', 'failed']) assert.equal((await tell(desk, { booking_id: 99_999, status })).status, 404)
    for (const notice of [{}, { status: 'paid' }, { booking_id: id, status: null }, { booking_id: String(id), status: 'paid' }, { booking_id: 1.5, status: 'paid' }, { booking_id: id, status: 'perhaps' }, { booking_id: id, status: 'paid', amount: -1 },
      { booking_id: id, status: 'paid', amount: 400.01 }, { booking_id: id, status: 'paid', amount: 4000 }, { booking_id: id, status: 'paid', amount: '400' }, { booking_id: id, status: 'paid', amount: 400, currency: 'EUR' }]) {
      const answer = await tell(desk, notice)
      assert.equal(answer.status, 400, `${JSON.stringify(notice)}: ${answer.text}`)
    }
    assert.equal(await statusOf(desk, id), 'pending unpaid')
    assert.equal((await tell(desk, { booking_id: id, status: 'failed' })).status, 200)
    assert.equal(await statusOf(desk, id), 'pending unpaid', 'it may be tried again until it expires')
    assert.equal((await tell(desk, { booking_id: id, status: 'paid', amount: 400, currency: 'DKK' })).status, 200)
    assert.equal(await statusOf(desk, id), 'confirmed paid')
  })

  test('that comes again changes nothing, also of a part of the price and after a restart', async (t) => {
    const service = await openService(t)
    const { desk, ...house } = await openHouse(t, service.url)
    const { id } = (await book({ desk, ...house })).body.booking
    const part = { booking_id: id, status: 'paid', amount: 150, reference: 'first' }
    assert.equal((await tell(desk, part)).status, 200)
    assert.equal((await tell(desk, part)).status, 200)
    await desk.restart()
    assert.equal((await tell(desk, part)).status, 200)
    assert.equal(await statusOf(desk, id), 'pending unpaid', 'a part does not confirm, however often it comes')
    const rest = { booking_id: id, status: 'paid', amount: 250 }
    for (let time = 0; time < 3; time += 1) assert.equal((await tell(desk, rest)).status, 200)
    assert.equal((await tell(desk, `${JSON.stringify(rest)} `)).status, 200, 'worded anew')
    assert.equal(await statusOf(desk, id), 'confirmed paid')
    assert.equal(deliveries(desk, 'payment').length, 0, 'nothing goes back')
  })

  test('of a booking that was cancelled, has expired or was paid at the desk sends the money back, once', async (t) => {
    const service = await openService(t)
    const { desk, ...house } = await openHouse(t, service.url)
    const ids: number[] = []
    for (const at of [0, 1, 2]) ids.push((await book({ desk, ...house }, at)).body.booking.id)
    const [cancelled, atDesk, expired] = ids as [number, number, number]
    await desk.as('customer').put(`/api/v1/bookings/${cancelled}/cancel`)
    assert.equal((await desk.as('staff').post(`/api/v1/bookings/${atDesk}/payments`, {})).status, 200)
    later(desk, 31 * MINUTE)
    for (const id of ids) for (let time = 0; time < 2; time += 1) assert.equal((await tell(desk, { booking_id: id, status: 'paid', amount: 400 })).status, 200)
    await service.received(6)
    await until(desk, () => deliveries(desk, 'payment').filter(({ state }) => state === 'delivered').length === 3)
    assert.deepEqual(refundsOf(service).toSorted((a, b) => Number(a.booking_id) - Number(b.booking_id)), ids.map((id) => ({ booking_id: id, amount: 400, currency: 'DKK' })))
    assert.deepEqual(await Promise.all([cancelled, atDesk, expired].map((id) => statusOf(desk, id))), ['cancelled unpaid', 'confirmed paid', 'cancelled unpaid'])
  })
})

describe('a refund', () => {
  test('goes to /refunds under one key on every try, when a paid booking is cancelled', async (t) => {
    const service = await openService(t)
    const { desk, ...house } = await openHouse(t, service.url)
    const { id } = (await book({ desk, ...house })).body.booking
    await tell(desk, { booking_id: id, status: 'paid', amount: 400 })
    service.answer(503)
    const answer = await desk.as('customer').put<{ refundAmount: number }>(`/api/v1/bookings/${id}/cancel`)
    assert.deepEqual([answer.status, answer.body.refundAmount], [200, 400])
    await until(desk, () => deliveries(desk, 'payment')[0]?.attempts === 1)
    service.answer(200)
    later(desk, 2 * MINUTE)
    await until(desk, () => deliveries(desk, 'payment')[0]!.state === 'delivered')
    assert.deepEqual(refundsOf(service), [{ booking_id: id, amount: 400, currency: 'DKK' }, { booking_id: id, amount: 400, currency: 'DKK' }])
    const keys = service.requests.filter(({ path }) => path === '/refunds').map(({ headers }) => headers['idempotency-key'])
    assert.match(String(keys[0]), /^[\w-]{8,}$/)
    assert.equal(keys[0], keys[1])
    // Told once more, as services do.
    assert.equal((await tell(desk, { booking_id: id, status: 'paid', amount: 400 })).status, 200)
    assert.equal(deliveries(desk, 'payment').length, 1)
  })

  test('is what the policy says shortly before the start, and all of a part payment when the booking expires', async (t) => {
    const service = await openService(t)
    const { desk, ...house } = await openHouse(t, service.url)
    const late = (await book({ desk, ...house }, 0)).body.booking.id
    const part = (await book({ desk, ...house }, 1)).body.booking.id
    await tell(desk, { booking_id: late, status: 'paid', amount: 400 })
    await tell(desk, { booking_id: part, status: 'paid', amount: 100 })
    later(desk, 40 * HOUR)
    await until(desk, () => deliveries(desk, 'payment').some(({ state }) => state === 'delivered'))
    await desk.as('customer').put(`/api/v1/bookings/${late}/cancel`)
    await until(desk, () => deliveries(desk, 'payment').filter(({ state }) => state === 'delivered').length === 2)
    assert.deepEqual(refundsOf(service), [{ booking_id: part, amount: 100, currency: 'DKK' }, { booking_id: late, amount: 200, currency: 'DKK' }])
    assert.deepEqual([await statusOf(desk, part), await statusOf(desk, late)], ['cancelled refunded', 'cancelled partially_refunded'])
  })
})
