// Booking with every destination dead beside booking without any, and 10,000 messages that drain when they return
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import path from 'node:path'
import { CATEGORY, FIRST_ROOM, ROOMS } from './support/load.ts'
import { figure, inPairs, median, option, say, verdict } from './support/measure.ts'
import { startDesk, startLoad, withFolder, type DeskPart } from './support/processes.ts'

const HOUSES = option('HOUSES', 6)
const ROUNDS = option('ROUNDS', 5)
const SECONDS = option('SECONDS', 2)
const MESSAGES = option('MESSAGES', 10_000)

async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

async function ask(desk: DeskPart, method: string, url: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`${desk.url}${url}`, {
    method, headers: { authorization: `Bearer ${desk.token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
  return await answer.json() as Record<string, unknown>
}

const addRooms = (desk: DeskPart) => ask(desk, 'POST', '/api/v1/rooms/bulk', {
  rooms: Array.from({ length: ROOMS }, (_, at) => ({ name: `Room ${FIRST_ROOM + at}`, number: FIRST_ROOM + at, roomType: CATEGORY, nightlyRate: 995 })),
})

await withFolder(async (folder) => {
  const load = await startLoad()
  const billingPort = await deadPort()
  const dead = async () => `127.0.0.1:${await deadPort()}`
  const next = new Map<DeskPart, number>()
  const book = async (desk: DeskPart, seconds = SECONDS) => {
    const first = next.get(desk) ?? 0
    const result = await load.run({ kind: 'book', url: desk.url, token: desk.token, path: '/bookings', connections: 64, seconds, first })
    next.set(desk, first + result.answered + 64)
    return result.perSecond
  }
  const startAlone = async (house: number) => {
    const desk = await startDesk(path.join(folder, `alone-${house}.db`))
    await addRooms(desk)
    return desk
  }
  const startBurdened = async (house: number) => {
    const desk = await startDesk(path.join(folder, `burdened-${house}.db`), {
      billingServiceUrl: `http://127.0.0.1:${billingPort}`, eventServiceUrl: `http://${await dead()}`, paymentServiceUrl: `http://${await dead()}`,
      amqpUrl: `amqp://${await dead()}`, kafkaBrokers: await dead(), natsUrl: `nats://${await dead()}`, smtpUrl: `smtp://${await dead()}`, mailFrom: 'desk@hotel.example',
    })
    await addRooms(desk)
    for (let hook = 0; hook < 2; hook += 1) await ask(desk, 'POST', '/api/v1/webhooks', { url: `http://${await dead()}/hook` })
    return desk
  }
  try {
    say('POST /bookings, 64 connections: nine destinations that are all dead, beside none at all, bookings a second:')
    const rounds: { one: number, other: number }[] = []
    // Two processes of one program differ by some percent for as long as they live: so several of each, started in turns.
    for (let house = 0; house < HOUSES; house += 1) {
      const desks: DeskPart[] = []
      for (const start of house % 2 === 0 ? [startAlone, startBurdened] : [startBurdened, startAlone]) desks.push(await start(house))
      const [alone, burdened] = house % 2 === 0 ? desks : desks.toReversed()
      try {
        for (const desk of desks) await book(desk, Math.min(SECONDS, 2))
        rounds.push(...await inPairs(ROUNDS, () => book(alone!), () => book(burdened!)))
      } finally {
        for (const desk of desks) await desk.stop()
      }
    }
    figure('without destinations', median(rounds.map(({ one }) => one)), '/s')
    figure('with nine dead ones', median(rounds.map(({ other }) => other)), '/s')
    verdict('dead / without', median(rounds.map(({ one, other }) => other / one)), { atLeast: 0.9 })

    const drain = await startDesk(path.join(folder, 'drain.db'), { billingServiceUrl: `http://127.0.0.1:${billingPort}` })
    try {
      await addRooms(drain)
      let booked = 0
      while (booked < MESSAGES) {
        const result = await load.run({ kind: 'book', url: drain.url, token: drain.token, path: '/bookings', connections: 64, seconds: 1, first: booked })
        booked += result.answered + 64
      }
      const waiting = async () => (await ask(drain, 'GET', '/api/v1/deliveries/destinations') as unknown as { name: string, waiting: number }[]).find(({ name }) => name === 'billing')!.waiting
      // A few stays have more to tell: each booking's own messages must come in order.
      const moved = await Promise.all(Array.from({ length: 50 }, async (_, at) => {
        for (const departure of ['2060-01-03', '2060-01-04', '2060-01-05']) await ask(drain, 'POST', `/api/v1/stays/${at + 1}/move`, { roomNumber: FIRST_ROOM + at, arrival: '2060-01-01', departure })
        return at + 1
      }))
      const came = new Map<string, string[]>()
      const seen = new Set<string>()
      const sockets = new Set<Socket>()
      let first = 0
      let last = 0
      const server = createServer((request, response) => {
        let text = ''
        request.on('data', (piece: Buffer) => { text += piece.toString() })
        request.on('end', () => {
          const key = String(request.headers['idempotency-key'])
          first ||= performance.now()
          if (!seen.has(key)) came.set(request.url!, [...came.get(request.url!) ?? [], (JSON.parse(text) as { checkout: string }).checkout.slice(0, 10)])
          seen.add(key)
          last = performance.now()
          response.writeHead(204).end()
        })
      })
      server.on('connection', (socket) => sockets.add(socket))
      await new Promise<void>((resolve) => { server.listen(billingPort, '127.0.0.1', resolve) })
      const returned = performance.now()
      while (await waiting() > 0) await new Promise((resolve) => { setTimeout(resolve, 100) })
      say(`Billing returns, and ${seen.size.toLocaleString('en')} messages drain:`)
      figure('from its return to the first message', (first - returned) / 1000, 's')
      figure('from the first message to the last', (last - first) / 1000, 's')
      figure('messages a second', seen.size / (last - first) * 1000, '/s')
      verdict('messages that drained', seen.size, { atLeast: MESSAGES })
      const disordered = moved.filter((id) => came.get(`/bills/update/${id}`)?.slice(1).join() !== '2060-01-03,2060-01-04,2060-01-05')
      verdict('bookings whose messages came out of order', disordered.length, { atMost: 0 })
      for (const socket of sockets) socket.destroy()
      server.close()
    } finally {
      await drain.stop()
    }
  } finally {
    await load.stop()
  }
})
