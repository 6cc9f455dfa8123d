import type { ReadableDb } from '../../db/database.ts'
import type { HotelBooking } from '../../shared/contract/hotel-bookings.ts'
import { parseTime, localClock } from '../../shared/time.ts'
import { refuse } from './errors.ts'
import { guestNameOf } from './guests.ts'
import type { Operation, Query } from './operation.ts'
import { placeStayAt } from './stays.ts'

/* Stays in the words of seed 000. */

export interface NewHotelBooking {
  roomnumber: number | string
  category: string
  checkin: string
  checkout: string
  guest_name?: string | null
  guest_email?: string | null
  guest_phone?: string | null
  adults?: number
  children?: number
  notes?: string | null
}

export function placeHotelBooking(op: Operation, wanted: NewHotelBooking): HotelBooking {
  const time = (field: 'checkin' | 'checkout') =>
    parseTime(wanted[field], op.settings.timeZone) ?? refuse('bad_time', { field }, [field])
  const [startsAt, endsAt] = [time('checkin'), time('checkout')]
  const id = placeStayAt(op, wanted.roomnumber, wanted.category, startsAt, endsAt, {
    guestName: wanted.guest_name, guestEmail: wanted.guest_email, guestPhone: wanted.guest_phone,
    adults: wanted.adults, children: wanted.children, notes: wanted.notes,
  })
  const { local } = localClock(op.settings.timeZone)
  return {
    id, roomnumber: roomNumber(String(wanted.roomnumber).trim()), category: wanted.category.trim(), isbooking: true,
    checkin: local(startsAt), checkout: local(endsAt), status: 'confirmed',
    guest_name: guestNameOf({ name: wanted.guest_name, email: wanted.guest_email, phone: wanted.guest_phone }),
  }
}

type Row = readonly [id: number, number: string | null, category: string, status: string, startsAt: number, endsAt: number, guestName: string | null]

/**
 * The next stays after an id, oldest first, as rows: the listing and the export go through all of
 * them by this. The plus keeps SQLite on the table itself: by the index on kind it would sort every
 * stay of the house for each piece.
 */
export function hotelBookingRowsAfter(db: ReadableDb, afterId: number, limit: number): Row[] {
  return db.rows<Row>(
    `SELECT b.id, r.number, b.category, b.status, b.starts_at, b.ends_at, b.guest_name
     FROM bookings b LEFT JOIN rooms r ON r.bookable_id = b.bookable_id
     WHERE b.id > ? AND +b.kind = 'stay' ORDER BY b.id LIMIT ?`, afterId, limit)
}

export function hotelBookingsAfter({ db, settings }: Query, afterId: number, limit: number): HotelBooking[] {
  const { local } = localClock(settings.timeZone)
  return hotelBookingRowsAfter(db, afterId, limit).map(([id, number, category, status, startsAt, endsAt, guestName]) => ({
    id, roomnumber: roomNumber(number), category, isbooking: holdsRoom(status),
    checkin: local(startsAt), checkout: local(endsAt), status, guest_name: guestName,
  }))
}

export const CSV_HEADER = 'id,roomnumber,category,isbooking,checkin,checkout'

/** The next stays after an id as lines of seed 000's CSV, with the last id they reach. */
export function hotelBookingCsvAfter({ db, settings }: Query, afterId: number, limit: number, cell: (text: string) => string): { lines: string, lastId: number, count: number } {
  const { local } = localClock(settings.timeZone)
  const rows = hotelBookingRowsAfter(db, afterId, limit)
  let lines = ''
  for (const [id, number, category, status, startsAt, endsAt] of rows) {
    lines += `${id},${cell(number ?? '')},${cell(category)},${holdsRoom(status) ? 1 : 0},${local(startsAt)},${local(endsAt)}\r\n`
  }
  return { lines, lastId: rows.at(-1)?.[0] ?? afterId, count: rows.length }
}

function holdsRoom(status: string): boolean {
  return status !== 'cancelled' && status !== 'no_show'
}

/** A number where it is all digits (and one that JavaScript can hold), else the text. */
function roomNumber(number: string | null): number | string | null {
  if (number === null) return null
  return /^(0|[1-9]\d{0,14})$/.test(number) ? Number(number) : number
}
