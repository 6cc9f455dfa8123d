import { createHash } from 'node:crypto'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../../db/open.ts'
import {
  bringForward, destinationRows, dueDeliveries, markDelivered, markFailed, messageOf, messagesFor, newestMessage, nextDue,
  prune, reclaim, takeOver, tryAllNow, turnOff, turnOn, type Message,
} from '../../db/outbox.ts'
import { AT_ONCE, type Destination, type DestinationPlan, type Outcome } from './destination.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
/** How long to wait before each further try; after the last the message is parked where a person sees it. */
export const BACK_OFF = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR] as const
/** The longest that any wait can be, with its jitter or by a receiver's wish: a later one comes from a clock that was wrong. */
const LONGEST_WAIT = 24 * HOUR
const TRY_TIMEOUT = 10 * SECOND
/** So many messages that failed in a row mean that the destination itself is away; one that fails again and again says nothing of it. */
const AWAY_AFTER = 5
const REST = 5 * SECOND
const LONGEST_REST = MINUTE
/** While the desk is booking at this many messages a look, deliveries look less often: the counter comes first. */
const RUSH = 8
const RUSH_PAUSE = 100
/** A destination with fewer messages at hand than this takes over more of the outbox. */
const AT_HAND = 64
const TAKEN_AT_ONCE = 256
const READ_AT_ONCE = 20_000

interface Options {
  database: OpenDatabase
  /** The destinations as the settings name them now. */
  plans: () => readonly DestinationPlan[]
  now: () => number
  logger: Logger
}

/** One destination at work. */
interface Lane {
  readonly name: string
  readonly plan: DestinationPlan
  /** A digest of the plan's address. */
  readonly address: string
  destination: Destination | undefined
  off: boolean
  /** The last message it has read of the outbox. */
  read: number
  reading: boolean
  /** True while it rests with enough at hand: then a look costs nothing. */
  full: boolean
  readonly underWay: Map<number, { subject: string, done: Promise<void> }>
  /** Which messages failed since the last that arrived, as far as it takes to tell that the destination is away. */
  readonly failed: Set<number>
  rests: number
  restsUntil: number
}

/**
 * Empties the outbox: at least once, in order per subject (a booking, a car) and destination, with
 * back-off. Each destination has a lane of its own, so one that is away or hangs delays no other;
 * one that failed several times in a row rests and is asked with one message at a time until it
 * answers. What was sent and not marked before a crash goes again, with the same idempotency key.
 */
export class DeliveryWorker {
  readonly #options: Options
  #lanes: Lane[] = []
  readonly #abort = new AbortController()
  #stopped = false
  #timer: NodeJS.Timeout | undefined
  #awake = false
  #newest = 0
  #pauseUntil = 0
  #lastNow = -Infinity
  #prunedAt = -Infinity
  /** Reading and closing that goes on beside the tries. */
  readonly #chores = new Set<Promise<void>>()

  constructor(options: Options) {
    this.#options = options
    this.#newest = newestMessage(options.database.db)
  }

  /** Says that something may wait. Cheap: many calls in a short time are one look. */
  wake(): void {
    if (this.#awake || this.#stopped) return
    this.#awake = true
    const look = () => {
      this.#awake = false
      try {
        this.#look()
      } catch (error) {
        // A disk that fails now may work in a while.
        this.#options.logger.error({ err: error }, 'The deliveries could not be looked at')
        this.#sleep(REST)
      }
    }
    const pause = this.#pauseUntil - performance.now()
    if (pause > 0) setTimeout(look, pause).unref()
    else setImmediate(look)
  }

  /** Asks every destination again, also those that rest: a person wants it, or the machine slept. */
  tryNow(): void {
    for (const lane of this.#lanes) lane.restsUntil = 0
    this.wake()
  }

  /** Reads anew which destinations there are. One whose address is the same keeps its connection. */
  reload(): void {
    if (this.#stopped) return
    const rows = new Map(destinationRows(this.#options.database.db).map((row) => [row.name, row]))
    const before = new Map(this.#lanes.map((lane) => [lane.name, lane]))
    this.#lanes = this.#options.plans().map((plan) => {
      const address = createHash('sha256').update(plan.address).digest('base64url')
      const row = rows.get(plan.name)
      const moved = row !== undefined && row.address !== address
      const isOff = row?.off_at != null && !moved
      const known = before.get(plan.name)
      if (known?.address === address) {
        before.delete(plan.name)
        known.off = isOff
        return known
      }
      if (moved && row.off_at !== null) this.#chore(this.#options.database.commits.run((db) => turnOn(db, plan.name)))
      return {
        name: plan.name, plan, address, destination: undefined, off: isOff, read: row?.taken ?? 0, reading: false, full: false,
        underWay: known?.underWay ?? new Map<number, { subject: string, done: Promise<void> }>(), failed: new Set<number>(), rests: 0, restsUntil: 0,
      }
    })
    for (const gone of before.values()) this.#close(gone)
    this.wake()
  }

  /** Lets what is under way end or breaks it off after a while; what was not marked is sent again at the next start. */
  async stop(patienceMs = 2000): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    const giveUp = setTimeout(() => this.#abort.abort(), patienceMs)
    await Promise.allSettled(this.#lanes.flatMap((lane) => [...lane.underWay.values()].map(({ done }) => done)))
    clearTimeout(giveUp)
    this.#abort.abort()
    for (const lane of this.#lanes) this.#close(lane)
    // This timer keeps the process alive: chores wait on timers that do not, and the desk must get to its end.
    let enough: NodeJS.Timeout | undefined
    await Promise.race([Promise.allSettled(this.#chores), new Promise((resolve) => { enough = setTimeout(resolve, patienceMs) })])
    clearTimeout(enough)
  }

  #look(): void {
    if (this.#stopped) return
    clearTimeout(this.#timer)
    const { database } = this.#options
    const now = this.#time()
    // Where nobody is to be told, most looks have nothing to see, and a booking need not wait for them.
    const newest = this.#lanes.length > 0 ? newestMessage(database.db) : this.#newest
    this.#pauseUntil = newest - this.#newest >= RUSH ? performance.now() + RUSH_PAUSE : 0
    this.#newest = newest
    let next = Infinity
    for (const lane of this.#lanes) {
      if (lane.off) continue
      const rests = lane.restsUntil > now
      if (rests) next = Math.min(next, lane.restsUntil)
      if (rests && lane.full) continue
      const due = dueDeliveries(database.db, lane.name, now, AT_HAND)
      lane.full = due.length >= AT_HAND
      if (!lane.full && lane.read < newest) this.#read(lane)
      if (rests) continue
      this.#begin(lane, due)
      next = Math.min(next, nextDue(database.db, lane.name, now) ?? Infinity)
    }
    if (this.#prunedAt + HOUR <= now) this.#chore(this.#prune(now))
    if (next < Infinity) this.#sleep(next - now)
  }

  /** What time it is, with what a clock that was set back has done made good. */
  #time(): number {
    const now = this.#options.now()
    const back = this.#lastNow - now
    this.#lastNow = now
    if (back > SECOND) {
      this.#prunedAt = now
      for (const lane of this.#lanes) lane.restsUntil = 0
      this.#chore(this.#options.database.commits.run((db) => bringForward(db, back)).then(() => this.wake()))
    }
    return now
  }

  #sleep(wait: number): void {
    clearTimeout(this.#timer)
    if (this.#stopped) return
    // A clock that jumps or a laptop that slept: never trust a long timer.
    this.#timer = setTimeout(() => this.wake(), Math.min(Math.max(wait, 10), MINUTE))
    this.#timer.unref()
  }

  /** Takes over what of the outbox is meant for a destination. */
  #read(lane: Lane): void {
    if (lane.reading) return
    const { database, now } = this.#options
    let upTo = Math.min(this.#newest, lane.read + READ_AT_ONCE)
    const wanted = messagesFor(database.db, lane.name, lane.read, upTo, TAKEN_AT_ONCE)
    if (wanted.length === TAKEN_AT_ONCE) upTo = wanted.at(-1)!.id
    if (wanted.length === 0) {
      // Nothing to write down: after a restart these rows are passed over once more.
      lane.read = upTo
      if (upTo < this.#newest) this.wake()
      return
    }
    lane.reading = true
    this.#chore(database.commits.run((db) => takeOver(db, lane.name, lane.address, wanted, upTo, now()))
      .then(() => { lane.read = upTo })
      .finally(() => {
        lane.reading = false
        this.wake()
      }))
  }

  #begin(lane: Lane, due: readonly { id: number, subject: string }[]): void {
    // One that was away is asked with a single message until it answers.
    const places = (isAway(lane) ? 1 : AT_ONCE) - lane.underWay.size
    const busy = new Set([...lane.underWay.values()].map(({ subject }) => subject))
    let begun = 0
    for (const { id, subject } of due) {
      if (begun >= places) return
      if (busy.has(subject)) continue
      const message = messageOf(this.#options.database.db, id)
      if (!message) continue
      busy.add(subject)
      begun += 1
      const done = this.#carry(lane, message)
        .catch((error: unknown) => {
          // Not marked is not lost: it stays due, and goes again with the same key. But not at once, where the disk is full.
          lane.restsUntil = this.#options.now() + REST
          this.#options.logger.error({ err: error, delivery: id }, 'A delivery could not be marked')
        })
        .finally(() => {
          lane.underWay.delete(id)
          this.wake()
        })
      lane.underWay.set(id, { subject, done })
    }
  }

  async #carry(lane: Lane, message: Message): Promise<void> {
    const { database, now, logger } = this.#options
    const outcome = await this.#try(lane, message)
    // Broken off by the stop: whether it arrived is unknown, so it goes again at the next start.
    if (this.#abort.signal.aborted && !outcome.delivered) return
    if (outcome.delivered) {
      const wasAway = isAway(lane)
      lane.failed.clear()
      lane.rests = 0
      await database.commits.run((db) => {
        markDelivered(db, message, now())
        if (wasAway) tryAllNow(db, lane.name, now())
      })
      return
    }
    logger[isAway(lane) ? 'debug' : 'warn']({ delivery: message.id, destination: lane.name, error: outcome.error }, 'A delivery failed')
    if (!outcome.hopeless) this.#noteFailure(lane, message.id, outcome.isBusy ? outcome.retryAfterMs : undefined)
    const wait = outcome.hopeless ? undefined : BACK_OFF[message.attempts]
    const at = wait === undefined ? null : now() + Math.max(outcome.retryAfterMs ?? 0, jitter(wait))
    const error = outcome.error.slice(0, 1000)
    const turnsOff = outcome.gone === true && !lane.off
    if (turnsOff) {
      lane.off = true
      logger.error({ destination: lane.name, error }, 'A destination said that it is gone: it was turned off')
    }
    await database.commits.run((db) => {
      if (turnsOff) turnOff(db, lane.name, lane.address, error, now())
      // A receiver that is gone has not refused this message: it waits for a new address.
      markFailed(db, message, error, outcome.gone ? now() : at, now())
    })
  }

  /** A try of its own time: what a library does not break off is left behind. */
  async #try(lane: Lane, message: Message): Promise<Outcome> {
    const signal = AbortSignal.any([this.#abort.signal, AbortSignal.timeout(TRY_TIMEOUT)])
    try {
      lane.destination ??= lane.plan.open()
      return await Promise.race([lane.destination.carry(message, signal), brokenOff(signal, lane.name)])
    } catch (error) {
      // What a destination throws it could not make sense of, and would not the next time.
      return { delivered: false, error: `The message cannot be sent: ${error instanceof Error ? error.message : String(error)}`, hopeless: true }
    }
  }

  #noteFailure(lane: Lane, id: number, retryAfterMs: number | undefined): void {
    const now = this.#options.now()
    if (!isAway(lane)) lane.failed.add(id)
    if (retryAfterMs !== undefined) lane.restsUntil = Math.max(lane.restsUntil, now + retryAfterMs)
    if (!isAway(lane) || lane.restsUntil > now) return
    lane.restsUntil = now + jitter(Math.min(REST * 2 ** lane.rests, LONGEST_REST))
    lane.rests += 1
  }

  /** Closes its connections as soon as nothing is under way over them. */
  #close(lane: Lane): void {
    const { destination } = lane
    lane.destination = undefined
    if (destination) this.#chore(Promise.allSettled([...lane.underWay.values()].map(({ done }) => done)).then(() => destination.close()))
  }

  async #prune(now: number): Promise<void> {
    this.#prunedAt = now
    let after: number | null = 0
    while (after !== null && !this.#stopped) {
      const from: number = after
      after = await this.#options.database.commits.run((db) => {
        if (from === 0) reclaim(db, now, now + LONGEST_WAIT + HOUR)
        return prune(db, from, now)
      })
      await new Promise((resolve) => { setTimeout(resolve, 100).unref() })
    }
  }

  #chore(work: Promise<unknown>): void {
    const chore = work.then(() => {}, (error: unknown) => {
      this.#options.logger.error({ err: error }, 'Deliveries: a step failed and is done again later')
      this.#sleep(REST)
    }).finally(() => this.#chores.delete(chore))
    this.#chores.add(chore)
  }
}

function isAway({ failed }: Lane): boolean {
  return failed.size >= AWAY_AFTER
}

function brokenOff(signal: AbortSignal, name: string): Promise<Outcome> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ delivered: false, error: `${name} did not answer in time` }), { once: true })
  })
}

/** Up to a fifth more or less, so that many that failed together do not come back together. */
function jitter(wait: number): number {
  return Math.round(wait * (0.8 + Math.random() * 0.4))
}
