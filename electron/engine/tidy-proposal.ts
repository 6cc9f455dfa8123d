import type { Tidying } from '../../shared/contract/tidy.ts'
import { addDays, localClock, type EpochMs } from '../../shared/time.ts'
import { stayHours } from './availability.ts'
import { refuse } from './errors.ts'
import type { Query } from './operation.ts'
import { tidy } from './tidy.ts'
import { waitingFor } from './without-room.ts'

/** What `POST /calendar/moves` takes at once. */
const MOST_MOVES = 200
const RUNS_SHOWN = 10

interface Held {
  id: number, version: number, room: number | null, startsAt: EpochMs, endsAt: EpochMs
  kind: string, status: string, locked: number, guest: string | null, arrival: string, departure: string
}

/** Moves within a category that free the longest runs of nights: of who has not come and was promised no room. */
export function proposeTidying(query: Query, { category, from, days = 14 }: { category: string, from?: string, days?: number }): Tidying {
  const { db, settings } = query
  const start = from ?? localClock(settings.timeZone).date(query.now)
  // Years are written with four digits.
  if (addDays(start, days).length > start.length) refuse('date_bad', {}, ['from'])
  const numbers = new Map(db.rows<[number, string]>(
    `SELECT r.bookable_id, r.number FROM rooms r JOIN bookables o ON o.id = r.bookable_id
     WHERE o.active AND r.number IS NOT NULL AND r.category = ? ORDER BY length(r.number), r.number`, category))
  if (numbers.size === 0) refuse('category_unknown', { category }, ['category'])
  const nights = Array.from({ length: days }, (_, night) => stayHours(settings, addDays(start, night), addDays(start, night + 1)))
  const [begin, end] = [nights[0]!.startsAt, nights.at(-1)!.endsAt]

  const movable = new Map(heldBetween(query, category, begin, end).filter(mayMove).map((stay) => [stay.id, stay]))
  // All of a stay needs its new room free, also what lies outside these nights.
  const earliest = Math.min(begin, ...[...movable.values()].map(({ startsAt }) => startsAt))
  const latest = Math.max(end, ...[...movable.values()].map(({ endsAt }) => endsAt))
  const holders = heldBetween(query, category, earliest, latest)
    .filter(({ id, room }) => room !== null || movable.has(id))
    .map(({ id, room, startsAt, endsAt }) => ({ id, roomId: room, startsAt, endsAt, movable: movable.has(id) }))

  const { moves, before, after } = tidy([...numbers.keys()], holders, nights, MOST_MOVES)
  return {
    category, from: start, to: addDays(start, days),
    moves: moves.map(({ id, from, to }) => {
      const { version, guest, arrival, departure } = movable.get(id)!
      return { id, version, guest, arrival, departure, fromRoom: from === null ? null : numbers.get(from)!, toRoom: numbers.get(to)! }
    }).sort((a, b) => a.arrival.localeCompare(b.arrival) || a.id - b.id),
    before: { runs: before.slice(0, RUNS_SHOWN) }, after: { runs: after.slice(0, RUNS_SHOWN) },
  }
}

function mayMove({ kind, status, locked }: Held): boolean {
  return kind === 'stay' && (status === 'pending' || status === 'confirmed') && locked === 0
}

const HELD = `b.id, b.version, b.bookable_id AS room, b.starts_at AS startsAt, b.ends_at AS endsAt, b.kind, b.status, b.locked, b.guest_name AS guest, b.arrival, b.departure`

/** What holds the category's rooms in [from, to), two seeks a room, and its stays without one. */
function heldBetween({ db }: Query, category: string, from: EpochMs, to: EpochMs): Held[] {
  const rooms = 'rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active CROSS JOIN bookings b ON'
  return db.all<Held>(
    `SELECT ${HELD} FROM ${rooms} b.id = (
       SELECT p.id FROM bookings p WHERE p.holds AND p.bookable_id = r.bookable_id AND p.starts_at < :from ORDER BY p.starts_at DESC LIMIT 1)
     WHERE r.number IS NOT NULL AND r.category = :category AND b.ends_at > :from
     UNION ALL
     SELECT ${HELD} FROM ${rooms} b.bookable_id = r.bookable_id AND b.holds AND b.starts_at >= :from AND b.starts_at < :to
     WHERE r.number IS NOT NULL AND r.category = :category
     UNION ALL
     SELECT ${HELD} FROM (SELECT :category AS category) c CROSS JOIN ${waitingFor('c.category')}`, { category, from, to })
}
