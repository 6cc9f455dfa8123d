import type { ReadableDb } from '../../db/database.ts'
import { destinationList, enqueue, type BookingFacts, type Envelope, type MailFacts, type MailKind } from '../../db/outbox.ts'
import type { BookingRow } from '../../db/schema.ts'
import type { Car } from '../../shared/contract/cars.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { fromMinor } from '../../shared/money.ts'
import type { Operation } from './operation.ts'

/*
 * What is to leave the house goes into the outbox, in the transaction of what it tells of: what
 * was booked is told, whatever breaks in between, and what was not is not. Each thing that happens
 * is one row there, which names who is to hear of it; what each of them hears is the business of
 * electron/delivery.
 */

/** A booking as a notice needs it; a new one lacks what has its default. */
export type Told = Pick<BookingRow, 'id' | 'kind' | 'bookableId' | 'status' | 'startsAt' | 'endsAt'> & Partial<BookingRow>

/** Tells of a booking what happened to it: the bill follows, events go out, the guest gets a letter. */
export function publishBooking(op: Operation, type: `booking.${string}`, booking: Told, before?: Told): void {
  const audience = audienceOf(op)
  if (audience.isEmpty || booking.kind === 'block') return
  const mail = audience.mails ? letterFor(op, type, booking, before) : undefined
  const envelope = audience.of(type, changesBill(booking, before), mail !== undefined)
  if (envelope) enqueue(op.db, op.now, envelope, { bookingId: booking.id, facts: factsOf(booking), mail })
}

/** Tells of a car, whose event's `data` is the car. */
export function publishCar(op: Operation, type: `car.${string}`, car: Car): void {
  const envelope = audienceOf(op).of(type, false, false)
  if (envelope) enqueue(op.db, op.now, envelope, { subject: `car/${car.car_id}`, payload: car })
}

/** Asks the payment service to pay back, where there is one. */
export function publishRefund(op: Operation, bookingId: number, refund: number): void {
  if (op.settings.paymentServiceUrl === null) return
  enqueue(op.db, op.now, envelopeTo(op.settings, 'refund', ['payment']), {
    bookingId,
    payload: { booking_id: bookingId, amount: fromMinor(refund, op.settings.currency), currency: op.settings.currency },
  })
}

/** Reminds the guest by letter, where letters are sent and the address is known. */
export function publishReminder(op: Operation, booking: BookingRow): void {
  if (!audienceOf(op).mails) return
  const mail = addressed(op, 'reminder', booking)
  if (!mail) return
  enqueue(op.db, op.now, envelopeTo(op.settings, 'booking.reminder', ['mail']), { bookingId: booking.id, facts: factsOf(booking), mail })
}

/** Settings under which nobody outside is told of anything: for samples and rehearsals. */
export function withoutNotices(settings: Settings): Settings {
  const quiet: Settings = {
    ...settings, billingServiceUrl: null, eventServiceUrl: null, paymentServiceUrl: null, amqpUrl: null, kafkaBrokers: null, natsUrl: null, smtpUrl: null,
  }
  audiences.set(quiet, NOBODY)
  return quiet
}

/** The destinations that the settings and the webhooks name. */
export function configuredDestinations({ db, settings }: { db: ReadableDb, settings: Settings }): string[] {
  return [
    ...settings.billingServiceUrl === null ? [] : ['billing'],
    ...settings.paymentServiceUrl === null ? [] : ['payment'],
    ...sendsMail(settings) ? ['mail'] : [],
    ...eventDestinations(settings),
    ...db.all<{ id: number }>('SELECT id FROM webhooks WHERE active ORDER BY id').map(({ id }) => `webhook:${id}`),
  ]
}

/** Who hears of what, under one state of the settings. */
interface Audience {
  isEmpty: boolean
  mails: boolean
  /** What carries a message of this type to those who want it, one and the same each time; null where nobody does. */
  of(type: string, forBill: boolean, byMail: boolean): Envelope | null
}

const NOBODY: Audience = { isEmpty: true, mails: false, of: () => null }

// Settings are read anew, as a new object, whenever they or the webhooks change; between, each type is looked up once.
const audiences = new WeakMap<Settings, Audience>()

function audienceOf({ db, settings }: Operation): Audience {
  let audience = audiences.get(settings)
  if (!audience) audiences.set(settings, audience = createAudience(db, settings))
  return audience
}

function createAudience(db: ReadableDb, settings: Settings): Audience {
  const events = eventDestinations(settings)
  const hooks = db.all<{ id: number, event_types: string | null }>('SELECT id, event_types FROM webhooks WHERE active ORDER BY id')
    .map(({ id, event_types: types }) => ({ name: `webhook:${id}`, types: types === null ? null : JSON.parse(types) as string[] }))
  const billing = settings.billingServiceUrl !== null
  const mails = sendsMail(settings)
  if (events.length === 0 && hooks.length === 0 && !billing && !mails) return NOBODY
  // By type, and within by whether the bill follows and a letter goes out.
  const known = new Map<string, (Envelope | null)[]>()

  function envelopeFor(type: string, forBill: boolean, byMail: boolean): Envelope | null {
    const names = settings.eventTypes === null || settings.eventTypes.includes(type) ? [...events] : []
    for (const { name, types } of hooks) if (types === null || types.includes(type)) names.push(name)
    if (billing && forBill) names.push('billing')
    if (mails && byMail) names.push('mail')
    return names.length === 0 ? null : envelopeTo(settings, type, names)
  }

  return {
    isEmpty: false, mails,
    of(type, forBill, byMail) {
      let ofType = known.get(type)
      if (!ofType) known.set(type, ofType = [])
      const at = (forBill ? 2 : 0) + (byMail ? 1 : 0)
      if (ofType[at] === undefined) ofType[at] = envelopeFor(type, forBill, byMail)
      return ofType[at]
    },
  }
}

/** For what is told seldom; where much is told, keep one envelope and give it again. */
export function envelopeTo({ currency, timeZone }: Settings, type: string, names: readonly string[]): Envelope {
  return { type, destinations: destinationList(names), currency, timeZone }
}

function eventDestinations(settings: Settings): string[] {
  const names: string[] = []
  if (settings.eventServiceUrl !== null) names.push('events')
  if (settings.amqpUrl !== null) names.push('rabbitmq')
  if (settings.kafkaBrokers !== null) names.push('kafka')
  if (settings.natsUrl !== null) names.push('nats')
  return names
}

/** Whether letters go out: both an address to send them over and one to send them from are known. */
export function sendsMail({ smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>): boolean {
  return smtpUrl !== null && mailFrom !== null
}

/** Each accepted stay is billed, and again when its dates or room change (contract, section 4). */
function changesBill(booking: Told, before: Told | undefined): boolean {
  return booking.kind === 'stay' && (before === undefined || isElsewhere(booking, before))
}

function isElsewhere(booking: Told, before: Told): boolean {
  return booking.startsAt !== before.startsAt || booking.endsAt !== before.endsAt || booking.bookableId !== before.bookableId
}

/** The letter that a guest gets for this, if any: on what they booked themselves or left an address for. */
function letterFor(op: Operation, type: string, booking: Told, before: Told | undefined): MailFacts | undefined {
  const isFirm = booking.status === 'confirmed'
  const wasFirm = before !== undefined && before.status === 'confirmed'
  if (booking.status === 'cancelled' && before !== undefined && before.status !== 'cancelled') return addressed(op, 'cancellation', booking)
  if (isFirm && !wasFirm && before?.status !== 'checked_in') return addressed(op, 'confirmation', booking)
  if (isFirm && before !== undefined && type !== 'booking.checked_in' && isElsewhere(booking, before)) return addressed(op, 'change', booking)
  return undefined
}

function addressed({ db, actor }: Operation, kind: MailKind, booking: Told): MailFacts | undefined {
  // Most of what is booked without a guest is booked by staff, who get no letters: known without a question.
  if (booking.guestId == null && booking.userId != null && booking.userId === actor?.id && actor.role !== 'customer') return undefined
  const to = booking.guestId != null
    ? db.get<{ email: string | null }>('SELECT email FROM guests WHERE id = ?', booking.guestId)?.email
    : booking.userId != null
      // What staff book in their own name is for somebody else.
      ? db.get<{ email: string }>(`SELECT email FROM users WHERE id = ? AND role = 'customer'`, booking.userId)?.email
      : undefined
  if (!to) return undefined
  const what = booking.bookableId === null ? undefined : db.get<{ name: string, number: string | null }>(
    'SELECT o.name, r.number FROM bookables o LEFT JOIN rooms r ON r.bookable_id = o.id WHERE o.id = ?', booking.bookableId)
  return { kind, to, what: what ? what.number ?? what.name : null }
}

function factsOf(booking: Told): BookingFacts {
  return {
    kind: booking.kind, bookableId: booking.bookableId, status: booking.status, startsAt: booking.startsAt, endsAt: booking.endsAt,
    arrival: booking.arrival ?? null, departure: booking.departure ?? null, category: booking.category ?? null,
    guestName: booking.guestName ?? null, quantity: booking.quantity ?? null, userId: booking.userId ?? null,
    price: booking.price ?? 0, paid: booking.paid ?? 0,
  }
}
