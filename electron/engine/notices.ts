import { localClock, type EpochMs } from '../../shared/time.ts'
import type { Operation } from './operation.ts'

/** What happened that somebody outside the house may want to know. */
export interface StayNotice {
  type: 'stay.placed' | 'stay.moved'
  bookingId: number
  category: string
  startsAt: EpochMs
  endsAt: EpochMs
}

/**
 * Puts what is to leave the house into the outbox, in the booking's own transaction: what was
 * booked is told, whatever breaks in between, and what was not is not.
 */
export function notify(op: Operation, notice: StayNotice): void {
  if (op.settings.billingServiceUrl === null) return
  const clock = localClock(op.settings.timeZone)
  const bill = { room_type: notice.category, checkin: clock.local(notice.startsAt), checkout: clock.local(notice.endsAt) }
  op.db.run(
    `INSERT INTO outbox (destination, type, booking_id, key, payload, next_try_at, created_at) VALUES ('billing', ?, ?, ?, ?, ?, ?)`,
    notice.type, notice.bookingId, crypto.randomUUID(), JSON.stringify(bill), op.now, op.now)
}
