import { and, asc, eq, sql } from 'drizzle-orm'
import { bookables, rooms } from '../../db/schema.ts'
import { sqliteCode, type ReadableDb } from '../../db/database.ts'
import type { Housekeeping, NewRoom, Room, RoomChange } from '../../shared/contract/rooms.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'
import { localClock } from '../../shared/time.ts'
import { difference, record } from './audit.ts'
import { expectVersion } from './bookings.ts'
import { EngineError, refuse } from './errors.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'

/** What placing a stay needs to know of a room. Rates in minor units. */
export interface HotelRoom {
  id: number
  number: string
  category: string
  active: number
  nightly_rate: number | null
}

type RoomRow = typeof rooms.$inferSelect & Pick<typeof bookables.$inferSelect, 'name' | 'active' | 'createdAt' | 'updatedAt' | 'version'>

const columns = {
  bookableId: rooms.bookableId, number: rooms.number, category: rooms.category, description: rooms.description,
  capacity: rooms.capacity, floor: rooms.floor, hourlyRate: rooms.hourlyRate, nightlyRate: rooms.nightlyRate,
  housekeeping: rooms.housekeeping, metadata: rooms.metadata,
  name: bookables.name, active: bookables.active, createdAt: bookables.createdAt, updatedAt: bookables.updatedAt, version: bookables.version,
}

/** The room of that number, `101` and 101 alike. @throws EngineError `room_unknown` */
export function roomByNumber(db: ReadableDb, number: string | number, field = 'roomNumber'): HotelRoom {
  const room = db.get<HotelRoom>(
    `SELECT r.bookable_id AS id, r.number, r.category, r.nightly_rate, (SELECT active FROM bookables WHERE id = r.bookable_id) AS active
     FROM rooms r WHERE r.number = ?`, String(number).trim())
  return room ?? refuse('room_unknown', { room: number }, [field])
}

export function addRoom(op: Operation, fields: NewRoom): number {
  const { currency } = op.settings
  const id = op.db.run(
    `INSERT INTO bookables (kind, name, active, created_at, updated_at) VALUES ('room', ?, ?, ?, ?)`,
    fields.name.trim(), fields.isActive === false ? 0 : 1, op.now, op.now).lastInsertRowid
  refusingTakenNumber(fields.number, () => op.db.run(
    `INSERT INTO rooms (bookable_id, number, category, description, capacity, floor, hourly_rate, nightly_rate, metadata)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id, numberText(fields.number), fields.roomType.trim(), fields.description ?? null, fields.capacity ?? 1, fields.floor ?? null,
    minor(fields.hourlyRate, currency), minor(fields.nightlyRate, currency), json(fields.metadata)))
  record(op, 'room', id, 'created')
  return id
}

export function changeRoom(op: Operation, id: number, fields: RoomChange, version?: number): Room {
  const before = rowOf(op.db, id)
  expectVersion(before, version, () => toRoom(op, before))
  const { currency } = op.settings
  const ofBookable = { name: fields.name?.trim(), active: fields.isActive }
  const ofRoom = {
    number: fields.number === undefined ? undefined : numberText(fields.number),
    category: fields.roomType?.trim(),
    description: fields.description,
    capacity: fields.capacity,
    floor: fields.floor,
    hourlyRate: fields.hourlyRate === undefined ? undefined : minor(fields.hourlyRate, currency),
    nightlyRate: fields.nightlyRate === undefined ? undefined : minor(fields.nightlyRate, currency),
    metadata: fields.metadata === undefined ? undefined : json(fields.metadata),
  }
  const changes = difference<RoomRow>(before, { ...ofBookable, ...ofRoom })
  if (Object.keys(changes).length > 0) {
    op.db.orm.update(bookables).set({ ...ofBookable, updatedAt: op.now, version: sql`${bookables.version} + 1` }).where(eq(bookables.id, id)).run()
    if (Object.values(ofRoom).some((value) => value !== undefined)) {
      refusingTakenNumber(fields.number, () => op.db.orm.update(rooms).set(ofRoom).where(eq(rooms.bookableId, id)).run())
    }
    record(op, 'room', id, 'changed', changes)
  }
  return getRoom(op, id)
}

/** Takes the room out of use for good; its bookings stay. */
export function deactivateRoom(op: Operation, id: number): void {
  changeRoom(op, id, { isActive: false })
}

export function setHousekeeping(op: Operation, id: number, housekeeping: Housekeeping, version?: number): Room {
  const before = rowOf(op.db, id)
  expectVersion(before, version, () => toRoom(op, before))
  if (before.housekeeping !== housekeeping) {
    op.db.run('UPDATE rooms SET housekeeping = ? WHERE bookable_id = ?', housekeeping, id)
    op.db.run('UPDATE bookables SET updated_at = ?, version = version + 1 WHERE id = ?', op.now, id)
    record(op, 'room', id, 'housekeeping', { housekeeping: [before.housekeeping, housekeeping] })
  }
  return getRoom(op, id)
}

export function getRoom(query: Query, id: number): Room {
  return toRoom(query, rowOf(query.db, id))
}

export function listRooms(query: Query, request: PageRequest & { type?: string, activeOnly: boolean }) {
  const where = and(
    request.activeOnly ? eq(bookables.active, true) : undefined,
    request.type ? eq(rooms.category, request.type) : undefined,
  )
  const from = () => query.db.orm.select(columns).from(rooms).innerJoin(bookables, eq(bookables.id, rooms.bookableId)).where(where)
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(rooms)
      .innerJoin(bookables, eq(bookables.id, rooms.bookableId)).where(where).get()!.count,
    rows: (limit, offset) => from().orderBy(asc(bookables.name), asc(rooms.bookableId)).limit(limit).offset(offset).all(),
    show: (row: RoomRow) => toRoom(query, row),
  })
}

/** Every hotel room with how it stands today. */
export function housekeepingList(query: Query) {
  const today = localClock(query.settings.timeZone).date(query.now)
  return query.db.all<{ id: number, number: string, category: string, floor: number | null, housekeeping: Housekeeping, occupied: number, arriving: number, departing: number }>(
    `SELECT r.bookable_id AS id, r.number, r.category, r.floor, r.housekeeping,
       r.bookable_id IN (SELECT b.bookable_id FROM bookings b INDEXED BY bookings_in_house WHERE b.kind = 'stay' AND b.status = 'checked_in') AS occupied,
       r.bookable_id IN (SELECT b.bookable_id FROM bookings b WHERE b.kind = 'stay' AND b.status = 'confirmed' AND b.arrival = :today) AS arriving,
       r.bookable_id IN (SELECT b.bookable_id FROM bookings b INDEXED BY bookings_in_house WHERE b.kind = 'stay' AND b.status = 'checked_in' AND b.departure = :today) AS departing
     FROM rooms r JOIN bookables o ON o.id = r.bookable_id AND o.active WHERE r.number IS NOT NULL
     ORDER BY length(r.number), r.number`, { today },
  ).map((row) => ({ ...row, occupied: row.occupied === 1, arriving: row.arriving === 1, departing: row.departing === 1 }))
}

function rowOf(db: ReadableDb, id: number): RoomRow {
  return db.prepared('room', () => db.orm.select(columns).from(rooms).innerJoin(bookables, eq(bookables.id, rooms.bookableId))
    .where(eq(rooms.bookableId, sql.placeholder('id'))).prepare()).get({ id })
    ?? refuse('not_found', { what: 'Room' })
}

function toRoom({ settings }: Query, row: RoomRow): Room {
  const clock = localClock(settings.timeZone)
  const money = (value: number | null) => value === null ? null : fromMinor(value, settings.currency)
  return {
    id: row.bookableId, number: row.number, name: row.name, description: row.description, capacity: row.capacity,
    roomType: row.category, floor: row.floor, hourlyRate: money(row.hourlyRate), nightlyRate: money(row.nightlyRate),
    housekeeping: row.housekeeping, isActive: row.active, metadata: row.metadata === null ? null : JSON.parse(row.metadata) as unknown,
    createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt), version: row.version,
  }
}

function numberText(number: string | number | null | undefined): string | null {
  return number === null || number === undefined ? null : String(number).trim()
}

function minor(amount: number | null | undefined, currency: string): number | null {
  return amount === null || amount === undefined ? null : toMinor(amount, currency)
}

function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value)
}

function refusingTakenNumber<T>(number: string | number | null | undefined, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const cause = sqliteCode(error) ? error : (error as Error).cause
    if (sqliteCode(cause) === 'SQLITE_CONSTRAINT_UNIQUE') throw new EngineError('number_taken', { values: { number: String(number) }, fields: ['number'] })
    throw error
  }
}
