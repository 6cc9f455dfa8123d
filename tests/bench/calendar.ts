// The calendar of 500 rooms and 90 days, over the API: with 1,000,000 bookings beside 10,000 that hold the same days
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import type { PackedCalendar } from '../../shared/contract/calendar.ts'
import { addDays } from '../../shared/time.ts'
import { DAYS, FROM, fullHotel, ROOMS } from './support/full-hotel.ts'
import { figure, option, quantile, say, verdict } from './support/measure.ts'
import { startDesk, withFolder } from './support/processes.ts'

const REQUESTS = option('REQUESTS', 600)
const BOOKINGS = option('BOOKINGS', 1_000_000)
const FEW = option('FEW', 10_000)
const WARM_UP = 50

const url = `/api/v1/calendar?from=${FROM}&to=${addDays(FROM, DAYS)}`

/** A desk in a process of its own, asked over HTTP and, within that process, by injection. */
async function open(bookings: number, folder: string) {
  const file = path.join(folder, `${bookings}.db`)
  fs.copyFileSync(await fullHotel({ bookings }), file, fs.constants.COPYFILE_FICLONE)
  const desk = await startDesk(file)
  const agent = new http.Agent({ keepAlive: true })
  const send = (method: 'GET' | 'PATCH', path: string, body?: string) => new Promise<Buffer>((resolve, reject) => {
    const headers = { authorization: `Bearer ${desk.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }) }
    http.request(desk.url + path, { method, agent, headers }, (answer) => {
      const pieces: Buffer[] = []
      answer.on('data', (piece: Buffer) => pieces.push(piece)).once('end', () => {
        if (answer.statusCode === 200) resolve(Buffer.concat(pieces))
        else reject(new Error(`${path} answers ${answer.statusCode}: ${Buffer.concat(pieces).toString()}`))
      }).once('error', reject)
    }).once('error', reject).end(body)
  })
  const first = await send('GET', url)
  const { bars } = unpackCalendar(JSON.parse(first.toString()) as PackedCalendar)
  let changes = 0
  return {
    bytes: first.length, bars,
    /** Another desk has changed something: what was known of the days before is worth nothing. */
    change: () => send('PATCH', `/api/v1/stays/${bars[changes++ % bars.length]!.id}`, JSON.stringify({ notes: `Change ${changes}` })),
    async overHttp() {
      const from = performance.now()
      await send('GET', url)
      return performance.now() - from
    },
    injected: () => desk.ask<number>({ inject: url }),
    processorTime: () => desk.processorTime(),
    close: () => { agent.destroy(); return desk.stop() },
  }
}

type Hotel = Awaited<ReturnType<typeof open>>

/** Milliseconds of each request, the two hotels in turns, each round in the other order. */
async function paired(many: Hotel, few: Hotel, ask: (hotel: Hotel) => Promise<number>) {
  const times = new Map<Hotel, number[]>([[many, []], [few, []]])
  for (let round = -WARM_UP; round < REQUESTS; round += 1) {
    for (const hotel of round % 2 === 0 ? [many, few] : [few, many]) {
      const time = await ask(hotel)
      if (round >= 0) times.get(hotel)!.push(time)
    }
  }
  return { many: times.get(many)!, few: times.get(few)! }
}

/** While nothing has changed an answer is kept; after a change it is worked out anew, which is told for the record. */
async function measure(way: string, many: Hotel, few: Hotel, ask: (hotel: Hotel) => Promise<number>): Promise<void> {
  const before = await many.processorTime()
  const times = await paired(many, few, ask)
  const spent = (await many.processorTime() - before) / (REQUESTS + WARM_UP) / 1000
  for (const [bookings, measured] of [[BOOKINGS, times.many], [FEW, times.few]] as const) {
    const name = `${way}, ${bookings.toLocaleString('en')} bookings`
    figure(`${name}: median`, quantile(measured, 0.5), 'ms')
    if (way.includes('change')) figure(`${name}: 99th percentile`, quantile(measured, 0.99), 'ms')
    else verdict(`${name}: 99th percentile`, quantile(measured, 0.99), { atMost: 15 })
  }
  verdict(`${way}, ${BOOKINGS.toLocaleString('en')} / ${FEW.toLocaleString('en')}`, quantile(times.many, 0.5) / quantile(times.few, 0.5), { atMost: 1.2 })
  figure(`${way}: processor time of the desk, all told`, spent, 'ms')
}

await withFolder(async (folder) => {
  const [many, few] = [await open(BOOKINGS, folder), await open(FEW, folder)]
  const shown = (hotel: Hotel) => JSON.stringify(hotel.bars.map(({ id: _, version: __, ...bar }) => bar))
  if (shown(many) !== shown(few)) throw new Error('The two hotels do not show the same days')
  const nights = many.bars.reduce((sum, { start, end }) => sum + Math.min(DAYS, Math.floor(end / 1440)) - Math.max(0, Math.floor(start / 1440)), 0)
  say(`${ROOMS} rooms, ${DAYS} days, ${many.bars.length.toLocaleString('en')} stays, ${Math.round(nights / ROOMS / DAYS * 100)} % of the nights sold; ${REQUESTS} requests each:`)

  const again = { 'by injection': (hotel: Hotel) => hotel.injected(), 'over HTTP': (hotel: Hotel) => hotel.overHttp() }
  for (const [way, ask] of Object.entries(again)) {
    await measure(way, many, few, ask)
    await measure(`${way}, after a change`, many, few, async (hotel) => { await hotel.change(); return ask(hotel) })
  }
  verdict('KiB before compression', many.bytes / 1024, { atMost: 400 })
  await many.close()
  await few.close()
})
