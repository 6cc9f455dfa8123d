import { Type, type Static } from 'typebox'
import {
  Amount, Email, Id, IdParams, Instant, Money, Name, Nullable, OneOf, Page, Paging, Phone, PlainDate, Text,
} from './common.ts'
import { route } from './route.ts'

const tag = 'stays'

export const STATUSES = ['pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show'] as const
export const Status = OneOf(STATUSES)
export type Status = Static<typeof Status>

/** What happened to a booking; the name of an audit entry and of what `undo` takes back. */
export const STEPS = [
  'created', 'changed', 'moved', 'split', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show', 'undone',
] as const
export const Step = OneOf(STEPS)
export type Step = Static<typeof Step>

export const Stay = Type.Object({
  id: Id,
  roomId: Nullable(Id),
  roomNumber: Nullable(Type.String()),
  category: Type.String(),
  arrival: PlainDate,
  departure: PlainDate,
  nights: Type.Integer(),
  checkin: Instant,
  checkout: Instant,
  status: Status,
  nightlyRate: Amount,
  total: Amount,
  paid: Amount,
  balance: Amount,
  currency: Type.String(),
  guest: Nullable(Type.Object({
    id: Id,
    name: Type.String(),
    email: Nullable(Type.String()),
    phone: Nullable(Type.String()),
    vip: Type.Boolean(),
  })),
  adults: Type.Integer(),
  children: Type.Integer(),
  notes: Nullable(Type.String()),
  source: Nullable(Type.String()),
  locked: Type.Boolean({ description: 'true where the guest was promised this very room' }),
  groupId: Nullable(Id),
  checkedInAt: Nullable(Instant),
  checkedOutAt: Nullable(Instant),
  /** The step that `undo` would take back, or null where there is none. */
  undoable: Nullable(Step),
  lastChange: Type.Integer({ description: 'the last step of this booking in the feed of changes: what `POST /api/v1/calendar/undo` takes' }),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
})
export type Stay = Static<typeof Stay>

const RoomNumber = Type.Union([
  Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
])

const Party = {
  adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  children: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
}

const GuestOfStay = {
  guestId: Type.Optional(Nullable(Id)),
  guestEmail: Type.Optional(Nullable(Email)),
  guestPhone: Type.Optional(Nullable(Phone)),
}

export const NewStay = Type.Object({
  roomNumber: Type.Optional(RoomNumber),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
  unassigned: Type.Optional(Type.Boolean({ description: 'with a category: no room yet; one is given by a move' })),
  arrival: PlainDate,
  departure: PlainDate,
  guestName: Name,
  ...GuestOfStay,
  ...Party,
  nightlyRate: Type.Optional(Money),
  notes: Type.Optional(Nullable(Text)),
  source: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
  locked: Type.Optional(Type.Boolean()),
  /** `pending` keeps the room for a guest who has not confirmed. */
  status: Type.Optional(OneOf(['confirmed', 'pending'])),
})
export type NewStay = Static<typeof NewStay>

export const createStay = route({
  method: 'POST', path: '/api/v1/stays', tag, role: 'staff',
  summary: 'Book a stay: a room by number, or a category and the desk picks the room that leaves the fewest gaps, or with `unassigned` none yet',
  body: NewStay, status: 201, answer: Stay, errors: [404, 409], creates: true,
})

export const STAY_VIEWS = ['all', 'arrivals', 'departures', 'in_house', 'overdue'] as const
export const STAY_ORDERS = ['arrival', 'departure', 'guest', 'room', 'total', 'created'] as const

export const StayFilter = {
  view: Type.Optional(OneOf(STAY_VIEWS)),
  q: Type.Optional(Type.String({ maxLength: 200, description: 'guest, room number or booking number' })),
  status: Type.Optional(Status),
  category: Type.Optional(Type.String({ maxLength: 200 })),
  guestId: Type.Optional(Id),
  from: Type.Optional(PlainDate),
  to: Type.Optional(PlainDate),
  sort: Type.Optional(OneOf(STAY_ORDERS)),
  direction: Type.Optional(OneOf(['asc', 'desc'])),
}

export const listStays = route({
  method: 'GET', path: '/api/v1/stays', tag, role: 'staff',
  summary: 'Stays: `view` is what the desk asks for today; `from` and `to` keep those that touch these days',
  query: Type.Object({ ...StayFilter, ...Paging }),
  status: 200, answer: Page(Stay),
})

export const exportStays = route({
  method: 'GET', path: '/api/v1/stays/export/csv', tag, role: 'staff',
  summary: 'The same list as CSV, all of it, streamed',
  query: Type.Object(StayFilter),
  status: 200, answer: Type.String(), answerType: 'text/csv',
})

export const getStay = route({
  method: 'GET', path: '/api/v1/stays/:id', tag, role: 'staff',
  summary: 'One stay',
  params: IdParams, status: 200, answer: Stay, errors: [404],
})

export const updateStay = route({
  method: 'PATCH', path: '/api/v1/stays/:id', tag, role: 'staff',
  summary: 'Change guest, party, rate, notes, or the dates within the same room',
  params: IdParams,
  body: Type.Object({
    arrival: Type.Optional(PlainDate),
    departure: Type.Optional(PlainDate),
    guestName: Type.Optional(Name),
    ...GuestOfStay,
    ...Party,
    nightlyRate: Type.Optional(Money),
    notes: Type.Optional(Nullable(Text)),
    source: Type.Optional(Nullable(Type.String({ maxLength: 100 }))),
    locked: Type.Optional(Type.Boolean()),
  }, { additionalProperties: false }),
  status: 200, answer: Stay, errors: [404, 409, 412], versioned: true,
})

export const moveStay = route({
  method: 'POST', path: '/api/v1/stays/:id/move', tag, role: 'staff',
  summary: 'Move a stay to another room, other dates, or both; `roomNumber: null` takes it out of its room; the rate stays unless a new one is given',
  params: IdParams,
  body: Type.Object({
    roomNumber: Type.Optional(Nullable(RoomNumber)),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    arrival: Type.Optional(PlainDate),
    departure: Type.Optional(PlainDate),
    nightlyRate: Type.Optional(Money),
  }, { additionalProperties: false }),
  status: 200, answer: Stay, errors: [404, 409, 412], versioned: true,
})

export const splitStay = route({
  method: 'POST', path: '/api/v1/stays/:id/split', tag, role: 'staff',
  summary: 'From this night on in another room, or with `roomNumber: null` in none yet: the stay ends that day and a second part of it begins',
  params: IdParams,
  body: Type.Object({ night: PlainDate, roomNumber: Nullable(RoomNumber), nightlyRate: Type.Optional(Money) }, { additionalProperties: false }),
  status: 200, answer: Type.Object({ first: Stay, second: Stay }), errors: [404, 409, 412], versioned: true, creates: true,
})

function step<const N extends string>(name: N, summary: string) {
  return route({
    method: 'POST', path: `/api/v1/stays/:id/${name}`, tag, role: 'staff', summary,
    params: IdParams, status: 200, answer: Stay, errors: [404, 409, 412], versioned: true,
  })
}

export const confirmStay = step('confirm', 'The guest has confirmed an option')
export const checkIn = step('check-in', 'The guest is here')
export const checkOut = step('check-out', 'The guest leaves; an early departure frees the rest of the nights')
export const cancelStay = step('cancel', 'Cancel: the room is free again')
export const noShow = step('no-show', 'Expected and did not come: the room is free again')
export const undoStay = step('undo', 'Take back the last step, if the room still allows it')

export const HistoryEntry = Type.Object({
  id: Id,
  at: Instant,
  by: Nullable(Type.String()),
  step: Type.String(),
  changes: Type.Record(Type.String(), Type.Object({ from: Type.Unknown(), to: Type.Unknown() })),
})
export type HistoryEntry = Static<typeof HistoryEntry>

export const stayHistory = route({
  method: 'GET', path: '/api/v1/stays/:id/history', tag, role: 'staff',
  summary: 'Who did what to this stay, oldest first',
  params: IdParams, status: 200, answer: Type.Array(HistoryEntry), errors: [404],
})
