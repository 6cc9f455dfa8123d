/*
 * The desk is killed (SIGKILL) while several programs book, again and again on one database.
 * `npm test` runs a few rounds; all 200:
 * SKRANKE_FAULT_ROUNDS=200 node_modules/.bin/node --test tests/faults/kill.test.ts
 */
import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import type Database from 'better-sqlite3'
import { addDays } from '../../shared/time.ts'
import { temporaryFolder } from '../support/desk.ts'
import { createClient, type HttpClient } from '../support/http.ts'
import { expectSound, lookInto } from '../support/look.ts'
import { PASSWORD, startDesk } from '../support/process.ts'
import { seededRandom } from '../support/random.ts'
import { startReceiver, type Receiver } from '../support/receiver.ts'

const ROUNDS = Number(process.env.SKRANKE_FAULT_ROUNDS ?? 10)
const CLIENTS = 8
const ROOMS = Array.from({ length: 20 }, (_, at) => String(101 + at))

interface Place { roomNumber: string, arrival: string, departure: string }

/** Something a program asked for; until it was answered it asks again, with the same key. */
interface Wish { key: string, guestName: string, place: Place, moveTo?: Place, id?: number }

class House {
  /** Answered with "booked", by guest: what must be there whatever happens. */
  readonly booked = new Map<string, { id: number, place: Place, bills: Place[] }>()
  readonly unanswered = new Set<Wish>()
  refused = 0
  readonly #random: () => number
  readonly #nextNight = new Map(ROOMS.map((room) => [room, '2027-01-01']))
  #wishes = 0

  constructor(random: () => number) {
    this.#random = random
  }

  /** Mostly nights that nobody had yet, now and then some that somebody else may hold. */
  wish(): Wish {
    this.#wishes += 1
    const guestName = `Guest ${this.#wishes}`
    const wish: Wish = { key: `key ${this.#wishes}`, guestName, place: this.#random() < 0.2 ? this.#usedNights() : this.#freshNights() }
    if (this.#random() < 0.25) wish.moveTo = this.#freshNights()
    return wish
  }

  /** Brings a wish as far as the desk lets it. @throws where the desk dies in between */
  async fulfil(client: HttpClient, wish: Wish): Promise<void> {
    this.unanswered.add(wish)
    if (wish.id === undefined) {
      const answer = await client.post('/api/v1/stays', { ...wish.place, guestName: wish.guestName }, { 'idempotency-key': wish.key })
      if (answer.status === 409) {
        this.refused += 1
        this.unanswered.delete(wish)
        return
      }
      assert.equal(answer.status, 201, answer.text)
      wish.id = answer.body.id
      assert.ok(!this.booked.has(wish.guestName))
      this.booked.set(wish.guestName, { id: wish.id, place: wish.place, bills: [wish.place] })
    }
    if (wish.moveTo) {
      const answer = await client.post(`/api/v1/stays/${wish.id}/move`, wish.moveTo)
      // Somebody who asked for used nights may have been there first.
      if (answer.status === 409) this.refused += 1
      else {
        assert.equal(answer.status, 200, answer.text)
        this.booked.set(wish.guestName, { id: wish.id, place: wish.moveTo, bills: [wish.place, wish.moveTo] })
      }
    }
    this.unanswered.delete(wish)
  }

  #room(): string {
    return ROOMS[Math.floor(this.#random() * ROOMS.length)]!
  }

  #freshNights(): Place {
    const roomNumber = this.#room()
    const arrival = this.#nextNight.get(roomNumber)!
    const departure = addDays(arrival, 1 + Math.floor(this.#random() * 3))
    this.#nextNight.set(roomNumber, departure)
    return { roomNumber, arrival, departure }
  }

  #usedNights(): Place {
    const roomNumber = this.#room()
    const arrival = addDays(this.#nextNight.get(roomNumber)!, -5)
    return { roomNumber, arrival, departure: addDays(arrival, 2) }
  }
}

interface StayRow { id: number, guest_name: string, number: string, arrival: string, departure: string }

/** Every stay that was answered is there as it was answered; beyond them only what nobody had an answer to yet. */
function expectNothingLost(sqlite: Database.Database, house: House): void {
  const rows = sqlite.prepare(`
    SELECT b.id, b.guest_name, r.number, b.arrival, b.departure FROM bookings b JOIN rooms r USING (bookable_id) WHERE b.kind = 'stay'`).all() as StayRow[]
  const open = new Map([...house.unanswered].map((wish) => [wish.guestName, wish]))
  const found = new Set<string>()
  for (const row of rows) {
    assert.ok(!found.has(row.guest_name), `${row.guest_name} was booked twice`)
    found.add(row.guest_name)
    const known = house.booked.get(row.guest_name)
    const wish = open.get(row.guest_name)
    assert.ok(known ?? wish, `${row.guest_name} was refused or never asked`)
    const is = { roomNumber: row.number, arrival: row.arrival, departure: row.departure }
    // A move under way when the desk died may have happened or not.
    if (wish?.moveTo && is.roomNumber === wish.moveTo.roomNumber && is.arrival === wish.moveTo.arrival) continue
    assert.deepEqual(is, (known ?? wish)!.place)
    if (known) assert.equal(row.id, known.id)
  }
  for (const guest of house.booked.keys()) assert.ok(found.has(guest), `${guest} was answered "booked" and is lost`)
}

/** Each stay and each of its moves reached billing at least once, those of one stay in order. */
function expectBilled(house: House, billing: Receiver): void {
  const bills = Map.groupBy(billing.received, ({ path: of }) => of)
  for (const [guest, { id, bills: due }] of house.booked) {
    const told = (bills.get(`/bills/update/${id}`) ?? []).map(({ body }) => body)
    assert.deepEqual(told, due.map(({ arrival, departure }) => ({ room_type: 'Double', checkin: `${arrival}T14:00:00`, checkout: `${departure}T12:00:00` })), guest)
  }
  assert.equal(bills.size, house.booked.size, 'nothing was told that is not so')
  for (const [of, messages] of bills) {
    const order = messages.map(({ key }) => key)
    const came = billing.requests.filter((request) => request.path === of).map(({ key }) => order.indexOf(key))
    assert.deepEqual(came, came.toSorted((one, other) => one - other), `${of} came out of order`)
  }
}

test(`kill -9 under load, ${ROUNDS} times: nothing that was answered is lost`, async (t) => {
  const seed = Number(process.env.SKRANKE_FAULT_SEED ?? 20270210)
  const random = seededRandom(seed)
  const billing = await startReceiver(t)
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const house = new House(random)
  const start = () => startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url } })

  let desk = await start()
  const first = createClient(desk.url)
  const token = await first.signIn('admin', PASSWORD)
  const made = await first.post('/api/v1/rooms/bulk', { rooms: ROOMS.map((number) => ({ name: `Room ${number}`, number, roomType: 'Double', nightlyRate: 995, capacity: 2 })) })
  assert.equal(made.status, 201, made.text)
  first.close()

  for (let round = 1; round <= ROUNDS; round += 1) {
    let answers = 0
    const last = 20 + Math.floor(random() * 80)
    const turns = Math.floor(random() * 20)
    const alive = desk
    const kill = (left: number) => {
      if (left > 0) setImmediate(kill, left - 1)
      else process.kill(alive.pid, 'SIGKILL')
    }
    await Promise.all(Array.from({ length: CLIENTS }, async () => {
      const client = createClient(alive.url, token)
      try {
        for (;;) {
          await house.fulfil(client, house.wish())
          answers += 1
          if (answers === last) kill(turns)
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
        // The connection broke: the desk is dead.
      } finally {
        client.close()
      }
    }))
    assert.deepEqual(await alive.ended, { code: null, signal: 'SIGKILL' })

    // What the desk finds when it comes back must be whole before anybody asks again.
    desk = await start()
    lookInto(file, (sqlite) => {
      expectSound(sqlite)
      expectNothingLost(sqlite, house)
    })
    const again = createClient(desk.url, token)
    for (const wish of house.unanswered) await house.fulfil(again, wish)
    again.close()
    assert.equal(house.unanswered.size, 0)
    assert.equal(lookInto(file, (sqlite) => sqlite.prepare(`SELECT count(*) FROM bookings WHERE kind = 'stay'`).pluck().get()), house.booked.size, 'each wish came true once')
  }

  const due = [...house.booked.values()].reduce((sum, { bills }) => sum + bills.length, 0)
  await billing.until(() => billing.received.length >= due)
  assert.deepEqual(await desk.end('SIGTERM'), { code: 0, signal: null })
  lookInto(file, (sqlite) => {
    expectSound(sqlite)
    expectNothingLost(sqlite, house)
  })
  expectBilled(house, billing)
  t.diagnostic(`seed ${seed}: ${house.booked.size} stays booked, ${house.refused} refused, ${billing.requests.length - billing.received.length} messages came twice`)
})
