import { Type, type Static } from 'typebox'
import { Amount, Id, IdParams, Instant, Nullable, OneOf, PlainDate, Text } from './common.ts'
import { WorkingHours } from './appointments.ts'
import { Housekeeping } from './rooms.ts'
import { STATUSES } from './stays.ts'
import { route } from './route.ts'

const tag = 'calendar'

export const availability = route({
  method: 'GET', path: '/api/v1/availability', tag, role: 'staff',
  summary: 'Rooms free for every night from `from` to `to`',
  query: Type.Object({
    from: PlainDate,
    to: PlainDate,
    category: Type.Optional(Type.String({ maxLength: 200 })),
    adults: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
    except: Type.Optional(Type.Integer({ minimum: 1, description: 'a stay to leave out of account: the one that may move' })),
  }),
  status: 200,
  answer: Type.Object({
    from: PlainDate,
    to: PlainDate,
    rooms: Type.Array(Type.Object({
      id: Id,
      number: Type.String(),
      name: Type.String(),
      category: Type.String(),
      capacity: Type.Integer(),
      floor: Nullable(Type.Integer()),
      nightlyRate: Nullable(Amount),
      housekeeping: Housekeeping,
    })),
  }),
})

export const CALENDAR_KINDS = ['rooms', 'providers', 'cars', 'hourly'] as const

/**
 * The bars of a calendar travel as rows of numbers, not as objects, because a full hotel has
 * thousands of them. `fields` names the places of a row; `row` points into `rows` (-1: no room
 * yet); `start` and `end` are wall-clock minutes since midnight of `from` at the property;
 * `status` points into `statuses`; `flags` is a sum of CALENDAR_FLAGS; `due` is what is not yet
 * paid, in minor units of the currency. The flag `slot` marks the booking of a timeslot, as against a stay.
 */
export const CALENDAR_FIELDS = ['id', 'row', 'start', 'end', 'status', 'label', 'due', 'flags', 'version'] as const
export const CALENDAR_STATUSES = [...STATUSES, 'out_of_order', 'out_of_service'] as const
export const CALENDAR_FLAGS = { vip: 1, notes: 2, locked: 4, group: 8, slot: 64 } as const

export const CalendarRow = Type.Object({
  id: Id,
  label: Type.String(),
  group: Type.String({ description: 'the category of a room, the fuel of a car' }),
  floor: Nullable(Type.Integer()),
  capacity: Nullable(Type.Integer()),
  nightlyRate: Nullable(Amount),
  housekeeping: Nullable(Housekeeping),
  hourlyRate: Type.Optional(Nullable(Amount)),
  provider: Type.Optional(Type.Object({ slotMinutes: Type.Integer(), workingHours: Nullable(WorkingHours) })),
  car: Type.Optional(Type.Object({
    isRented: Type.Boolean(), hasDamage: Type.Boolean(), fuelLevel: Nullable(Type.Integer()), mileage: Type.Integer(),
  })),
})
export type CalendarRow = Static<typeof CalendarRow>

export const CalendarBar = Type.Unsafe<[
  id: number, row: number, start: number, end: number, status: number,
  label: string | null, due: number, flags: number, version: number,
]>({ type: 'array' })

/** A timeslot that can still be booked; `row`, `start` and `end` as in a bar. */
export const CalendarSlot = Type.Unsafe<[row: number, start: number, end: number, id: number]>({ type: 'array' })
export type CalendarSlot = Static<typeof CalendarSlot>

export const Calendar = Type.Object({
  from: PlainDate,
  to: PlainDate,
  seq: Type.Integer({ description: 'the change this picture includes' }),
  rows: Type.Array(CalendarRow),
  fields: Type.Array(Type.String()),
  statuses: Type.Array(Type.String()),
  bars: Type.Array(CalendarBar),
  slots: Type.Optional(Type.Array(CalendarSlot, { description: 'of rooms by the hour: what is free' })),
})
export type Calendar = Static<typeof Calendar>

export const calendar = route({
  method: 'GET', path: '/api/v1/calendar', tag, role: 'staff',
  summary: 'What a timeline shows: the bookables, and the bookings and blocks that touch the days',
  query: Type.Object({ from: PlainDate, to: PlainDate, kind: Type.Optional(OneOf(CALENDAR_KINDS)) }),
  status: 200, answer: Calendar,
})

/** What several changes at once have done. */
export const Rearranged = Type.Object({
  steps: Type.Array(Id, { description: 'what was written down for it: taking these back takes back all of it' }),
  bookings: Type.Array(Type.Object({ id: Id, version: Type.Integer(), lastChange: Id })),
})
export type Rearranged = Static<typeof Rearranged>

export const undoSteps = route({
  method: 'POST', path: '/api/v1/calendar/undo', tag, role: 'staff',
  summary: 'Take back exactly these steps of bookings of any kind (their `lastChange` then), all or none; to do them again, take back the steps that this answers. What a step changed must be as the step left it',
  body: Type.Object({ steps: Type.Array(Id, { minItems: 1, maxItems: 200 }) }, { additionalProperties: false }),
  status: 200, answer: Rearranged, errors: [404, 409], creates: true,
})

export const BLOCK_REASONS = ['out_of_order', 'out_of_service'] as const

export const Block = Type.Object({
  id: Id,
  roomId: Id,
  roomNumber: Nullable(Type.String()),
  from: PlainDate,
  to: PlainDate,
  reason: OneOf(BLOCK_REASONS),
  notes: Nullable(Type.String()),
  createdAt: Instant,
  version: Type.Integer(),
  lastChange: Type.Integer({ description: 'the last step of this booking in the feed of changes: what `POST /api/v1/calendar/undo` takes' }),
})
export type Block = Static<typeof Block>

const BlockRoom = Type.Union([Type.String({ minLength: 1, maxLength: 20 }), Type.Integer({ minimum: 0 })])

export const listBlocks = route({
  method: 'GET', path: '/api/v1/blocks', tag, role: 'staff',
  summary: 'Rooms taken out of sale, now or from `from` to `to`',
  query: Type.Object({ from: Type.Optional(PlainDate), to: Type.Optional(PlainDate) }),
  status: 200, answer: Type.Array(Block),
})

export const getBlock = route({
  method: 'GET', path: '/api/v1/blocks/:id', tag, role: 'staff',
  summary: 'One block', params: IdParams, status: 200, answer: Block, errors: [404],
})

export const createBlock = route({
  method: 'POST', path: '/api/v1/blocks', tag, role: 'staff',
  summary: 'Take a room out of sale from one day to another: out of order lowers the rooms available, out of service does not',
  body: Type.Object({
    roomNumber: BlockRoom, from: PlainDate, to: PlainDate,
    reason: Type.Optional(OneOf(BLOCK_REASONS)), notes: Type.Optional(Nullable(Text)),
  }),
  status: 201, answer: Block, errors: [404, 409], creates: true,
})

export const updateBlock = route({
  method: 'PATCH', path: '/api/v1/blocks/:id', tag, role: 'staff',
  summary: 'Change a block: its room, days, reason or notes',
  params: IdParams,
  body: Type.Object({
    roomNumber: Type.Optional(BlockRoom), from: Type.Optional(PlainDate), to: Type.Optional(PlainDate),
    reason: Type.Optional(OneOf(BLOCK_REASONS)), notes: Type.Optional(Nullable(Text)),
  }, { additionalProperties: false }),
  status: 200, answer: Block, errors: [404, 409, 412], versioned: true,
})

export const deleteBlock = route({
  method: 'DELETE', path: '/api/v1/blocks/:id', tag, role: 'staff',
  summary: 'Give the room back to sale',
  params: IdParams, status: 200, answer: Type.Object({ message: Type.String() }), errors: [404],
})

