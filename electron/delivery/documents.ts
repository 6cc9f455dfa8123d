import type { BookingFacts, Message } from '../../db/outbox.ts'
import { fromMinor } from '../../shared/money.ts'
import { localClock } from '../../shared/time.ts'

/* What a message looks like outside. Each is a function of the message alone, so that every try sends the same. */

/** A bill's update in the words of seed 000. */
export function bill(message: Message): { room_type: string | null, checkin: string, checkout: string } {
  const facts = factsOf(message)
  const clock = localClock(message.timeZone)
  return { room_type: facts.category, checkin: clock.local(facts.startsAt), checkout: clock.local(facts.endsAt) }
}

/** What an event says: a booking as it was then, or a car. */
export function dataOf(message: Message): unknown {
  if (!message.type.startsWith('booking.')) return message.payload
  const facts = factsOf(message)
  const { bookingId, currency, timeZone } = message
  const clock = localClock(timeZone)
  return {
    id: bookingId, kind: facts.kind, bookableId: facts.bookableId, status: facts.status,
    start: clock.rfc3339(facts.startsAt), end: clock.rfc3339(facts.endsAt),
    arrival: facts.arrival, departure: facts.departure, category: facts.category,
    guestName: facts.guestName, quantity: facts.quantity, userId: facts.userId,
    price: fromMinor(facts.price, currency), paid: fromMinor(facts.paid, currency), currency,
  }
}

/** @throws Error where a message says of a booking what it does not know: it can never be sent */
export function factsOf({ facts, subject }: Message): BookingFacts {
  if (!facts) throw new Error(`it does not say what ${subject} was`)
  return facts
}

export const CLOUD_EVENT = 'application/cloudevents+json'

/** A CloudEvents 1.0 document; its id is the message's key, the same on every try and to every destination. */
export function cloudEvent(message: Message) {
  return {
    specversion: '1.0', id: message.key, type: message.type, source: '/skranke', subject: message.subject,
    time: new Date(message.createdAt).toISOString(), datacontenttype: 'application/json', data: dataOf(message),
  }
}
