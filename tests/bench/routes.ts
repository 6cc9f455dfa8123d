// Each route that makes something, with 8 and 64 connections, beside a bare Fastify echo: requests a second and p99
import autocannon from 'autocannon'
import path from 'node:path'
import { addDays } from '../../shared/time.ts'
import { option, say } from './support/measure.ts'
import { startBare, startDesk, withFolder } from './support/processes.ts'

const SECONDS = option('SECONDS', 3)
const DAY_ZERO = '2030-01-01'

// Each body is one of its kind, over all runs, so that nothing is refused.
let next = 0

interface Target { path: string, body: (at: number) => object }

await withFolder(async (folder) => {
  const desk = await startDesk(path.join(folder, 'hotel.db'))
  const bare = await startBare('bare-echo.ts', { dbPath: '' })
  const make = async <T>(url: string, body: object): Promise<T> => {
    const response = await fetch(desk.url + url, {
      method: 'POST', headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' }, body: JSON.stringify(body),
    })
    if (response.status !== 201) throw new Error(`${url}: ${await response.text()}`)
    return await response.json() as T
  }
  try {
    const targets = await prepare(make)
    say('requests a second and p99 in ms; the ratio is that of requests to the echo\'s in the same minute')
    for (const connections of [8, 64]) {
      say(`${connections} connections`)
      for (const [name, target] of Object.entries(targets)) {
        const echo = await run(`${bare.url}/echo`, connections, { path: '/echo', body: target.body })
        const made = await run(desk.url + target.path, connections, target, desk.token)
        say(`  ${name.padEnd(34)} ${row(made)}   echo ${row(echo)}   ratio ${(made.requests.average / echo.requests.average).toFixed(2)}`)
      }
    }
  } finally {
    await Promise.all([desk.stop(), bare.stop()])
  }
})

function row({ requests, latency }: autocannon.Result): string {
  return `${Math.round(requests.average).toLocaleString('en').padStart(7)}/s  p99 ${latency.p99.toFixed(1).padStart(6)}`
}

async function run(url: string, connections: number, target: Target, token?: string): Promise<autocannon.Result> {
  const result = await autocannon({
    url, connections, duration: SECONDS, method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    requests: [{ setupRequest: (request) => ({ ...request, body: JSON.stringify(target.body(next++)) }) }],
  })
  if (result.non2xx > 0) throw new Error(`${url}: ${result.non2xx} of ${result.requests.total} were refused`)
  return result
}

async function prepare(make: <T>(url: string, body: object) => Promise<T>): Promise<Record<string, Target>> {
  const rooms = 400
  await make('/api/v1/rooms/bulk', { rooms: Array.from({ length: rooms }, (_, at) => ({ name: `Room ${at}`, number: 1000 + at, roomType: at < 200 ? 'Single' : 'Double', nightlyRate: 995 })) })
  const provider = await make<{ id: number }>('/api/v1/providers', { name: 'Dr. Holm', email: 'holm@clinic.example', slotMinutes: 1 })
  const resource = await make<{ id: number }>('/resources/', { name: 'Towel', total_quantity: 1_000_000_000 })
  const cars = await Promise.all(Array.from({ length: 50 }, () => make<{ car_id: number }>('/cars/add', { brand: 'Toyota', model: 'Corolla', fuel_type: 'Petrol', mileage: 1 })))
  const night = (at: number) => ({ arrival: addDays(DAY_ZERO, Math.floor(at / 200)), departure: addDays(DAY_ZERO, Math.floor(at / 200) + 1) })
  const minuteOf = (at: number) => new Date(Date.parse(`${DAY_ZERO}T00:00:00Z`) + at * 60_000).toISOString()
  return {
    'POST /bookings': { path: '/bookings', body: (at) => ({ roomnumber: 1000 + at % 200, category: 'Single', checkin: `${night(at).arrival}T14:00:00`, checkout: `${night(at).departure}T12:00:00` }) },
    'POST /api/v1/stays': { path: '/api/v1/stays', body: (at) => ({ roomNumber: 1200 + at % 200, ...night(at), guestName: 'Holm' }) },
    'POST /api/v1/bookings': { path: '/api/v1/bookings', body: (at) => ({ provider_id: provider.id, date: minuteOf(at).slice(0, 10), time: minuteOf(at).slice(11, 16) }) },
    'POST /bookings/': { path: '/bookings/', body: () => ({ resource: resource.id, purchase_quantity: 1 }) },
    'POST /cars/add': { path: '/cars/add', body: () => ({ brand: 'Toyota', model: 'Corolla', fuel_type: 'Petrol', mileage: 12_000 }) },
    'POST /api/v1/rentals': { path: '/api/v1/rentals', body: (at) => ({ carId: cars[at % 50]!.car_id, guestName: 'Holm', from: minuteOf(Math.floor(at / 50) * 60), to: minuteOf(Math.floor(at / 50) * 60 + 60) }) },
    'POST /api/v1/guests': { path: '/api/v1/guests', body: (at) => ({ name: `Guest ${at}` }) },
    'POST /api/v1/providers': { path: '/api/v1/providers', body: (at) => ({ name: `Provider ${at}`, email: `${at}@clinic.example` }) },
    'POST /resources/': { path: '/resources/', body: (at) => ({ name: `Resource ${at}`, total_quantity: 5 }) },
    'POST /api/v1/admin/rooms': { path: '/api/v1/admin/rooms', body: (at) => ({ name: `Room ${at}`, roomType: 'meeting' }) },
  }
}
