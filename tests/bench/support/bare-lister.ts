import Database from 'better-sqlite3'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { configure } from '../../../db/open.ts'
import { beReady, processorTime, setUpOf } from './part.ts'

/* The least that reads the same rows and writes them: no framework, no property's time, no contract. */

const { dbPath } = setUpOf<{ dbPath: string }>()
const sqlite = new Database(dbPath)
configure(sqlite)
const piece = sqlite.prepare<[number], [id: number, number: string, category: string, status: string, startsAt: number, endsAt: number, guest: string]>(
  `SELECT b.id, r.number, b.category, b.status, b.starts_at, b.ends_at, b.guest_name FROM bookings b LEFT JOIN rooms r ON r.bookable_id = b.bookable_id
   WHERE b.id > ? AND +b.kind = 'stay' ORDER BY b.id LIMIT 1000`).raw()

const asJson = ([id, number, category, status, startsAt, endsAt, guest]: [number, string, string, string, number, number, string]) =>
  `{"id":${id},"roomnumber":${number},"category":"${category}","isbooking":true,"checkin":${startsAt},"checkout":${endsAt},"status":"${status}","guest_name":"${guest}"}`
const asCsv = ([id, number, category, , startsAt, endsAt]: [number, string, string, string, number, number, string]) =>
  `${id},${number},${category},1,${startsAt},${endsAt}\r\n`

const server = http.createServer((request, response) => {
  const [asText, separator] = request.url === '/csv' ? [asCsv, ''] as const : [asJson, ','] as const
  let last = 0
  const next = () => {
    const rows = piece.all(last)
    if (rows.length === 0) {
      response.end()
      return
    }
    last = rows.at(-1)![0]
    if (response.write(rows.map(asText).join(separator))) setImmediate(next)
    else response.once('drain', next)
  }
  next()
})
await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })

beReady({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }, () => ({ processor: processorTime() }), () => {
  server.close()
  sqlite.close()
})
