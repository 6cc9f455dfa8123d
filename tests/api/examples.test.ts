import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerExample, bodyExample, nameOf, parameterExample, refusalExample } from '../../electron/api/examples.ts'
import { answerFault } from '../../electron/api/validation.ts'
import { EXAMPLES_BY_ROUTE } from '../../shared/contract/examples/routes.ts'
import { allRoutes, errorStatusesOf, type Route } from '../../shared/contract/index.ts'
import { openTestDesk, PASSWORD, type Answer, type TestDesk } from '../support/desk.ts'

/* The examples of /openapi.json: they fit their schemas, a desk takes them, and what they say of errors is so. */

interface Media { schema: object, example?: unknown, examples?: Record<string, { value: unknown }> }
interface Operation { parameters?: { name: string, in: string, required?: boolean, schema: object, example?: unknown }[], requestBody?: { content: Record<string, Media> }, responses: Record<string, { content: Record<string, Media> }> }
interface Document { paths: Record<string, Record<string, Operation>> }

test('every operation has an example of its body and of each of its answers, and each fits its schema', async (t) => {
  const { paths } = (await (await openTestDesk(t)).withToken().get<Document>('/openapi.json')).body
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, { parameters = [], requestBody, responses }] of Object.entries(operations)) {
      const name = `${method.toUpperCase()} ${path}`
      for (const { name: parameter, required, schema, example } of parameters) {
        if (example === undefined) assert.ok(!required, `${name}: ${parameter} is required and has no example`)
        else assert.equal(answerFault(schema, example), undefined, `${name}: ${parameter}`)
      }
      for (const [where, content] of [['its body', requestBody?.content ?? {}], ...Object.entries(responses).map(([status, { content }]) => [status, content] as const)] as const) {
        for (const { schema, example, examples } of Object.values(content)) {
          const shown = examples ? Object.values(examples).map(({ value }) => value) : [example]
          for (const one of shown) {
            assert.notEqual(one, undefined, `${name} has no example of ${where}`)
            assert.equal(answerFault(schema, one), undefined, `${name}, ${where}: ${JSON.stringify(one)}`)
          }
        }
      }
    }
  }
})

test('what a route refuses with is a sentence of its own status', () => {
  for (const route of allRoutes) {
    for (const status of errorStatusesOf(route)) {
      const { error } = refusalExample(route, status)
      assert.match(error, /^[^{}]{5,}$/, `${nameOf(route)} ${status}`)
      assert.notEqual(error, refusalExample(route, 599).error, `${nameOf(route)} has no example of ${status}: add one to shared/contract/examples/routes.ts`)
    }
    if (errorStatusesOf(route).includes(409)) assert.ok(EXAMPLES_BY_ROUTE[nameOf(route)]?.errors?.[409], `${nameOf(route)} may answer 409: say why in shared/contract/examples/routes.ts`)
  }
})

test('examples of routes that there are no more are gone', () => {
  const names = new Set(allRoutes.map(nameOf))
  assert.deepEqual(Object.keys(EXAMPLES_BY_ROUTE).filter((name) => !names.has(name)), [])
})

test('errors are as the examples say: no token, no role, no such thing, no id, not JSON, too much, stale', async (t) => {
  const desk = await openTestDesk(t, { settings: { tokenRequestsPerSecond: 1_000_000, openRequestsPerMinute: 1_000_000 } })
  const admin = desk.as('admin')
  for (const route of allRoutes) {
    const name = nameOf(route)
    const body = route.bodyType === undefined && route.method !== 'GET' ? {} : undefined
    const expect = (status: number, answer: Answer) => assert.deepEqual([answer.status, answer.body], [status, refusalExample(route, status)], name)
    if (route.role !== 'open') expect(401, await desk.withToken().send(route.method, urlOf(route), body))
    if (route.role === 'staff' || route.role === 'admin') expect(403, await desk.as('customer').send(route.method, urlOf(route), body))
    else assert.equal((await admin.send(route.method, urlOf(route), body, { headers: { host: 'desk.example' } })).status, 403, name)
    if (route.path.includes(':id')) {
      expect(404, await admin.send(route.method, urlOf(route, 999_999), bodyExample(route)))
      expect(400, await admin.send(route.method, urlOf(route, 'abc'), body))
    } else if (errorStatusesOf(route).includes(400) && route.method !== 'GET' && route.body && route.bodyType === undefined && !EXAMPLES_BY_ROUTE[name]?.errors?.[400] && !route.path.endsWith('notifications')) {
      const answer = await admin.send(route.method, urlOf(route), {})
      if (answer.status === 400 && answer.body.fields) expect(400, answer)
    }
    if (route.method === 'GET' || route.path === '/logout/') continue
    expect(415, await admin.send(route.method, urlOf(route), 'x', { headers: { 'content-type': 'application/xml' } }))
    expect(413, await admin.send(route.method, urlOf(route), `"${'x'.repeat(2 ** 20)}"`))
  }
})

function urlOf(route: Route, id: string | number = 1): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_, name: string) => name === 'id' ? String(id) : String(parameterExample(route, 'path', name)))
  const query = queryOf(route).map(([name, value]) => [name, String(value)])
  return id === 999_999 && query.length > 0 ? `${path}?${new URLSearchParams(query).toString()}` : path
}

function queryOf(route: Route): (readonly [name: string, value: unknown])[] {
  return Object.keys((route.query as { properties?: object } | undefined)?.properties ?? {})
    .map((name) => [name, parameterExample(route, 'query', name)] as const).filter(([, value]) => value !== undefined && value !== null)
}

/** A house in which things are where the examples speak of them, and as they must be for each step. */
class House {
  readonly #desk: TestDesk
  #day = 0

  constructor(desk: TestDesk) {
    this.#desk = desk
  }

  async make(method: string, url: string, body?: unknown): Promise<number> {
    const answer = await this.#desk.as('admin').send(method, url, body)
    assert.ok(answer.status < 300, `${method} ${url}: ${answer.text}`)
    const { id, car_id: carId, booking } = answer.body as { id?: number, car_id?: number, booking?: { id: number } }
    return id ?? carId ?? booking?.id ?? 0
  }

  /** Does what a step needs done before it. */
  async step(path: string): Promise<void> {
    await this.make('POST', path)
  }

  /** A date of its own each time, so that nothing is in the way. */
  date(): string {
    this.#day += 7
    return Temporal.PlainDate.from('2028-01-03').add({ days: this.#day }).toString()
  }
}

/** What an example's numbers stand for in a house that is new. */
type Ids = Record<'room' | 'hall' | 'provider' | 'resource' | 'car' | 'guest', number>

test('a desk takes each example as it stands', async (t) => {
  const desk = await openTestDesk(t, { settings: { paymentSecret: 'a secret of the payment service', billingServiceUrl: 'http://127.0.0.1:9' } })
  const house = new House(desk)
  const room = (number: string) => house.make('POST', '/api/v1/admin/rooms', { name: `Room ${number}`, roomType: 'Standard single room', number, nightlyRate: 995 })
  const ids: Ids = {
    room: await room('101'), hall: await house.make('POST', '/api/v1/admin/rooms', { name: 'Søsalen', roomType: 'Meeting room', hourlyRate: 400 }),
    provider: await house.make('POST', '/api/v1/providers', { name: 'Åse', email: 'aase@other.example' }), resource: await house.make('POST', '/resources/', { name: 'Cot', total_quantity: 9 }),
    car: await house.make('POST', '/cars/add', { brand: 'VW', model: 'Up', fuel_type: 'Petrol', mileage: 24_418 }), guest: await house.make('POST', '/api/v1/guests', { name: 'Åse Holm' }),
  }
  for (const number of ['102', '103', '104', '105']) await room(number)

  const stay = async (more = {}) => {
    const arrival = house.date()
    return house.make('POST', '/api/v1/stays', { roomNumber: '101', arrival, departure: Temporal.PlainDate.from(arrival).add({ days: 3 }).toString(), guestName: 'Holm', ...more })
  }
  const block = async (from = house.date()) => house.make('POST', '/api/v1/blocks', { roomNumber: '101', from, to: Temporal.PlainDate.from(from).add({ days: 1 }).toString(), reason: 'out_of_order' })
  const guestToday = (roomNumber: string) => stay({ roomNumber, arrival: '2027-02-10', departure: '2027-02-11' })
  const appointment = (date = house.date()) => house.make('POST', '/api/v1/appointments', { providerId: ids.provider, date, time: '10:00', guestName: 'Holm' })
  const timeslots = async () => {
    const date = house.date()
    await house.make('POST', '/api/v1/admin/timeslots/generate', { roomId: ids.hall, startDate: date, endDate: date, slotDuration: 60 })
    return (await desk.withToken().get<{ timeslots: { id: number }[] }>(`/api/v1/bookings/rooms/${ids.hall}/timeslots?date=${date}`)).body.timeslots.map(({ id }) => id)
  }
  const slot = async (status = 'confirmed') => house.make('POST', '/api/v1/slot-bookings', { timeslotId: (await timeslots())[0], status, guestName: 'Holm' })
  const ownSlot = async () => house.make('POST', '/api/v1/bookings', { timeslotId: (await timeslots())[0], roomId: ids.hall })
  const car = () => house.make('POST', '/cars/add', { brand: 'VW', model: 'Up', fuel_type: 'Petrol', mileage: 24_418 })
  const rental = async (from = `${house.date()}T10:00:00`) => house.make('POST', '/api/v1/rentals', { carId: await car(), guestName: 'Holm', from, to: `${from.slice(0, 10)}T20:00:00` })
  const delivery = async () => {
    await stay()
    // The worker has taken it over when it is listed.
    for (;;) {
      const { items } = (await desk.as('staff').get('/api/v1/deliveries?state=waiting&limit=100')).body
      const found = items.find(({ id }) => id > lastDelivery)
      if (found) return lastDelivery = found.id
      await new Promise<void>((resolve) => {
        const stop = desk.desk.onChange(() => {
          stop()
          resolve()
        })
      })
    }
  }
  let lastDelivery = 0
  const webhook = () => house.make('POST', '/api/v1/webhooks', { url: 'http://127.0.0.1:9/hook', active: false })
  const user = (username: string) => house.make('POST', '/users/', { username, email_address: `${username}@hotel.example`, password: PASSWORD, confirm_password: PASSWORD, role: 'staff' })

  /** Whom a path's id means; the longest that fits counts. */
  const makers: [start: string, make: () => Promise<number>][] = [
    ['/api/v1/stays', stay], ['/api/v1/stays/:id/confirm', () => stay({ status: 'pending' })], ['/api/v1/stays/:id/check-in', () => guestToday('101')], ['/api/v1/stays/:id/no-show', () => guestToday('102')],
    ['/api/v1/stays/:id/check-out', async () => {
      const id = await stay({ roomNumber: '102', arrival: '2027-02-10', departure: '2027-02-12' })
      await house.step(`/api/v1/stays/${id}/check-in`)
      return id
    }],
    ['/api/v1/stays/:id/split', () => stay({ roomNumber: '103', arrival: '2027-03-01', departure: '2027-03-05' })],
    ['/api/v1/stays/:id/undo', async () => {
      const id = await stay({ status: 'pending' })
      await house.step(`/api/v1/stays/${id}/confirm`)
      return id
    }],
    ['/api/v1/blocks', block], ['PATCH /api/v1/blocks/:id', () => block('2027-03-04')],
    ['/api/v1/appointments', appointment], ['/api/v1/appointments/:id/complete', () => appointment('2027-02-11')], ['/api/v1/appointments/:id/no-show', () => appointment('2027-02-12')],
    ['/api/v1/providers', async () => ids.provider], ['DELETE /api/v1/providers/:id', () => house.make('POST', '/api/v1/providers', { name: 'Leaves', email: 'leaves@other.example' })], ['DELETE /api/v1/admin/rooms/:id', () => room('999')],
    ['/api/v1/bookings/rooms', async () => ids.hall], ['/api/v1/admin/rooms', async () => ids.room], ['/api/v1/housekeeping', async () => ids.room],
    ['/api/v1/bookings', ownSlot], ['/api/v1/admin/bookings', ownSlot], ['/api/v1/admin/timeslots', async () => (await timeslots())[0]!], ['/api/v1/slot-bookings', slot], ['/api/v1/slot-bookings/:id/confirm', () => slot('pending')],
    ['/bookings/:id', () => house.make('POST', '/bookings/', { resource: ids.resource, purchase_quantity: 1 })], ['/api/v1/resources', async () => ids.resource],
    ['/cars', car], ['/api/v1/cars', async () => ids.car],
    ['/api/v1/rentals', rental], ['PATCH /api/v1/rentals/:id', () => rental('2027-03-02T09:00:00')], ['/api/v1/rentals/:id/hand-over', () => rental('2027-02-10T11:30:00')],
    ['/api/v1/rentals/:id/take-back', async () => {
      const id = await rental('2027-02-10T10:30:00')
      await house.make('POST', `/api/v1/rentals/${id}/hand-over`, { mileage: 24_418 })
      return id
    }],
    ['/api/v1/guests', async () => ids.guest], ['/api/v1/deliveries', delivery], ['/api/v1/webhooks', webhook], ['/api/v1/users', () => user(`user${house.date()}`)],
  ]

  async function real(name: string, route: Route): Promise<unknown> {
    switch (name) {
      case 'id': return (makers.filter(([start]) => route.path.startsWith(start) || nameOf(route) === start).toSorted(([a], [b]) => b.length - a.length)[0]?.[1] ?? assert.fail(`${nameOf(route)}: whose id?`))()
      case 'roomId': return ids.hall
      case 'providerId': case 'provider_id': return ids.provider
      case 'carId': return ids.car
      case 'resource': return ids.resource
      case 'timeslotId': case 'newTimeslotId': return (await timeslots())[1]
      case 'booking_id': return ownSlot()
      case 'steps': return [await lastStep()]
      case 'moves': return swapped()
      default: return undefined
    }
  }

  async function lastStep(): Promise<unknown> {
    const id = await stay({ status: 'pending' })
    return (await desk.as('staff').post<{ lastChange: number }>(`/api/v1/stays/${id}/confirm`)).body.lastChange
  }

  async function swapped(): Promise<unknown> {
    const arrival = house.date()
    const departure = Temporal.PlainDate.from(arrival).add({ days: 2 }).toString()
    return [
      { id: await stay({ roomNumber: '101', arrival, departure }), version: 1, roomNumber: '102' },
      { id: await stay({ roomNumber: '102', arrival, departure }), version: 1, roomNumber: '101' },
    ]
  }

  const declined: string[] = []
  for (const route of allRoutes) {
    const name = nameOf(route)
    if (ELSEWHERE.has(name)) continue
    let url = route.path
    for (const [part, param] of route.path.matchAll(/:([A-Za-z]+)/g)) url = url.replace(part, String(param === 'id' ? await real('id', route) : parameterExample(route, 'path', param!)))
    const pairs = await Promise.all(queryOf(route).map(async ([key, value]) => [key, String(await real(key, route) ?? value)]))
    if (pairs.length > 0) url += `?${new URLSearchParams(pairs).toString()}`
    const body = bodyExample(route)
    const sent = typeof body === 'object' && body !== null
      ? Object.fromEntries(await Promise.all(Object.entries(body).map(async ([key, value]) => [key, await real(key, route) ?? value] as const))) : body
    const answer = await desk.as('admin').send(route.method, url, sent, route.bodyType ? { headers: { 'content-type': route.bodyType } } : {})
    if (answer.status !== route.status) declined.push(`${name}: ${answer.status} ${answer.text.slice(0, 300)} to ${JSON.stringify(sent)}`)
    const { message } = (answerExample(route) ?? {}) as { message?: string }
    if (message !== undefined && message !== answer.body?.message) declined.push(`${name} says ${JSON.stringify(answer.body?.message)}, not ${JSON.stringify(message)}`)
  }
  assert.deepEqual(declined, [])
})

/** What ends a session, needs a signature or an empty house, and has tests of its own. */
const ELSEWHERE = new Set(['POST /login/', 'POST /logout/', 'PUT /api/v1/users/me/password', 'POST /api/v1/payments/notifications', 'POST /api/v1/setup/demo'])
