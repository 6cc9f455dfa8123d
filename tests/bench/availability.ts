// What is free among 1,000 rooms: with 1,000,000 bookings beside 10,000, and beside one bare index seek per room
import Database from 'better-sqlite3'
import http from 'node:http'
import { configure } from '../../db/open.ts'
import { wrap } from '../../db/database.ts'
import { freeRooms, stayHours } from '../../electron/engine/availability.ts'
import { DEFAULT_SETTINGS } from '../../electron/engine/settings.ts'
import { addDays } from '../../shared/time.ts'
import { bigHotel, FIRST_DAY, TIME_ZONE, TURN } from './support/big-hotel.ts'
import { figure, inTurns, option, say, verdict } from './support/measure.ts'
import { startDesk } from './support/processes.ts'

const ROUNDS = option('ROUNDS', 9)
const QUESTIONS = option('QUESTIONS', 40)
const ROOMS = option('ROOMS', 1000)
const BOOKINGS = option('BOOKINGS', 1_000_000)
const FEW = option('FEW', 10_000)

const settings = { ...DEFAULT_SETTINGS, timeZone: TIME_ZONE }

async function open(bookings: number) {
  const sqlite = new Database(await bigHotel({ rooms: ROOMS, bookings }))
  configure(sqlite)
  const days = Math.floor(bookings / ROOMS) * TURN
  return { sqlite, db: wrap(sqlite), days, free: 0 }
}

type Hotel = Awaited<ReturnType<typeof open>>

/** The nights that are asked for: three, of the next month or so, with the hotel's time half over. */
function nights({ days }: Hotel, question: number) {
  const from = addDays(FIRST_DAY, Math.floor(days / 2) + question % Math.min(30, Math.floor(days / 3)))
  return stayHours(settings, from, addDays(from, 3))
}

const many = await open(BOOKINGS)
const few = await open(FEW)
const ids = many.db.rows<[number]>('SELECT bookable_id FROM rooms').map(([id]) => id)
const seek = many.sqlite.prepare('SELECT ends_at FROM bookings WHERE holds AND bookable_id = ? AND starts_at < ? ORDER BY starts_at DESC LIMIT 1').pluck()

const asked = new Map([many, few].map((hotel) => [hotel, Array.from({ length: QUESTIONS }, (_, question) => nights(hotel, question))]))
const each = (hotel: Hotel, answer: (startsAt: number, endsAt: number) => number) => () => {
  hotel.free = 0
  const from = performance.now()
  for (const { startsAt, endsAt } of asked.get(hotel)!) hotel.free += answer(startsAt, endsAt)
  return (performance.now() - from) / QUESTIONS
}
const available = (hotel: Hotel) => each(hotel, (startsAt, endsAt) => freeRooms(hotel.db, startsAt, endsAt).length)
const seeks = each(many, (startsAt, endsAt) => {
  let free = 0
  for (const id of ids) if (((seek.get(id, endsAt) as number | undefined) ?? 0) <= startsAt) free += 1
  return free
})

available(many)()
const found = many.free
seeks()
if (found !== many.free) throw new Error(`The engine finds ${found} rooms free, the seeks ${many.free}`)

/** What a client waits for: a desk in a process of its own, asked over HTTP. */
async function asker(bookings: number, hotel: Hotel) {
  const desk = await startDesk(await bigHotel({ rooms: ROOMS, bookings }))
  const agent = new http.Agent({ keepAlive: true })
  const get = (path: string) => new Promise<void>((resolve, reject) => {
    http.get(desk.url + path, { agent, headers: { authorization: `Bearer ${desk.token}` } }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${path} answers ${answer.statusCode}`))
      answer.resume().once('end', resolve)
    }).once('error', reject)
  })
  const ask = async () => {
    const from = performance.now()
    for (let question = 0; question < QUESTIONS; question += 1) {
      const arrival = addDays(FIRST_DAY, Math.floor(hotel.days / 2) + question % Math.min(30, Math.floor(hotel.days / 3)))
      await get(`/api/v1/availability?from=${arrival}&to=${addDays(arrival, 3)}`)
    }
    return (performance.now() - from) / QUESTIONS
  }
  await ask()
  return { ask, close: () => { agent.destroy(); return desk.stop() } }
}
const [askMany, askFew] = [await asker(BOOKINGS, many), await asker(FEW, few)]

say(`What is free for three nights among ${ROOMS.toLocaleString('en')} rooms (on average ${Math.round(found / QUESTIONS)} are):`)
const time = await inTurns(ROUNDS, { askMany: askMany.ask, askFew: askFew.ask, many: available(many), few: available(few), seeks })
figure(`the desk's answer with ${BOOKINGS.toLocaleString('en')} bookings`, time.askMany, 'ms')
figure(`the desk's answer with ${FEW.toLocaleString('en')} bookings`, time.askFew, 'ms')
figure(`the engine alone with ${BOOKINGS.toLocaleString('en')} bookings`, time.many, 'ms')
figure(`the engine alone with ${FEW.toLocaleString('en')} bookings`, time.few, 'ms')
figure('one bare index seek per room', time.seeks, 'ms')
verdict(`the answer with ${BOOKINGS.toLocaleString('en')} / ${FEW.toLocaleString('en')} bookings`, time.askMany / time.askFew, { atMost: 1.3 })
verdict('the answer / bare seeks', time.askMany / time.seeks, { atMost: 2 })
// A tree of a hundred times as many leaves is one level deeper: the seeks alone cannot do better than log n.
figure(`the engine alone, ${BOOKINGS.toLocaleString('en')} / ${FEW.toLocaleString('en')} bookings`, time.many / time.few, '')
await askMany.close()
await askFew.close()
many.sqlite.close()
few.sqlite.close()
