import type { ReadableDb } from '../../db/database.ts'
import { instantAt, type EpochMs } from '../../shared/time.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Housekeeping } from '../../shared/contract/rooms.ts'

/** When a stay from one date to another holds its room: from check-in time to check-out time. */
export function stayHours(settings: Settings, arrival: string, departure: string): { startsAt: EpochMs, endsAt: EpochMs } {
  return {
    startsAt: instantAt(arrival, settings.checkInTime, settings.timeZone),
    endsAt: instantAt(departure, settings.checkOutTime, settings.timeZone),
  }
}

export interface FreeRoom {
  id: number
  number: string
  name: string
  category: string
  capacity: number
  floor: number | null
  nightly_rate: number | null
  housekeeping: Housekeeping
  /** End of the booking before and start of the one after, where there are any. */
  free_from: EpochMs | null
  free_until: EpochMs | null
}

/**
 * The hotel rooms free in [startsAt, endsAt), each with the gap around it. Two index seeks a room,
 * however many bookings there are: of those that start before the end only the last can be in the
 * way, and of those after only the first matters.
 */
export function freeRooms(
  db: ReadableDb, startsAt: EpochMs, endsAt: EpochMs,
  filter: { category?: string, adults?: number, except?: number } = {},
): FreeRoom[] {
  return db.all<FreeRoom>(
    // Materialized, or SQLite would ask for the booking before at each mention of it.
    `WITH candidates AS MATERIALIZED (
       SELECT r.bookable_id AS id, r.number, o.name, r.category, r.capacity, r.floor, r.nightly_rate, r.housekeeping,
         (SELECT b.ends_at FROM bookings b WHERE b.holds AND b.bookable_id = r.bookable_id AND b.starts_at < :endsAt AND b.id <> :except
          ORDER BY b.starts_at DESC LIMIT 1) AS free_from
       FROM rooms r JOIN bookables o ON o.id = r.bookable_id
       WHERE r.number IS NOT NULL AND o.active AND (:category IS NULL OR r.category = :category) AND (:adults IS NULL OR r.capacity >= :adults)
     )
     SELECT c.*, (SELECT b.starts_at FROM bookings b WHERE b.holds AND b.bookable_id = c.id AND b.starts_at >= :endsAt AND b.id <> :except
       ORDER BY b.starts_at LIMIT 1) AS free_until
     FROM candidates c WHERE free_from IS NULL OR free_from <= :startsAt
     ORDER BY category, length(number), number`,
    { startsAt, endsAt, category: filter.category ?? null, adults: filter.adults ?? null, except: filter.except ?? 0 })
}

const HALF_DAY = 12 * 3_600_000

/**
 * Of rooms that are free, the one in which a stay leaves the fewest gaps: neighbours that touch it
 * (the night before or after is sold) before open ends, open ends before gaps, small gaps before
 * large ones.
 */
export function bestFit(rooms: readonly FreeRoom[], startsAt: EpochMs, endsAt: EpochMs): FreeRoom | undefined {
  let best: FreeRoom | undefined
  let bestScore: readonly number[] = []
  for (const room of rooms) {
    const score = gapScore(room, startsAt, endsAt)
    if (!best || isLess(score, bestScore)) {
      best = room
      bestScore = score
    }
  }
  return best
}

function gapScore(room: Pick<FreeRoom, 'free_from' | 'free_until'>, startsAt: EpochMs, endsAt: EpochMs): readonly number[] {
  const before = room.free_from === null ? null : startsAt - room.free_from
  const after = room.free_until === null ? null : room.free_until - endsAt
  // Two hours between check-out and check-in are no gap: nobody could sleep in it.
  const gaps = [before, after].filter((gap) => gap !== null && gap > HALF_DAY) as number[]
  const touching = [before, after].filter((gap) => gap !== null && gap <= HALF_DAY).length
  return [gaps.length, -touching, gaps.reduce((sum, gap) => sum + gap, 0)]
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return a[at]! < b[at]!
  return false
}
