import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import Papa from 'papaparse'
import { placeStay } from '../../electron/engine/stays.ts'
import type { HotelBooking } from '../../shared/contract/hotel-bookings.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { aRoom, aStay, rooms, SINGLE, step } from '../support/builders.ts'
import { openTestDesk } from '../support/desk.ts'

/** The request body of the seed, word for word. */
const EXAMPLE = `{
    "roomnumber": 101,
    "category": "Standard single room",
    "checkin": "2024-11-01T14:00:00",
    "checkout": "2024-11-05T12:00:00"
}`

test('the example of seed 000 is booked, listed and exported', async (t) => {
  const desk = await openTestDesk(t)
  const staff = desk.as('staff')
  await aRoom('101').category(SINGLE).add(desk)

  const created = await staff.post('/bookings', EXAMPLE)
  assert.equal(created.status, 201)
  const expected = {
    id: 1, roomnumber: 101, category: 'Standard single room', isbooking: true,
    checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00', status: 'confirmed', guest_name: null,
  }
  assert.deepEqual(created.body, expected)

  const listed = await staff.get('/bookings')
  assert.equal(listed.status, 200)
  assert.deepEqual(listed.body, [expected])

  const csv = await staff.get('/bookings/export/csv')
  assert.equal(csv.status, 200)
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(csv.headers['content-disposition'], 'attachment; filename="bookings.csv"')
  assert.equal(csv.text, 'id,roomnumber,category,isbooking,checkin,checkout\r\n1,101,Standard single room,1,2024-11-01T14:00:00,2024-11-05T12:00:00\r\n')
})

describe('POST /bookings', () => {
  const right = { roomnumber: 101, category: SINGLE, checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00' }

  test('names what is missing, each and all', async (t) => {
    const staff = (await openTestDesk(t)).as('staff')
    for (const field of Object.keys(right)) {
      const { status, body } = await staff.post('/bookings', { ...right, [field]: undefined })
      assert.deepEqual([status, body.error, Object.keys(body.fields)], [400, `Missing required fields: ${field}`, [field]])
    }
    assert.equal((await staff.post('/bookings', {})).body.error, 'Missing required fields: roomnumber, category, checkin, checkout')
  })

  test('keeps how to reach a guest who left no name', async (t) => {
    const desk = await openTestDesk(t)
    const staff = desk.as('staff')
    await aRoom('101').add(desk)
    const book = async (month: number, more: object) => {
      const { status, body } = await staff.post<HotelBooking>('/bookings', { ...right, checkin: `2025-0${month}-01T14:00:00`, checkout: `2025-0${month}-02T12:00:00`, ...more })
      assert.equal(status, 201)
      assert.equal((await staff.get<HotelBooking[]>(`/bookings?limit=1&after_id=${body.id - 1}`)).body[0]!.guest_name, body.guest_name)
      const { guest } = (await staff.get<Stay>(`/api/v1/stays/${body.id}`)).body
      return [body.guest_name, guest && [guest.name, guest.email, guest.phone]]
    }
    const [email, phone] = ['soeren@guest.example', '+45 12 34 56 78']
    assert.deepEqual(await book(1, { guest_email: email, guest_phone: phone }), [email, [email, email, phone]])
    assert.deepEqual(await book(2, { guest_name: null, guest_email: null, guest_phone: ` ${phone} ` }), [phone, [phone, null, phone]])
    assert.deepEqual(await book(3, { guest_name: 'Søren', guest_email: email }), ['Søren', ['Søren', email, null]])
    assert.deepEqual(await book(4, { guest_email: email }), [email, [email, email, phone]], 'the same guest again')
    assert.deepEqual(await book(5, { guest_phone: ' ' }), [null, null])
    assert.equal((await staff.get('/api/v1/guests')).body.total, 3)

    const later = await staff.patch<Stay>('/api/v1/stays/5', { guestEmail: 'later@guest.example' })
    assert.equal(later.body.guest!.name, 'later@guest.example')
  })

  test('refuses what is no time, and a checkout that is not after the checkin', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    const refused: [change: object, field: string][] = [
      [{ checkin: 'tomorrow' }, 'checkin'], [{ checkout: '2024-11-31T12:00:00' }, 'checkout'], [{ checkin: '2024-11-01' }, 'checkin'], [{ checkin: '' }, 'checkin'], [{ checkin: 1730466000 }, 'checkin'],
      [{ checkout: '2024-11-01T14:00:00' }, 'checkout'], [{ checkout: '2024-10-31T12:00:00' }, 'checkout'], [{ checkout: '2024-11-01T13:00:00Z' }, 'checkout'],
    ]
    for (const [change, field] of refused) {
      const { status, body } = await desk.as('staff').post('/bookings', { ...right, ...change })
      assert.equal(status, 400, JSON.stringify(change))
      assert.deepEqual(Object.keys(body.fields), [field], JSON.stringify(change))
    }
  })

  test('refuses a category that is not the room\'s (400), an unknown room (404), a taken one (409)', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    const post = async (change: object) => {
      const { status, body } = await desk.as('staff').post('/bookings', { ...right, ...change })
      return [status, Object.keys(body.fields ?? {})]
    }
    assert.deepEqual(await post({ category: 'Suite' }), [400, ['category']])
    assert.deepEqual(await post({ roomnumber: 999 }), [404, ['roomnumber']])
    assert.equal((await post({}))[0], 201)
    assert.equal((await post({}))[0], 409)
    assert.equal((await post({ checkin: '2024-11-04T14:00:00', checkout: '2024-11-06T12:00:00' }))[0], 409)
    assert.equal((await post({ checkin: '2024-11-05T12:00:00', checkout: '2024-11-06T12:00:00' }))[0], 201)
  })

  test('takes the room number as a number or a text, and answers a number where it is all digits', async (t) => {
    const desk = await openTestDesk(t)
    for (const number of ['101', '7B', '007', 'Penthouse']) await aRoom(number).add(desk)
    const booked = async (roomnumber: unknown, day: number) => (await desk.as('staff').post('/bookings', {
      ...right, roomnumber, checkin: `2024-11-0${day}T14:00:00`, checkout: `2024-11-0${day + 1}T12:00:00`,
    })).body.roomnumber
    assert.equal(await booked(101, 1), 101)
    assert.equal(await booked('101', 2), 101)
    assert.equal(await booked(' 101 ', 3), 101)
    assert.equal(await booked('7B', 1), '7B')
    assert.equal(await booked('007', 1), '007')
    assert.equal(await booked('Penthouse', 1), 'Penthouse')
  })

  test('may say who comes, and is the same stay as the desk\'s own', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').rate(995.5).add(desk)
    const { body } = await desk.as('staff').post('/bookings', {
      ...right, guest_name: 'Søren Åkjær', guest_email: 's@hotel.example', guest_phone: '+45 12 34 56 78', adults: 2, children: 1, notes: 'late',
    })
    const stay = (await desk.as('staff').get<Stay>(`/api/v1/stays/${body.id}`)).body
    assert.deepEqual(
      [stay.guest?.name, stay.guest?.email, stay.guest?.phone, stay.adults, stay.children, stay.notes, stay.nights, stay.nightlyRate, stay.total, stay.arrival, stay.departure],
      ['Søren Åkjær', 's@hotel.example', '+45 12 34 56 78', 2, 1, 'late', 4, 995.5, 3982, '2024-11-01', '2024-11-05'])
  })

  test('a cancelled stay and a no-show hold their room no longer', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const [cancelled, noShow] = [await aStay().in('101').book(desk), await aStay().in('102').book(desk)]
    await step(desk, cancelled.id, 'cancel')
    await step(desk, noShow.id, 'no-show')
    await aStay().in('101').book(desk)
    const list = await desk.as('staff').get<HotelBooking[]>('/bookings')
    assert.deepEqual(list.body.map(({ isbooking, status }) => [isbooking, status]), [[false, 'cancelled'], [false, 'no_show'], [true, 'confirmed']])
    const csv = await desk.as('staff').get('/bookings/export/csv')
    assert.deepEqual(csv.text.trimEnd().split('\r\n').slice(1).map((line) => line.split(',')[3]), ['0', '0', '1'])
  })
})

describe('GET /bookings', () => {
  async function withStays(t: TestContext, count: number) {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    await desk.operate((op) => {
      for (let stay = 0; stay < count; stay += 1) placeStay(op, { roomNumber: '101', arrival: addDays('2020-01-01', stay), departure: addDays('2020-01-01', stay + 1) })
    })
    return desk
  }

  test('is an empty list at first', async (t) => {
    const desk = await openTestDesk(t)
    assert.deepEqual((await desk.as('staff').get('/bookings')).body, [])
    assert.equal((await desk.as('staff').get('/bookings/export/csv')).text, 'id,roomnumber,category,isbooking,checkin,checkout\r\n')
  })

  for (const count of [999, 1000, 1001, 2500]) {
    test(`lists all of ${count}, oldest id first, and exports as many`, async (t) => {
      const desk = await withStays(t, count)
      const { body } = await desk.as('staff').get<HotelBooking[]>('/bookings')
      assert.deepEqual(body.map(({ id }) => id), Array.from({ length: count }, (_, index) => index + 1))
      const lines = (await desk.as('staff').get('/bookings/export/csv')).text.split('\r\n')
      assert.equal(lines.length, count + 2)
      assert.equal(lines.at(-1), '')
      assert.deepEqual(lines.slice(1, -1).map((line) => Number(line.split(',')[0])), body.map(({ id }) => id))
    })
  }

  test('is cut by limit and after_id', async (t) => {
    const desk = await withStays(t, 250)
    const ids = async (query: string) => (await desk.as('staff').get<HotelBooking[]>(`/bookings?${query}`)).body.map(({ id }) => id)
    assert.deepEqual(await ids('limit=3'), [1, 2, 3])
    assert.deepEqual(await ids('limit=3&after_id=3'), [4, 5, 6])
    assert.deepEqual(await ids('after_id=248'), [249, 250])
    assert.deepEqual(await ids('after_id=250'), [])
    assert.equal((await ids('limit=1000')).length, 100)
    assert.equal((await ids('after_id=0')).length, 250)
    for (const query of ['limit=0', 'limit=-1', 'limit=x', 'after_id=-1', 'after_id=x']) assert.equal((await desk.as('staff').get(`/bookings?${query}`)).status, 400, query)
  })

  test('streams over HTTP in pieces, and a client that goes away harms nobody', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await rooms(desk, '101')
    await desk.operate((op) => {
      for (let stay = 0; stay < 3000; stay += 1) placeStay(op, { roomNumber: '101', arrival: addDays('2000-01-01', stay), departure: addDays('2000-01-01', stay + 1) })
    })
    const answer = await desk.as('staff').get<HotelBooking[]>('/bookings')
    assert.equal(answer.headers['content-length'], undefined)
    assert.equal(answer.body.length, 3000)
    const request = http.get(`${desk.url}/bookings`, { headers: { authorization: `Bearer ${desk.as('staff').token}` } })
    const [response] = await once(request, 'response') as [http.IncomingMessage]
    await once(response, 'data')
    response.destroy()
    assert.equal((await desk.as('staff').get('/bookings?limit=1')).status, 200)
  })
})

test('a CSV cell is quoted as RFC 4180 wants, and harmless where a spreadsheet would run it', async (t) => {
  const desk = await openTestDesk(t)
  const cases: [category: string, cell: string][] = [
    ['Single', 'Single'], ['Single, sea view', '"Single, sea view"'], ['The "Royal"', '"The ""Royal"""'], ['=1+1', "'=1+1"], ['+45', "'+45"], ['-2', "'-2"], ['@SUM(A1)', "'@SUM(A1)"],
    ['=HYPERLINK("http://evil","x")', `"'=HYPERLINK(""http://evil"",""x"")"`], ['two\nlines', '"two\nlines"'], ['Åse', 'Åse'],
  ]
  for (const [index, [category]] of cases.entries()) {
    await aRoom(String(101 + index)).category(category).add(desk)
    await aStay().in(String(101 + index)).book(desk)
  }
  const { text } = await desk.as('staff').get('/bookings/export/csv')
  const stays = await desk.as('staff').get<HotelBooking[]>('/bookings')
  assert.equal(text, `id,roomnumber,category,isbooking,checkin,checkout\r\n${stays.body.map(({ id, roomnumber, checkin, checkout }, index) => `${id},${roomnumber},${cases[index]![1]},1,${checkin},${checkout}\r\n`).join('')}`)
  // What another reader makes of it is what was put in, but for the apostrophe.
  const read = Papa.parse<string[]>(text.trimEnd(), { delimiter: ',' })
  assert.deepEqual(read.errors, [])
  assert.deepEqual(read.data.slice(1).map((row) => row[2]!.replace(/^'/, '')), cases.map(([category]) => category))
})

test('each accepted stay is told to the billing service, and again when its dates or room change', async (t) => {
  const told: { url: string, body: unknown, key: string }[] = []
  const heard = new EventEmitter()
  let refusals = 1
  const billing = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
      response.statusCode = refusals-- > 0 ? 503 : 204
      if (response.statusCode === 204) told.push({ url: `${request.method} ${request.url}`, body: JSON.parse(Buffer.concat(pieces).toString()), key: String(request.headers['idempotency-key']) })
      response.end()
      heard.emit('request')
    })
  }).listen(0, '127.0.0.1')
  await once(billing, 'listening')
  t.after(() => void billing.close())
  const { port } = billing.address() as AddressInfo
  const desk = await openTestDesk(t, { settings: { billingServiceUrl: `http://127.0.0.1:${port}` } })
  await rooms(desk, '101', '102')
  const delivered = async (count: number) => {
    for (;;) {
      const { body } = await desk.as('staff').get('/api/v1/deliveries?state=delivered')
      if (body.total >= count) return
      await new Promise(setImmediate)
    }
  }

  const refused = once(heard, 'request')
  const created = await desk.as('staff').post('/bookings', EXAMPLE)
  assert.equal(created.status, 201, 'the answer does not wait for it')
  await refused
  for (;;) {
    // Tried in vain, and kept for later.
    const { items: [item] } = (await desk.as('staff').get('/api/v1/deliveries')).body
    if (item?.attempts === 1) break
    await new Promise(setImmediate)
  }
  desk.setNow(desk.now() + 3_600_000)
  desk.desk.wake()
  await delivered(1)
  assert.deepEqual(told.map(({ url, body }) => ({ url, body })), [{
    url: 'POST /bills/update/1', body: { room_type: 'Standard single room', checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00' },
  }])

  await desk.as('staff').post('/api/v1/stays/1/move', { roomNumber: '102' })
  await delivered(2)
  await desk.as('staff').patch('/api/v1/stays/1', { departure: '2024-11-06' })
  await delivered(3)
  await desk.as('staff').patch('/api/v1/stays/1', { notes: 'no matter of billing' })
  assert.equal((await desk.as('staff').post('/bookings', EXAMPLE.replace('"checkin"', '"x"'))).status, 400)
  assert.deepEqual(told.slice(1).map(({ url, body }) => [url, (body as { checkout: string }).checkout]), [['POST /bills/update/1', '2024-11-05T12:00:00'], ['POST /bills/update/1', '2024-11-06T12:00:00']])
  assert.equal(new Set(told.map(({ key }) => key)).size, 3)
})
