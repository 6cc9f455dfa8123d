import assert from 'node:assert/strict'
import http from 'node:http'
import net from 'node:net'
import { once } from 'node:events'
import { describe, test } from 'node:test'
import { allRoutes } from '../../shared/contract/index.ts'
import { aRoom, aStay, rooms } from '../support/builders.ts'
import { openTestDesk, TODAY } from '../support/desk.ts'
import { addDays } from '../../shared/time.ts'

/* Contract, section 2: what holds for every route. */

describe('errors', () => {
  test('are JSON with a sentence, and name the fields', async (t) => {
    const desk = await openTestDesk(t)
    const answer = await desk.as('staff').post('/bookings', { roomnumber: 101, checkin: 5 })
    assert.equal(answer.status, 400)
    assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8')
    assert.deepEqual(answer.body, {
      error: 'Missing required fields: category, checkout',
      fields: { category: 'is required', checkout: 'is required', checkin: 'must be a text' },
    })
  })

  test('name what is wrong within a field, and not also that the field could be nothing', async (t) => {
    const admin = (await openTestDesk(t)).as('admin')
    const fieldsOf = async (more: object) => (await admin.post('/api/v1/admin/timeslots/generate', { roomId: 1, startDate: TODAY, endDate: TODAY, ...more })).body.fields
    const time = 'is not written as it must be'
    assert.deepEqual(await fieldsOf({ workingHours: { start: '9', end: '17:00' } }), { 'workingHours.start': time })
    assert.deepEqual(await fieldsOf({ workingHours: { start: '9', end: 'late' } }), { 'workingHours.start': time, 'workingHours.end': time })
    assert.deepEqual(await fieldsOf({ workingHours: { end: '17:00' } }), { 'workingHours.start': 'is required' })
    assert.deepEqual(await fieldsOf({ workingHours: 9 }), { workingHours: 'must be an object' })
    assert.deepEqual(await fieldsOf({ excludedDates: [1], slotDuration: 0 }), { slotDuration: 'must be at least 1', 'excludedDates.0': 'must be a text' })
    const room = await admin.post('/api/v1/admin/rooms', { name: 'A', roomType: 'meeting', number: '', floor: 900 })
    assert.deepEqual(room.body.fields, { number: 'must not be empty', floor: 'must be at most 300' })
  })

  test('speak Danish to whoever asks for it', async (t) => {
    const desk = await openTestDesk(t)
    const answer = await desk.as('staff').get('/api/v1/stays/1', { headers: { 'accept-language': 'da-DK,da;q=0.9' } })
    assert.equal(answer.status, 404)
    assert.notEqual(answer.body.error, (await desk.as('staff').get('/api/v1/stays/1')).body.error)
  })

  test('a body over 1 MiB is 413, one of 1 MiB is read', async (t) => {
    const desk = await openTestDesk(t)
    const body = (bytes: number) => `{"notes":"${'x'.repeat(bytes - 12)}"}`
    assert.equal(Buffer.byteLength(body(2 ** 20)), 2 ** 20)
    const large = await desk.as('staff').post('/bookings', body(2 ** 20 + 1))
    assert.equal(large.status, 413)
    assert.match(large.body.error, /1 MiB/)
    assert.equal((await desk.as('staff').post('/bookings', body(2 ** 20))).status, 400)
  })

  test('a body over 1 MiB is 413 over HTTP as well, said or not said beforehand', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    for (const length of [{ 'content-length': String(2 ** 21) }, { 'transfer-encoding': 'chunked' }] as Record<string, string>[]) {
      const request = http.request(`${desk.url}/bookings`, { method: 'POST', headers: { authorization: `Bearer ${desk.as('staff').token}`, 'content-type': 'application/json', ...length } })
      request.on('error', () => { /* The desk may close while it is still being told. */ })
      const answered = once(request, 'response') as Promise<[http.IncomingMessage]>
      request.end(Buffer.alloc(2 ** 21, 0x20))
      const [response] = await answered
      assert.equal(response.statusCode, 413)
      response.destroy()
    }
  })

  test('whoever sends all of a body that is too large, or of a wrong type, reads the refusal all the same', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const piece = Buffer.alloc(2 ** 16, 0x20)
    for (const [type, length, status] of [['application/json', 24 * 2 ** 20, 413], ['application/json', undefined, 413], ['text/plain', 24 * 2 ** 20, 415]] as const) {
      const socket = net.connect(Number(new URL(desk.url).port), '127.0.0.1')
      let answer = ''
      socket.setEncoding('utf8').on('data', (text: string) => { answer += text })
      socket.write(`POST /bookings HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${desk.as('staff').token}\r\nContent-Type: ${type}\r\n${length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${length}`}\r\n\r\n`)
      // Nothing is read until all is sent, as many clients do it.
      socket.pause()
      for (let sent = 0; sent < 24 * 2 ** 20; sent += piece.length) {
        if (length === undefined) socket.write(`${piece.length.toString(16)}\r\n`)
        if (!socket.write(piece)) await once(socket, 'drain')
        if (length === undefined) socket.write('\r\n')
      }
      if (length === undefined) socket.write('0\r\n\r\n')
      socket.resume()
      while (!answer.includes('"}')) await once(socket, 'data')
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} [^]*"error":"(?:This is too large|Send JSON)`))
      socket.destroy()
    }
  })

  test('a wrong content type is 415', async (t) => {
    const staff = (await openTestDesk(t)).as('staff')
    for (const type of ['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'text/csv', 'nonsense', 'application/jsonx']) {
      const answer = await staff.post('/bookings', '{}', { headers: { 'content-type': type } })
      assert.equal(answer.status, 415, type)
      assert.equal(typeof answer.body.error, 'string')
    }
    for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON', 'application/json;charset=UTF-8']) {
      assert.equal((await staff.post('/bookings', '{}', { headers: { 'content-type': type } })).status, 400, type)
    }
  })

  test('broken JSON is 400', async (t) => {
    const staff = (await openTestDesk(t)).as('staff')
    for (const body of ['{', '{"a":}', '{a:1}', "{'a':1}", '[1,', '"', 'undefined', '{"a":1}x', '{"__proto__":{}}']) {
      const answer = await staff.post('/bookings', body)
      assert.equal(answer.status, 400, body)
      assert.match(answer.body.error, /not JSON|forbidden/i, body)
    }
  })

  test('JSON that is no object is 400', async (t) => {
    const staff = (await openTestDesk(t)).as('staff')
    for (const body of ['[]', '1', '"text"', 'true', '[{}]']) assert.equal((await staff.post('/bookings', body)).status, 400, body)
    const nothing = await staff.post('/bookings')
    assert.equal(nothing.status, 400)
    assert.match(nothing.body.error, /^Missing required fields: roomnumber/)
  })

  test('whoever has no token learns nothing about a body', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await desk.withToken().post('/bookings', '{')).status, 401)
    assert.equal((await desk.as('customer').post('/bookings', {})).status, 403)
  })
})

describe('paths and methods', () => {
  test('unknown paths are 404, whatever the method and the body', async (t) => {
    const desk = await openTestDesk(t)
    for (const url of ['/nothing', '/api', '/api/v1', '/api/v1/nothing', '/bookings/1/2/3', '/api/v2/stays', '//', '/BOOKINGS', '/%']) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const answer = await desk.as('admin').send(method, url, method === 'GET' ? undefined : {})
        assert.equal(answer.status, 404, `${method} ${url}`)
        assert.equal(typeof answer.body.error, 'string')
      }
    }
    assert.equal((await desk.withToken().get('/api/%F0%28')).body.error, 'There is nothing at /api/%F0%28.')
    assert.equal((await desk.withToken().post('/nothing', 'x', { headers: { 'content-type': 'text/plain' } })).status, 404)
  })

  test('a known path with another method is 405 and says which are possible', async (t) => {
    const desk = await openTestDesk(t)
    const paths = allRoutes.flatMap((route) => [route.path, ...route.also ?? []].map((path) => ({ method: route.method as string, path, pattern: new RegExp(`^${path.replaceAll('/', '\\/').replace(/:[A-Za-z]+/g, '[^/]+')}$`) })))
    const urls = new Set(paths.map(({ path }) => path.replace(/:what/, 'rooms').replace(/:[A-Za-z]+/g, '1')))
    // `/cars/add` is no car by a strange id: a path that is written out has its own methods alone.
    const methodsOf = (url: string) => paths.filter(({ path, pattern }) => paths.some((one) => one.path === url) ? path === url : pattern.test(url)).map(({ method }) => method)
    const methods = [...[...urls].map((url) => [url, new Set(methodsOf(url))] as const), ...['/openapi.json', '/docs', '/docs/json'].map((url) => [url, new Set(['GET'])] as const)]
    for (const [url, possible] of methods) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((one) => !possible.has(one))) {
        const answer = await desk.as('admin').send(method, url, method === 'GET' ? undefined : {})
        assert.equal(answer.status, 405, `${method} ${url}: ${answer.text}`)
        for (const one of possible) assert.ok(String(answer.headers.allow).split(', ').includes(one), `${method} ${url} allows ${String(answer.headers.allow)}`)
      }
    }
  })

  test('a file that the documentation does not have is not there, by any method that it has', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await desk.withToken().get('/docs/static/nothing.js')).status, 404)
  })

  test('JSON that is nested beyond all reason is refused in a sentence', async (t) => {
    const desk = await openTestDesk(t)
    const room = (metadata: string) => desk.as('admin').post('/api/v1/admin/rooms', `{"name":"Room [101]","roomType":"Single","metadata":${metadata}}`, { headers: { 'content-type': 'application/json' } })
    for (const depth of [100, 1000, 10_000, 400_000]) {
      const answer = await room('['.repeat(depth) + ']'.repeat(depth))
      assert.equal(answer.status, 400, String(depth))
      assert.match(answer.body.error, /^The body is nested more than 100 levels deep/)
    }
    assert.equal((await room(`{"note":"${'['.repeat(500)}"}`)).status, 201, 'brackets within a text are text')
    assert.equal((await room('['.repeat(90) + ']'.repeat(90))).status, 201)
  })

  test('HEAD answers as GET does, without a body', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    await aStay().in('101').book(desk)
    for (const url of ['/health', '/bookings', '/bookings/export/csv', '/api/v1/stays/1', '/api/v1/stays', '/api/v1/property']) {
      const [head, get] = [await desk.as('staff').send('HEAD', url), await desk.as('staff').get(url)]
      assert.equal(head.status, 200, url)
      assert.equal(head.text, '', url)
      assert.equal(head.headers['content-type'], get.headers['content-type'], url)
    }
    assert.equal((await desk.withToken().send('HEAD', '/bookings')).status, 401)
    assert.equal((await desk.as('staff').send('HEAD', '/api/v1/stays/99')).status, 404)
  })

  test('OPTIONS is answered, known path or not, and never 5xx', async (t) => {
    const desk = await openTestDesk(t)
    for (const url of ['/bookings', '/nothing', '*', '/api/v1/stays/1']) {
      const answer = await desk.withToken().send('OPTIONS', url)
      assert.ok(answer.status < 500, `${url} ${answer.status}`)
      assert.equal(answer.headers['access-control-allow-origin'], undefined)
    }
  })
})

describe('ids', () => {
  const paths = allRoutes.filter(({ method, path }) => path.includes(':id') && method === 'GET')

  test('are positive integers: anything else is 400, an unknown one 404', async (t) => {
    const admin = (await openTestDesk(t)).as('admin')
    assert.ok(paths.length > 3)
    for (const { path, query } of paths) {
      const needed = query && path.endsWith('/availability') ? '?date=2027-02-10' : ''
      const ask = (id: string) => admin.get(path.replace(':id', id) + needed)
      for (const id of ['abc', '0', '-1', '1.5', '1e999', '9007199254740993', '99999999999999999999', '%20', '0x1', 'null']) {
        const answer = await ask(id)
        assert.equal(answer.status, 400, `${path} ${id}: ${answer.text}`)
        assert.deepEqual(Object.keys(answer.body.fields), ['id'])
      }
      assert.equal((await ask('999999')).status, 404, path)
    }
  })
})

describe('paging', () => {
  test('answers items, total, page, limit and pages', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, ...Array.from({ length: 130 }, (_, n) => String(101 + n)))
    const ask = async (query: string) => (await desk.as('staff').get(`/api/v1/bookings/rooms${query}`)).body
    const shape = async (query: string) => {
      const { items, total, page, limit, pages } = await ask(query)
      return [items.length, total, page, limit, pages]
    }
    assert.deepEqual(await shape(''), [25, 130, 1, 25, 6])
    assert.deepEqual(await shape('?limit=100'), [100, 130, 1, 100, 2])
    assert.deepEqual(await shape('?limit=101'), [100, 130, 1, 100, 2])
    assert.deepEqual(await shape('?limit=1000000'), [100, 130, 1, 100, 2])
    assert.deepEqual(await shape('?limit=100&page=2'), [30, 130, 2, 100, 2])
    assert.deepEqual(await shape('?limit=1&page=130'), [1, 130, 130, 1, 130])
    assert.deepEqual(await shape('?page=999'), [0, 130, 999, 25, 6])
    const seen = [...(await ask('?limit=100')).items, ...(await ask('?limit=100&page=2')).items].map(({ id }) => id)
    assert.equal(new Set(seen).size, 130)
  })

  for (const { path } of allRoutes.filter(({ method, query }) => method === 'GET' && query && 'page' in (query as { properties: object }).properties)) {
    test(`${path}: 0, negative or not a number is 400`, async (t) => {
      const admin = (await openTestDesk(t)).as('admin')
      const url = path.replace(/:[A-Za-z]+/g, '1')
      for (const name of ['page', 'limit']) {
        for (const value of ['0', '-1', 'x', '1.5', '', 'NaN', 'Infinity', '1e400', '1&' + name + '=2']) {
          const answer = await admin.get(`${url}?${name}=${value}`)
          assert.equal(answer.status, 400, `${name}=${value}: ${answer.text}`)
        }
      }
      assert.notEqual((await admin.get(`${url}?page=1&limit=5`)).status, 400)
    })
  }
})

describe('times', () => {
  const book = async (zone: string, checkin: string, checkout: string, run: (answer: { status: number, body: Record<string, unknown> }, stay: Record<string, unknown>) => void, t: Parameters<typeof openTestDesk>[0]) => {
    const desk = await openTestDesk(t, { settings: { timeZone: zone } })
    await aRoom('101').add(desk)
    const answer = await desk.as('staff').post('/bookings', { roomnumber: 101, category: 'Standard single room', checkin, checkout })
    run(answer, (await desk.as('staff').get(`/api/v1/stays/${answer.body.id}`)).body)
  }

  test('with an offset are that instant, without one local time; both are answered as local', async (t) => {
    await book('Europe/Copenhagen', '2027-03-01T13:00:00Z', '2027-03-04T12:00:00', ({ status, body }, stay) => {
      assert.equal(status, 201)
      assert.deepEqual([body.checkin, body.checkout], ['2027-03-01T14:00:00', '2027-03-04T12:00:00'])
      assert.deepEqual([stay.checkin, stay.checkout], ['2027-03-01T14:00:00+01:00', '2027-03-04T12:00:00+01:00'])
      assert.equal(stay.nights, 3)
    }, t)
  })

  test('across daylight saving keep the wall clock, and the nights', async (t) => {
    const cases = [
      ['Europe/Copenhagen', '2027-03-27', '2027-03-29', '+01:00', '+02:00'],
      ['America/Santiago', '2027-04-03', '2027-04-05', '-03:00', '-04:00'],
      ['Australia/Lord_Howe', '2027-10-02', '2027-10-04', '+10:30', '+11:00'],
      ['Asia/Kathmandu', '2027-03-27', '2027-03-29', '+05:45', '+05:45'],
    ] as const
    for (const [zone, arrival, departure, before, after] of cases) {
      await t.test(zone, async (t) => {
        await book(zone, `${arrival}T14:00:00`, `${departure}T12:00:00`, ({ body }, stay) => {
          assert.deepEqual([body.checkin, body.checkout], [`${arrival}T14:00:00`, `${departure}T12:00:00`])
          assert.deepEqual([stay.checkin, stay.checkout, stay.nights], [`${arrival}T14:00:00${before}`, `${departure}T12:00:00${after}`, 2])
        }, t)
      })
    }
  })

  test('that daylight saving skips or doubles are resolved as Temporal\'s compatible does', async (t) => {
    await book('Europe/Copenhagen', '2027-03-28T02:30:00', '2027-10-31T02:30:00', ({ body }, stay) => {
      assert.deepEqual([body.checkin, body.checkout], ['2027-03-28T03:30:00', '2027-10-31T02:30:00'])
      assert.deepEqual([stay.checkin, stay.checkout], ['2027-03-28T03:30:00+02:00', '2027-10-31T02:30:00+02:00'])
    }, t)
  })

  test('an interval holds its start and not its end: starts exactly when another ends', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    const book = async (checkin: string, checkout: string) => (await desk.as('staff').post('/bookings', { roomnumber: 101, category: 'Standard single room', checkin, checkout })).status
    assert.equal(await book('2027-03-01T14:00:00', '2027-03-02T14:00:00'), 201)
    assert.equal(await book('2027-03-02T14:00:00', '2027-03-03T12:00:00'), 201, 'starts exactly when another ends')
    assert.equal(await book('2027-02-28T14:00:00', '2027-03-01T14:00:00'), 201, 'ends exactly when another starts')
    assert.equal(await book('2027-03-03T11:59:59', '2027-03-04T12:00:00'), 409, 'starts a second before another ends')
    assert.equal(await book('2027-02-27T14:00:00', '2027-02-28T14:00:01'), 409, 'ends a second after another starts')
    assert.equal(await book('2027-03-02T13:00:00+00:00', '2027-03-02T14:00:00+00:00'), 409, 'the same instants, written otherwise')
  })

  test('created and changed instants carry the property\'s offset', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    const stay = await aStay().in('101').book(desk)
    assert.equal(stay.createdAt, '2027-02-10T12:00:00+01:00')
    assert.equal(stay.checkin, `${TODAY}T14:00:00+01:00`)
    assert.equal(stay.checkout, `${addDays(TODAY, 1)}T12:00:00+01:00`)
  })
})
