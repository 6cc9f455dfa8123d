import type { ReadableDb } from '../../db/database.ts'
import type { EpochMs } from '../../shared/time.ts'

/** A time that something holds. */
export interface Held { startsAt: EpochMs, endsAt: EpochMs }

/** What holds a bookable in [from, to), in order: the last that began before, and all that begin within. */
export function heldTimes(db: ReadableDb, bookableId: number, from: EpochMs, to: EpochMs, except = 0): Held[] {
  return db.all<Held>(
    `SELECT starts_at AS startsAt, ends_at AS endsAt FROM (
       SELECT starts_at, ends_at FROM bookings WHERE holds AND bookable_id = :id AND starts_at < :from AND id <> :except ORDER BY starts_at DESC LIMIT 1)
     WHERE ends_at > :from
     UNION ALL
     SELECT starts_at, ends_at FROM bookings WHERE holds AND bookable_id = :id AND starts_at >= :from AND starts_at < :to AND id <> :except
     ORDER BY starts_at`, { id: bookableId, from, to, except })
}

/** Whether [startsAt, endsAt) touches none of these times, which are in order. */
export function isFree(held: readonly Held[], startsAt: EpochMs, endsAt: EpochMs): boolean {
  return !held.some((time) => time.startsAt < endsAt && time.endsAt > startsAt)
}
