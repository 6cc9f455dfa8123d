import type Database from 'better-sqlite3'
import { addDays, instantAt } from '../../../shared/time.ts'
import { seededRandom } from '../../support/random.ts'
import { fillQuickly, madeOnce, TIME_ZONE } from './made-once.ts'

/*
 * A hotel that is three quarters full every night: stays of one to seven nights, from a seed. They
 * are made from the last one backwards, so that a longer history leaves the last stays as they are.
 */

/** Stays are past, in the house or to come, as seen from here. */
export const TODAY = '2026-11-21'
export const FROM = '2026-10-22'
export const DAYS = 90
/** A few nights beyond the days that are asked for. */
const LAST = addDays(FROM, DAYS + 7)
const LONGEST = 7
/** What comes before a stay is another empty night as often as this: 4 of 5.2 nights are sold. */
const EMPTY = 0.545

export const ROOMS = 500

export interface FullHotel { rooms?: number, bookings: number }

export function fullHotel({ rooms = ROOMS, bookings }: FullHotel): Promise<string> {
  return madeOnce(`full-${rooms}-rooms-${bookings}-bookings`, import.meta.filename, (file) => fillQuickly(file, (sqlite) => {
    addStays(sqlite, addRooms(sqlite, rooms), staysOf(rooms, bookings))
  }))
}

const CATEGORIES = ['Single room', 'Standard double room', 'Superior double room', 'Twin room', 'Family room', 'Junior suite', 'Suite', 'Accessible room']

function addRooms(sqlite: Database.Database, count: number): number[] {
  const bookable = sqlite.prepare(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('room', ?, 0, 0)`)
  const room = sqlite.prepare('INSERT INTO rooms (bookable_id, number, category, capacity, floor, nightly_rate) VALUES (?, ?, ?, 2, ?, ?)')
  return Array.from({ length: count }, (_, at) => {
    const [floor, number] = [1 + Math.floor(at / 50), String(101 + Math.floor(at / 50) * 100 + at % 50)]
    const id = Number(bookable.run(`Room ${number}`).lastInsertRowid)
    room.run(id, number, CATEGORIES[at % 8], floor, 89_500 + at % 8 * 20_000)
    return id
  })
}

interface Stay { room: number, from: number, nights: number, guest: number, made: number, dice: number }

/** Days count back from the last; each room's stays do not depend on how many there are to be. */
function staysOf(rooms: number, count: number): Stay[] {
  const stays: Stay[] = []
  const random = Array.from({ length: rooms }, (_, room) => seededRandom(1 + room))
  const before = new Int32Array(rooms)
  for (let day = 0; stays.length < count; day -= 1) {
    for (let room = 0; room < rooms && stays.length < count; room += 1) {
      const dice = random[room]!
      if (before[room] !== day) continue
      if (dice() < EMPTY) {
        before[room]! -= 1
        continue
      }
      const nights = 1 + Math.floor(dice() * LONGEST)
      before[room]! -= nights
      // Booked up to four months ahead: neighbours in the calendar are no neighbours in the table.
      stays.push({ room, from: day - nights, nights, guest: Math.floor(stays.length / 2), made: day - nights - Math.floor(dice() * 120), dice: dice() })
    }
  }
  return stays.sort((a, b) => a.made - b.made)
}

const FIRST_NAMES = ['Søren', 'Åse', 'Jørgen', 'Mette', 'Ida', 'Bjørn', 'Anne', 'Katharina', 'Lars', 'Kirsten', 'Niels', 'Emma', 'William', 'Charlotte', 'Mikkel', 'Freja', 'Jens', 'Hanne', 'Oliver', 'Birgitte', 'Sven', 'Ingrid', 'Thomas']
const LAST_NAMES = ['Kjær', 'Holm', 'Bæk', 'Skov', 'Lund', 'Dahl', 'Krogh', 'Weiß', 'Jensen', 'Nielsen', 'Hansen', 'Pedersen', 'Andersen', 'Christensen', 'Larsen', 'Sørensen', 'Rasmussen', 'Petersen', 'Madsen', 'Kristensen', 'Olsen', 'Thomsen', 'Poulsen', 'Johansen', 'Knudsen', 'Mortensen', 'Møller', 'Schmidt', 'Johansson', 'Lindqvist', 'Smith']

function nameOf(guest: number): string {
  return `${FIRST_NAMES[guest % FIRST_NAMES.length]} ${LAST_NAMES[guest % LAST_NAMES.length]}`
}

function addStays(sqlite: Database.Database, rooms: readonly number[], stays: readonly Stay[]): void {
  const guest = sqlite.prepare('INSERT INTO guests (id, name, search_key, vip, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)')
  for (let id = 0; id <= Math.floor((stays.length - 1) / 2); id += 1) guest.run(id + 1, nameOf(id), ` ${nameOf(id).toLowerCase()}`, id % 250 === 0 ? 1 : 0)
  const insert = sqlite.prepare(
    `INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, guest_id, guest_name, adults,
       nightly_rate, price, paid, user_id, notes, locked, source, created_at, updated_at) VALUES (?, 'stay', ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, ?, ?, ?, 1, ?, ?, 'Website', ?, ?)`)
  const entry = sqlite.prepare(`INSERT INTO audit (at, user_id, entity, entity_id, step) VALUES (?, 1, 'booking', ?, 'created')`)
  const days = new Map<number, { date: string, arrives: number, leaves: number }>()
  const day = (back: number) => {
    let found = days.get(back)
    if (!found) {
      const date = addDays(LAST, back)
      days.set(back, found = { date, arrives: instantAt(date, '14:00', TIME_ZONE), leaves: instantAt(date, '12:00', TIME_ZONE) })
    }
    return found
  }
  for (const [at, stay] of stays.entries()) {
    const [arrival, departure, made] = [day(stay.from), day(stay.from + stay.nights), day(stay.made).arrives]
    const status = departure.date <= TODAY ? 'completed' : arrival.date < TODAY ? 'checked_in' : 'confirmed'
    const rate = 89_500 + stay.room % 8 * 20_000 + Math.floor(stay.dice * 40) * 500
    const price = rate * stay.nights
    // Whoever has left has paid, and one in five pays ahead.
    const paid = status === 'completed' || stay.dice < 0.2 ? price : 0
    insert.run(at + 1, rooms[stay.room], status, arrival.arrives, departure.leaves, arrival.date, departure.date, CATEGORIES[stay.room % 8],
      stay.guest + 1, nameOf(stay.guest), rate, price, paid, stay.dice > 0.85 ? 'A quiet room, please' : null, stay.dice > 0.95 ? 1 : 0, made, made)
    entry.run(made, at + 1)
  }
}
