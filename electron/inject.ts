import type { FastifyInstance, InjectOptions } from 'fastify'

/** A request of the window, as `fetch` would send it. */
export interface WindowRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  url: string
  headers: Record<string, string>
  body?: string
}

export type WindowAnswer =
  | { ok: true, status: number, headers: Record<string, string>, body: string }
  | { ok: false, error: string }

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
const LONGEST_URL = 16 * 1024
/** More than the API takes (1 MiB), so that the API itself answers 413; and an end to it. */
const LONGEST_BODY = 8 * 1024 * 1024

/** What belongs to a connection or names the caller is not the window's to say. */
const STRIPPED = /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|host|origin|referer|cookie|content-length|expect|forwarded|x-forwarded-.*|x-real-ip|sec-.*|access-control-.*)$/
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The headers that may pass, in lower case, or null where one is no header at all. */
function headersOf(value: unknown): Record<string, string> | null {
  if (!isRecord(value)) return null
  const entries = Object.entries(value)
  if (entries.length > 64) return null
  if (!entries.every(([name, text]) => TOKEN.test(name) && typeof text === 'string' && text.length <= 8192 && VALUE.test(text))) return null
  return Object.fromEntries(entries.map(([name, text]) => [name.toLowerCase(), text as string]).filter(([name]) => !STRIPPED.test(name!)))
}

/** A path of this API: no other host, no way out. */
function isPath(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_URL && /^\/(?![/\\])[\x21-\x7e]*$/.test(value)
}

/** What came over IPC as a request, or null: the window is trusted no more than a browser. */
export function readRequest(value: unknown): WindowRequest | null {
  if (!isRecord(value)) return null
  const { method, url, body } = value
  const headers = headersOf(value.headers)
  if (typeof method !== 'string' || !METHODS.has(method) || !isPath(url) || headers === null) return null
  if (body !== undefined && (typeof body !== 'string' || body.length > LONGEST_BODY)) return null
  return { method: method as WindowRequest['method'], url, headers, ...(body === undefined ? {} : { body }) }
}

function options({ method, url, headers, body }: WindowRequest): InjectOptions {
  return { method, url, headers, remoteAddress: '127.0.0.1', ...(body === undefined ? {} : { payload: body }) }
}

/** Answers a request of the window: always a value, for a rejection loses its properties on the way. */
export async function answerRequest(app: FastifyInstance, value: unknown): Promise<WindowAnswer> {
  const request = readRequest(value)
  if (request === null) return { ok: false, error: 'This is no request that the desk understands.' }
  try {
    const answer = await app.inject(options(request))
    const headers = Object.entries(answer.headers).filter(([, text]) => text !== undefined).map(([name, text]) => [name, Array.isArray(text) ? text.join(', ') : String(text)])
    return { ok: true, status: answer.statusCode, headers: Object.fromEntries(headers) as Record<string, string>, body: answer.body }
  } catch {
    return { ok: false, error: 'The desk did not answer: it is closing or has stopped.' }
  }
}

/** A GET whose answer is read piece by piece, for files of any size. */
export async function openStream(app: FastifyInstance, url: unknown, headers: unknown): Promise<{ status: number, stream: NodeJS.ReadableStream } | null> {
  const request = readRequest({ method: 'GET', url, headers })
  if (request === null) return null
  const answer = await app.inject({ ...options(request), payloadAsStream: true })
  return { status: answer.statusCode, stream: answer.stream() }
}
