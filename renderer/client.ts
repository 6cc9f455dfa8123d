import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../shared/contract/route.ts'
import { ApiError, OfflineError } from './errors.ts'
import { currentLanguage } from './i18n.ts'
import { useConnection } from './state/connection.ts'
import { useSession } from './state/session.ts'

export { ApiError, OfflineError } from './errors.ts'

/** A part of a request that must be given where the route requires anything of it. */
type Part<K extends string, T> = Record<never, never> extends T ? { [key in K]?: T } : { [key in K]: T }

export type InputOf<R> = Part<'params', ParamsOf<R>> & Part<'query', QueryOf<R>> & Part<'body', BodyOf<R>> & {
  /** The version that the screen shows; a newer one answers 412 with the state as it is now. */
  ifMatch?: number
  idempotencyKey?: string
}

interface LooseInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  ifMatch?: number
  idempotencyKey?: string
}

interface Sent { method: string, url: string, headers: Record<string, string>, body?: string }
interface Received { status: number, body: string }

const PATIENCE_MS = 60_000

/**
 * Calls an operation of the contract: over IPC in the desktop window, over HTTP in a browser.
 * @throws ApiError where the desk refuses, OfflineError where nobody answers
 */
export async function call<R extends Route>(route: R, input: InputOf<R>, patienceMs = PATIENCE_MS): Promise<AnswerOf<R>> {
  const request = requestOf(route, input)
  const { status, body } = await send(request, patienceMs)
  forgetKey(request)
  if (status >= 400) throw refusal(route, status, body, request)
  return (route.answerType === undefined ? JSON.parse(body) : body) as AnswerOf<R>
}

/** The address of an operation, with its parameters in place. What is empty in the query is left out. */
export function urlOf(route: Route, { params, query }: Pick<LooseInput, 'params' | 'query'>): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params?.[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

/** The headers that say who asks and in which language. */
export function headersOfReader(): Record<string, string> {
  const { token } = useSession.getState()
  return { 'accept-language': currentLanguage(), ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
}

function requestOf(route: Route, input: LooseInput): Sent {
  const request: Sent = { method: route.method, url: urlOf(route, input), headers: headersOfReader() }
  if (input.body !== undefined) {
    request.headers['content-type'] = route.bodyType ?? 'application/json'
    request.body = route.bodyType === undefined ? JSON.stringify(input.body) : String(input.body)
  }
  if (input.ifMatch !== undefined) request.headers['if-match'] = `"${input.ifMatch}"`
  if (route.creates) request.headers['idempotency-key'] = input.idempotencyKey ?? keyOf(request)
  return request
}

async function send(request: Sent, patienceMs: number): Promise<Received> {
  const connection = useConnection.getState()
  try {
    const received = await (window.skranke ? overBridge(window.skranke, request) : overHttp(request, patienceMs))
    connection.reached()
    return received
  } catch (error) {
    connection.lost()
    throw error instanceof OfflineError ? error : new OfflineError(error)
  }
}

async function overBridge(bridge: NonNullable<Window['skranke']>, request: Sent): Promise<Received> {
  const answer = await bridge.request(request)
  if (!answer.ok) throw new OfflineError(answer.error)
  return answer
}

async function overHttp({ url, ...init }: Sent, patienceMs: number): Promise<Received> {
  const answer = await fetch(url, { ...init, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(patienceMs) })
  return { status: answer.status, body: await answer.text() }
}

function refusal(route: Route, status: number, body: string, request: Sent): ApiError {
  // A wrong password at sign-in is 401 too and ends no session; nor does an answer to a token of before.
  const { token, lock } = useSession.getState()
  if (status === 401 && route.role !== 'open' && token !== null && request.headers.authorization === `Bearer ${token}`) lock('expired')
  try {
    const { error, fields, current } = JSON.parse(body) as { error?: string, fields?: Record<string, string>, current?: unknown }
    return new ApiError(status, error ?? `HTTP ${status}`, fields, current)
  } catch {
    return new ApiError(status, `HTTP ${status}`)
  }
}

/*
 * A request that got no answer may have been carried out all the same. Sent again with the same key it
 * is answered with what was made the first time, so pressing the button once more books only once.
 */
const unanswered = new Map<string, string>()

function fingerprint({ method, url, body }: Sent): string {
  return `${method} ${url} ${body ?? ''}`
}

function keyOf(request: Sent): string {
  const print = fingerprint(request)
  const key = unanswered.get(print) ?? randomKey()
  unanswered.set(print, key)
  return key
}

function forgetKey(request: Sent): void {
  unanswered.delete(fingerprint(request))
}

/** crypto.randomUUID wants a secure context, which plain HTTP on the LAN is not. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
