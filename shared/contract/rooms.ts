import { Type, type Static } from 'typebox'
import { Amount, Id, IdParams, Instant, Message, Money, Name, Nullable, OneOf, Page, Paging, Text } from './common.ts'
import { route } from './route.ts'

const tag = 'rooms'

export const HOUSEKEEPING = ['dirty', 'clean', 'inspected'] as const
export const Housekeeping = OneOf(HOUSEKEEPING)
export type Housekeeping = Static<typeof Housekeeping>

/** A room: by the hour (seed 003), by nights (it then has a `number`), or both. */
export const Room = Type.Object({
  id: Id,
  number: Nullable(Type.String()),
  name: Type.String(),
  description: Nullable(Type.String()),
  capacity: Type.Integer(),
  roomType: Type.String({ description: 'what is sold: the category of its stays' }),
  floor: Nullable(Type.Integer()),
  hourlyRate: Nullable(Amount),
  nightlyRate: Nullable(Amount),
  housekeeping: Housekeeping,
  isActive: Type.Boolean(),
  metadata: Type.Unknown(),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
})
export type Room = Static<typeof Room>

const RoomNumber = Type.Union([
  Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }),
  Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
])

export const RoomFields = {
  description: Type.Optional(Nullable(Text)),
  capacity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
  number: Type.Optional(Nullable(RoomNumber)),
  floor: Type.Optional(Nullable(Type.Integer({ minimum: -20, maximum: 300 }))),
  hourlyRate: Type.Optional(Nullable(Money)),
  nightlyRate: Type.Optional(Nullable(Money)),
  isActive: Type.Optional(Type.Boolean()),
  metadata: Type.Optional(Type.Unknown()),
}

export const NewRoom = Type.Object({ name: Name, roomType: Name, ...RoomFields })
export type NewRoom = Static<typeof NewRoom>
export const RoomChange = Type.Object({ name: Type.Optional(Name), roomType: Type.Optional(Name), ...RoomFields })
export type RoomChange = Static<typeof RoomChange>

export const listRooms = route({
  method: 'GET', path: '/api/v1/bookings/rooms', tag, role: 'open',
  summary: 'Rooms by name, by type, active ones unless `active=false` asks for all',
  query: Type.Object({
    type: Type.Optional(Type.String({ maxLength: 200 })),
    active: Type.Optional(Type.String({ maxLength: 10, description: '`true` (at first): active rooms alone' })),
    ...Paging,
  }),
  status: 200, answer: Page(Room),
})

export const getRoom = route({
  method: 'GET', path: '/api/v1/bookings/rooms/:id', tag, role: 'open',
  summary: 'One room',
  params: IdParams, status: 200, answer: Room, errors: [404],
})

export const createRoom = route({
  method: 'POST', path: '/api/v1/admin/rooms', tag, role: 'admin',
  summary: 'Add a room',
  body: NewRoom, missing: 'first', status: 201, answer: Room, creates: true,
})

export const createRooms = route({
  method: 'POST', path: '/api/v1/rooms/bulk', tag, role: 'admin',
  summary: 'Add many rooms at once, all or none',
  body: Type.Object({ rooms: Type.Array(NewRoom, { minItems: 1, maxItems: 2000 }) }),
  status: 201, answer: Type.Object({ created: Type.Integer() }), creates: true,
})

export const updateRoom = route({
  method: 'PUT', path: '/api/v1/admin/rooms/:id', tag, role: 'admin',
  summary: 'Change a room; what is not given stays',
  params: IdParams, body: RoomChange,
  status: 200, answer: Room, errors: [404, 412], versioned: true,
})

export const deleteRoom = route({
  method: 'DELETE', path: '/api/v1/admin/rooms/:id', tag, role: 'admin',
  summary: 'Deactivate a room: it takes no new bookings and keeps the ones it has',
  params: IdParams, status: 200, answer: Message, errors: [404],
})

export const setHousekeeping = route({
  method: 'PUT', path: '/api/v1/housekeeping/:id', tag, role: 'staff',
  summary: 'Say how a room stands: dirty, clean or inspected',
  params: IdParams, body: Type.Object({ housekeeping: Housekeeping }),
  status: 200, answer: Room, errors: [404, 412], versioned: true,
})

export const listHousekeeping = route({
  method: 'GET', path: '/api/v1/housekeeping', tag, role: 'staff',
  summary: 'Every hotel room with its state and whether somebody is in it',
  status: 200,
  answer: Type.Object({
    rooms: Type.Array(Type.Object({
      id: Id, number: Type.String(), category: Type.String(), floor: Nullable(Type.Integer()),
      housekeeping: Housekeeping, occupied: Type.Boolean(),
      arriving: Type.Boolean(), departing: Type.Boolean(),
    })),
  }),
})
