import { Type, type Static } from 'typebox'
import { Id, Nullable, PlainDate } from './common.ts'
import { route } from './route.ts'

const Runs = Type.Object({ runs: Type.Array(Type.Integer(), { description: 'nights on end that a room is free, the longest first, ten at most' }) })

export const TidyMove = Type.Object({
  id: Id,
  version: Type.Integer(),
  guest: Nullable(Type.String()),
  arrival: PlainDate,
  departure: PlainDate,
  fromRoom: Nullable(Type.String({ description: 'null for a stay that has no room yet' })),
  toRoom: Type.String(),
})
export type TidyMove = Static<typeof TidyMove>

export const Tidying = Type.Object({
  category: Type.String(),
  from: PlainDate,
  to: PlainDate,
  moves: Type.Array(TidyMove),
  before: Runs,
  after: Runs,
})
export type Tidying = Static<typeof Tidying>

export const tidyStays = route({
  method: 'GET', path: '/api/v1/stays/tidy', tag: 'stays', role: 'staff',
  summary: 'Moves of guests who have not come yet, within a category, that free the longest runs of nights. Nothing is changed: `POST /api/v1/calendar/moves` does them, all together',
  query: Type.Object({
    category: Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' }),
    from: Type.Optional(Type.String({ format: 'date', examples: ['2027-03-01'], description: 'today, if left out' })),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 60, default: 14 })),
  }),
  status: 200, answer: Tidying, errors: [404],
})
