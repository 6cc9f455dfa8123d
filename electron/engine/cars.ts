import type { Car, Rental } from '../../shared/contract/cars.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'
import { localClock, parseDate, parseTime, type EpochMs } from '../../shared/time.ts'
import { record, type Changes } from './audit.ts'
import { advance, change, expectVersion, find, place } from './bookings.ts'
import { EngineError, refuse } from './errors.ts'
import { changedGuest, guestOf } from './guests.ts'
import { isOpen } from './lifecycle.ts'
import { publishCar } from './notices.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'

/* The car inventory and its rentals (contract, section 8). */

interface CarRow {
  car_id: number, brand: string, model: string, fuel_type: string, mileage: number
  is_rented: number, has_damage: number, fuel_level: number | null, damage: string | null
}

const SELECT = `SELECT c.bookable_id AS car_id, c.brand, c.model, c.fuel_type, c.mileage, c.has_damage, c.fuel_level, c.damage,
    EXISTS (SELECT 1 FROM bookings b WHERE b.holds AND b.bookable_id = c.bookable_id AND b.status = 'checked_in') AS is_rented
  FROM cars c JOIN bookables o ON o.id = c.bookable_id WHERE o.active`

const toCar = (row: CarRow): Car => ({ ...row, is_rented: row.is_rented === 1, has_damage: row.has_damage === 1 })

export function listCars({ db }: Pick<Query, 'db'>): Car[] {
  return db.all<CarRow>(`${SELECT} ORDER BY c.bookable_id`).map(toCar)
}

/** @throws EngineError `not_found` */
export function getCar({ db }: Pick<Query, 'db'>, id: number): Car {
  const row = db.get<CarRow>(`${SELECT} AND c.bookable_id = ?`, id)
  return row ? toCar(row) : refuse('not_found', { what: 'Car' })
}

export interface NewCar { brand: string, model: string, fuel_type: string, mileage: number, is_rented?: boolean, has_damage?: boolean }

/** A rental that nobody knows the end of: until the car is taken back. */
const OPEN_END_MS = 100 * 365 * 86_400_000

/** Adds a car. One that is said to be out already gets an open rental, which taking it back ends. @returns its id */
export function addCar(op: Operation, fields: NewCar): number {
  const id = op.db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('car', ?, ?, ?)`,
    `${fields.brand.trim()} ${fields.model.trim()}`, op.now, op.now).lastInsertRowid
  op.db.run('INSERT INTO cars (bookable_id, brand, model, fuel_type, mileage, has_damage) VALUES (?, ?, ?, ?, ?, ?)',
    id, fields.brand.trim(), fields.model.trim(), fields.fuel_type.trim(), fields.mileage, fields.has_damage ? 1 : 0)
  record(op, 'car', id, 'created')
  if (fields.is_rented) {
    const rental = place(op, { kind: 'rental', bookableId: id, status: 'checked_in', startsAt: op.now, endsAt: op.now + OPEN_END_MS, userId: op.actor?.id })
    op.db.run('INSERT INTO rentals (booking_id, mileage_out) VALUES (?, ?)', rental, fields.mileage)
  }
  publishCar(op, 'car.added', getCar(op, id))
  return id
}

export interface CarChange {
  brand?: string, model?: string, fuel_type?: string, mileage?: number
  fuel_level?: number | null, has_damage?: boolean, damage?: string | null
}

/** @param wasDamaged whether damage was found on it just now, which is told as such of a car that had some before, too */
export function changeCar(op: Operation, id: number, fields: CarChange, wasDamaged = false): Car {
  const before = getCar(op, id)
  const after: Car = { ...before, ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) }
  const changes: Record<string, [unknown, unknown]> = {}
  for (const key of Object.keys(fields) as (keyof CarChange)[]) if (before[key] !== after[key]) changes[key] = [before[key], after[key]]
  const isDamaged = wasDamaged || (after.has_damage && !before.has_damage)
  if (Object.keys(changes).length === 0 && !isDamaged) return before
  op.db.run('UPDATE cars SET brand = ?, model = ?, fuel_type = ?, mileage = ?, fuel_level = ?, has_damage = ?, damage = ? WHERE bookable_id = ?',
    after.brand, after.model, after.fuel_type, after.mileage, after.fuel_level, after.has_damage ? 1 : 0, after.damage, id)
  op.db.run('UPDATE bookables SET name = ?, updated_at = ?, version = version + 1 WHERE id = ?', `${after.brand} ${after.model}`, op.now, id)
  record(op, 'car', id, 'changed', changes as Changes)
  publishCar(op, isDamaged ? 'car.damaged' : 'car.changed', getCar(op, id))
  return getCar(op, id)
}

/** Deletes a car that is neither out nor promised; one with a history leaves the inventory and keeps it. */
export function removeCar(op: Operation, id: number): void {
  const car = getCar(op, id)
  if (op.db.get('SELECT 1 FROM bookings WHERE holds AND bookable_id = ? AND status IN (\'pending\', \'confirmed\', \'checked_in\') LIMIT 1', id)) refuse('car_rented')
  if (op.db.get('SELECT 1 FROM bookings WHERE bookable_id = ? LIMIT 1', id)) {
    op.db.run('UPDATE bookables SET active = 0, updated_at = ?, version = version + 1 WHERE id = ?', op.now, id)
  } else {
    op.db.run('DELETE FROM cars WHERE bookable_id = ?', id)
    op.db.run('DELETE FROM bookables WHERE id = ?', id)
  }
  record(op, 'car', id, 'deleted')
  publishCar(op, 'car.deleted', car)
}

export interface NewRental { carId: number, guestName: string, from: string, to: string, price?: number, notes?: string | null }

/** @returns the rental's id */
export function placeRental(op: Operation, wanted: NewRental): number {
  getCar(op, wanted.carId)
  const startsAt = timeOf(op, wanted.from, 'from')
  const endsAt = timeOf(op, wanted.to, 'to')
  if (endsAt <= startsAt) refuse('rental_times', {}, ['to'])
  const guest = guestOf(op, { name: wanted.guestName })
  return placingCar(() => place(op, {
    kind: 'rental', bookableId: wanted.carId, status: 'confirmed', startsAt, endsAt, guestId: guest?.id, guestName: guest?.name,
    price: wanted.price === undefined ? 0 : toMinor(wanted.price, op.settings.currency), notes: wanted.notes, userId: op.actor?.id,
  }))
}

export interface RentalChange { carId?: number, guestName?: string, from?: string, to?: string, price?: number, notes?: string | null }

/** Another car, other times, another guest. Of one that is out, its end alone can move. */
export function changeRental(op: Operation, id: number, wanted: RentalChange, version?: number): void {
  const before = rentalRow(op, id, version)
  if (!isOpen(before.status)) refuse('booking_closed', { status: before.status })
  if (wanted.carId !== undefined && wanted.carId !== before.bookableId) getCar(op, wanted.carId)
  const after = {
    bookableId: wanted.carId ?? before.bookableId,
    startsAt: wanted.from === undefined ? before.startsAt : timeOf(op, wanted.from, 'from'),
    endsAt: wanted.to === undefined ? before.endsAt : timeOf(op, wanted.to, 'to'),
  }
  if (before.status === 'checked_in' && (after.bookableId !== before.bookableId || after.startsAt !== before.startsAt)) refuse('rental_out', {}, ['carId', 'from'])
  if (after.endsAt <= after.startsAt) refuse('rental_times', {}, ['to'])
  const isMoved = after.bookableId !== before.bookableId || after.startsAt !== before.startsAt || after.endsAt !== before.endsAt
  placingCar(() => change(op, before, isMoved ? 'moved' : 'changed', {
    ...after, price: wanted.price === undefined ? undefined : toMinor(wanted.price, op.settings.currency), notes: wanted.notes, ...changedGuest(op, before, wanted),
  }))
}

/** The car goes out. Its mileage and fuel are those given, else the car's own. */
export function handOver(op: Operation, id: number, given: { mileage?: number, fuelLevel?: number }, version?: number): void {
  const before = rentalRow(op, id, version)
  const car = getCar(op, before.bookableId!)
  if (car.is_rented && before.status === 'confirmed') refuse('car_out')
  if (given.mileage !== undefined && given.mileage < car.mileage) refuse('mileage_back', { mileage: car.mileage }, ['mileage'])
  // Nobody drives a car before it is handed over: an early hand-over begins the rental.
  placingCar(() => advance(op, before, 'checked_in', { checkedInAt: op.now, startsAt: Math.min(before.startsAt, op.now) }))
  op.db.run('INSERT OR REPLACE INTO rentals (booking_id, mileage_out, fuel_out) VALUES (?, ?, ?)',
    id, given.mileage ?? car.mileage, given.fuelLevel ?? car.fuel_level)
  changeCar(op, car.car_id, { mileage: given.mileage, fuel_level: given.fuelLevel })
}

/** The car comes back: free from now on, with its new mileage, fuel level and damage. */
export function takeBack(op: Operation, id: number, given: { mileage?: number, fuelLevel?: number, damage?: string | null }, version?: number): void {
  const before = rentalRow(op, id, version)
  const car = getCar(op, before.bookableId!)
  const out = op.db.get<{ mileage_out: number | null }>('SELECT mileage_out FROM rentals WHERE booking_id = ?', id)
  if (given.mileage !== undefined && given.mileage < (out?.mileage_out ?? 0)) refuse('mileage_back', { mileage: out!.mileage_out! }, ['mileage'])
  const endsAt = op.now < before.endsAt ? Math.max(op.now, before.startsAt + 1) : before.endsAt
  advance(op, before, 'completed', { checkedOutAt: op.now, endsAt })
  op.db.run('UPDATE rentals SET mileage_in = ?, fuel_in = ?, damage = ? WHERE booking_id = ?',
    // The car's own mileage may have been corrected downwards while it was out.
    given.mileage ?? Math.max(car.mileage, out?.mileage_out ?? 0), given.fuelLevel ?? car.fuel_level, given.damage ?? null, id)
  changeCar(op, car.car_id, {
    mileage: given.mileage, fuel_level: given.fuelLevel,
    ...(given.damage ? { has_damage: true, damage: given.damage } : {}),
  }, Boolean(given.damage))
}

export function cancelRental(op: Operation, id: number, version?: number): void {
  advance(op, rentalRow(op, id, version), 'cancelled')
}

function rentalRow(op: Operation, id: number, version?: number) {
  const row = find(op.db, id, 'rental') ?? refuse('not_found', { what: 'Rental' })
  expectVersion(row, version, () => getRental(op, id))
  return row
}

interface RentalRow {
  id: number, bookable_id: number, guest_name: string | null, starts_at: number, ends_at: number, status: string, price: number
  mileage_out: number | null, fuel_out: number | null, mileage_in: number | null, fuel_in: number | null, damage: string | null
  notes: string | null, created_at: number, updated_at: number, version: number, last_change: number
}

const RENTAL = `SELECT b.id, b.bookable_id, b.guest_name, b.starts_at, b.ends_at, b.status, b.price, b.notes, b.created_at, b.updated_at, b.version,
    r.mileage_out, r.fuel_out, r.mileage_in, r.fuel_in, r.damage,
    (SELECT max(a.id) FROM audit a WHERE a.entity_id = b.id AND a.entity = 'booking') AS last_change
  FROM bookings b LEFT JOIN rentals r ON r.booking_id = b.id WHERE b.kind = 'rental'`

const STATUS_OF: Record<string, Rental['status']> = { confirmed: 'confirmed', checked_in: 'out', completed: 'returned', cancelled: 'cancelled' }
const STATUS_IN: Record<Rental['status'], string> = { confirmed: 'confirmed', out: 'checked_in', returned: 'completed', cancelled: 'cancelled' }

export function getRental(query: Query, id: number): Rental {
  const row = query.db.get<RentalRow>(`${RENTAL} AND b.id = ?`, id)
  return toRental(query, row ?? refuse('not_found', { what: 'Rental' }))
}

export function listRentals(query: Query, request: PageRequest & { carId?: number, status?: Rental['status'] }) {
  const where = 'AND (:car IS NULL OR b.bookable_id = :car) AND (:status IS NULL OR b.status = :status)'
  const values = { car: request.carId ?? null, status: request.status ? STATUS_IN[request.status] : null }
  return pageOf(request, {
    count: () => query.db.get<{ n: number }>(`SELECT count(*) AS n FROM bookings b WHERE b.kind = 'rental' ${where}`, values)!.n,
    rows: (limit, offset) => query.db.all<RentalRow>(`${RENTAL} ${where} ORDER BY b.starts_at DESC, b.id DESC LIMIT :limit OFFSET :offset`, { ...values, limit, offset }),
    show: (row: RentalRow) => toRental(query, row),
  })
}

function toRental({ settings }: Query, row: RentalRow): Rental {
  const clock = localClock(settings.timeZone)
  return {
    id: row.id, carId: row.bookable_id, guestName: row.guest_name, from: clock.rfc3339(row.starts_at), to: clock.rfc3339(row.ends_at),
    status: STATUS_OF[row.status]!, price: fromMinor(row.price, settings.currency),
    mileageOut: row.mileage_out, fuelOut: row.fuel_out, mileageIn: row.mileage_in, fuelIn: row.fuel_in, damage: row.damage, notes: row.notes,
    createdAt: clock.rfc3339(row.created_at), updatedAt: clock.rfc3339(row.updated_at), version: row.version, lastChange: row.last_change,
  }
}

/** A time, or a date, which is its midnight. */
function timeOf(op: Operation, text: string, field: string): EpochMs {
  return parseTime(parseDate(text) ? `${text}T00:00` : text, op.settings.timeZone) ?? refuse('bad_time', { field }, [field])
}

function placingCar<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError && error.code === 'room_taken') throw new EngineError('car_taken', error.details)
    throw error
  }
}
