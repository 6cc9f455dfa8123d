import type { BookingRow } from '../../db/schema.ts'
import { record } from './audit.ts'
import { find } from './bookings.ts'
import { publishReminder } from './notices.ts'
import type { Operation } from './operation.ts'

const HOUR = 3_600_000

export interface Reminder { booking: BookingRow, hours: number }

/**
 * Bookings whose reminder has come due, marked in the same transaction so that each is reminded
 * once, whatever restarts or sleeps in between. Of several that are due for one booking the nearest
 * to its start counts; a booking that is moved is reminded anew.
 */
export function takeDueReminders(op: Operation): Reminder[] {
  const hours = [...op.settings.reminderHours].sort((a, b) => a - b)
  if (hours.length === 0) return []
  const soon = op.db.all<{ id: number, starts_at: number }>(
    `SELECT id, starts_at FROM bookings
     WHERE kind IN ('slot', 'appointment') AND status IN ('pending', 'confirmed') AND starts_at > ? AND starts_at <= ?
     ORDER BY starts_at LIMIT 1000`, op.now, op.now + hours.at(-1)! * HOUR)
  const due: Reminder[] = []
  for (const { id, starts_at: startsAt } of soon) {
    const nearest = hours.find((ahead) => startsAt - ahead * HOUR <= op.now)!
    // A nearer reminder than the one that was sent: 1 hour after 24 hours.
    const sent = op.db.get<{ hours: number | null }>(
      `SELECT min(CAST(step AS INTEGER)) AS hours FROM audit WHERE entity_id = ? AND entity = 'reminder' AND step LIKE ?`, id, `% h before ${startsAt}`)
    if (sent?.hours != null && sent.hours <= nearest) continue
    record(op, 'reminder', id, `${nearest} h before ${startsAt}`)
    const booking = find(op.db, id)!
    publishReminder(op, booking)
    due.push({ booking, hours: nearest })
  }
  return due
}
