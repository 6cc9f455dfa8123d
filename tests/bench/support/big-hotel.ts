import type Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { addDays, instantAt } from '../../../shared/time.ts'
import { fillQuickly, madeOnce, TIME_ZONE } from './made-once.ts'

/* A hotel with a history: as many stays as one likes, in the real schema. */

export { TIME_ZONE }
export const FIRST_DAY = '2016-06-01'
/** Stays later than this are still to come. */
export const TODAY = '2026-11-21'
/** Each room sells one to three nights of every four days. */
export const TURN = 4
const LONGEST = 3

export interface BigHotel { rooms: number, bookings: number }

/** The file of such a hotel: made once, kept in the system's folder for temporary files. */
export function bigHotel({ rooms, bookings }: BigHotel): Promise<string> {
  return madeOnce(`${rooms}-rooms-${bookings}-bookings`, import.meta.filename, (file) => fill(file, rooms, bookings))
}

/** A copy of it that may be changed. */
export async function copyOfBigHotel(hotel: BigHotel, folder: string): Promise<string> {
  const file = path.join(folder, `${hotel.bookings}.db`)
  fs.copyFileSync(await bigHotel(hotel), file, fs.constants.COPYFILE_FICLONE)
  return file
}

function fill(file: string, rooms: number, bookings: number): void {
  fillQuickly(file, (sqlite) => {
    const ids = addRooms(sqlite, rooms)
    addStays(sqlite, ids, bookings)
  })
}

function addRooms(sqlite: Database.Database, count: number): number[] {
  const bookable = sqlite.prepare(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('room', ?, 0, 0)`)
  const room = sqlite.prepare('INSERT INTO rooms (bookable_id, number, category, capacity, floor, nightly_rate) VALUES (?, ?, ?, 2, ?, ?)')
  return Array.from({ length: count }, (_, at) => {
    const number = String(1001 + at)
    const id = Number(bookable.run(`Room ${number}`).lastInsertRowid)
    room.run(id, number, `Category ${1 + at % 8}`, 1 + Math.floor(at / 100), 89_500 + at % 8 * 10_000)
    return id
  })
}

const NAMES = ['Søren Kjær', 'Åse Holm', 'Jørgen Bæk', 'Mette Skov', 'Ida Lund', 'Bjørn Dahl', 'Anne Krogh', 'Katharina Weiß']

function addStays(sqlite: Database.Database, rooms: readonly number[], count: number): void {
  const guests = Math.max(1, Math.floor(count / 10))
  const guest = sqlite.prepare('INSERT INTO guests (id, name, search_key, created_at, updated_at) VALUES (?, ?, ?, 0, 0)')
  const name = (id: number) => `${NAMES[id % NAMES.length]} ${id}`
  for (let id = 1; id <= guests; id += 1) guest.run(id, name(id), ` ${name(id).toLowerCase()}`)
  const stay = sqlite.prepare(
    `INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, guest_id, guest_name, adults,
       nightly_rate, price, paid, user_id, source, created_at, updated_at) VALUES (?, 'stay', ?, ?, ?, ?, ?, ?, ?, ?, ?, 2, 99500, ?, 0, 1, 'Website', ?, ?)`)
  const entry = sqlite.prepare(`INSERT INTO audit (at, user_id, entity, entity_id, step) VALUES (?, 1, 'booking', ?, 'created')`)
  const days: { date: string, arrives: number, leaves: number }[] = []
  const day = (at: number) => {
    const date = addDays(FIRST_DAY, at)
    return days[at] ??= { date, arrives: instantAt(date, '14:00', TIME_ZONE), leaves: instantAt(date, '12:00', TIME_ZONE) }
  }
  for (let n = 0; n < count; n += 1) {
    const at = n % rooms.length
    const from = Math.floor(n / rooms.length) * TURN + at % TURN
    const nights = 1 + (n * 7 + at) % LONGEST
    const [arrival, departure] = [day(from), day(from + nights)]
    const status = departure.date <= TODAY ? 'completed' : arrival.date < TODAY ? 'checked_in' : 'confirmed'
    stay.run(n + 1, rooms[at], status, arrival.arrives, departure.leaves, arrival.date, departure.date, `Category ${1 + at % 8}`,
      1 + n % guests, name(1 + n % guests), 99_500 * nights, arrival.arrives, arrival.arrives)
    entry.run(arrival.arrives, n + 1)
  }
}
