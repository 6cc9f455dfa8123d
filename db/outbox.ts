import type { ReadableDb, WritableDb } from './database.ts'

/*
 * The outbox: what is to leave the house, and how far each destination has got with it. The engine
 * writes messages, the delivery worker takes them over and marks them; both do it through here.
 *
 * A message is one row, written with the booking, in an envelope that it shares with many others;
 * the view `messages` shows it whole. Each destination reads the messages at its own pace and turns
 * those that name it into deliveries, only as many as it can use: a destination that has been dead
 * for a week costs a booking nothing.
 */

/** What is known of a booking when something happens to it, and no more; money in minor units, times as instants. */
export interface BookingFacts {
  kind: string
  bookableId: number | null
  status: string
  startsAt: number
  endsAt: number
  arrival: string | null
  departure: string | null
  category: string | null
  guestName: string | null
  quantity: number | null
  userId: number | null
  price: number
  paid: number
}

export const MAILS = ['confirmation', 'change', 'cancellation', 'reminder'] as const
export type MailKind = (typeof MAILS)[number]

/** What a letter needs besides the booking: the payload of a message for the mail. */
export interface MailFacts {
  kind: MailKind
  to: string
  /** The room's, provider's or car's name as a guest knows it. */
  what: string | null
}

/** What many messages have in common. */
export interface Envelope {
  type: string
  /** Names between spaces, as `destinationList` makes them. */
  destinations: string
  /** In which the message's money and times are meant. */
  currency: string
  timeZone: string
}

/** What is told of a booking, as it is now. */
export interface BookingMessage { bookingId: number, facts: BookingFacts, mail?: MailFacts }
/** What is told in words of its own: of a booking, or of what `subject` names: `car/3`. */
export type OtherMessage = { payload: unknown } & ({ bookingId: number } | { subject: string })

export function destinationList(names: readonly string[]): string {
  return names.length === 0 ? '' : ` ${names.join(' ')} `
}

/**
 * Writes a message, in the transaction of what it tells of. One envelope given again and again is
 * looked up once.
 */
export function enqueue(db: WritableDb, now: number, envelope: Envelope, message: BookingMessage | OtherMessage): void {
  const envelopeId = db.once(envelope, () => idOf(db, envelope))
  if (!('facts' in message)) {
    const [bookingId, subject] = 'bookingId' in message ? [message.bookingId, null] : [null, message.subject]
    db.run('INSERT INTO outbox (envelope_id, created_at, booking_id, other_subject, payload) VALUES (?, ?, ?, ?, ?)',
      envelopeId, now, bookingId, subject, JSON.stringify(message.payload))
    return
  }
  const { bookingId, facts, mail } = message
  db.run(
    `INSERT INTO outbox (envelope_id, created_at, booking_id, kind, bookable_id, status, starts_at, ends_at,
       arrival, departure, category, guest_name, quantity, user_id, price, paid, payload)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    envelopeId, now, bookingId, facts.kind, facts.bookableId, facts.status, facts.startsAt, facts.endsAt,
    facts.arrival, facts.departure, facts.category, facts.guestName, facts.quantity, facts.userId, facts.price, facts.paid,
    mail === undefined ? null : JSON.stringify(mail))
}

function idOf(db: WritableDb, { type, destinations, currency, timeZone }: Envelope): number {
  return db.get<{ id: number }>('SELECT id FROM envelopes WHERE type = ? AND destinations = ? AND currency = ? AND time_zone = ?', type, destinations, currency, timeZone)?.id
    ?? db.run('INSERT INTO envelopes (type, destinations, currency, time_zone) VALUES (?, ?, ?, ?)', type, destinations, currency, timeZone).lastInsertRowid
}

/** A message on its way to one destination. */
export interface Message {
  /** The delivery's id. */
  id: number
  destination: string
  type: string
  subject: string
  bookingId: number | null
  /** The idempotency key and event id: the same on every try. */
  key: string
  /** In which the message's money and times are meant. */
  currency: string
  timeZone: string
  /** The booking as it was then; null where this tells of something else. */
  facts: BookingFacts | null
  /** What is told besides, or instead. */
  payload: unknown
  attempts: number
  createdAt: number
}

export interface OutboxRow { id: number, subject: string }

export function newestMessage(db: ReadableDb): number {
  return db.get<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM outbox')!.id
}

/** The messages for one destination, of those after one and up to another: those of others are passed over by their envelopes. */
export function messagesFor(db: ReadableDb, destination: string, after: number, upTo: number, limit: number): OutboxRow[] {
  return db.all<OutboxRow>(
    `SELECT id, subject FROM messages WHERE id > ? AND id <= ? AND envelope_id IN (SELECT id FROM envelopes WHERE instr(destinations, ?) > 0)
     ORDER BY id LIMIT ?`, after, upTo, ` ${destination} `, limit)
}

/** Makes deliveries of messages, oldest first; one is due unless an earlier one of its subject still waits. */
export function takeOver(db: WritableDb, destination: string, address: string, rows: readonly OutboxRow[], upTo: number, now: number): void {
  for (const { id, subject } of rows) {
    db.run(
      `INSERT INTO deliveries (message_id, destination, subject, next_try_at)
       SELECT :id, :destination, :subject, CASE WHEN EXISTS (
         SELECT 1 FROM deliveries WHERE state = 'waiting' AND destination = :destination AND subject = :subject) THEN NULL ELSE :now END
       WHERE true ON CONFLICT (message_id, destination) DO NOTHING`, { id, destination, subject, now })
  }
  db.run(`INSERT INTO destinations (name, taken, address) VALUES (?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET taken = max(taken, excluded.taken), address = excluded.address`, destination, upTo, address)
}

/* Written so that an index answers them without sorting, however many wait; a test holds them to it. */
export const DUE = `SELECT id, subject FROM deliveries INDEXED BY deliveries_due
  WHERE state = 'waiting' AND destination = ? AND next_try_at IS NOT NULL AND next_try_at <= ? ORDER BY next_try_at, message_id LIMIT ?`
export const NEXT_DUE = `SELECT next_try_at AS at FROM deliveries INDEXED BY deliveries_due
  WHERE state = 'waiting' AND destination = ? AND next_try_at IS NOT NULL AND next_try_at > ? ORDER BY next_try_at LIMIT 1`
export const FIRST_IN_LINE = `SELECT id FROM deliveries INDEXED BY deliveries_in_line
  WHERE state = 'waiting' AND destination = ? AND subject = ? ORDER BY message_id LIMIT 1`

/** The deliveries that may go now, the longest due first: each the first of its line. */
export function dueDeliveries(db: ReadableDb, destination: string, now: number, limit: number): { id: number, subject: string }[] {
  return db.all(DUE, destination, now, limit)
}

/** When the next delivery that is not due yet will be, or null. */
export function nextDue(db: ReadableDb, destination: string, now: number): number | null {
  return db.get<{ at: number }>(NEXT_DUE, destination, now)?.at ?? null
}

type MessageRow = Omit<Message, 'facts' | 'payload'> & BookingFacts & { payload: string | null }

export function messageOf(db: ReadableDb, deliveryId: number): Message | undefined {
  const row = db.get<MessageRow>(
    `SELECT d.id, d.destination, m.type, m.subject, m.booking_id AS bookingId, m.key, m.currency, m.time_zone AS timeZone, d.attempts, m.created_at AS createdAt,
       m.kind, m.bookable_id AS bookableId, m.status, m.starts_at AS startsAt, m.ends_at AS endsAt, m.arrival, m.departure, m.category,
       m.guest_name AS guestName, m.quantity, m.user_id AS userId, m.price, m.paid, m.payload
     FROM deliveries d JOIN messages m ON m.id = d.message_id WHERE d.id = ? AND d.state = 'waiting'`, deliveryId)
  if (!row) return undefined
  const { kind, bookableId, status, startsAt, endsAt, arrival, departure, category, guestName, quantity, userId, price, paid, payload, ...message } = row
  const facts = { kind, bookableId, status, startsAt, endsAt, arrival, departure, category, guestName, quantity, userId, price, paid }
  return { ...message, facts: (kind as string | null) === null ? null : facts, payload: payload === null ? null : parsed(payload) }
}

/** A payload that is no JSON, by whatever hand, parks its own message and holds up nobody. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}

export function markDelivered(db: WritableDb, { id, destination, subject }: Pick<Message, 'id' | 'destination' | 'subject'>, now: number): void {
  db.run(`UPDATE deliveries SET state = 'delivered', attempts = attempts + 1, next_try_at = NULL, delivered_at = ?, last_error = NULL
    WHERE id = ? AND state = 'waiting'`, now, id)
  promote(db, destination, subject, now)
}

/** A try failed; the next is at `at`, or never. What is parked, the change feed tells the desk. */
export function markFailed(db: WritableDb, { id, destination, subject }: Pick<Message, 'id' | 'destination' | 'subject'>, error: string, at: number | null, now: number): void {
  if (at === null) {
    const parked = db.run(`UPDATE deliveries SET state = 'parked', attempts = attempts + 1, next_try_at = NULL, last_error = ? WHERE id = ? AND state = 'waiting'`, error, id)
    if (parked.changes > 0) db.run(`INSERT INTO audit (at, user_id, entity, entity_id, step, changes) VALUES (?, NULL, 'delivery', ?, 'parked', ?)`, now, id, JSON.stringify({ [destination]: [null, error] }))
    promote(db, destination, subject, now)
    return
  }
  db.run(
    `UPDATE deliveries SET attempts = attempts + 1, last_error = ?, next_try_at = CASE WHEN EXISTS (
       SELECT 1 FROM deliveries e WHERE e.state = 'waiting' AND e.destination = deliveries.destination AND e.subject = deliveries.subject AND e.message_id < deliveries.message_id
     ) THEN NULL ELSE ? END WHERE id = ? AND state = 'waiting'`, error, at, id)
}

/** Lets the first that waits of a line go, where nothing says when it may. */
function promote(db: WritableDb, destination: string, subject: string, now: number): void {
  db.run(`UPDATE deliveries SET next_try_at = ? WHERE next_try_at IS NULL AND id = (${FIRST_IN_LINE})`, now, destination, subject)
}

/** Puts a delivery at the head of its line, to go now; what came after it waits behind it. */
export function sendAgain(db: WritableDb, { id, destination, subject }: { id: number, destination: string, subject: string }, now: number): void {
  db.run(`UPDATE deliveries SET state = 'waiting', attempts = 0, last_error = NULL WHERE id = ?`, id)
  db.run(`UPDATE deliveries SET next_try_at = NULL WHERE state = 'waiting' AND destination = ? AND subject = ? AND next_try_at IS NOT NULL`, destination, subject)
  promote(db, destination, subject, now)
}

export function giveUp(db: WritableDb, { id, destination, subject }: { id: number, destination: string, subject: string }, now: number): void {
  db.run(`UPDATE deliveries SET state = 'given_up', next_try_at = NULL WHERE id = ?`, id)
  promote(db, destination, subject, now)
}

/** A destination that was away is back: what waited for its sake waits no longer. */
export function tryAllNow(db: WritableDb, destination: string, now: number): void {
  db.run(`UPDATE deliveries SET next_try_at = ? WHERE state = 'waiting' AND destination = ? AND next_try_at IS NOT NULL AND next_try_at > ?`, now, destination, now)
}

/** The clock went back: what would wait for the old hour waits as long as it was meant to. */
export function bringForward(db: WritableDb, by: number): void {
  db.run(`UPDATE deliveries SET next_try_at = next_try_at - ? WHERE state = 'waiting' AND next_try_at IS NOT NULL`, by)
}

/** What would wait beyond any wait that the rules give was written by a clock that was wrong. */
export function reclaim(db: WritableDb, now: number, beyond: number): void {
  db.run(`UPDATE deliveries SET next_try_at = ? WHERE state = 'waiting' AND next_try_at IS NOT NULL AND next_try_at > ?`, now, beyond)
}

export interface DestinationRow { name: string, taken: number, address: string, off_at: number | null, off_reason: string | null }

export function destinationRows(db: ReadableDb): DestinationRow[] {
  return db.all('SELECT name, taken, address, off_at, off_reason FROM destinations')
}

/** A destination said that it is gone. The change feed tells the desk. */
export function turnOff(db: WritableDb, name: string, address: string, reason: string, now: number): void {
  db.run(`INSERT INTO destinations (name, address, off_at, off_reason) VALUES (?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET address = excluded.address, off_at = excluded.off_at, off_reason = excluded.off_reason`, name, address, now, reason)
  db.run(`INSERT INTO audit (at, user_id, entity, entity_id, step, changes) VALUES (?, NULL, 'destination', NULL, 'turned_off', ?)`,
    now, JSON.stringify({ [name]: [null, reason] }))
}

export function turnOn(db: WritableDb, name: string): void {
  db.run('UPDATE destinations SET off_at = NULL, off_reason = NULL WHERE name = ?', name)
}

const DAY = 86_400_000
export const KEPT_DAYS = 30
const PRUNED_AT_ONCE = 500

/**
 * Forgets messages that were delivered or given up long ago, a few at a time, from `after` on. The
 * newest message stays, so that ids go on.
 * @returns where to go on, or null when all that is old was seen
 */
export function prune(db: WritableDb, after: number, now: number): number | null {
  const old = now - KEPT_DAYS * DAY
  const rows = db.all<{ id: number, created_at: number }>('SELECT id, created_at FROM outbox WHERE id > ? ORDER BY id LIMIT ?', after, PRUNED_AT_ONCE)
  const last = rows.findLast(({ created_at: at }) => at < old)
  if (!last) return null
  db.run(`DELETE FROM deliveries WHERE message_id > ? AND message_id <= ? AND state IN ('delivered', 'given_up')`, after, last.id)
  db.run(
    `DELETE FROM outbox WHERE id > ? AND id <= ? AND id < (SELECT max(id) FROM outbox)
       AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.message_id = outbox.id)
       AND NOT EXISTS (SELECT 1 FROM destinations t JOIN envelopes e ON e.id = outbox.envelope_id WHERE t.taken < outbox.id AND instr(e.destinations, ' ' || t.name || ' ') > 0)`, after, last.id)
  return rows.length === PRUNED_AT_ONCE && last === rows.at(-1) ? last.id : null
}
