/*
 * The desk is killed (SIGKILL) between commit and delivery, and between delivery and its mark, again
 * and again on one database. `npm test` runs a few rounds; all 200:
 * SKRANKE_DELIVERY_ROUNDS=200 node_modules/.bin/node --test --test-timeout=1800000 tests/delivery/kill.test.ts
 */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { temporaryFolder } from '../support/desk.ts'
import { createClient } from '../support/http.ts'
import { lookInto } from '../support/look.ts'
import { PASSWORD, startDesk } from '../support/process.ts'
import { seededRandom } from '../support/random.ts'
import { openReceiver } from './support/receiver.ts'

const ROUNDS = Number(process.env.SKRANKE_DELIVERY_ROUNDS ?? 15)
const ROOMS = Array.from({ length: 6 }, (_, at) => String(101 + at))

test(`kill -9 before a delivery and before its mark, ${ROUNDS} times: all arrives, each booking's in order`, async (t) => {
  const seed = Number(process.env.SKRANKE_FAULT_SEED ?? 20270210)
  const random = seededRandom(seed)
  const billing = await openReceiver(t)
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const start = () => startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url, EVENT_SERVICE_URL: `${billing.url}/events` } })
  const nextNight = new Map(ROOMS.map((room) => [room, '2027-01-01']))
  /** What each stay was told to be, in order: what the bills must have said. */
  const told = new Map<number, string[]>()

  let desk = await start()
  const first = createClient(desk.url)
  const token = await first.signIn('admin', PASSWORD)
  const made = await first.post('/api/v1/rooms/bulk', { rooms: ROOMS.map((number) => ({ name: `Room ${number}`, number, roomType: 'Double', nightlyRate: 995, capacity: 2 })) })
  assert.equal(made.status, 201, made.text)
  first.close()

  const nights = () => {
    const roomNumber = ROOMS[Math.floor(random() * ROOMS.length)]!
    const arrival = nextNight.get(roomNumber)!
    const departure = addDays(arrival, 1)
    nextNight.set(roomNumber, departure)
    return { roomNumber, arrival, departure }
  }

  /** Books a stay, and moves one that there is. */
  async function work(client: ReturnType<typeof createClient>): Promise<void> {
    const place = nights()
    const booked = await client.post('/api/v1/stays', { ...place, guestName: 'Holm' })
    assert.equal(booked.status, 201, booked.text)
    told.set(booked.body.id, [place.arrival])
    const ids = [...told.keys()]
    const id = ids[Math.floor(random() * ids.length)]!
    const to = nights()
    const moved = await client.post(`/api/v1/stays/${id}/move`, to)
    assert.equal(moved.status, 200, moved.text)
    told.get(id)!.push(to.arrival)
  }

  for (let round = 1; round <= ROUNDS; round += 1) {
    const alive = desk
    const kill = (turns: number) => {
      if (turns > 0) setImmediate(kill, turns - 1)
      else process.kill(alive.pid, 'SIGKILL')
    }
    const client = createClient(alive.url, token)
    if (round % 2 === 1) {
      // Between commit and delivery: what is answered is on the disk, and nobody takes it.
      billing.answer(() => new Promise(() => {}))
      await work(client)
      await work(client)
      kill(Math.floor(random() * 5))
    } else {
      // Between delivery and mark: the receiver has it and says so, and the desk dies around hearing it.
      let left = 1 + Math.floor(random() * 4)
      const booked = Promise.withResolvers<void>()
      billing.answer(async () => {
        await booked.promise
        left -= 1
        if (left === 0) kill(Math.floor(random() * 6))
        return left >= 0 ? 204 : new Promise(() => {})
      })
      await work(client)
      booked.resolve()
    }
    client.close()
    assert.deepEqual(await alive.ended, { code: null, signal: 'SIGKILL' })
    desk = await start()
    lookInto(file, (sqlite) => {
      const stays = sqlite.prepare(`SELECT id, arrival FROM bookings WHERE kind = 'stay' ORDER BY id`).all()
      assert.deepEqual(stays, [...told].map(([id, arrivals]) => ({ id, arrival: arrivals.at(-1) })), 'what was answered is there')
    })
  }

  billing.answer(204)
  const messages = lookInto(file, (sqlite) => sqlite.prepare('SELECT id, key, subject, destinations FROM messages ORDER BY id').all() as { id: number, key: string, subject: string, destinations: string }[])
  const expected = messages.reduce((sum, { destinations }) => sum + destinations.trim().split(' ').length, 0)
  const arrived = () => new Set(billing.requests.map(({ path: of, headers }) => `${of.startsWith('/events') ? 'events' : 'billing'} ${String(headers['idempotency-key'])}`)).size
  // The desk that was started last has waited for answers that never came; a fresh one asks at once.
  process.kill(desk.pid, 'SIGKILL')
  await desk.ended
  desk = await start()
  for (let seen = billing.requests.length; arrived() < expected; seen += 1) await billing.received(seen + 1)
  assert.deepEqual(await desk.end('SIGTERM'), { code: 0, signal: null })

  lookInto(file, (sqlite) => {
    assert.equal(sqlite.prepare(`SELECT count(*) FROM deliveries WHERE state <> 'delivered'`).pluck().get(), 0, 'all is marked')
    assert.equal(sqlite.prepare('SELECT count(*) FROM deliveries').pluck().get(), expected, 'one delivery for each message and destination')
  })
  const position = new Map(messages.map(({ key, id }) => [key, id]))
  for (const destination of ['/bills', '/events']) {
    const lines = Map.groupBy(billing.requests.filter(({ path: of }) => of.startsWith(destination)),
      ({ headers }) => messages.find(({ key }) => key === headers['idempotency-key'])!.subject)
    for (const [subject, requests] of lines) {
      const order = requests.map(({ headers }) => position.get(String(headers['idempotency-key']))!)
      assert.deepEqual(order, order.toSorted((one, other) => one - other), `${destination} of ${subject} came out of order`)
    }
  }
  // A receiver that honours the idempotency key: the first of each counts, and the last of a stay stands.
  const bills = new Map<string, { keys: Set<string>, checkins: string[] }>()
  for (const { path: of, headers, body } of billing.requests.filter((request) => request.path.startsWith('/bills'))) {
    const stay = bills.get(of) ?? { keys: new Set(), checkins: [] }
    bills.set(of, stay)
    const key = String(headers['idempotency-key'])
    if (!stay.keys.has(key)) stay.checkins.push(String(body.checkin).slice(0, 10))
    stay.keys.add(key)
  }
  assert.equal(bills.size, told.size)
  for (const [id, arrivals] of told) assert.deepEqual(bills.get(`/bills/update/${id}`)?.checkins, arrivals, `stay ${id}`)
  t.diagnostic(`seed ${seed}: ${messages.length} messages for two destinations, ${billing.requests.length - arrived()} came twice`)
})
