import type { BookingRow } from '../../db/schema.ts'
import type { Appointment, DeskAppointment, WorkingHours } from '../../shared/contract/appointments.ts'
import { instantAt, localClock, parseDate, parseTime, type EpochMs } from '../../shared/time.ts'
import { advance, change, expectVersion, find, place } from './bookings.ts'
import { EngineError, refuse } from './errors.ts'
import { changedGuest, guestOf } from './guests.ts'
import { isOpen } from './lifecycle.ts'
import type { Operation, Query } from './operation.ts'
import { findProvider, worksOn, type ProviderRow } from './providers.ts'

/* Appointments with providers (contract, section 5), and as the desk works with them. */

const MINUTE = 60_000

interface WantedAppointment { provider_id?: unknown, date?: unknown, time?: unknown, guest_name?: string | null, notes?: string | null }

/** Books a provider's time for as long as their slots are, in the words of seed 001. */
export function placeAppointment(op: Operation, wanted: WantedAppointment): Appointment {
  const missing = (['provider_id', 'date', 'time'] as const).filter((field) => wanted[field] === undefined || wanted[field] === null || wanted[field] === '')
  if (missing.length > 0) refuse('fields_missing', { fields: missing.join(', ') }, missing)
  const { provider_id: providerId, date, time } = wanted
  if (!Number.isSafeInteger(providerId) || (providerId as number) < 1) refuse('id_bad', { field: 'provider_id' }, ['provider_id'])
  if (typeof date !== 'string' || !parseDate(date)) refuse('date_bad', {}, ['date'])
  if (typeof time !== 'string' || !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) refuse('bad_time_of_day', { field: 'time' }, ['time'])
  const id = placing('appointment_taken', () => placeForGuest(op, { providerId: providerId as number, date, time, guestName: wanted.guest_name, notes: wanted.notes }))
  const { bookableId, startsAt } = find(op.db, id)!
  const local = localClock(op.settings.timeZone).local(startsAt)
  return {
    id, provider_id: bookableId!, date: local.slice(0, 10), time: local.slice(11),
    created_at: new Date(op.now).toISOString().slice(0, 19),
  }
}

export interface NewAppointment {
  providerId: number
  date: string
  time: string
  /** How long it takes; as long as the provider's slots where left out. */
  minutes?: number
  guestId?: number | null
  guestName?: string | null
  notes?: string | null
}

/** Books a provider's time for a guest at the counter. @returns the appointment's id */
export function addAppointment(op: Operation, wanted: NewAppointment): number {
  return placing('provider_taken', () => placeForGuest(op, wanted))
}

function placeForGuest(op: Operation, wanted: NewAppointment): number {
  const provider = activeProvider(op, wanted.providerId)
  const startsAt = startOf(op, wanted.date, wanted.time)
  const endsAt = startsAt + (wanted.minutes ?? provider.slotMinutes) * MINUTE
  const isCustomer = op.actor?.role === 'customer'
  if (isCustomer) expectWithinHours(op, provider, wanted.date, startsAt, endsAt)
  const guest = isCustomer ? null : guestOf(op, { guestId: wanted.guestId, name: wanted.guestName })
  return place(op, {
    kind: 'appointment', bookableId: provider.bookableId, status: 'confirmed', startsAt, endsAt,
    userId: op.actor?.id, guestId: guest?.id, guestName: guest?.name ?? op.actor?.username, notes: wanted.notes,
  })
}

/** To another provider, another time, or for somebody else. What is not given stays, the length too. */
export function changeAppointment(op: Operation, id: number, wanted: Partial<NewAppointment>, version?: number): void {
  const before = appointmentRow(op, id, version)
  if (!isOpen(before.status)) refuse('booking_closed', { status: before.status })
  const local = localClock(op.settings.timeZone).local(before.startsAt)
  const isRetimed = wanted.date !== undefined || wanted.time !== undefined
  const startsAt = isRetimed ? startOf(op, wanted.date ?? local.slice(0, 10), wanted.time ?? local.slice(11)) : before.startsAt
  const endsAt = startsAt + (wanted.minutes === undefined ? before.endsAt - before.startsAt : wanted.minutes * MINUTE)
  const bookableId = wanted.providerId === undefined || wanted.providerId === before.bookableId ? before.bookableId : activeProvider(op, wanted.providerId).bookableId
  const isMoved = bookableId !== before.bookableId || startsAt !== before.startsAt || endsAt !== before.endsAt
  placing('provider_taken', () => change(op, before, isMoved ? 'moved' : 'changed', { bookableId, startsAt, endsAt, notes: wanted.notes, ...changedGuest(op, before, wanted) }))
}

/** A time at the property, within the years that are written with four digits. */
function startOf(op: Operation, date: string, time: string): EpochMs {
  return parseTime(`${date}T${time}`, op.settings.timeZone) ?? refuse('date_bad', {}, ['date'])
}

/** Brings an appointment to its end: kept, missed or cancelled. */
export function endAppointment(op: Operation, id: number, status: 'completed' | 'no_show' | 'cancelled', version?: number): void {
  advance(op, appointmentRow(op, id, version), status)
}

interface AppointmentRow {
  id: number, bookable_id: number, provider: string, guest_id: number | null, guest_name: string | null, notes: string | null
  status: DeskAppointment['status'], starts_at: number, ends_at: number, created_at: number, updated_at: number, version: number, last_change: number
}

/** @throws EngineError `not_found` */
export function getAppointment({ db, settings }: Query, id: number): DeskAppointment {
  const row = db.get<AppointmentRow>(
    `SELECT b.id, b.bookable_id, o.name AS provider, b.guest_id, b.guest_name, b.notes, b.status, b.starts_at, b.ends_at, b.created_at, b.updated_at, b.version,
       (SELECT max(a.id) FROM audit a WHERE a.entity_id = b.id AND a.entity = 'booking') AS last_change
     FROM bookings b JOIN bookables o ON o.id = b.bookable_id WHERE b.kind = 'appointment' AND b.id = ?`, id) ?? refuse('not_found', { what: 'Appointment' })
  const clock = localClock(settings.timeZone)
  const local = clock.local(row.starts_at)
  return {
    id: row.id, providerId: row.bookable_id, provider: row.provider, guestId: row.guest_id, guestName: row.guest_name, notes: row.notes, status: row.status,
    date: local.slice(0, 10), time: local.slice(11, 16), minutes: Math.round((row.ends_at - row.starts_at) / MINUTE),
    from: clock.rfc3339(row.starts_at), to: clock.rfc3339(row.ends_at),
    createdAt: clock.rfc3339(row.created_at), updatedAt: clock.rfc3339(row.updated_at), version: row.version, lastChange: row.last_change,
  }
}

function appointmentRow(op: Operation, id: number, version?: number): BookingRow {
  const row = find(op.db, id, 'appointment') ?? refuse('not_found', { what: 'Appointment' })
  expectVersion(row, version, () => getAppointment(op, id))
  return row
}

function activeProvider({ db }: Operation, id: number): ProviderRow {
  const provider = findProvider(db, id)
  return provider?.active ? provider : refuse('not_found', { what: 'Provider' })
}

/** The refusal of an overlap in the words of who asks: seed 001's own, or who is there and until when. */
function placing<T>(code: 'appointment_taken' | 'provider_taken', work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'room_taken') throw new EngineError(code, code === 'provider_taken' ? error.details : {})
    throw error
  }
}

/** A customer books within the hours that were set; the desk may make an exception. */
function expectWithinHours(op: Operation, row: ProviderRow, date: string, startsAt: number, endsAt: number): void {
  if (row.workingHours === null) return
  const hours = JSON.parse(row.workingHours) as WorkingHours
  const { timeZone } = op.settings
  const within = worksOn(hours, date) && startsAt >= instantAt(date, hours.start, timeZone) && endsAt <= instantAt(date, hours.end, timeZone)
  if (!within) refuse('outside_hours', { provider: row.name }, ['time'])
}
