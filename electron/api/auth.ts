import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OpenDatabase } from '../../db/open.ts'
import { watchChanges } from '../../db/watch.ts'
import { ROLES, type Role, type Route } from '../../shared/contract/route.ts'
import { EngineError, refuse } from '../engine/errors.ts'
import type { Actor } from '../engine/operation.ts'
import { sessionOf, type Session } from '../engine/users.ts'
import { queryOf, type Services } from './services.ts'

/** Who sends a request. */
export interface Caller {
  actor: Actor | null
  /** The session behind the token, where there is one. */
  session: Session | null
}

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
    /** The body's text as it came. */
    rawBody?: string
  }
  interface FastifyContextConfig { contract?: Route }
  interface FastifyInstance {
    /** Whether this machine is known by the name of a Host header. */
    isKnownHost: (hostHeader: string) => boolean
    limitOpen: (request: FastifyRequest) => Promise<RateLimitVerdict>
    limitToken: (request: FastifyRequest) => Promise<RateLimitVerdict>
  }
}

type RateLimitVerdict = { isAllowed: true } | { isAllowed: false, isExceeded: boolean, ttlInSeconds: number }

const NOBODY: Caller = { actor: null, session: null }

/** Lets a request through to its route or refuses it: rate, token, role. */
export async function admit(services: Services, route: Route, request: FastifyRequest): Promise<void> {
  const server: FastifyInstance = request.server
  const verdict = await (route.role === 'open' ? server.limitOpen(request) : server.limitToken(request))
  if (!verdict.isAllowed && verdict.isExceeded) throw new EngineError('too_many', { values: { seconds: Math.max(1, verdict.ttlInSeconds) } })

  const caller = identify(services, route, request)
  request.caller = caller ?? NOBODY
  if (route.role === 'open') return
  if (!caller?.actor) refuse('token_bad')
  if (caller.session?.mustChangePassword && !route.beforePasswordChange) refuse('password_change_first')
  if (!mayAct(caller.actor.role, route.role)) refuse('forbidden')
}

export function mayAct(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

function identify(services: Services, route: Route, request: FastifyRequest): Caller | undefined {
  const header = request.headers.authorization
  if (header === undefined) return withoutToken(services, route, request)
  const token = /^(?:Bearer|Token)\s+(\S+)\s*$/i.exec(header)?.[1]
  const session = token === undefined ? undefined : sessionOfToken(services, request.server, token)
  return session && { actor: session, session }
}

/** The session behind a token: undefined where it is forged, expired or revoked. */
export function sessionOfToken(services: Services, server: FastifyInstance, token: string): Session | undefined {
  const known = knownSessions(services)
  let session = known.get(token)
  if (!session) {
    session = readSession(services, server, token)
    if (known.size >= MOST_KNOWN) known.clear()
    if (session) known.set(token, session)
  }
  return session && session.expiresAt > services.now() ? session : undefined
}

function readSession(services: Services, server: FastifyInstance, token: string): Session | undefined {
  try {
    const { jti, exp } = server.jwt.verify<{ jti?: unknown, exp?: unknown }>(token)
    if (typeof jti !== 'string' || typeof exp !== 'number') return undefined
    const session = sessionOf(queryOf(services), jti)
    // The token's own end counts by the desk's clock, like the session's.
    return session && { ...session, expiresAt: Math.min(session.expiresAt, exp * 1000) }
  } catch {
    return undefined
  }
}

const MOST_KNOWN = 1000
const sessionsKnown = new WeakMap<OpenDatabase, Map<string, Session>>()

/** Sessions by their tokens, so that not every request asks the disk; forgotten at any change of a user or session. */
function knownSessions({ database }: Services): Map<string, Session> {
  let known = sessionsKnown.get(database)
  if (!known) {
    const sessions = known = new Map<string, Session>()
    sessionsKnown.set(database, sessions)
    for (const table of ['sessions', 'users']) watchChanges(database.sqlite, table, () => sessions.clear())
  }
  return known
}

/** Old clients that cannot send a token: named addresses, for the routes of chosen seeds. */
function withoutToken(services: Services, route: Route, request: FastifyRequest): Caller | undefined {
  const { tokenlessAddresses, tokenlessSeeds } = services.settings()
  if (!route.seed || !tokenlessSeeds.includes(route.seed) || !tokenlessAddresses.includes(plainAddress(request.ip))) return undefined
  return { actor: { id: null, username: request.ip, role: 'staff' }, session: null }
}

/** `::ffff:10.0.0.5` is 10.0.0.5. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:/, '')
}

export function isLoopback(address: string): boolean {
  const plain = plainAddress(address)
  return plain === '::1' || plain.startsWith('127.')
}
