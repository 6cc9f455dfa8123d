import type { BookingFacts, Message } from '../../db/outbox.ts'
import { fromMinor } from '../../shared/money.ts'
import { localClock } from '../../shared/time.ts'

/* What a message looks like outside. Each is a function of the message alone, so that every try sends the same. */

/** A bill's update in the words of seed 000. */
export function bill({ timeZone, payload }: Message): { room_type: string | null, checkin: string, checkout: string } {
  const facts = payload as BookingFacts
  const clock = localClock(timeZone)
  return { room_type: facts.category ?? null, checkin: clock.local(facts.startsAt), checkout: clock.local(facts.endsAt) }
}

/** What an event says: a booking as it was then, or a car. */
export function dataOf({ type, bookingId, currency, timeZone, payload }: Message): unknown {
  if (!type.startsWith('booking.')) return payload
  const facts = payload as BookingFacts
  const clock = localClock(timeZone)
  return {
    id: bookingId, kind: facts.kind, bookableId: facts.bookableId ?? null, status: facts.status,
    start: clock.rfc3339(facts.startsAt), end: clock.rfc3339(facts.endsAt),
    arrival: facts.arrival ?? null, departure: facts.departure ?? null, category: facts.category ?? null,
    guestName: facts.guestName ?? null, quantity: facts.quantity ?? null, userId: facts.userId ?? null,
    price: fromMinor(facts.price, currency), paid: fromMinor(facts.paid, currency), currency,
  }
}

export const CLOUD_EVENT = 'application/cloudevents+json'

/** A CloudEvents 1.0 document; its id is the message's key, the same on every try and to every destination. */
export function cloudEvent(message: Message) {
  return {
    specversion: '1.0', id: message.key, type: message.type, source: '/skranke', subject: message.subject,
    time: new Date(message.createdAt).toISOString(), datacontenttype: 'application/json', data: dataOf(message),
  }
}
