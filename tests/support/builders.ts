import assert from 'node:assert/strict'
import type { Block } from '../../shared/contract/calendar.ts'
import type { Guest } from '../../shared/contract/guests.ts'
import type { NewRoom, Room } from '../../shared/contract/rooms.ts'
import type { NewStay, Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { TODAY, type TestDesk } from './desk.ts'

/*
 * Data for tests in the desk's words: what a test does not say is a sensible default.
 * `await aStay().in('101').nights(3).for('Holm').book(desk)`
 */

export const SINGLE = 'Standard single room'

/** A hotel room: `await aRoom('101').category('Suite').rate(1495).add(desk)`. */
export function aRoom(number: string | number = '101') {
  const body: NewRoom = { name: `Room ${number}`, roomType: SINGLE, number, nightlyRate: 995, capacity: 2 }
  const room = {
    body,
    category(category: string) { body.roomType = category; return room },
    rate(nightlyRate: number | null) { body.nightlyRate = nightlyRate; return room },
    named(name: string) { body.name = name; return room },
    sleeping(capacity: number) { body.capacity = capacity; return room },
    on(floor: number) { body.floor = floor; return room },
    async add(desk: TestDesk): Promise<Room> {
      const answer = await desk.as('admin').post<Room>('/api/v1/admin/rooms', body)
      assert.equal(answer.status, 201, answer.text)
      return answer.body
    },
  }
  return room
}

/** Many rooms at once, all of the standard category unless told: `await rooms(desk, '101', '102')`. */
export async function rooms(desk: TestDesk, ...numbers: string[]): Promise<void> {
  const answer = await desk.as('admin').post('/api/v1/rooms/bulk', { rooms: numbers.map((number) => aRoom(number).body) })
  assert.equal(answer.status, 201, answer.text)
}

/** A stay of one night from today on: `await aStay().in('101').from('2027-03-01').nights(3).book(desk)`. */
export function aStay() {
  const body: NewStay = { arrival: TODAY, departure: addDays(TODAY, 1), guestName: 'Holm' }
  let nights = 1
  let until: string | undefined
  const stay = {
    in(roomNumber: string | number) { body.roomNumber = roomNumber; return stay },
    of(category: string) { body.category = category; return stay },
    from(arrival: string) { body.arrival = arrival; return stay },
    /** The day the guest leaves. */
    to(departure: string) { until = departure; return stay },
    nights(count: number) { nights = count; until = undefined; return stay },
    for(guestName: string) { body.guestName = guestName; return stay },
    at(nightlyRate: number) { body.nightlyRate = nightlyRate; return stay },
    pending() { body.status = 'pending'; return stay },
    with(more: Partial<NewStay>) { Object.assign(body, more); return stay },
    body(): NewStay { return { ...body, departure: until ?? addDays(body.arrival, nights) } },
    /** Asks for it and answers whatever the desk says. */
    ask(desk: TestDesk) { return desk.as('staff').post<Stay & { error: string }>('/api/v1/stays', stay.body()) },
    async book(desk: TestDesk): Promise<Stay> {
      const answer = await stay.ask(desk)
      assert.equal(answer.status, 201, answer.text)
      return answer.body
    },
  }
  return stay
}

/** A room out of order for one night from today on. */
export function aBlock(roomNumber: string | number) {
  const body = { roomNumber, from: TODAY, to: addDays(TODAY, 1), reason: 'out_of_order' as Block['reason'] }
  const block = {
    from(from: string) { body.from = from; return block },
    to(to: string) { body.to = to; return block },
    nights(count: number) { body.to = addDays(body.from, count); return block },
    outOfService() { body.reason = 'out_of_service'; return block },
    async add(desk: TestDesk): Promise<Block> {
      const answer = await desk.as('staff').post<Block>('/api/v1/blocks', body)
      assert.equal(answer.status, 201, answer.text)
      return answer.body
    },
  }
  return block
}

export async function aGuest(desk: TestDesk, name = 'Søren Åkjær', more: Partial<Pick<Guest, 'email' | 'phone' | 'notes' | 'vip'>> = {}): Promise<Guest> {
  const answer = await desk.as('staff').post<Guest>('/api/v1/guests', { name, ...more })
  assert.equal(answer.status, 201, answer.text)
  return answer.body
}

/** A step of a stay's life, which must succeed: `await step(desk, stay.id, 'check-in')`. */
export async function step(desk: TestDesk, id: number, name: 'confirm' | 'check-in' | 'check-out' | 'cancel' | 'no-show' | 'undo'): Promise<Stay> {
  const answer = await desk.as('staff').post<Stay>(`/api/v1/stays/${id}/${name}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
