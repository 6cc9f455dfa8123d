import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import * as contract from '../../../shared/contract/slots.ts'
import { fromMinor } from '../../../shared/money.ts'
import { localClock, parseDate, parseTime } from '../../../shared/time.ts'
import { placeAppointment } from '../../engine/appointments.ts'
import { find } from '../../engine/bookings.ts'
import { refuse } from '../../engine/errors.ts'
import { noteOnlinePayment, payBooking } from '../../engine/payments.ts'
import {
  addSlotBooking, bookingStats, cancelBooking, changeSlotBooking, deleteSlot, filterTime, freeSlots, generateSlots, getBooking, getSlotBooking, listAll, listOwn,
  ownBooking, placeSlotBooking, rescheduleBooking, setStatus, stepSlotBooking,
} from '../../engine/slots.ts'
import { getRoom } from '../../engine/rooms.ts'
import type { RouteTable } from '../route-table.ts'
import type { Services } from '../services.ts'

export function slotRoutes(routes: RouteTable, services: Services): void {
  routes.read(contract.roomTimeslots, (query, { params, query: { date, duration } }) => {
    const room = getRoom(query, params.id)
    if (!date) refuse('date_required', {}, ['date'])
    return { room, date, timeslots: freeSlots(query, params.id, dayOf(date, query.settings.timeZone, 'date'), duration ?? 30) }
  })

  routes.write(contract.createBooking, (op, { body }) => {
    if (given(body.provider_id) || given(body.date) || given(body.time)) return placeAppointment(op, body)
    if (!given(body.timeslotId) && !given(body.roomId)) refuse('booking_shape')
    const missing = (['timeslotId', 'roomId'] as const).filter((field) => !body[field])
    if (missing.length > 0) refuse('fields_required', { fields: 'timeslotId and roomId' }, missing)
    const id = placeSlotBooking(op, {
      timeslotId: idOf(body.timeslotId, 'timeslotId'), roomId: idOf(body.roomId, 'roomId'), notes: body.notes, bookingType: body.bookingType,
    })
    return { booking: getBooking(op, id), checkoutUrl: null, message: 'Booking created. Complete payment to confirm.' }
  }, {
    // The checkout is asked for when the booking is safe: the payment service may be slow or away.
    async finish(answer) {
      const { paymentServiceUrl, currency } = services.settings()
      if (paymentServiceUrl === null || !('booking' in answer) || answer.booking.price === 0) return answer
      return { ...answer, checkoutUrl: await services.requestCheckout(paymentServiceUrl, { ...answer.booking, currency }) }
    },
  })

  routes.read(contract.listOwnBookings, (query, { query: filter, caller }) => {
    const { timeZone } = query.settings
    return listOwn(query, {
      ...filter, userId: caller.actor?.id ?? 0,
      startsFrom: filterTime(filter.from_date, timeZone, 'from_date'), startsTo: filterTime(filter.to_date, timeZone, 'to_date', true),
    })
  })
  routes.read(contract.getBooking, (query, { params, caller }) => {
    ownBooking({ ...query, actor: caller.actor }, params.id)
    return getBooking(query, params.id)
  })
  routes.write(contract.cancelBooking, (op, { params }) => {
    const refund = cancelBooking(op, params.id)
    return { booking: getBooking(op, params.id), refundAmount: fromMinor(refund, op.settings.currency), message: 'Booking cancelled successfully' }
  })
  routes.write(contract.rescheduleBooking, (op, { params, body }) => {
    ownBooking(op, params.id)
    if (!given(body.newTimeslotId)) refuse('field_required', { field: 'newTimeslotId' }, ['newTimeslotId'])
    rescheduleBooking(op, params.id, idOf(body.newTimeslotId, 'newTimeslotId'))
    return { booking: getBooking(op, params.id), message: 'Booking rescheduled successfully' }
  })
  routes.write(contract.payBooking, (op, { params, body }) => {
    payBooking(op, params.id, body.amount)
    return getBooking(op, params.id)
  })

  deskRoutes(routes)
  adminRoutes(routes)

  routes.write(contract.paymentNotification, (op, { body }, digest: string) => {
    if (body.status !== 'failed') noteOnlinePayment(op, { bookingId: body.booking_id, amount: body.amount, currency: body.currency, digest })
    else if (!find(op.db, body.booking_id)) refuse('not_found', { what: 'Booking' })
    return { message: 'Noted' }
  }, {
    verify(request, { settings: { paymentSecret } }) {
      const signature = request.headers['skranke-signature']
      if (paymentSecret === null || typeof signature !== 'string' || !isSigned(request.rawBody ?? '', signature, paymentSecret)) refuse('signature_bad')
    },
    prepare: (_, __, request) => createHash('sha256').update(request.rawBody ?? '').digest('base64url'),
  })
}

function deskRoutes(routes: RouteTable): void {
  routes.write(contract.createSlotBooking, (op, { body }) => getSlotBooking(op, addSlotBooking(op, body)))
  routes.read(contract.getSlotBooking, (query, { params }) => getSlotBooking(query, params.id))
  routes.write(contract.updateSlotBooking, (op, { params, body, version }) => {
    changeSlotBooking(op, params.id, body, version)
    return getSlotBooking(op, params.id)
  })
  const steps = [
    [contract.confirmSlotBooking, 'confirmed'], [contract.completeSlotBooking, 'completed'],
    [contract.missSlotBooking, 'no_show'], [contract.cancelSlotBooking, 'cancelled'],
  ] as const
  for (const [route, status] of steps) {
    routes.write(route, (op, { params, version }) => {
      stepSlotBooking(op, params.id, status, version)
      return getSlotBooking(op, params.id)
    })
  }
}

function adminRoutes(routes: RouteTable): void {
  routes.write(contract.generateTimeslots, (op, { body }) => {
    for (const field of ['roomId', 'startDate', 'endDate'] as const) if (!given(body[field])) refuse('field_required', { field }, [field])
    const { timeZone } = op.settings
    const startDate = dayOf(body.startDate, timeZone, 'startDate')
    const endDate = dayOf(body.endDate, timeZone, 'endDate')
    const count = generateSlots(op, {
      roomId: idOf(body.roomId, 'roomId'), startDate, endDate, minutes: body.slotDuration ?? 30,
      hours: body.workingHours ?? { start: '09:00', end: '17:00' },
      excluded: new Set((body.excludedDates ?? []).map((date) => dayOf(date, timeZone, 'excludedDates'))),
    })
    return { message: `Generated ${count} timeslots`, count, dateRange: { start: `${startDate}T00:00:00`, end: `${endDate}T00:00:00` } }
  })
  routes.write(contract.deleteTimeslot, (op, { params }) => {
    deleteSlot(op, params.id)
    return { message: 'Timeslot deleted' }
  })
  routes.read(contract.listAllBookings, (query, { query: filter }) => {
    const { timeZone } = query.settings
    return listAll(query, {
      ...filter, madeFrom: filterTime(filter.fromDate, timeZone, 'fromDate'), madeTo: filterTime(filter.toDate, timeZone, 'toDate', true),
    })
  })
  routes.write(contract.setBookingStatus, (op, { params, body }) => {
    if (!given(body.status)) refuse('field_required', { field: 'status' }, ['status'])
    setStatus(op, params.id, body.status)
    return getBooking(op, params.id)
  })
  routes.read(contract.bookingStats, (query, { query: { fromDate, toDate } }) => {
    const { timeZone } = query.settings
    const firstOfMonth = `${localClock(timeZone).date(query.now).slice(0, 8)}01`
    return bookingStats(query,
      filterTime(fromDate ?? firstOfMonth, timeZone, 'fromDate')!,
      filterTime(toDate, timeZone, 'toDate', true) ?? query.now)
  })
}

/** What a client of the seed would call given: not missing, null or empty. */
function given(value: unknown): boolean {
  return value !== undefined && value !== null && value !== ''
}

function idOf(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1) refuse('id_bad', { field }, [field])
  return value as number
}

/** The day of a date, or of a time at the property. */
function dayOf(value: unknown, timeZone: string, field: string): string {
  if (typeof value === 'string') {
    if (parseDate(value)) return value
    const at = parseTime(value, timeZone)
    if (at !== undefined) return localClock(timeZone).date(at)
  }
  refuse('date_bad', {}, [field])
}

/** Whether a signature is the HMAC-SHA256 of a text, in hexadecimal or base64. */
function isSigned(text: string, signature: string, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(text).digest()
  const said = signature.trim().replace(/^sha256=/i, '')
  const sent = Buffer.from(said, /^[0-9a-f]{64}$/i.test(said) ? 'hex' : 'base64')
  return expected.length === sent.length && timingSafeEqual(expected, sent)
}
