import { Type, type Static } from 'typebox'
import { Amount, Filter, Id, IdParams, Instant, Message, Money, Name, Nullable, OneOf, Page, Paging, Text, TimeOfDay } from './common.ts'
import { Appointment } from './appointments.ts'
import { Room } from './rooms.ts'
import { route } from './route.ts'
import { Status, STATUSES } from './stays.ts'

const tag = 'rooms by the hour (seed 003)'

export const Timeslot = Type.Object({
  id: Id,
  roomId: Id,
  startTime: Instant,
  endTime: Instant,
  isAvailable: Type.Boolean(),
})
export type Timeslot = Static<typeof Timeslot>

export const PAYMENT_STATUSES = ['unpaid', 'paid', 'refunded', 'partially_refunded'] as const

/** A booking in the words of seed 003; `price` is in the property's currency. */
export const Booking = Type.Object({
  id: Id,
  userId: Nullable(Id),
  roomId: Nullable(Id),
  timeslotId: Nullable(Id),
  status: Status,
  bookingType: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  price: Amount,
  paymentStatus: OneOf(PAYMENT_STATUSES),
  createdAt: Instant,
  updatedAt: Instant,
  room: Nullable(Room),
  timeslot: Nullable(Timeslot),
})
export type Booking = Static<typeof Booking>

const DateInput = Type.String({ maxLength: 64 })

export const roomTimeslots = route({
  method: 'GET', path: '/api/v1/bookings/rooms/:id/timeslots', tag, role: 'open',
  summary: 'The free slots of a room on a day',
  params: IdParams,
  query: Type.Object({
    date: Type.Optional(DateInput),
    duration: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, default: 30, description: 'minutes at least' })),
  }),
  status: 200, answer: Type.Object({ room: Room, date: Type.String(), timeslots: Type.Array(Timeslot) }), errors: [404],
})

/** One path, two seeds: the fields say which (contract, sections 5 and 7). */
export const createBooking = route({
  method: 'POST', path: '/api/v1/bookings', tag, role: 'customer', seed: '001',
  summary: 'Book an appointment (`provider_id`, `date`, `time`) or a slot of a room (`timeslotId`, `roomId`)',
  body: Type.Object({
    provider_id: Type.Optional(Type.Unknown()),
    date: Type.Optional(Type.Unknown()),
    time: Type.Optional(Type.Unknown()),
    timeslotId: Type.Optional(Type.Unknown()),
    roomId: Type.Optional(Type.Unknown()),
    guest_name: Type.Optional(Nullable(Name)),
    notes: Type.Optional(Nullable(Text)),
    bookingType: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
  }, {
    examples: [{ provider_id: 1, date: '2024-12-25', time: '14:30' }, { timeslotId: 1, roomId: 1, notes: 'Test booking' }],
  }),
  status: 201,
  answer: Type.Union([
    Appointment,
    Type.Object({ booking: Booking, checkoutUrl: Nullable(Type.String()), message: Type.String() }),
  ]),
  errors: [404, 409], creates: true,
})

export const listOwnBookings = route({
  method: 'GET', path: '/api/v1/bookings', tag, role: 'customer', seed: '003',
  summary: 'One\'s own bookings, newest first',
  query: Type.Object({
    status: Filter(Status), from_date: Filter(DateInput), to_date: Filter(DateInput), ...Paging,
  }),
  status: 200, answer: Page(Booking),
})

export const getBooking = route({
  method: 'GET', path: '/api/v1/bookings/:id', tag, role: 'customer', seed: '003',
  summary: 'One booking, one\'s own or any for staff',
  params: IdParams, status: 200, answer: Booking, errors: [404],
})

export const cancelBooking = route({
  method: 'PUT', path: '/api/v1/bookings/:id/cancel', tag, role: 'customer', seed: '003',
  summary: 'Cancel a booking; the refund follows the property\'s policy',
  params: IdParams, status: 200,
  answer: Type.Object({ booking: Booking, refundAmount: Amount, message: Type.String() }), errors: [404],
})

export const rescheduleBooking = route({
  method: 'PUT', path: '/api/v1/bookings/:id/reschedule', tag, role: 'customer', seed: '003',
  summary: 'Move a booking to another slot of the same room',
  params: IdParams, body: Type.Object({ newTimeslotId: Type.Optional(Type.Unknown()) }),
  status: 200, answer: Type.Object({ booking: Booking, message: Type.String() }), errors: [404],
})

export const generateTimeslots = route({
  method: 'POST', path: '/api/v1/admin/timeslots/generate', tag, role: 'admin',
  summary: 'Make the slots of a room from one day to another, both included; what exists or overlaps is skipped',
  body: Type.Object({
    roomId: Type.Optional(Type.Unknown()),
    startDate: Type.Optional(Type.Unknown()),
    endDate: Type.Optional(Type.Unknown()),
    slotDuration: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, default: 30 })),
    workingHours: Type.Optional(Nullable(Type.Object({ start: TimeOfDay, end: TimeOfDay }))),
    excludedDates: Type.Optional(Nullable(Type.Array(DateInput, { maxItems: 4000 }))),
  }),
  status: 201,
  answer: Type.Object({
    message: Type.String(), count: Type.Integer(),
    dateRange: Type.Object({ start: Type.String(), end: Type.String() }),
  }),
  errors: [404], creates: true,
})

export const deleteTimeslot = route({
  method: 'DELETE', path: '/api/v1/admin/timeslots/:id', tag, role: 'admin',
  summary: 'Delete a slot that nobody has booked',
  params: IdParams, status: 200, answer: Message, errors: [404],
})

export const listAllBookings = route({
  method: 'GET', path: '/api/v1/admin/bookings', tag, role: 'admin',
  summary: 'All bookings, newest first',
  query: Type.Object({
    status: Filter(Status), roomId: Filter(Id), userId: Filter(Id), fromDate: Filter(DateInput), toDate: Filter(DateInput),
    ...Paging, limit: Type.Optional(Type.Integer({ minimum: 1, default: 50 })),
  }),
  status: 200, answer: Page(Booking),
})

export const setBookingStatus = route({
  method: 'PUT', path: '/api/v1/admin/bookings/:id/status', tag, role: 'admin',
  summary: 'Bring a booking to another status that its present one may lead to',
  params: IdParams, body: Type.Object({ status: Type.Optional(Type.Unknown()) }),
  status: 200, answer: Booking, errors: [404, 409],
})

const Counts = Type.Object(Object.fromEntries(STATUSES.map((status) => [status, Type.Integer()])) as Record<Status, ReturnType<typeof Type.Integer>>)

export const bookingStats = route({
  method: 'GET', path: '/api/v1/admin/bookings/stats', tag, role: 'admin',
  summary: 'How many bookings were made, by status, and what was paid for them; this month unless days are given',
  query: Type.Object({ fromDate: Filter(DateInput), toDate: Filter(DateInput) }),
  status: 200, answer: Type.Object({ total: Type.Integer(), byStatus: Counts, revenue: Amount }),
})

export const payBooking = route({
  method: 'POST', path: '/api/v1/bookings/:id/payments', tag, role: 'staff',
  summary: 'Payment was taken at the desk: all that is due, or an amount; a pending booking that is paid is confirmed',
  params: IdParams, body: Type.Object({ amount: Type.Optional(Money) }),
  status: 200, answer: Booking, errors: [404, 409], creates: true,
})

export const paymentNotification = route({
  method: 'POST', path: '/api/v1/payments/notifications', tag, role: 'open',
  summary: 'The payment service tells that a booking was paid; signed with HMAC-SHA256 over the raw body in `Skranke-Signature`, hexadecimal or base64',
  body: Type.Object({
    booking_id: Id,
    status: Type.Optional(Type.With(OneOf(['paid', 'failed']), { description: 'where it is left out, paid' })),
    amount: Type.Optional(Money),
    currency: Type.Optional(Type.String({ maxLength: 3, description: 'where it is given, the property\'s' })),
  }),
  status: 200, answer: Message, errors: [401, 404],
})

/** A slot booking as the desk works with it; amounts are in the property's currency. */
export const SlotBooking = Type.Object({
  id: Id,
  roomId: Id,
  room: Type.String(),
  timeslotId: Nullable(Id),
  guestId: Nullable(Id),
  guestName: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  status: Status,
  from: Instant,
  to: Instant,
  price: Amount,
  paid: Amount,
  refund: Amount,
  paymentStatus: OneOf(PAYMENT_STATUSES),
  expiresAt: Nullable(Instant),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
  lastChange: Type.Integer({ description: 'the last step of this booking in the feed of changes: what `POST /api/v1/calendar/undo` takes' }),
}, { description: '`refund` is what would be paid back if it were cancelled now' })
export type SlotBooking = Static<typeof SlotBooking>

const deskTag = 'rooms by the hour'
const Guest = {
  guestId: Type.Optional(Nullable(Id)),
  guestName: Type.Optional(Nullable(Name)),
  notes: Type.Optional(Nullable(Text)),
}

export const createSlotBooking = route({
  method: 'POST', path: '/api/v1/slot-bookings', tag: deskTag, role: 'staff',
  summary: 'Book a slot for a guest: confirmed, or `pending` until it is paid',
  body: Type.Object({ timeslotId: Id, status: Type.Optional(OneOf(['confirmed', 'pending'] as const)), ...Guest }),
  status: 201, answer: SlotBooking, errors: [409], creates: true,
})

export const getSlotBooking = route({
  method: 'GET', path: '/api/v1/slot-bookings/:id', tag: deskTag, role: 'staff',
  summary: 'One slot booking', params: IdParams, status: 200, answer: SlotBooking, errors: [404],
})

export const updateSlotBooking = route({
  method: 'PATCH', path: '/api/v1/slot-bookings/:id', tag: deskTag, role: 'staff',
  summary: 'Change a slot booking: another slot of the room, guest or notes',
  params: IdParams,
  body: Type.Object({ timeslotId: Type.Optional(Id), ...Guest }, { additionalProperties: false }),
  status: 200, answer: SlotBooking, errors: [404, 409, 412], versioned: true,
})

const step = (name: string, summary: string) => route({
  method: 'POST', path: `/api/v1/slot-bookings/:id/${name}`, tag: deskTag, role: 'staff',
  summary, params: IdParams, status: 200, answer: SlotBooking, errors: [404, 409, 412], versioned: true,
})

export const confirmSlotBooking = step('confirm', 'A pending booking is firm, paid or not')
export const completeSlotBooking = step('complete', 'The guest was here')
export const missSlotBooking = step('no-show', 'The guest did not come')
export const cancelSlotBooking = step('cancel', 'Cancel; the refund follows the property\'s policy')
