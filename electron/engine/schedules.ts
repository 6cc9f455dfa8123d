import type { CalendarRow, CalendarSlot } from '../../shared/contract/calendar.ts'
import type { WorkingHours } from '../../shared/contract/appointments.ts'
import { fromMinor } from '../../shared/money.ts'
import type { EpochMs } from '../../shared/time.ts'
import type { Query } from './operation.ts'

/* The rows of the calendars whose time is sold by the hour: providers, cars, and rooms by the hour. */

export type ScheduleKind = 'providers' | 'cars' | 'hourly'

/** A room is sold by the hour where it has a price for one, or timeslots. */
export const SOLD_BY_THE_HOUR = `SELECT r.bookable_id FROM rooms r
  WHERE r.hourly_rate IS NOT NULL OR EXISTS (SELECT 1 FROM timeslots t WHERE t.room_id = r.bookable_id)`

export function scheduleRows(query: Query, kind: ScheduleKind): CalendarRow[] {
  switch (kind) {
    case 'providers': return providerRows(query)
    case 'cars': return carRows(query)
    case 'hourly': return hourlyRows(query)
  }
}

const NO_ROOM = { group: '', floor: null, capacity: null, nightlyRate: null, housekeeping: null } as const

function providerRows({ db }: Query): CalendarRow[] {
  return db.all<{ id: number, label: string, slot_minutes: number, working_hours: string | null }>(
    `SELECT o.id, o.name AS label, p.slot_minutes, p.working_hours
     FROM bookables o JOIN providers p ON p.bookable_id = o.id WHERE o.active AND o.kind = 'provider' ORDER BY o.name, o.id`)
    .map(({ id, label, slot_minutes: slotMinutes, working_hours: hours }) => ({
      ...NO_ROOM, id, label, provider: { slotMinutes, workingHours: hours === null ? null : JSON.parse(hours) as WorkingHours },
    }))
}

interface CarOfCalendar { id: number, label: string, fuel_type: string, mileage: number, fuel_level: number | null, has_damage: number, is_out: number }

function carRows({ db }: Query): CalendarRow[] {
  return db.all<CarOfCalendar>(
    `SELECT o.id, o.name AS label, c.fuel_type, c.mileage, c.fuel_level, c.has_damage,
       EXISTS (SELECT 1 FROM bookings b WHERE b.holds AND b.bookable_id = o.id AND b.status = 'checked_in') AS is_out
     FROM bookables o JOIN cars c ON c.bookable_id = o.id WHERE o.active AND o.kind = 'car' ORDER BY c.fuel_type, o.name, o.id`)
    .map(({ id, label, fuel_type: group, mileage, fuel_level: fuelLevel, has_damage: damaged, is_out: out }) => ({
      ...NO_ROOM, id, label, group, car: { isRented: out === 1, hasDamage: damaged === 1, fuelLevel, mileage },
    }))
}

interface HourlyRoom {
  id: number, label: string, group: string, floor: number | null, capacity: number | null
  nightly_rate: number | null, hourly_rate: number | null, housekeeping: CalendarRow['housekeeping']
}

function hourlyRows({ db, settings }: Query): CalendarRow[] {
  const money = (minor: number | null) => minor === null ? null : fromMinor(minor, settings.currency)
  return db.all<HourlyRoom>(
    `SELECT o.id, coalesce(r.number, o.name) AS label, r.category AS "group", r.floor, r.capacity, r.nightly_rate, r.hourly_rate, r.housekeeping
     FROM bookables o JOIN rooms r ON r.bookable_id = o.id WHERE o.active AND o.id IN (${SOLD_BY_THE_HOUR})
     ORDER BY r.category, length(r.number), r.number, o.name`)
    .map(({ nightly_rate: nightly, hourly_rate: hourly, ...room }) => ({ ...room, nightlyRate: money(nightly), hourlyRate: money(hourly) }))
}

/**
 * The slots that can still be booked: not over, and held by nothing. Of what holds a room only the
 * last that begins before a slot ends can reach into it: one seek a slot.
 */
export function openSlots({ db, now }: Query, from: EpochMs, to: EpochMs, rowOf: ReadonlyMap<number, number>, minute: (at: EpochMs) => number): CalendarSlot[] {
  const slots = db.rows<[room: number, startsAt: EpochMs, endsAt: EpochMs, id: number]>(
    `SELECT t.room_id, t.starts_at, t.ends_at, t.id FROM bookables o CROSS JOIN timeslots t ON t.room_id = o.id AND t.starts_at >= :from AND t.starts_at < :to
     WHERE o.kind = 'room' AND o.active AND t.ends_at > :now
       AND coalesce((SELECT b.ends_at FROM bookings b WHERE b.holds AND b.bookable_id = t.room_id AND b.starts_at < t.ends_at ORDER BY b.starts_at DESC LIMIT 1), 0) <= t.starts_at
     ORDER BY t.room_id, t.starts_at`, { from, to, now })
  return slots.flatMap(([room, startsAt, endsAt, id]) => {
    const row = rowOf.get(room)
    return row === undefined ? [] : [[row, minute(startsAt), minute(endsAt), id] as CalendarSlot]
  })
}
