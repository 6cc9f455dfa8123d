import { and, asc, desc, eq, gt, lt, or, sql, type SQL } from 'drizzle-orm'
import { bookings, guests, rooms, users, audit } from '../../db/schema.ts'
import type { HistoryEntry, Status, Stay, Step } from '../../shared/contract/stays.ts'
import { fromMinor } from '../../shared/money.ts'
import { localClock, nightsBetween } from '../../shared/time.ts'
import type { Changes } from './audit.ts'
import { refuse } from './errors.ts'
import { wordBeginning } from './folding.ts'
import type { Query } from './operation.ts'
import { pageOf, type PageAnswer, type PageRequest } from './paging.ts'

/* Stays as the desk reads them. */

const columns = {
  booking: bookings, roomNumber: rooms.number,
  guest: { id: guests.id, name: guests.name, email: guests.email, phone: guests.phone, vip: guests.vip },
  undoable: sql<Step | null>`(SELECT a.step FROM audit a WHERE a.entity_id = ${bookings.id} AND a.entity = 'booking'
    AND a.undone = 0 AND a.step NOT IN ('created', 'undone') ORDER BY a.id DESC LIMIT 1)`,
  lastChange: sql<number>`(SELECT max(a.id) FROM audit a WHERE a.entity_id = ${bookings.id} AND a.entity = 'booking')`,
}

function selectStays({ db }: Query) {
  return db.orm.select(columns).from(bookings)
    .leftJoin(rooms, eq(rooms.bookableId, bookings.bookableId))
    .leftJoin(guests, eq(guests.id, bookings.guestId))
}

type StayRow = NonNullable<ReturnType<ReturnType<typeof selectStays>['get']>>

/** @throws EngineError `not_found` */
export function getStay(query: Query, id: number): Stay {
  const row = query.db.prepared('stay', () => selectStays(query).where(and(eq(bookings.id, sql.placeholder('id')), eq(bookings.kind, 'stay'))).prepare()).get({ id })
  return toStay(query, row ?? refuse('not_found', { what: 'Stay' }))
}

export interface StayFilter {
  view?: 'all' | 'arrivals' | 'departures' | 'in_house' | 'overdue'
  q?: string
  status?: Status
  category?: string
  guestId?: number
  from?: string
  to?: string
  sort?: 'arrival' | 'departure' | 'guest' | 'room' | 'total' | 'created'
  direction?: 'asc' | 'desc'
}

export function listStays(query: Query, request: StayFilter & PageRequest): PageAnswer<Stay> {
  const where = conditions(query, request)
  return pageOf(request, {
    count: () => query.db.orm.select({ count: sql<number>`count(*)` }).from(bookings).where(where).get()!.count,
    rows: (limit, offset) => selectStays(query).where(where).orderBy(...order(request)).limit(limit).offset(offset).all(),
    show: (row: StayRow) => toStay(query, row),
  })
}

/**
 * The next stays of a filter after an id, oldest first: a page of an export, which never holds all
 * of them, read from the table itself, where they are in that order already.
 */
export function staysAfter(query: Query, filter: StayFilter, afterId: number, limit: number): Stay[] {
  return selectStays(query).where(and(conditions(query, filter, isStayByOtherMeans), gt(bookings.id, afterId)))
    .orderBy(asc(bookings.id)).limit(limit).all().map((row) => toStay(query, row))
}

/** The plus keeps SQLite from the index on kind, which would go through every stay there ever was. */
const isStayByOtherMeans = sql`+${bookings.kind} = 'stay'`

function conditions({ now, settings }: Query, filter: StayFilter, isStay: SQL = isNarrow(filter) ? isStayByOtherMeans : eq(bookings.kind, 'stay')): SQL | undefined {
  const today = localClock(settings.timeZone).date(now)
  return and(
    isStay,
    filter.status && eq(bookings.status, filter.status),
    filter.category ? eq(bookings.category, filter.category) : undefined,
    filter.guestId ? eq(bookings.guestId, filter.guestId) : undefined,
    filter.from ? gt(bookings.departure, filter.from) : undefined,
    filter.to ? lt(bookings.arrival, filter.to) : undefined,
    view(filter.view, today),
    search(filter.q),
  )
}

const isInHouse = sql`${bookings.id} IN (SELECT id FROM bookings INDEXED BY bookings_in_house WHERE kind = 'stay' AND status = 'checked_in')`

function isExpected(when: SQL): SQL {
  return sql`${bookings.id} IN (SELECT id FROM bookings INDEXED BY bookings_expected WHERE kind = 'stay' AND status IN ('pending', 'confirmed') AND ${when})`
}

/** Whether the filter itself finds the few bookings it is about, without a walk through all stays. */
function isNarrow({ view, q }: StayFilter): boolean {
  return (view !== undefined && view !== 'all') || q?.trim() !== undefined
}

function view(name: StayFilter['view'], today: string): SQL | undefined {
  switch (name) {
    case 'arrivals': return isExpected(sql`arrival = ${today}`)
    case 'departures': return and(isInHouse, eq(bookings.departure, today))
    case 'in_house': return isInHouse
    case 'overdue': return or(isExpected(sql`arrival < ${today}`), and(isInHouse, lt(bookings.departure, today)))
    default: return undefined
  }
}

function search(text: string | undefined): SQL | undefined {
  const wanted = text?.trim()
  if (!wanted) return undefined
  const number = /^#?(\d{1,15})$/.exec(wanted)
  // Each way by its own index: one condition of three columns would look at every stay there ever was.
  // A room's number finds what holds or held the room, and so no cancelled stays.
  return sql`${bookings.id} IN (
    SELECT b.id FROM bookings b WHERE b.guest_id IN (SELECT g.id FROM guests g WHERE g.search_key LIKE ${wordBeginning(wanted)} ESCAPE '\\')
    UNION ALL SELECT b.id FROM rooms r CROSS JOIN bookings b INDEXED BY bookings_holding ON b.holds AND b.bookable_id = r.bookable_id WHERE r.number = ${wanted}
    UNION ALL SELECT ${number ? Number(number[1]) : 0})`
}

function order({ sort, direction }: StayFilter): SQL[] {
  const columns = {
    arrival: [bookings.arrival], departure: [bookings.departure], guest: [bookings.guestName],
    room: [sql`length(${rooms.number})`, rooms.number], total: [bookings.price], created: [bookings.id],
  }[sort ?? 'arrival']
  const towards = direction === 'desc' ? desc : asc
  return [...columns, bookings.id].map((column) => towards(column))
}

function toStay({ settings }: Query, { booking, roomNumber, guest, undoable, lastChange }: StayRow): Stay {
  const clock = localClock(settings.timeZone)
  const money = (minor: number) => fromMinor(minor, settings.currency)
  const maybe = (at: number | null) => at === null ? null : clock.rfc3339(at)
  const owed = booking.status === 'cancelled' || booking.status === 'no_show' ? 0 : booking.price
  return {
    id: booking.id, roomId: booking.bookableId, roomNumber, category: booking.category!,
    arrival: booking.arrival!, departure: booking.departure!, nights: nightsBetween(booking.arrival!, booking.departure!),
    checkin: clock.rfc3339(booking.startsAt), checkout: clock.rfc3339(booking.endsAt),
    status: booking.status, nightlyRate: money(booking.nightlyRate ?? 0), total: money(booking.price),
    paid: money(booking.paid), balance: money(owed - booking.paid), currency: settings.currency,
    guest, adults: booking.adults, children: booking.children, notes: booking.notes, source: booking.source,
    locked: booking.locked, groupId: booking.groupId,
    checkedInAt: maybe(booking.checkedInAt), checkedOutAt: maybe(booking.checkedOutAt), undoable, lastChange,
    createdAt: clock.rfc3339(booking.createdAt), updatedAt: clock.rfc3339(booking.updatedAt), version: booking.version,
  }
}

/** Who did what to a stay, oldest first. Amounts are in major units, instants with offset. */
export function stayHistory(query: Query, id: number): HistoryEntry[] {
  getStay(query, id)
  const rows = query.db.orm.select({ id: audit.id, at: audit.at, by: users.username, step: audit.step, changes: audit.changes })
    .from(audit).leftJoin(users, eq(users.id, audit.userId))
    .where(and(eq(audit.entityId, id), eq(audit.entity, 'booking'))).orderBy(asc(audit.id)).all()
  const clock = localClock(query.settings.timeZone)
  return rows.map((row) => ({
    id: row.id, at: clock.rfc3339(row.at), by: row.by, step: row.step,
    changes: readable(query, JSON.parse(row.changes) as Changes),
  }))
}

const HIDDEN = new Set(['startsAt', 'endsAt', 'guestId', 'checkedInAt', 'checkedOutAt', 'groupId', 'expiresAt', 'moved', 'step', 'undoes', 'along', 'secondPart'])
const AMOUNTS = new Set(['nightlyRate', 'price', 'paid'])

function readable({ db, settings }: Query, changes: Changes): HistoryEntry['changes'] {
  const shown: HistoryEntry['changes'] = {}
  for (const [column, [before, after]] of Object.entries(changes)) {
    if (HIDDEN.has(column)) continue
    const value = (raw: unknown) => {
      if (AMOUNTS.has(column) && typeof raw === 'number') return fromMinor(raw, settings.currency)
      if (column === 'bookableId') return db.get<{ number: string }>('SELECT number FROM rooms WHERE bookable_id = ?', raw as number)?.number ?? null
      return raw
    }
    shown[{ bookableId: 'roomNumber', price: 'total' }[column] ?? column] = { from: value(before), to: value(after) }
  }
  return shown
}
