import type { ReadableDb } from '../../db/database.ts'
import type { Purchase, Resource } from '../../shared/contract/resources.ts'
import { localClock } from '../../shared/time.ts'
import { record } from './audit.ts'
import { advance, find, place } from './bookings.ts'
import { refuse } from './errors.ts'
import type { Operation, Query } from './operation.ts'

/* Resources by quantity (contract, section 6). The database keeps the stock and refuses to go below zero. */

const SELECT = `SELECT o.id, o.name, r.description, r.total_quantity, r.available_quantity
  FROM resources r JOIN bookables o ON o.id = r.bookable_id`

export function listResources({ db }: Query): Resource[] {
  return db.all<Resource>(`${SELECT} WHERE o.active ORDER BY o.name, o.id`)
}

export function getResource({ db }: Query, id: number): Resource {
  return db.get<Resource>(`${SELECT} WHERE o.id = ?`, id) ?? refuse('not_found', { what: 'Resource' })
}

export function addResource(op: Operation, fields: { name: string, description?: string | null, total_quantity: number, available_quantity?: number }): Resource {
  const available = fields.available_quantity ?? fields.total_quantity
  if (available > fields.total_quantity) refuse('stock_over_total', {}, ['available_quantity'])
  expectFreeName(op.db, fields.name)
  const id = op.db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('resource', ?, ?, ?)`, fields.name.trim(), op.now, op.now).lastInsertRowid
  op.db.run('INSERT INTO resources (bookable_id, description, total_quantity, available_quantity) VALUES (?, ?, ?, ?)',
    id, fields.description ?? null, fields.total_quantity, available)
  record(op, 'resource', id, 'created')
  return getResource(op, id)
}

/** Changes a resource. A new total moves what is available by as much; what is booked stays booked. */
export function changeResource(op: Operation, id: number, fields: { name?: string, description?: string | null, total_quantity?: number }): Resource {
  const before = getResource(op, id)
  if (fields.name !== undefined) expectFreeName(op.db, fields.name, id)
  const total = fields.total_quantity ?? before.total_quantity
  const sold = before.total_quantity - before.available_quantity
  if (total < sold) refuse('stock_below_sold', { sold, name: before.name }, ['total_quantity'])
  op.db.run('UPDATE bookables SET name = ?, updated_at = ?, version = version + 1 WHERE id = ?', fields.name?.trim() ?? before.name, op.now, id)
  op.db.run('UPDATE resources SET description = ?, total_quantity = ?, available_quantity = ? WHERE bookable_id = ?',
    fields.description === undefined ? before.description : fields.description, total, total - sold, id)
  record(op, 'resource', id, 'changed', { total_quantity: [before.total_quantity, total] })
  return getResource(op, id)
}

/** Books a quantity of a resource by id or by name. */
export function placePurchase(op: Operation, wanted: { resource: number | string, purchase_quantity: number }): Purchase {
  const resource = resourceNamed(op.db, wanted.resource)
  if (resource.available_quantity < wanted.purchase_quantity) {
    refuse('stock_short', { available: resource.available_quantity, name: resource.name }, ['purchase_quantity'])
  }
  const id = place(op, {
    kind: 'purchase', bookableId: resource.id, status: 'confirmed', startsAt: op.now, endsAt: op.now,
    quantity: wanted.purchase_quantity, userId: op.actor?.id, guestName: op.actor?.username,
  })
  return toPurchase(op, { id, bookable_id: resource.id, quantity: wanted.purchase_quantity, created_at: op.now })
}

interface PurchaseRow { id: number, bookable_id: number, quantity: number, created_at: number }

/** One's own purchases, or everybody's for staff; cancelled ones left out. */
export function listPurchases(query: Query, userId: number | null): Purchase[] {
  return query.db.all<PurchaseRow>(
    `SELECT id, bookable_id, quantity, created_at FROM bookings
     WHERE kind = 'purchase' AND status <> 'cancelled' AND (:user IS NULL OR user_id = :user) ORDER BY id`, { user: userId },
  ).map((row) => toPurchase(query, row))
}

/** Cancels a purchase of one's own, or anybody's for staff: the stock is available again. */
export function cancelPurchase(op: Operation, id: number): void {
  const row = find(op.db, id, 'purchase') ?? refuse('not_found', { what: 'Booking' })
  if (op.actor?.role === 'customer' && row.userId !== op.actor.id) refuse('access_denied')
  if (row.status === 'cancelled') refuse('cannot_cancel', { status: row.status })
  advance(op, row, 'cancelled')
}

/** A text is a name first; plain digits are an id, too. */
function resourceNamed(db: ReadableDb, wanted: number | string): Resource {
  const byName = typeof wanted === 'string' ? db.get<Resource>(`${SELECT} WHERE o.kind = 'resource' AND o.name = ? AND o.active`, wanted.trim()) : undefined
  if (byName) return byName
  const id = typeof wanted === 'number' || /^\d+$/.test(wanted.trim()) ? Number(wanted) : NaN
  const byId = Number.isSafeInteger(id) ? db.get<Resource>(`${SELECT} WHERE o.id = ? AND o.active`, id) : undefined
  return byId ?? refuse('not_found', { what: 'Resource' })
}

function expectFreeName(db: ReadableDb, name: string, except = 0): void {
  if (db.get(`SELECT 1 FROM bookables WHERE kind = 'resource' AND name = ? AND id <> ?`, name.trim(), except)) refuse('name_taken', { name }, ['name'])
}

function toPurchase({ settings }: Query, row: PurchaseRow): Purchase {
  return {
    id: row.id, resource: row.bookable_id, purchase_quantity: row.quantity,
    booking_date: localClock(settings.timeZone).rfc3339(row.created_at),
  }
}
