import type { FastifyBaseLogger } from 'fastify'
import type { OpenDatabase } from '../../db/open.ts'
import type { ReadableDb, WritableDb } from '../../db/database.ts'

/** A message on its way out of the house. */
export interface Message {
  id: number
  destination: string
  type: string
  bookingId: number | null
  key: string
  payload: unknown
  attempts: number
}

/** What a try came to. `retryAfterMs` is the receiver's own wish. */
export type Outcome = { delivered: true } | { delivered: false, error: string, retryAfterMs?: number }

/** Carries one kind of message out; resolves, and never rejects, with what it came to. */
export type Carrier = (message: Message, signal: AbortSignal) => Promise<Outcome>

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** How long to wait before each further try; after the last the message is parked where a person sees it. */
export const BACK_OFF = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR] as const
/** Under way at once to one destination: one that hangs keeps nobody else waiting. */
const AT_ONCE = 16
/** Between two looks: a rush at the counter comes before its bills, which follow when it is over. */
const PAUSE = 50
const TRY_TIMEOUT = 10 * SECOND

interface Options {
  database: OpenDatabase
  carriers: () => Partial<Record<string, Carrier>>
  now: () => number
  logger: FastifyBaseLogger
}

/**
 * Empties the outbox: at least once, in order per booking and destination, with back-off. It looks
 * when it is woken and when the next try is due, and does one thing per message at a time, so what
 * was sent twice after a crash carries the same idempotency key.
 */
export class DeliveryWorker {
  readonly #options: Options
  readonly #underWay = new Map<number, { destination: string, ended: Promise<void> }>()
  #ended: { message: Message, outcome: Outcome }[] = []
  readonly #stopping = new AbortController()
  #timer: NodeJS.Timeout | undefined
  #looking = false
  #lookedAt = -Infinity

  constructor(options: Options) {
    this.#options = options
  }

  /** Says that something may wait. Cheap: many calls in a short time are one look. */
  wake(): void {
    if (this.#looking || this.#stopping.signal.aborted) return
    this.#looking = true
    const look = () => {
      this.#looking = false
      this.#lookedAt = performance.now()
      this.#look()
    }
    const rest = this.#lookedAt + PAUSE - performance.now()
    if (rest > 0) setTimeout(look, rest).unref()
    else setImmediate(look)
  }

  /** Lets what is under way end or breaks it off after a while; what was not marked is sent again at the next start. */
  async stop(patienceMs = 2000): Promise<void> {
    clearTimeout(this.#timer)
    const giveUp = setTimeout(() => this.#stopping.abort(), patienceMs)
    const pending = [...this.#underWay.values()].map(({ ended }) => ended)
    if (pending.length === 0) this.#stopping.abort()
    await Promise.all(pending)
    await this.#markEnded()
    this.#stopping.abort()
    clearTimeout(giveUp)
  }

  #look(): void {
    if (this.#stopping.signal.aborted) return
    clearTimeout(this.#timer)
    if (this.#ended.length > 0) void this.#markEnded()
    const { database, carriers, now } = this.#options
    const reachable = carriers()
    const destinations = Object.keys(reachable)
    if (destinations.length === 0) return
    for (const destination of destinations) {
      const busy = [...this.#underWay.values()].filter((one) => one.destination === destination).length
      if (busy >= AT_ONCE) continue
      // Those under way are still due, and come first.
      const due = dueMessages(database.db, destination, now(), AT_ONCE).filter(({ id }) => !this.#underWay.has(id))
      for (const message of due.slice(0, AT_ONCE - busy)) this.#begin(message, reachable[destination]!)
    }
    this.#sleepUntilNext(destinations)
  }

  #begin(message: Message, carrier: Carrier): void {
    const ended = carrier(message, AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(TRY_TIMEOUT)]))
      .catch((error: unknown): Outcome => ({ delivered: false, error: String(error) }))
      .then((outcome) => {
        this.#ended.push({ message, outcome })
        this.wake()
      })
    this.#underWay.set(message.id, { destination: message.destination, ended })
  }

  /** Marks all that ended since the last look in one commit: a bill costs the disk no wait of its own. */
  async #markEnded(): Promise<void> {
    const ended = this.#ended
    this.#ended = []
    // What was broken off because the desk closes says nothing about its destination.
    const told = ended.filter(({ outcome }) => outcome.delivered || !this.#stopping.signal.aborted)
    try {
      await this.#options.database.commits.run((db) => { for (const { message, outcome } of told) this.#mark(db, message, outcome) })
    } catch (error) {
      // Not marked is not lost: it stays due, and carries the same key when it goes again.
      this.#options.logger.error({ err: error }, 'Deliveries could not be marked')
    }
    for (const { message } of ended) this.#underWay.delete(message.id)
    this.wake()
  }

  #mark(db: WritableDb, message: Message, outcome: Outcome): void {
    const { now, logger } = this.#options
    if (outcome.delivered) {
      db.run(`UPDATE outbox SET state = 'delivered', attempts = attempts + 1, delivered_at = ?, last_error = NULL WHERE id = ? AND state = 'waiting'`, now(), message.id)
      return
    }
    const wait = BACK_OFF[message.attempts]
    db.run(`UPDATE outbox SET state = ?, attempts = attempts + 1, next_try_at = ?, last_error = ? WHERE id = ? AND state = 'waiting'`,
      wait === undefined ? 'parked' : 'waiting', now() + Math.max(outcome.retryAfterMs ?? 0, jitter(wait ?? 0)), outcome.error.slice(0, 1000), message.id)
    logger.warn({ delivery: message.id, destination: message.destination, error: outcome.error }, 'A delivery failed')
  }

  #sleepUntilNext(destinations: readonly string[]): void {
    const { database, now } = this.#options
    const times = destinations.map((destination) => database.db.get<{ at: number | null }>(
      `SELECT min(next_try_at) AS at FROM outbox WHERE state = 'waiting' AND destination = ? AND next_try_at > ?`, destination, now())?.at ?? Infinity)
    const next = Math.min(...times)
    if (next === Infinity) return
    // A clock that jumps or a laptop that slept: never trust a long timer.
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(next - now(), 10), MINUTE))
    this.#timer.unref()
  }
}

/** Up to a fifth more or less, so that many that failed together do not come back together. */
function jitter(wait: number): number {
  return Math.round(wait * (0.8 + Math.random() * 0.4))
}

/** Messages to a destination that are due and first of their booking's line: a range of an index, however many wait. */
function dueMessages(db: ReadableDb, destination: string, now: number, limit: number): Message[] {
  return db.all<Omit<Message, 'payload'> & { payload: string }>(
    `SELECT o.id, o.destination, o.type, o.booking_id AS bookingId, o.key, o.payload, o.attempts FROM outbox o
     WHERE o.state = 'waiting' AND o.destination = ? AND o.next_try_at <= ?
       AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.state = 'waiting' AND e.destination = o.destination AND e.booking_id = o.booking_id AND e.id < o.id)
     ORDER BY o.next_try_at, o.id LIMIT ?`, destination, now, limit,
  ).map((row) => ({ ...row, payload: JSON.parse(row.payload) as unknown }))
}
