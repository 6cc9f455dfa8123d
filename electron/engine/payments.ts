import type { BookingRow } from '../../db/schema.ts'
import { fromMinor, toMinor } from '../../shared/money.ts'
import { record } from './audit.ts'
import { change, find } from './bookings.ts'
import { refuse } from './errors.ts'
import { publishRefund } from './notices.ts'
import type { Operation } from './operation.ts'
import { expirePending } from './slots.ts'

/** Takes payment at the desk: all that is due, or an amount; a pending booking that is paid is confirmed. */
export function payBooking(op: Operation, id: number, amount: number | undefined): void {
  expirePending(op)
  const before = payable(op, id)
  if (isClosed(before)) refuse('payment_closed')
  take(op, before, amount)
}

export interface PaymentNotice {
  bookingId: number
  amount?: number
  currency?: string
  /** Tells this notice from any other: a digest of what came. */
  digest: string
}

/**
 * The payment service took money. A notice that comes again changes nothing; money for a booking
 * that wants none any more, because it was cancelled meanwhile or paid at the desk, goes back.
 */
export function noteOnlinePayment(op: Operation, { bookingId, amount, currency, digest }: PaymentNotice): void {
  expirePending(op)
  const before = payable(op, bookingId)
  if (currency !== undefined && currency !== op.settings.currency) refuse('payment_currency', { currency: op.settings.currency }, ['currency'])
  const noted = noticesOf(op, bookingId)
  if (noted.includes(digest)) return
  if (!isClosed(before)) {
    take(op, before, amount)
    record(op, 'payment', bookingId, 'noted', { notice: [null, digest] })
    return
  }
  // The service may word a repetition anew: only the first notice of a booking can be money too much.
  if (noted.length > 0) return
  const back = amount === undefined ? before.price : toMinor(amount, op.settings.currency)
  record(op, 'payment', bookingId, 'paid_back', { notice: [null, digest], amount: [null, back] })
  if (back > 0) publishRefund(op, bookingId, back)
}

function take(op: Operation, before: BookingRow, amount: number | undefined): void {
  const due = before.price - before.paid
  const paid = amount === undefined ? due : toMinor(amount, op.settings.currency)
  if (paid > due) refuse('payment_over', { due: fromMinor(due, op.settings.currency) }, ['amount'])
  const settled = paid === due
  change(op, before, settled && before.status === 'pending' ? 'confirmed' : 'changed', {
    paid: before.paid + paid,
    ...(settled ? { paymentStatus: 'paid' as const } : {}),
    ...(settled && before.status === 'pending' ? { status: 'confirmed' as const, expiresAt: null } : {}),
  })
}

function payable({ db }: Operation, id: number): BookingRow {
  const row = find(db, id)
  return row && row.kind !== 'block' && row.kind !== 'purchase' ? row : refuse('not_found', { what: 'Booking' })
}

function isClosed({ status, price, paid, paymentStatus }: BookingRow): boolean {
  return status === 'cancelled' || status === 'no_show' || (price <= paid && paymentStatus === 'paid')
}

/** The notices of the payment service that were noted of a booking. */
function noticesOf({ db }: Operation, bookingId: number): string[] {
  return db.all<{ notice: string }>(`SELECT json_extract(changes, '$.notice[1]') AS notice FROM audit WHERE entity_id = ? AND entity = 'payment'`, bookingId).map(({ notice }) => notice)
}
