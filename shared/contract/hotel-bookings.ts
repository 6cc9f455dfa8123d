import { Type, type Static } from 'typebox'
import { Email, Id, Name, Nullable, Phone, Text, TimeInput } from './common.ts'
import { route } from './route.ts'

const tag = 'hotel bookings (seed 000)'

const RoomNumber = Type.Union([Type.Integer(), Type.String()])

/** A stay in the words of seed 000; `checkin` and `checkout` are local time without offset. */
export const HotelBooking = Type.Object({
  id: Id,
  roomnumber: Nullable(RoomNumber),
  category: Type.String(),
  isbooking: Type.Boolean({ description: 'true while the stay holds its room' }),
  checkin: Type.String({ examples: ['2024-11-01T14:00:00'] }),
  checkout: Type.String({ examples: ['2024-11-05T12:00:00'] }),
  status: Type.String(),
  guest_name: Nullable(Type.String()),
})
export type HotelBooking = Static<typeof HotelBooking>

export const createHotelBooking = route({
  method: 'POST', path: '/bookings', tag, role: 'staff', seed: '000',
  summary: 'Book a room by its number',
  body: Type.Object({
    roomnumber: Type.Union([
      Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
      Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }),
    ]),
    category: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    checkin: TimeInput,
    checkout: TimeInput,
    guest_name: Type.Optional(Nullable(Name)),
    guest_email: Type.Optional(Nullable(Email)),
    guest_phone: Type.Optional(Nullable(Phone)),
    adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    children: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    notes: Type.Optional(Nullable(Text)),
  }, {
    examples: [{
      roomnumber: 101, category: 'Standard single room',
      checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00',
    }],
  }),
  status: 201, answer: HotelBooking, errors: [404, 409], creates: true,
})

export const listHotelBookings = route({
  method: 'GET', path: '/bookings', tag, role: 'staff', seed: '000',
  summary: 'All stays, oldest id first; without `limit` all of them, streamed',
  query: Type.Object({
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'at most 100; more counts as 100' })),
    after_id: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
  }),
  status: 200, answer: Type.Array(HotelBooking),
})

export const exportHotelBookings = route({
  method: 'GET', path: '/bookings/export/csv', tag, role: 'staff', seed: '000',
  summary: 'All stays as CSV, streamed',
  status: 200, answer: Type.String(), answerType: 'text/csv',
})
