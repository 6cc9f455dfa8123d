import fs from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { hashPassword } from '../../electron/engine/passwords.ts'
import { addUser, startSession, userByName } from '../../electron/engine/users.ts'
import { operate } from '../../electron/api/services.ts'
import { openDesk, type Desk } from '../../electron/desk.ts'
import type { Config } from '../../electron/config.ts'
import type { Operation } from '../../electron/engine/operation.ts'
import { ROLES, type Role } from '../../shared/contract/route.ts'
import type { Settings } from '../../shared/contract/settings.ts'

/*
 * A desk as it is in production, on a database of its own in a folder that goes away with the test.
 * The clock stands still until a test moves it; nothing here knows what day it is outside.
 */

export const NOON = Date.parse('2027-02-10T11:00:00Z')
/** The business date at NOON, in the zone that tests use unless they say otherwise. */
export const TODAY = '2027-02-10'
export const PASSWORD = 'a password of the tests'

const YEARS = 20 * 366 * 86_400_000

/** Hashing is slow on purpose, so all users of a run share one. */
let passwordHash: Promise<string> | undefined

/** A body as a test looks at it: the usual members typed, any other unknown. */
export interface AnyBody {
  [member: string]: unknown
  id: number
  error: string
  message: string
  version: number
  fields: Record<string, string>
  current: AnyBody
  items: AnyBody[]
  total: number
}

export interface Answer<Body = AnyBody> {
  status: number
  headers: Record<string, string | string[] | number | undefined>
  /** The parsed JSON, or undefined where the answer is none. */
  body: Body
  text: string
}

export interface RequestOptions {
  headers?: Record<string, string>
  /** The address the request seems to come from; only where the desk does not listen. */
  from?: string
}

export interface Client {
  readonly token: string | undefined
  send<Body = AnyBody>(method: string, url: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>
  get<Body = AnyBody>(url: string, options?: RequestOptions): Promise<Answer<Body>>
  post<Body = AnyBody>(url: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>
  put<Body = AnyBody>(url: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>
  patch<Body = AnyBody>(url: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>>
  delete<Body = AnyBody>(url: string, options?: RequestOptions): Promise<Answer<Body>>
}

export interface TestDesk {
  readonly config: Config
  readonly folder: string
  /** The production desk itself, for what the API does not show. */
  readonly desk: Desk
  readonly url: string
  /** A client with a token of that role (`staff` is also the username). */
  as(role: Role): Client
  /** A client with any token, or none. */
  withToken(token?: string): Client
  /** Where the clock stands. */
  now(): number
  /** Puts the clock there: epoch milliseconds, or a time with offset. */
  setNow(at: number | string): void
  /** Moves the clock on and keeps everybody signed in. */
  later(at: number | string): Promise<void>
  /** Runs a function of the engine in a transaction, as the desk itself. */
  operate<T>(work: (op: Operation) => T): Promise<T>
  /** Closes the desk and opens it again on the same database; tokens and clients go on. */
  restart(): Promise<void>
}

export interface TestDeskOptions {
  now?: number | string
  /** Settings that hold from the start, as if the environment had given them. */
  settings?: Partial<Settings>
  /** Real HTTP on a free port; otherwise requests are injected. */
  listen?: boolean
  adminPassword?: string | null
}

/** What the environment of a new desk would say. */
export function testConfig(dbPath: string, settings: Partial<Settings> = {}): Config {
  return {
    dbPath, host: '127.0.0.1', port: 0, key: undefined, adminPassword: PASSWORD, demo: false, logLevel: process.env.SKRANKE_TEST_LOG ?? 'silent',
    timeZone: settings.timeZone ?? 'Europe/Copenhagen', currency: settings.currency ?? 'DKK', settings,
  }
}

/** A folder that goes away after the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-'))
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Opens a desk that closes itself and removes its folder after the test. */
export async function openTestDesk(t: TestContext, options: TestDeskOptions = {}): Promise<TestDesk> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-'))
  let now = typeof options.now === 'string' ? Date.parse(options.now) : options.now ?? NOON
  const config = testConfig(path.join(folder, 'hotel.db'), options.settings)
  if (options.adminPassword !== undefined) config.adminPassword = options.adminPassword ?? undefined
  const agent = new http.Agent({ keepAlive: true, maxSockets: 256 })
  const open = () => openDesk(config, { now: () => now, checkAnswers: true })
  let desk: Desk | undefined
  t.after(async () => {
    agent.destroy()
    await desk?.close()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  desk = await open()
  if (options.listen) await desk.listen()
  const tokens = await signInAll(desk, now)
  const current = () => desk!
  const clients = new Map<string | undefined, Client>()

  return {
    config, folder,
    get desk() { return current() },
    get url() { return current().url ?? '' },
    as: (role) => client(tokens[role]),
    withToken: (token) => client(token),
    now: () => now,
    setNow(at) { now = typeof at === 'string' ? Date.parse(at) : at },
    async later(at) {
      now = typeof at === 'string' ? Date.parse(at) : at
      await operate(current().services, null, (op) => op.db.run('UPDATE sessions SET expires_at = ?', now + YEARS))
    },
    operate: (work) => operate(current().services, null, work),
    async restart() {
      await current().close()
      desk = await open()
      if (options.listen) await desk.listen()
    },
  }

  function client(token: string | undefined): Client {
    let known = clients.get(token)
    if (!known) clients.set(token, known = createClient(token, (request) => options.listen
      ? overHttp(current().url!, agent, request)
      : injected(current(), request)))
    return known
  }
}

/** Gives each role a user and a session: real tokens, without the time that signing in costs. */
async function signInAll(desk: Desk, now: number): Promise<Record<Role, string>> {
  const hash = await (passwordHash ??= hashPassword(PASSWORD))
  const tokens: Partial<Record<Role, string>> = {}
  for (const role of ROLES) {
    const jti = `session of ${role}`
    const id = await operate(desk.services, null, (op) => {
      const id = userByName(op.db, role)?.id ?? addUser(op, { username: role, email: `${role}@hotel.example`, passwordHash: hash, role })
      startSession(op, id, jti)
      // A test that moves the clock by weeks is not about signing in again.
      op.db.run('UPDATE sessions SET expires_at = ? WHERE jti = ?', now + YEARS, jti)
      return id
    })
    const issued = Math.floor(now / 1000)
    tokens[role] = desk.app.jwt.sign({ sub: String(id), role, jti, iat: issued, exp: issued + YEARS / 1000 })
  }
  return tokens as Record<Role, string>
}

interface Request { method: string, url: string, headers: Record<string, string>, payload: string | undefined, from: string | undefined }
type RawAnswer = Omit<Answer, 'body'>

function createClient(token: string | undefined, carry: (request: Request) => Promise<RawAnswer>): Client {
  async function send<Body>(method: string, url: string, body?: unknown, { headers = {}, from }: RequestOptions = {}): Promise<Answer<Body>> {
    const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
    const raw = await carry({
      method, url, payload, from,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
    })
    const isJson = String(raw.headers['content-type'] ?? '').startsWith('application/json')
    return { ...raw, body: (isJson && raw.text !== '' ? JSON.parse(raw.text) : undefined) as Body }
  }
  return {
    token, send,
    get: (url, options) => send('GET', url, undefined, options),
    post: (url, body, options) => send('POST', url, body, options),
    put: (url, body, options) => send('PUT', url, body, options),
    patch: (url, body, options) => send('PATCH', url, body, options),
    delete: (url, options) => send('DELETE', url, undefined, options),
  }
}

async function injected(desk: Desk, { method, url, headers, payload, from }: Request): Promise<RawAnswer> {
  const response = await desk.app.inject({
    method: method as 'GET', url, headers, ...(payload === undefined ? {} : { payload }), ...(from === undefined ? {} : { remoteAddress: from }),
  })
  return { status: response.statusCode, headers: response.headers, text: response.body }
}

function overHttp(origin: string, agent: http.Agent, { method, url, headers, payload }: Request): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(`${origin}${url}`, {
      method, agent, headers: payload === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(payload) },
    }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.once('error', reject)
      response.once('end', () => resolve({ status: response.statusCode!, headers: response.headers, text: Buffer.concat(pieces).toString('utf8') }))
    })
    request.once('error', reject)
    request.end(payload)
  })
}
