import { Type, type Static } from 'typebox'
import { Amount, Id, IdParams, Instant, Money, Nullable, OneOf, PlainDate, Text } from './common.ts'
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
 * Rows and bars travel as lists of values, not as objects, because a full hotel has thousands of them;
 * `rowFields` and `fields` name the places, and what is null or 0 at the end of such a list is left
 * out. `shared/calendar-packing.ts` reads them.
 *
 * A row's `group` points into `groups`. `bars` has a list for each of `rows`, and then one for each of
 * `lanes`: the categories of stays that have no room yet. A bar's `span` points into `spans`, which are start and end in wall-clock
 * minutes since midnight of `from` at the property; `status` points into `statuses`; `due` is what is
 * not yet paid, in minor units of the currency; `flags` is a sum of CALENDAR_FLAGS. The flag `moved`
 * marks a stay that was moved from one room to another, `slot` the booking of a timeslot, as against a stay.
 */
export const CALENDAR_ROW_FIELDS = ['id', 'label', 'group', 'floor', 'capacity', 'nightlyRate', 'housekeeping', 'hourlyRate', 'provider', 'car'] as const
export const CALENDAR_FIELDS = ['id', 'version', 'span', 'status', 'label', 'due', 'flags'] as const
export const CALENDAR_STATUSES = [...STATUSES, 'out_of_order', 'out_of_service'] as const
export const CALENDAR_FLAGS = { vip: 1, notes: 2, locked: 4, group: 8, moved: 16, slot: 64 } as const

export interface CalendarRow {
  id: number
  label: string
  /** The category of a room, the fuel of a car. */
  group: string
  floor: number | null
  capacity: number | null
  nightlyRate: number | null
  housekeeping: Static<typeof Housekeeping> | null
  hourlyRate?: number | null
  provider?: { slotMinutes: number, workingHours: Static<typeof WorkingHours> | null }
  car?: { isRented: boolean, hasDamage: boolean, fuelLevel: number | null, mileage: number }
}

export interface CalendarBar {
  id: number
  version: number
  /** Points into the rows; where there is no room yet -1 - i, with i pointing into the lanes. */
  row: number
  start: number
  end: number
  status: (typeof CALENDAR_STATUSES)[number]
  label: string | null
  due: number
  flags: number
}

/** A timeslot that can still be booked: `row` points into `rows`, `start` and `end` are minutes as in a span. */
export const CalendarSlot = Type.Unsafe<[row: number, start: number, end: number, id: number]>({ type: 'array' })
export type CalendarSlot = Static<typeof CalendarSlot>

/** What a timeline shows, unpacked. */
export interface Calendar {
  from: string
  to: string
  /** The change this picture includes. */
  seq: number
  rows: CalendarRow[]
  /** The categories of stays that have no room yet. */
  lanes: string[]
  bars: CalendarBar[]
  slots?: CalendarSlot[]
}

export const PackedRow = Type.Unsafe<[id: number, label: string, group: number, ...values: unknown[]]>({ type: 'array' })
export type PackedRow = Static<typeof PackedRow>
export const PackedBar = Type.Unsafe<[id: number, version: number, span: number, status: number, label?: string | null, due?: number, flags?: number]>({ type: 'array' })
export type PackedBar = Static<typeof PackedBar>

export const PackedCalendar = Type.Object({
  from: PlainDate,
  to: PlainDate,
  seq: Type.Integer({ description: 'the change this picture includes' }),
  rowFields: Type.Array(Type.String()),
  groups: Type.Array(Type.String()),
  rows: Type.Array(PackedRow),
  lanes: Type.Array(Type.String()),
  fields: Type.Array(Type.String()),
  statuses: Type.Array(Type.String()),
  spans: Type.Array(Type.Unsafe<[start: number, end: number]>({ type: 'array' })),
  bars: Type.Array(Type.Array(PackedBar)),
  slots: Type.Optional(Type.Array(CalendarSlot, { description: 'of rooms by the hour: what is free' })),
})
export type PackedCalendar = Static<typeof PackedCalendar>

export const calendar = route({
  method: 'GET', path: '/api/v1/calendar', tag, role: 'staff',
  summary: 'What a timeline shows: the bookables, and the bookings and blocks that touch the days',
  query: Type.Object({ from: PlainDate, to: PlainDate, kind: Type.Optional(OneOf(CALENDAR_KINDS)) }),
  status: 200, answer: PackedCalendar,
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

/** A stay or a block that is to move: what is left out stays. A block's `arrival` and `departure` are its days. */
export const MoveOfBooking = Type.Object({
  id: Id,
  version: Type.Optional(Type.Integer({ minimum: 1, description: 'as it was when it was looked at; another one by now is 412' })),
  roomNumber: Type.Optional(Nullable(Type.Union([Type.String({ minLength: 1, maxLength: 20, pattern: '\\S' }), Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })], { description: 'null takes a stay out of its room' }))),
  category: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'without a roomNumber: the best fitting room of it; with null, what the stay waits for' })),
  arrival: Type.Optional(PlainDate),
  departure: Type.Optional(PlainDate),
  nightlyRate: Type.Optional(Money),
}, { additionalProperties: false })
export type MoveOfBooking = Static<typeof MoveOfBooking>

export const moveTogether = route({
  method: 'POST', path: '/api/v1/calendar/moves', tag, role: 'staff',
  summary: 'Move stays and blocks together, all or none: two may swap rooms, one may push another away. A refusal says whose it is, and names it in `fields` as `moves.0`',
  body: Type.Object({ moves: Type.Array(MoveOfBooking, { minItems: 1, maxItems: 200 }) }, { additionalProperties: false }),
  status: 200, answer: Rearranged, errors: [404, 409, 412], creates: true,
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
  params: IdParams, status: 200, answer: Type.Object({ message: Type.String(), lastChange: Id }), errors: [404],
})

