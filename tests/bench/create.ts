// Booking over HTTP beside a bare Fastify route, and group commit beside a commit for each request
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { CATEGORY, FIRST_ROOM, ROOMS } from './support/load.ts'
import { figure, inTurns, median, option, say, verdict } from './support/measure.ts'
import { startBare, startDesk, startLoad, withFolder } from './support/processes.ts'

const ROUNDS = option('ROUNDS', 5)
const SECONDS = option('SECONDS', 4)

await withFolder(async (folder) => {
  // Billing answers at once, here in the bench's own process.
  let billed = 0
  const billing = createServer((request, response) => {
    request.resume().once('end', () => { billed += 1; response.writeHead(204).end() })
  })
  await new Promise<void>((resolve) => { billing.listen(0, '127.0.0.1', resolve) })
  const billingServiceUrl = `http://127.0.0.1:${(billing.address() as AddressInfo).port}`

  const desk = await startDesk(path.join(folder, 'hotel.db'), { billingServiceUrl })
  const bare = await startBare('bare-server.ts', { dbPath: path.join(folder, 'bare.db') })
  const load = await startLoad()
  try {
    const rooms = await fetch(`${desk.url}/api/v1/rooms/bulk`, {
      method: 'POST', headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ rooms: Array.from({ length: ROOMS }, (_, at) => ({ name: `Room ${FIRST_ROOM + at}`, number: FIRST_ROOM + at, roomType: CATEGORY, nightlyRate: 995 })) }),
    })
    if (rooms.status !== 201) throw new Error(await rooms.text())

    const next = { desk: 0, bare: 0 }
    const book = async (target: 'desk' | 'bare', path: string, connections: number, seconds = SECONDS) => {
      const { url, token } = target === 'desk' ? desk : { ...bare, token: undefined }
      const result = await load.run({ kind: 'book', url, token, path, connections, seconds, first: next[target] })
      next[target] += result.answered + connections
      return result
    }
    await book('desk', '/bookings', 64, Math.min(SECONDS, 2))
    await book('bare', '/grouped', 64, Math.min(SECONDS, 2))

    say('POST /bookings (token, validation, audit, billing) beside a bare route, 64 connections, bookings a second:')
    const processor = { desk: [] as number[], bare: [] as number[] }
    const measured = async (target: 'desk' | 'bare', path: string) => {
      const part = target === 'desk' ? desk : bare
      const before = await part.processorTime()
      const { perSecond, answered } = await book(target, path, 64)
      processor[target].push((await part.processorTime() - before) / answered)
      return perSecond
    }
    const whole = await inTurns(ROUNDS, { desk: () => measured('desk', '/bookings'), bare: () => measured('bare', '/grouped') })
    figure('the desk', whole.desk, '/s')
    figure('a bare route: one seek, one insert', whole.bare, '/s')
    verdict('desk / bare', whole.desk / whole.bare, { atLeast: 0.5 })
    figure('processor time of one booking, the desk with its bill', median(processor.desk), 'µs')
    figure('processor time of one booking, a bare route', median(processor.bare), 'µs')
    say(`  billing was told ${billed.toLocaleString('en')} times meanwhile, of ${next.desk.toLocaleString('en')} asked for`)

    say('Group commit beside a commit for each request, on the bare route, bookings a second:')
    for (const connections of [1, 8, 64]) {
      const commit = await inTurns(ROUNDS, {
        grouped: async () => (await book('bare', '/grouped', connections)).perSecond,
        apart: async () => (await book('bare', '/apart', connections)).perSecond,
      })
      figure(`${connections} connection${connections > 1 ? 's' : ''}, grouped`, commit.grouped, '/s')
      figure(`${connections} connection${connections > 1 ? 's' : ''}, each apart`, commit.apart, '/s')
      verdict('grouped / apart', commit.grouped / commit.apart, { atLeast: connections === 1 ? 0.9 : 1 })
    }
  } finally {
    await Promise.all([desk.stop(), bare.stop(), load.stop()])
    billing.close()
  }
})
