import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { TestContext } from 'node:test'

/* A service outside the house: a real HTTP server on loopback that keeps what it was sent. */

export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  text: string
  /** The body as JSON. */
  body: Record<string, unknown>
}

export interface ReceiverAnswer { status: number, headers?: Record<string, string>, body?: string }

export interface Receiver {
  readonly url: string
  readonly port: number
  readonly requests: Received[]
  /** How it answers from now on: a status, or a function that may take its time. */
  answer(how: number | ReceiverAnswer | ((request: Received) => number | ReceiverAnswer | Promise<number | ReceiverAnswer>)): void
  /** Waits until so many requests have come in all, and answers them. */
  received(count: number): Promise<Received[]>
  close(): Promise<void>
}

/** Listens on a free port, or on one that it had before; closes itself after the test. */
export async function openReceiver(t: TestContext, port = 0): Promise<Receiver> {
  const requests: Received[] = []
  const waiting = new Set<() => void>()
  const sockets = new Set<Socket>()
  let answer: (request: Received) => number | ReceiverAnswer | Promise<number | ReceiverAnswer> = () => 204
  const server = createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => void (async () => {
      const text = Buffer.concat(pieces).toString('utf8')
      const received: Received = {
        method: request.method!, path: request.url!, headers: request.headers, text, body: text === '' ? {} : JSON.parse(text) as Record<string, unknown>,
      }
      requests.push(received)
      for (const look of waiting) look()
      const said = await answer(received)
      const { status, headers, body } = typeof said === 'number' ? { status: said } : said
      response.writeHead(status, headers).end(body)
    })())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const close = () => new Promise<void>((resolve) => {
    server.close(() => resolve())
    for (const socket of sockets) socket.destroy()
  })
  t.after(close)
  const actual = (server.address() as AddressInfo).port
  return {
    url: `http://127.0.0.1:${actual}`, port: actual, requests, close,
    answer(how) { answer = typeof how === 'function' ? how : () => how },
    received: (count) => new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`Only ${requests.length} of ${count} requests came: ${requests.map(({ path }) => path).join(', ')}`)), 20_000)
      const look = () => {
        if (requests.length < count) return
        waiting.delete(look)
        clearTimeout(limit)
        resolve(requests)
      }
      waiting.add(look)
      look()
    }),
  }
}

/** A port on which nothing listens. */
export async function deadPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
