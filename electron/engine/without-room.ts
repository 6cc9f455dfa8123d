import type { ReadableDb } from '../../db/database.ts'
import type { BookingRow } from '../../db/schema.ts'
import { localClock, type EpochMs } from '../../shared/time.ts'
import { refuse } from './errors.ts'
import type { Operation } from './operation.ts'

/*
 * Stays that have no room yet. Each takes one of its category's rooms all the same: at no time may
 * a category have more stays than rooms. Where there are none of them this costs one seek.
 */

/** What the partial indexes of such stays are found by, word for word. */
const NO_ROOM = (alias: string) => `${alias}.kind = 'stay' AND ${alias}.bookable_id IS NULL AND ${alias}.holds`

/**
 * Stays of a category without a room that touch [:from, :to), as `b`. The longest of them says how
 * far back one can have begun, so that neither past nor future ones cost anything.
 */
export const waitingFor = (category: string) => `bookings b INDEXED BY bookings_without_room
  ON ${NO_ROOM('b')} AND b.category = ${category} AND b.starts_at < :to AND b.ends_at > :from AND b.starts_at > :from - (
    SELECT l.ends_at - l.starts_at FROM bookings l INDEXED BY bookings_without_room_longest
    WHERE ${NO_ROOM('l')} AND l.category = ${category} ORDER BY l.ends_at - l.starts_at DESC LIMIT 1)`

/** `lane (category)`: the categories of such stays, a seek for each. Its last row is null. */
export const LANES = `lane (category) AS (
  SELECT (SELECT b.category FROM bookings b INDEXED BY bookings_without_room WHERE ${NO_ROOM('b')} ORDER BY b.category LIMIT 1)
  UNION ALL
  SELECT (SELECT b.category FROM bookings b INDEXED BY bookings_without_room WHERE ${NO_ROOM('b')} AND b.category > lane.category ORDER BY b.category LIMIT 1)
  FROM lane WHERE lane.category IS NOT NULL)`

type Placed = Pick<BookingRow, 'kind' | 'bookableId' | 'status' | 'startsAt' | 'endsAt'> & { category?: string | null }

/** What a booking takes of a category, and for how long. */
interface Claim { category: string, from: EpochMs, to: EpochMs }

/** Bookings before and after a change, which is judged as a whole. */
export interface Turn { before?: Placed, after: Placed }

/**
 * Refuses what would leave a stay without a room none to get: called when all is written. A block may
 * (a broken room is broken), a guest may leave, and what is too much already may stay so and not grow.
 * @throws EngineError `category_sold_out`
 */
export function expectRooms(op: Operation, turns: readonly Turn[]): void {
  const judged = turns.filter(({ after }) => after.kind !== 'block' && after.status !== 'completed')
  if (!judged.some(takesMore) || !op.db.get(`SELECT 1 FROM bookings b INDEXED BY bookings_without_room WHERE ${NO_ROOM('b')} LIMIT 1`)) return
  const more = judged.flatMap(({ after }) => claimOf(op.db, after) ?? [])
  const less = judged.flatMap(({ before }) => (before && claimOf(op.db, before)) ?? [])
  for (const category of new Set(more.map((claim) => claim.category))) {
    const ofIt = (claim: Claim) => claim.category === category
    expectRoomsOf(op, category, more.filter(ofIt), less.filter(ofIt))
  }
}

function takesMore({ before, after }: Turn): boolean {
  if (!mayClaim(after)) return false
  return before === undefined || !mayClaim(before) || before.bookableId !== after.bookableId || before.startsAt !== after.startsAt || before.endsAt !== after.endsAt
    || (after.bookableId === null && before.category !== after.category)
}

function mayClaim({ kind, status }: Placed): boolean {
  return (kind === 'stay' || kind === 'slot') && status !== 'cancelled' && status !== 'no_show'
}

function claimOf(db: ReadableDb, row: Placed): Claim | undefined {
  if (!mayClaim(row)) return undefined
  const category = row.bookableId === null ? row.category : db.get<{ category: string }>(
    'SELECT r.category FROM rooms r JOIN bookables o ON o.id = r.bookable_id WHERE r.bookable_id = ? AND r.number IS NOT NULL AND o.active', row.bookableId)?.category
  return category == null ? undefined : { category, from: row.startsAt, to: row.endsAt }
}

function expectRoomsOf(op: Operation, category: string, more: readonly Claim[], less: readonly Claim[]): void {
  const from = Math.min(...more.map((claim) => claim.from))
  const to = Math.max(...more.map((claim) => claim.to))
  if (!op.db.get(`SELECT 1 FROM (SELECT :category AS category) c CROSS JOIN ${waitingFor('c.category')} LIMIT 1`, { category, from, to })) return
  const { rooms } = op.db.get<{ rooms: number }>(
    'SELECT count(*) AS rooms FROM rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active WHERE r.number IS NOT NULL AND r.category = ?', category)!
  const night = firstTooMany(rooms, taken(op.db, category, from, to), more, less, from)
  if (night !== undefined) refuse('category_sold_out', { category, night: localClock(op.settings.timeZone).date(night) })
}

/** What takes rooms of a category in [from, to): bookings in its rooms, two seeks a room, and stays without one. */
function taken(db: ReadableDb, category: string, from: EpochMs, to: EpochMs): [from: EpochMs, to: EpochMs][] {
  const rooms = 'rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active CROSS JOIN bookings b ON'
  return db.rows(
    `SELECT b.starts_at, b.ends_at FROM ${rooms} b.id = (
       SELECT p.id FROM bookings p WHERE p.holds AND p.bookable_id = r.bookable_id AND p.starts_at < :from ORDER BY p.starts_at DESC LIMIT 1)
     WHERE r.number IS NOT NULL AND r.category = :category AND b.ends_at > :from
     UNION ALL
     SELECT b.starts_at, b.ends_at FROM ${rooms} b.bookable_id = r.bookable_id AND b.holds AND b.starts_at >= :from AND b.starts_at < :to
     WHERE r.number IS NOT NULL AND r.category = :category
     UNION ALL
     SELECT b.starts_at, b.ends_at FROM (SELECT :category AS category) c CROSS JOIN ${waitingFor('c.category')}`, { category, from, to })
}

/** The first instant from `from` on at which more is taken than there are rooms, and more than before the change. */
function firstTooMany(rooms: number, held: readonly (readonly [EpochMs, EpochMs])[], more: readonly Claim[], less: readonly Claim[], from: EpochMs): EpochMs | undefined {
  const turns = new Map<EpochMs, { load: number, delta: number }>()
  const turn = (at: EpochMs, load: number, delta: number) => {
    const known = turns.get(Math.max(at, from))
    if (known) Object.assign(known, { load: known.load + load, delta: known.delta + delta })
    else turns.set(Math.max(at, from), { load, delta })
  }
  for (const [start, end] of held) { turn(start, 1, 0); turn(end, -1, 0) }
  for (const claim of more) { turn(claim.from, 0, 1); turn(claim.to, 0, -1) }
  for (const claim of less) { turn(claim.from, 0, -1); turn(claim.to, 0, 1) }
  let load = 0
  let delta = 0
  for (const [at, change] of [...turns].sort(([a], [b]) => a - b)) {
    load += change.load
    delta += change.delta
    if (load > rooms && delta > 0) return at
  }
  return undefined
}
