import type { BookingRow } from '../../db/schema.ts'
import type { Block } from '../../shared/contract/calendar.ts'
import { localClock } from '../../shared/time.ts'
import { stayHours } from './availability.ts'
import { advance, change, expectVersion, find, place } from './bookings.ts'
import { refuse } from './errors.ts'
import type { Operation, Query } from './operation.ts'
import { roomByNumber } from './rooms.ts'

/* Rooms taken out of sale. A block holds its room as a stay does, so the same rule refuses both. */

interface BlockFields {
  roomNumber?: string | number
  from?: string
  to?: string
  reason?: Block['reason']
  notes?: string | null
}

export function addBlock(op: Operation, fields: BlockFields & { roomNumber: string | number, from: string, to: string }): Block {
  if (fields.to <= fields.from) refuse('bad_dates', {}, ['to'])
  const room = roomByNumber(op.db, fields.roomNumber)
  const id = place(op, {
    kind: 'block', bookableId: room.id, status: 'confirmed', arrival: fields.from, departure: fields.to,
    ...stayHours(op.settings, fields.from, fields.to), type: fields.reason ?? 'out_of_order', notes: fields.notes, userId: op.actor?.id,
  })
  return getBlock(op, id)
}

export function changeBlock(op: Operation, id: number, fields: BlockFields, version?: number): Block {
  const before = find(op.db, id, 'block') ?? refuse('not_found', { what: 'Block' })
  expectVersion(before, version, () => getBlock(op, id))
  change(op, before, 'changed', changedBlock(op, before, fields))
  return getBlock(op, id)
}

/** What a block becomes by a change. */
export function changedBlock(op: Operation, before: BookingRow, fields: BlockFields): Partial<BookingRow> {
  if (before.status === 'cancelled') refuse('block_gone')
  const from = fields.from ?? before.arrival!
  const to = fields.to ?? before.departure!
  if (to <= from) refuse('bad_dates', {}, ['to'])
  return {
    bookableId: fields.roomNumber === undefined ? undefined : roomByNumber(op.db, fields.roomNumber).id,
    arrival: from, departure: to, ...stayHours(op.settings, from, to), type: fields.reason, notes: fields.notes,
  }
}

/** Gives the room back to sale. */
export function removeBlock(op: Operation, id: number): void {
  const before = find(op.db, id, 'block') ?? refuse('not_found', { what: 'Block' })
  if (before.status === 'cancelled') refuse('not_found', { what: 'Block' })
  advance(op, before, 'cancelled')
}

interface BlockRow {
  id: number, bookable_id: number, number: string | null, arrival: string, departure: string
  type: Block['reason'], notes: string | null, created_at: number, version: number, last_change: number
}

const SELECT = `SELECT b.id, b.bookable_id, r.number, b.arrival, b.departure, b.type, b.notes, b.created_at, b.version,
    (SELECT max(a.id) FROM audit a WHERE a.entity_id = b.id AND a.entity = 'booking') AS last_change
  FROM bookings b LEFT JOIN rooms r ON r.bookable_id = b.bookable_id WHERE b.kind = 'block' AND b.status <> 'cancelled'`

export function getBlock(query: Query, id: number): Block {
  const row = query.db.get<BlockRow>(`${SELECT} AND b.id = ?`, id)
  return toBlock(query, row ?? refuse('not_found', { what: 'Block' }))
}

/** Blocks that touch [from, to), or those of today and after. */
export function listBlocks(query: Query, request: { from?: string, to?: string }): Block[] {
  const today = localClock(query.settings.timeZone).date(query.now)
  return query.db.all<BlockRow>(`${SELECT} AND b.departure > ? AND b.arrival < ? ORDER BY b.arrival, b.id`, request.from ?? today, request.to ?? '9999-12-31')
    .map((row) => toBlock(query, row))
}

function toBlock({ settings }: Query, row: BlockRow): Block {
  return {
    id: row.id, roomId: row.bookable_id, roomNumber: row.number, from: row.arrival, to: row.departure,
    reason: row.type, notes: row.notes, createdAt: localClock(settings.timeZone).rfc3339(row.created_at), version: row.version, lastChange: row.last_change,
  }
}
