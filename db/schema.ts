import { blob, index, integer, primaryKey, sqliteTable, sqliteView, text, uniqueIndex, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import { sql } from 'drizzle-orm'

/*
 * The tables as TypeScript sees them. The migrations are the truth (STRICT, CHECKs and triggers are
 * written there by hand); a test holds this file against a migrated database, column by column.
 */

const id = () => integer().primaryKey()
const instants = { createdAt: integer('created_at').notNull(), updatedAt: integer('updated_at').notNull() }
const version = () => integer().notNull().default(1)
const flag = (name: string) => integer(name, { mode: 'boolean' })

export const settings = sqliteTable('settings', { key: text().primaryKey(), value: text().notNull() })

export const users = sqliteTable('users', {
  id: id(),
  username: text().notNull(),
  usernameKey: text('username_key').notNull().unique(),
  email: text().notNull(),
  emailKey: text('email_key').notNull().unique(),
  passwordHash: text('password_hash').notNull(),
  role: text({ enum: ['customer', 'staff', 'admin'] }).notNull(),
  active: flag('active').notNull().default(true),
  mustChangePassword: flag('must_change_password').notNull().default(false),
  ...instants,
  version: version(),
})

export const sessions = sqliteTable('sessions', {
  jti: text().primaryKey(),
  userId: integer('user_id').notNull().references(() => users.id, { onDelete: 'restrict' }),
  createdAt: integer('created_at').notNull(),
  expiresAt: integer('expires_at').notNull(),
  revokedAt: integer('revoked_at'),
}, (table) => [index('sessions_by_user').on(table.userId)])

export const bookables = sqliteTable('bookables', {
  id: id(),
  kind: text({ enum: ['room', 'provider', 'resource', 'car'] }).notNull(),
  name: text().notNull(),
  active: flag('active').notNull().default(true),
  ...instants,
  version: version(),
}, (table) => [
  index('bookables_by_kind').on(table.kind, table.name),
  uniqueIndex('bookables_resource_name').on(table.name).where(sql`kind = 'resource'`),
])

const bookableId = () => integer('bookable_id').primaryKey().references(() => bookables.id, { onDelete: 'restrict' })

export const rooms = sqliteTable('rooms', {
  bookableId: bookableId(),
  number: text().unique(),
  category: text().notNull(),
  description: text(),
  capacity: integer().notNull().default(1),
  floor: integer(),
  hourlyRate: integer('hourly_rate'),
  nightlyRate: integer('nightly_rate'),
  housekeeping: text({ enum: ['dirty', 'clean', 'inspected'] }).notNull().default('clean'),
  metadata: text(),
}, (table) => [index('rooms_by_category').on(table.category).where(sql`number IS NOT NULL`)])

export const providers = sqliteTable('providers', {
  bookableId: bookableId(),
  email: text().notNull(),
  emailKey: text('email_key').notNull().unique(),
  slotMinutes: integer('slot_minutes').notNull().default(30),
  workingHours: text('working_hours'),
})

export const resources = sqliteTable('resources', {
  bookableId: bookableId(),
  description: text(),
  totalQuantity: integer('total_quantity').notNull(),
  availableQuantity: integer('available_quantity').notNull(),
})

export const cars = sqliteTable('cars', {
  bookableId: bookableId(),
  brand: text().notNull(),
  model: text().notNull(),
  fuelType: text('fuel_type').notNull(),
  mileage: integer().notNull(),
  fuelLevel: integer('fuel_level'),
  hasDamage: flag('has_damage').notNull().default(false),
  damage: text(),
})

export const timeslots = sqliteTable('timeslots', {
  id: id(),
  roomId: integer('room_id').notNull().references(() => rooms.bookableId, { onDelete: 'restrict' }),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
}, (table) => [uniqueIndex('timeslots_by_room').on(table.roomId, table.startsAt)])

export const guests = sqliteTable('guests', {
  id: id(),
  name: text().notNull(),
  searchKey: text('search_key').notNull(),
  email: text(),
  phone: text(),
  notes: text(),
  vip: flag('vip').notNull().default(false),
  ...instants,
  version: version(),
}, (table) => [index('guests_by_name').on(table.name), index('guests_vip').on(table.id).where(sql`vip = 1`)])

export const bookings = sqliteTable('bookings', {
  id: id(),
  kind: text({ enum: ['stay', 'appointment', 'slot', 'purchase', 'rental', 'block'] }).notNull(),
  bookableId: integer('bookable_id').references(() => bookables.id, { onDelete: 'restrict' }),
  status: text({ enum: ['pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show'] }).notNull(),
  startsAt: integer('starts_at').notNull(),
  endsAt: integer('ends_at').notNull(),
  arrival: text(),
  departure: text(),
  category: text(),
  guestId: integer('guest_id').references(() => guests.id, { onDelete: 'restrict' }),
  guestName: text('guest_name'),
  adults: integer().notNull().default(1),
  children: integer().notNull().default(0),
  nightlyRate: integer('nightly_rate'),
  price: integer().notNull().default(0),
  paid: integer().notNull().default(0),
  paymentStatus: text('payment_status', { enum: ['unpaid', 'paid', 'refunded', 'partially_refunded'] }).notNull().default('unpaid'),
  quantity: integer(),
  userId: integer('user_id').references(() => users.id, { onDelete: 'restrict' }),
  timeslotId: integer('timeslot_id').references(() => timeslots.id, { onDelete: 'restrict' }),
  type: text(),
  notes: text(),
  source: text(),
  locked: flag('locked').notNull().default(false),
  groupId: integer('group_id').references((): AnySQLiteColumn => bookings.id, { onDelete: 'restrict' }),
  expiresAt: integer('expires_at'),
  checkedInAt: integer('checked_in_at'),
  checkedOutAt: integer('checked_out_at'),
  ...instants,
  version: version(),
  holds: integer().generatedAlwaysAs(sql`kind <> 'purchase' AND status NOT IN ('cancelled', 'no_show')`, { mode: 'virtual' }),
  moved: flag('moved').notNull().default(false),
}, (table) => [
  index('bookings_holding').on(table.bookableId, table.startsAt, table.endsAt).where(sql`holds`),
  index('bookings_by_arrival').on(table.kind, table.arrival),
  index('bookings_by_guest').on(table.guestId).where(sql`guest_id IS NOT NULL`),
  index('bookings_by_user').on(table.userId, table.kind).where(sql`user_id IS NOT NULL`),
  index('bookings_by_timeslot').on(table.timeslotId).where(sql`timeslot_id IS NOT NULL`),
  index('bookings_by_group').on(table.groupId).where(sql`group_id IS NOT NULL`),
  index('bookings_expected').on(table.arrival).where(sql`kind = 'stay' AND status IN ('pending', 'confirmed')`),
  index('bookings_in_house').on(table.departure).where(sql`kind = 'stay' AND status = 'checked_in'`),
  index('bookings_reminding').on(table.startsAt).where(sql`kind IN ('slot', 'appointment') AND status IN ('pending', 'confirmed')`),
  index('bookings_without_room').on(table.category, table.startsAt, table.endsAt).where(sql`kind = 'stay' AND bookable_id IS NULL AND holds`),
  index('bookings_without_room_longest').on(table.category, sql`ends_at - starts_at`).where(sql`kind = 'stay' AND bookable_id IS NULL AND holds`),
  index('bookings_expiring').on(table.expiresAt).where(sql`status = 'pending' AND expires_at IS NOT NULL`),
])

export const rentals = sqliteTable('rentals', {
  bookingId: integer('booking_id').primaryKey().references(() => bookings.id, { onDelete: 'restrict' }),
  mileageOut: integer('mileage_out'),
  fuelOut: integer('fuel_out'),
  mileageIn: integer('mileage_in'),
  fuelIn: integer('fuel_in'),
  damage: text(),
})

export const audit = sqliteTable('audit', {
  id: id(),
  at: integer().notNull(),
  userId: integer('user_id').references(() => users.id, { onDelete: 'restrict' }),
  entity: text().notNull(),
  entityId: integer('entity_id'),
  step: text().notNull(),
  changes: text().notNull().default('{}'),
  undone: flag('undone').notNull().default(false),
}, (table) => [index('audit_by_entity').on(table.entityId, table.entity)])

export const envelopes = sqliteTable('envelopes', {
  id: id(),
  type: text().notNull(),
  destinations: text().notNull(),
  currency: text().notNull(),
  timeZone: text('time_zone').notNull(),
}, (table) => [uniqueIndex('envelopes_once').on(table.type, table.destinations, table.currency, table.timeZone)])

/** A booking as it was when it was told of. */
const facts = () => ({
  kind: text(),
  bookableId: integer('bookable_id'),
  status: text(),
  startsAt: integer('starts_at'),
  endsAt: integer('ends_at'),
  arrival: text(),
  departure: text(),
  category: text(),
  guestName: text('guest_name'),
  quantity: integer(),
  userId: integer('user_id'),
  price: integer(),
  paid: integer(),
})

export const outbox = sqliteTable('outbox', {
  id: id(),
  envelopeId: integer('envelope_id').notNull().references(() => envelopes.id, { onDelete: 'restrict' }),
  key: blob({ mode: 'buffer' }).notNull().default(sql`randomblob(16)`),
  createdAt: integer('created_at').notNull(),
  bookingId: integer('booking_id'),
  otherSubject: text('other_subject'),
  ...facts(),
  payload: text(),
})

/** Each message of the outbox whole, with what its envelope says. */
export const messages = sqliteView('messages', {
  id: integer().notNull(),
  key: text().notNull(),
  envelopeId: integer('envelope_id').notNull(),
  type: text().notNull(),
  destinations: text().notNull(),
  currency: text().notNull(),
  timeZone: text('time_zone').notNull(),
  createdAt: integer('created_at').notNull(),
  bookingId: integer('booking_id'),
  subject: text().notNull(),
  ...facts(),
  payload: text(),
}).existing()

export const deliveries = sqliteTable('deliveries', {
  id: id(),
  messageId: integer('message_id').notNull().references(() => outbox.id, { onDelete: 'restrict' }),
  destination: text().notNull(),
  subject: text().notNull(),
  state: text({ enum: ['waiting', 'delivered', 'parked', 'given_up'] }).notNull().default('waiting'),
  attempts: integer().notNull().default(0),
  nextTryAt: integer('next_try_at'),
  lastError: text('last_error'),
  deliveredAt: integer('delivered_at'),
}, (table) => [
  uniqueIndex('deliveries_once').on(table.messageId, table.destination),
  index('deliveries_due').on(table.destination, table.nextTryAt, table.messageId).where(sql`state = 'waiting' AND next_try_at IS NOT NULL`),
  index('deliveries_in_line').on(table.destination, table.subject, table.messageId).where(sql`state = 'waiting'`),
  index('deliveries_failed').on(table.state, table.id).where(sql`state IN ('parked', 'given_up')`),
])

export const destinations = sqliteTable('destinations', {
  name: text().primaryKey(),
  taken: integer().notNull().default(0),
  address: text().notNull(),
  offAt: integer('off_at'),
  offReason: text('off_reason'),
})

export const webhooks = sqliteTable('webhooks', {
  id: integer().primaryKey({ autoIncrement: true }),
  url: text().notNull(),
  eventTypes: text('event_types'),
  active: flag('active').notNull().default(true),
  secrets: text().notNull(),
  ...instants,
  version: version(),
})

export const idempotency = sqliteTable('idempotency', {
  scope: text().notNull(),
  key: text().notNull(),
  bodyHash: text('body_hash').notNull(),
  status: integer().notNull(),
  answer: text().notNull(),
  createdAt: integer('created_at').notNull(),
}, (table) => [
  primaryKey({ columns: [table.scope, table.key] }),
  index('idempotency_by_age').on(table.createdAt),
])

export type BookingRow = typeof bookings.$inferSelect
