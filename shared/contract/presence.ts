import { Type, type Static } from 'typebox'
import { Id, Instant, OneOf } from './common.ts'
import { route } from './route.ts'

export const DOINGS = ['moving', 'editing'] as const
export type Doing = (typeof DOINGS)[number]

/** Somebody at another desk is at this booking. */
export const AtBooking = Type.Object({ bookingId: Id, by: Type.String({ examples: ['anna'] }), doing: OneOf(DOINGS) })
export type AtBooking = Static<typeof AtBooking>

export const tellPresence = route({
  method: 'PUT', path: '/api/v1/presence', tag: 'operations', role: 'staff',
  summary: 'Say which bookings one is moving or editing, so that other desks see it; none ends it, and it ends by itself 10 seconds after it was last said',
  body: Type.Object({ bookingIds: Type.Array(Id, { maxItems: 200 }), doing: OneOf(DOINGS) }, { additionalProperties: false }),
  status: 200, answer: Type.Object({ until: Instant }),
})
