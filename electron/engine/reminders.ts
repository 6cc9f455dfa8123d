import type { BookingRow } from '../../db/schema.ts'
import { addDays, localClock } from '../../shared/time.ts'
import { record } from './audit.ts'
import { find } from './bookings.ts'
import { publishReminder, sendsMail } from './notices.ts'
import type { Operation, Query } from './operation.ts'

const HOUR = 3_600_000
const TAKEN_AT_ONCE = 500
/** Who books a stay as shortly before it begins has the confirmation still before them. */
const FRESH = 12 * HOUR

export interface Reminder { booking: BookingRow, hours: number }

/**
 * Bookings whose reminder has come due, marked in the same transaction so that each is reminded
 * once, whatever restarts or sleeps in between. Of several that are due for one booking the nearest
 * to its start counts; a booking that is moved is reminded anew.
 */
export function takeDueReminders(op: Operation): Reminder[] {
  return dueReminders(op, TAKEN_AT_ONCE).map(({ id, startsAt, hours }) => {
    record(op, 'reminder', id, `${hours} h before ${startsAt}`)
    const booking = find(op.db, id)!
    publishReminder(op, booking)
    return { booking, hours }
  })
}

export function isReminderDue(query: Query): boolean {
  return dueReminders(query, 1).length > 0
}

/** A nearer reminder than the one that was sent is due as well: 1 hour after 24 hours. */
const NOT_REMINDED = `NOT EXISTS (SELECT 1 FROM audit INDEXED BY audit_by_entity
  WHERE entity_id = b.id AND entity = 'reminder' AND step LIKE '% h before ' || b.starts_at AND CAST(step AS INTEGER) <= :hours)`

const DUE_HOURS = `SELECT b.id, b.starts_at AS startsAt FROM bookings b INDEXED BY bookings_reminding
  WHERE b.kind IN ('slot', 'appointment') AND b.status IN ('pending', 'confirmed') AND b.starts_at > :after AND b.starts_at <= :upTo AND ${NOT_REMINDED}
  ORDER BY b.starts_at LIMIT :limit`

/** Stays that somebody can be reminded of; the rooms that a guest changes to are no new arrival. */
const DUE_STAYS = `SELECT b.id, b.starts_at AS startsAt FROM bookings b INDEXED BY bookings_expected
  WHERE b.kind = 'stay' AND b.status IN ('pending', 'confirmed') AND b.arrival BETWEEN :firstDay AND :lastDay AND b.starts_at > :after AND b.starts_at <= :upTo
    AND b.created_at <= b.starts_at - ${FRESH} AND (b.group_id IS NULL OR b.group_id = b.id)
    AND (b.user_id IS NOT NULL OR :mails AND EXISTS (SELECT 1 FROM guests g WHERE g.id = b.guest_id AND g.email IS NOT NULL)) AND ${NOT_REMINDED}
  ORDER BY b.arrival LIMIT :limit`

function dueReminders({ db, now, settings }: Query, limit: number): { id: number, startsAt: number, hours: number }[] {
  const clock = localClock(settings.timeZone)
  const due: { id: number, startsAt: number, hours: number }[] = []
  let after = now
  for (const hours of [...settings.reminderHours].sort((a, b) => a - b)) {
    const upTo = now + hours * HOUR
    const window = { hours, after, upTo, limit: limit - due.length }
    const rows = db.all<{ id: number, startsAt: number }>(DUE_HOURS, window)
    if (rows.length < window.limit) {
      rows.push(...db.all<{ id: number, startsAt: number }>(DUE_STAYS, {
        ...window, limit: window.limit - rows.length, mails: sendsMail(settings) ? 1 : 0, firstDay: addDays(clock.date(after), -1), lastDay: addDays(clock.date(upTo), 1),
      }))
    }
    for (const row of rows) due.push({ ...row, hours })
    if (due.length >= limit) break
    after = upTo
  }
  return due
}
