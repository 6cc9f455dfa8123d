import autocannon from 'autocannon'
import http from 'node:http'
import { addDays } from '../../../shared/time.ts'
import { beReady } from './part.ts'

/* What asks: a process of its own, so that it takes no time from what serves. */

export type LoadJob =
  /** Books one night after another, room after room, from the `first` on. */
  | { kind: 'book', url: string, path: string, token?: string, connections: number, seconds: number, first: number }
  /** Reads one answer to its end. */
  | { kind: 'read', url: string, path: string, token?: string }

export interface LoadResult {
  perSecond: number
  answered: number
  refused: number
  firstRefusal: string
  bytes: number
  milliseconds: number
  p50: number
  p99: number
}

export const ROOMS = 400
export const FIRST_ROOM = 1001
export const CATEGORY = 'Standard double room'

const nights: string[] = []
function night(at: number): string {
  return nights[at] ??= addDays('2030-01-01', at)
}

/** The n-th booking of a load in the words of seed 000: no two overlap. */
function booking(n: number): string {
  const at = Math.floor(n / ROOMS)
  return JSON.stringify({
    roomnumber: FIRST_ROOM + n % ROOMS, category: CATEGORY, checkin: `${night(at)}T14:00:00`, checkout: `${night(at + 1)}T12:00:00`,
  })
}

async function book({ url, path, token, connections, seconds, first }: LoadJob & { kind: 'book' }): Promise<LoadResult> {
  let next = first
  let firstRefusal = ''
  const load = autocannon({
    url, connections, pipelining: 1, duration: seconds,
    requests: [{
      method: 'POST', path,
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      setupRequest: (request) => ({ ...request, body: booking(next++) }),
      onResponse: (status, body) => { if (status >= 300 && firstRefusal === '') firstRefusal = `${status} ${body}` },
    }],
  })
  const result = await load
  return {
    perSecond: result['2xx'] / result.duration, answered: result['2xx'] + result.non2xx, refused: result.non2xx + result.errors, firstRefusal,
    bytes: result.throughput.total, milliseconds: result.duration * 1000, p50: result.latency.p50, p99: result.latency.p99,
  }
}

async function read({ url, path, token }: LoadJob & { kind: 'read' }): Promise<LoadResult> {
  const from = performance.now()
  const { status, bytes } = await new Promise<{ status: number, bytes: number }>((resolve, reject) => {
    http.get(`${url}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} }, (response) => {
      let bytes = 0
      response.on('data', (piece: Buffer) => { bytes += piece.length })
      response.once('end', () => resolve({ status: response.statusCode!, bytes }))
      response.once('error', reject)
    }).once('error', reject)
  })
  const milliseconds = performance.now() - from
  return {
    perSecond: 1000 / milliseconds, answered: 1, refused: status < 300 ? 0 : 1, firstRefusal: String(status),
    bytes, milliseconds, p50: milliseconds, p99: milliseconds,
  }
}

if (process.argv[1] === import.meta.filename) beReady(true, (job: LoadJob) => job.kind === 'book' ? book(job) : read(job))
