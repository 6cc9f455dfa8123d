// Two real hotels, booked by category alone into exactly the rooms that hold their stays; their monthly ADR to the cent
import path from 'node:path'
import { readConfig } from '../../electron/config.ts'
import { openDesk } from '../../electron/desk.ts'
import { openDatabase } from '../../db/open.ts'
import { EngineError } from '../../electron/engine/errors.ts'
import type { Operation } from '../../electron/engine/operation.ts'
import { addRoom } from '../../electron/engine/rooms.ts'
import { DEFAULT_SETTINGS } from '../../electron/engine/settings.ts'
import { placeStay } from '../../electron/engine/stays.ts'
import type { PerformanceReport } from '../../shared/contract/reports.ts'
import { addDays } from '../../shared/time.ts'
import { FILE, findData, PLACES, readStays, type RealStay } from './support/hotel-bookings.ts'
import { figure, say } from './support/measure.ts'
import { withFolder } from './support/processes.ts'
import { signIn } from './support/sign-in.ts'

const HOTELS: Record<string, Record<string, number>> = {
  'City Hotel': { A: 146, D: 57, B: 15, E: 10, F: 8, K: 8, G: 5, C: 3 },
  'Resort Hotel': { A: 75, D: 53, E: 33, C: 13, F: 13, G: 9, I: 8, H: 4, B: 2 },
}
const LISBON = 'Europe/Lisbon'
const NOW = Date.parse('2015-06-01T09:00:00Z')

const file = findData()
if (!file) {
  say(`There is no ${FILE} in ${PLACES.join(' or ')}: set SKRANKE_DATA to the folder that holds it. Nothing was measured.`)
  process.exit(1)
}
const { stays, negative } = readStays(file)
say(`${stays.length.toLocaleString('en')} real stays from ${file}; ${negative} with a negative rate, which no desk charges: it counts as 0 on both sides.`)

let holds = true
function expect(what: string, held: boolean): void {
  say(`  ${what}: ${held ? 'holds' : 'MISSED'}`)
  holds &&= held
}

for (const [hotel, rooms] of Object.entries(HOTELS)) {
  const wanted = stays.filter((stay) => stay.hotel === hotel)
  const total = Object.values(rooms).reduce((sum, count) => sum + count, 0)
  say(`${hotel}: ${wanted.length.toLocaleString('en')} stays into ${total} rooms`)
  await withFolder((folder) => throughTheApi(folder, rooms, wanted))
  await oneRoomFewer(rooms, wanted)
}
if (!holds) process.exitCode = 1

function* roomsOf(category: string, count: number) {
  for (let at = 1; at <= count; at += 1) yield { name: `${category} ${at}`, number: `${category}${at}`, roomType: category }
}

async function throughTheApi(folder: string, rooms: Record<string, number>, wanted: readonly RealStay[]): Promise<void> {
  const desk = await openDesk(readConfig({
    DB_PATH: path.join(folder, 'hotel.db'), PORT: '0', SKRANKE_ADMIN_PASSWORD: 'a password for benches', SKRANKE_TIME_ZONE: LISBON, SKRANKE_CURRENCY: 'EUR', LOG_LEVEL: 'error',
  }, []))
  try {
    const authorization = `Bearer ${await signIn(desk, { tokenRequestsPerSecond: 1_000_000 })}`
    const send = (method: 'GET' | 'POST', url: string, payload?: object) => desk.app.inject({ method, url, headers: { authorization }, ...(payload ? { payload } : {}) })
    const made = await send('POST', '/api/v1/rooms/bulk', { rooms: Object.entries(rooms).flatMap(([category, count]) => [...roomsOf(category, count)]) })
    if (made.statusCode !== 201) throw new Error(made.body)

    const from = performance.now()
    let placed = 0
    let refusal = ''
    for (const [, sameDay] of Map.groupBy(wanted, ({ arrival }) => arrival)) {
      // Guests of one day come in any order: together they share commits.
      const answers = await Promise.all(sameDay.map(({ category, arrival, departure, rate }) =>
        send('POST', '/api/v1/stays', { category, arrival, departure, nightlyRate: rate / 100, guestName: 'A guest' })))
      placed += answers.filter(({ statusCode }) => statusCode === 201).length
      refusal ||= answers.find(({ statusCode }) => statusCode !== 201)?.body ?? ''
    }
    const seconds = (performance.now() - from) / 1000
    figure(`placed by category alone, in ${seconds.toFixed(1)} s`, placed / seconds, 'stays/s')
    expect(`all ${wanted.length.toLocaleString('en')} find a room (${placed.toLocaleString('en')} did${refusal && `; ${refusal}`})`, placed === wanted.length)

    const nights = nightsByMonth(wanted)
    const months = [...nights.keys()].sort()
    const report = await send('GET', `/api/v1/reports/performance?from=${months[0]}-01&to=${addDays(lastNight(wanted), 1)}&by=month`)
    if (report.statusCode !== 200) throw new Error(report.body)
    const { rows } = report.json<PerformanceReport>()
    const differing = rows.filter(({ period, roomsSold, revenue, adr }) => {
      const direct = nights.get(period) ?? { nights: 0, cents: 0 }
      const average = direct.nights === 0 ? 0 : direct.cents / 100 / direct.nights
      return roomsSold !== direct.nights || Math.round(revenue * 100) !== direct.cents || adr !== average
    })
    expect(`room nights, revenue and ADR of ${rows.length} months agree to the cent${differing.length > 0 ? ` (not: ${JSON.stringify(differing[0])})` : ''}`, differing.length === 0 && rows.length === months.length)
  } finally {
    await desk.close()
  }
}

/** Room nights and revenue in cents of each month, straight from the file. */
function nightsByMonth(wanted: readonly RealStay[]): Map<string, { nights: number, cents: number }> {
  const months = new Map<string, { nights: number, cents: number }>()
  for (const { arrival, nights, rate } of wanted) {
    for (let night = 0; night < nights; night += 1) {
      const month = addDays(arrival, night).slice(0, 7)
      const sum = months.get(month) ?? { nights: 0, cents: 0 }
      months.set(month, { nights: sum.nights + 1, cents: sum.cents + rate })
    }
  }
  return months
}

function lastNight(wanted: readonly RealStay[]): string {
  return addDays(wanted.reduce((last, { departure }) => departure > last ? departure : last, ''), -1)
}

/** With one room fewer each category must refuse a stay: straight through the engine, until it does. */
async function oneRoomFewer(rooms: Record<string, number>, wanted: readonly RealStay[]): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, timeZone: LISBON, currency: 'EUR' }
  const refused: string[] = []
  for (const [category, count] of Object.entries(rooms)) {
    const database = await openDatabase(':memory:')
    await database.commits.run((db) => {
      const op: Operation = { db, now: NOW, settings, actor: null }
      for (const room of roomsOf(category, count - 1)) addRoom(op, room)
      try {
        for (const stay of wanted) {
          if (stay.category === category) placeStay(op, { category, arrival: stay.arrival, departure: stay.departure, guestName: 'A guest' })
        }
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'category_full') throw error
        refused.push(category)
      }
    })
    database.close()
  }
  expect(`one room fewer refuses a stay in each of ${Object.keys(rooms).length} categories (${refused.join(', ')})`, refused.length === Object.keys(rooms).length)
}
