import type { BookingRow } from '../../db/schema.ts'
import type { Car } from '../../shared/contract/cars.ts'
import { fromMinor } from '../../shared/money.ts'
import { localClock, type EpochMs } from '../../shared/time.ts'
import type { Operation } from './operation.ts'

/*
 * What is to leave the house goes into the outbox, in the transaction of what it tells of: what
 * was booked is told, whatever breaks in between, and what was not is not.
 */

/** What happened to a stay that the bill follows. */
export interface StayNotice {
  type: 'stay.placed' | 'stay.moved'
  bookingId: number
  category: string
  startsAt: EpochMs
  endsAt: EpochMs
}

/** Tells the billing service, where there is one (seed 000). */
export function notify(op: Operation, notice: StayNotice): void {
  if (op.settings.billingServiceUrl === null) return
  const clock = localClock(op.settings.timeZone)
  const bill = { room_type: notice.category, checkin: clock.local(notice.startsAt), checkout: clock.local(notice.endsAt) }
  enqueue(op, 'billing', notice.type, notice.bookingId, crypto.randomUUID(), bill)
}

/** Sends an event of a booking, where events are sent and an administrator has not left this type out. */
export function publishBooking(op: Operation, type: `booking.${string}`, booking: Pick<BookingRow, 'id' | 'kind' | 'bookableId' | 'status' | 'startsAt' | 'endsAt'> & Partial<BookingRow>): void {
  if (!sendsEvent(op, type)) return
  const clock = localClock(op.settings.timeZone)
  publish(op, type, booking.id, `booking/${booking.id}`, {
    id: booking.id, kind: booking.kind, bookableId: booking.bookableId, status: booking.status,
    start: clock.rfc3339(booking.startsAt), end: clock.rfc3339(booking.endsAt),
    arrival: booking.arrival ?? null, departure: booking.departure ?? null, category: booking.category ?? null,
    guestName: booking.guestName ?? null, quantity: booking.quantity ?? null, userId: booking.userId ?? null,
    price: fromMinor(booking.price ?? 0, op.settings.currency), paid: fromMinor(booking.paid ?? 0, op.settings.currency), currency: op.settings.currency,
  })
}

/** Sends an event of a car, whose `data` is the car. */
export function publishCar(op: Operation, type: `car.${string}`, car: Car): void {
  if (sendsEvent(op, type)) publish(op, type, null, `car/${car.car_id}`, car)
}

/** Asks the payment service to pay back, where there is one. */
export function publishRefund(op: Operation, bookingId: number, refund: number): void {
  if (op.settings.paymentServiceUrl === null) return
  enqueue(op, 'payment', 'refund', bookingId, crypto.randomUUID(), {
    booking_id: bookingId, amount: fromMinor(refund, op.settings.currency), currency: op.settings.currency,
  })
}

function sendsEvent({ settings }: Operation, type: string): boolean {
  return settings.eventServiceUrl !== null && (settings.eventTypes === null || settings.eventTypes.includes(type))
}

/** A CloudEvents 1.0 document; its id is the message's key, the same on every try. */
function publish(op: Operation, type: string, bookingId: number | null, subject: string, data: unknown): void {
  const id = crypto.randomUUID()
  enqueue(op, 'events', type, bookingId, id, {
    specversion: '1.0', id, type, source: '/skranke', subject, time: new Date(op.now).toISOString(), datacontenttype: 'application/json', data,
  })
}

function enqueue(op: Operation, destination: string, type: string, bookingId: number | null, key: string, payload: unknown): void {
  op.db.run('INSERT INTO outbox (destination, type, booking_id, key, payload, next_try_at, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    destination, type, bookingId, key, JSON.stringify(payload), op.now, op.now)
}
