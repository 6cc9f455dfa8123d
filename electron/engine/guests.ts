import { desc, eq, like, sql } from 'drizzle-orm'
import { guests, type BookingRow } from '../../db/schema.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { Guest } from '../../shared/contract/guests.ts'
import { localClock } from '../../shared/time.ts'
import { difference, record } from './audit.ts'
import { expectVersion } from './bookings.ts'
import { refuse } from './errors.ts'
import { fold, wordBeginning } from './folding.ts'
import type { Operation, Query } from './operation.ts'
import { pageOf, type PageRequest } from './paging.ts'

type GuestRow = typeof guests.$inferSelect

export interface GuestFields {
  name: string
  email?: string | null
  phone?: string | null
  notes?: string | null
  vip?: boolean
}

/** Who a booking is for: a guest who is known, or a name with what is known of how to reach them. */
export interface GuestInput {
  guestId?: number | null
  guestName?: string | null
  guestEmail?: string | null
  guestPhone?: string | null
}

function searchKey({ name, email, phone }: GuestFields): string {
  return ` ${[fold(name), email ? fold(email) : '', (phone ?? '').replace(/[^\d]/g, '')].filter(Boolean).join(' ')}`
}

function clean(text: string | null | undefined): string | null {
  return text?.trim() || null
}

/** What somebody may leave of themselves. */
interface Reach { name?: string | null, email?: string | null, phone?: string | null }

export function guestNameOf({ name, email, phone }: Reach): string | null {
  return clean(name) ?? clean(email) ?? clean(phone)
}

/** @returns the id of the new guest */
export function addGuest(op: Operation, fields: GuestFields): number {
  const id = op.db.run(
    'INSERT INTO guests (name, search_key, email, phone, notes, vip, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    fields.name.trim(), searchKey(fields), clean(fields.email), clean(fields.phone), clean(fields.notes), fields.vip ? 1 : 0, op.now, op.now,
  ).lastInsertRowid
  record(op, 'guest', id, 'created')
  return id
}

/**
 * The guest a booking is for: the one named by id, else one of the same name who left the same
 * address or number before, else a new one. The name alone joins nobody: there are many Hansens.
 * Who left no name is called by the address or the number, so that they can be reached.
 */
export function guestOf(op: Operation, wanted: { guestId?: number | null } & Reach): { id: number, name: string } | null {
  if (wanted.guestId) {
    const known = op.db.get<{ id: number, name: string }>('SELECT id, name FROM guests WHERE id = ?', wanted.guestId)
    return known ?? refuse('not_found', { what: 'Guest' })
  }
  const name = guestNameOf(wanted)
  if (name === null) return null
  const email = clean(wanted.email)
  const phone = clean(wanted.phone)
  if (email || phone) {
    const known = op.db.get<{ id: number, name: string }>(
      'SELECT id, name FROM guests WHERE name = ? AND (email = ? OR phone = ?) ORDER BY id DESC LIMIT 1', name, email, phone)
    if (known) return known
  }
  return { id: addGuest(op, { name, email, phone }), name }
}

/** Who a booking is for, where that is to be another. Where the name stays, a new address or number is that guest's. */
export function changedGuest(op: Operation, before: Pick<BookingRow, 'guestId' | 'guestName'>, wanted: GuestInput): Partial<BookingRow> {
  const isReachable = before.guestName === null && Boolean(wanted.guestEmail ?? wanted.guestPhone)
  const isTheSame = wanted.guestName === undefined ? wanted.guestId === undefined && !isReachable : wanted.guestName === before.guestName && !wanted.guestId
  if (isTheSame) {
    if (before.guestId !== null && (wanted.guestEmail !== undefined || wanted.guestPhone !== undefined)) {
      changeGuest(op, before.guestId, { email: wanted.guestEmail, phone: wanted.guestPhone })
    }
    return {}
  }
  const guest = guestOf(op, { guestId: wanted.guestId, name: wanted.guestName, email: wanted.guestEmail, phone: wanted.guestPhone })
  return { guestId: guest?.id ?? null, guestName: guest?.name ?? null }
}

/** Changes a guest. Stays that are not over carry the new name. */
export function changeGuest(op: Operation, id: number, fields: Partial<GuestFields>, version?: number): Guest {
  const before = rowOf(op.db, id)
  expectVersion(before, version, () => toGuest(op, before))
  const after: Partial<GuestRow> = {
    name: fields.name?.trim(),
    email: fields.email === undefined ? undefined : clean(fields.email),
    phone: fields.phone === undefined ? undefined : clean(fields.phone),
    notes: fields.notes === undefined ? undefined : clean(fields.notes),
    vip: fields.vip,
  }
  const changes = difference(before, after)
  if (Object.keys(changes).length > 0) {
    const merged = { ...before, ...Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined)) } as GuestRow
    op.db.orm.update(guests).set({
      ...after, searchKey: searchKey(merged), updatedAt: op.now, version: sql`${guests.version} + 1`,
    }).where(eq(guests.id, id)).run()
    if ('name' in changes) op.db.run('UPDATE bookings SET guest_name = ? WHERE guest_id = ?', merged.name, id)
    record(op, 'guest', id, 'changed', changes)
  }
  return getGuest(op, id)
}

export function getGuest(query: Query, id: number): Guest {
  return toGuest(query, rowOf(query.db, id))
}

export function listGuests(query: Query, request: PageRequest & { q?: string }) {
  const where = request.q?.trim() ? like(guests.searchKey, sql`${wordBeginning(request.q)} ESCAPE '\\'`) : undefined
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(guests).where(where).get()!.count,
    rows: (limit, offset) => query.db.orm.select().from(guests).where(where)
      .orderBy(request.q ? desc(guests.updatedAt) : guests.name, guests.id).limit(limit).offset(offset).all(),
    show: (row: GuestRow) => toGuest(query, row),
  })
}

function rowOf(db: ReadableDb, id: number): GuestRow {
  return db.prepared('guest', () => db.orm.select().from(guests).where(eq(guests.id, sql.placeholder('id'))).prepare()).get({ id }) ?? refuse('not_found', { what: 'Guest' })
}

function toGuest({ db, settings }: Query, row: GuestRow): Guest {
  const clock = localClock(settings.timeZone)
  const stays = db.get<{ count: number }>('SELECT count(*) AS count FROM bookings WHERE guest_id = ?', row.id)!
  return {
    id: row.id, name: row.name, email: row.email, phone: row.phone, notes: row.notes, vip: row.vip, stays: stays.count,
    createdAt: clock.rfc3339(row.createdAt), updatedAt: clock.rfc3339(row.updatedAt), version: row.version,
  }
}
