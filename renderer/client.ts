import type { ErrorAnswer } from '../shared/contract/common.ts'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../shared/contract/route.ts'
import { useConnection } from './state/connection.ts'
import { useSession } from './state/session.ts'

/** The desk's answer to a request that it refused. */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly fields: Readonly<Record<string, string>>
  /** With 412: the resource as it is now. */
  readonly current: unknown

  constructor(status: number, answer: ErrorAnswer) {
    super(answer.error)
    this.status = status
    this.fields = answer.fields ?? {}
    this.current = answer.current
  }
}

/** Nobody answered: the desk's machine is off or out of reach. What was typed stays where it is. */
export class OfflineError extends Error {
  override name = 'OfflineError'
}

export interface CallInput<R> {
  params?: ParamsOf<R>
  query?: Partial<QueryOf<R>>
  body?: BodyOf<R>
  /** The version that the screen shows: the desk refuses if it has changed meanwhile. */
  ifMatch?: number
  /** The same key makes the same thing only once, however often it is sent. */
  idempotencyKey?: string
}

/**
 * Calls an operation of the contract: over IPC in the desktop window, over HTTP in a browser.
 * @throws ApiError where the desk refuses, OfflineError where nobody answers
 */
export async function call<R extends Route>(route: R, input: CallInput<R> = {}): Promise<AnswerOf<R>> {
  const headers: Record<string, string> = { 'accept-language': document.documentElement.lang }
  const { token } = useSession.getState()
  if (token !== null) headers.authorization = `Bearer ${token}`
  if (input.ifMatch !== undefined) headers['if-match'] = `"${input.ifMatch}"`
  if (route.creates) headers['idempotency-key'] = input.idempotencyKey ?? newKey()
  let body: string | undefined
  if (input.body !== undefined) {
    headers['content-type'] = route.bodyType ?? 'application/json'
    body = route.bodyType ? String(input.body) : JSON.stringify(input.body)
  }
  const answer = await send({ method: route.method, url: urlOf(route, input), headers, body })
  if (answer.status >= 200 && answer.status < 300) {
    return (route.answerType ? answer.body : JSON.parse(answer.body)) as AnswerOf<R>
  }
  const error = new ApiError(answer.status, errorOf(answer.body, answer.status))
  // A dead token: sign in again over the screen, which keeps what was typed.
  if (error.status === 401 && token !== null) useSession.getState().expire(token)
  throw error
}

/** The address of an operation, with its parameters in place. */
export function urlOf<R extends Route>(route: R, { params, query }: Pick<CallInput<R>, 'params' | 'query'> = {}): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((params as Record<string, unknown>)[name])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size > 0 ? `${path}?${search}` : path
}

/** A key for one intention of the user. `randomUUID` is missing on plain HTTP in the LAN. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

interface Answer { status: number, body: string }

async function send(request: { method: string, url: string, headers: Record<string, string>, body?: string }): Promise<Answer> {
  const connection = useConnection.getState()
  try {
    const answer = window.skranke ? await overIpc(window.skranke, request) : await overHttp(request)
    connection.reached()
    return answer
  } catch {
    connection.lost()
    throw new OfflineError('The desk cannot be reached')
  }
}

async function overIpc(bridge: NonNullable<Window['skranke']>, request: Parameters<typeof send>[0]): Promise<Answer> {
  const answer = await bridge.request(request)
  if (!answer.ok) throw new Error(answer.error)
  return answer
}

async function overHttp({ url, ...request }: Parameters<typeof send>[0]): Promise<Answer> {
  const response = await fetch(url, request)
  return { status: response.status, body: await response.text() }
}

function errorOf(body: string, status: number): ErrorAnswer {
  try {
    return JSON.parse(body) as ErrorAnswer
  } catch {
    return { error: `HTTP ${status}` }
  }
}
