import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'

/* What stands at the other end of a delivery: an HTTP service on loopback that keeps what it was told. */

export interface Received {
  path: string
  key: string
  /** How often this key came. */
  times: number
  body: unknown
}

export interface Reply { status: number, headers?: Record<string, string> }

export interface Receiver {
  readonly url: string
  /** Each key once, in the order it first came. */
  readonly received: Received[]
  /** Every request, also one that comes again. */
  readonly requests: { path: string, key: string }[]
  /** What it answers from now on. A promise that stays open is a service that hangs. */
  answer(how: (request: Received) => Reply | Promise<Reply>): void
  /** Resolves as soon as `condition` holds, looked at after each request. */
  until(condition: () => boolean): Promise<void>
  /** Takes no more connections and cuts those that are open. */
  goDown(): Promise<void>
  /** Listens again, on the same port. */
  comeBack(): Promise<void>
}

export async function startReceiver(t: TestContext): Promise<Receiver> {
  const received = new Map<string, Received>()
  const requests: { path: string, key: string }[] = []
  let waiting: { condition: () => boolean, resolve: () => void }[] = []
  let how: (request: Received) => Reply | Promise<Reply> = () => ({ status: 200 })

  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => void take(request, Buffer.concat(pieces).toString(), response))
  })

  async function take(request: http.IncomingMessage, text: string, response: http.ServerResponse): Promise<void> {
    const key = String(request.headers['idempotency-key'] ?? '')
    const path = request.url!
    requests.push({ path, key })
    let message = received.get(key)
    if (message) message.times += 1
    else received.set(key, message = { path, key, times: 1, body: text === '' ? undefined : JSON.parse(text) })
    const reply = how(message)
    look()
    const { status, headers } = await reply
    response.writeHead(status, headers).end()
  }

  function look(): void {
    const met = waiting.filter(({ condition }) => condition())
    waiting = waiting.filter((one) => !met.includes(one))
    for (const { resolve } of met) resolve()
  }

  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const goDown = () => new Promise<void>((resolve) => {
    if (!server.listening) {
      resolve()
      return
    }
    server.close(() => resolve())
    server.closeAllConnections()
  })
  await listen(0)
  const { port } = server.address() as AddressInfo
  t.after(goDown)

  return {
    url: `http://127.0.0.1:${port}`,
    get received() { return [...received.values()] },
    requests,
    answer(next) { how = next },
    until: (condition) => new Promise((resolve) => {
      waiting.push({ condition, resolve })
      look()
    }),
    goDown,
    comeBack: () => listen(port),
  }
}
