import { Type, type Static } from 'typebox'
import { Id, IdParams, Instant, Nullable, OneOf, Page, Paging } from './common.ts'
import { AtBooking } from './presence.ts'
import { route } from './route.ts'

/* What keeps the house running: health, changes, deliveries, backups, audit. */

export const health = route({
  method: 'GET', path: '/health', tag: 'operations', role: 'open',
  summary: 'Whether the desk is up',
  status: 200, answer: Type.Object({ status: Type.Literal('ok') }),
})

export const Change = Type.Object({
  seq: Type.Integer(),
  entity: Type.String(),
  entityId: Nullable(Type.Integer()),
  step: Type.String(),
})
export type Change = Static<typeof Change>

export const listChanges = route({
  method: 'GET', path: '/api/v1/changes', tag: 'operations', role: 'staff',
  summary: 'What has changed since `after`, oldest first, 500 at most (without it the newest number alone), and what other desks are at now',
  query: Type.Object({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })) }),
  status: 200, answer: Type.Object({ seq: Type.Integer(), changes: Type.Array(Change), presence: Type.Array(AtBooking) }),
})

export const DELIVERY_STATES = ['waiting', 'delivered', 'parked', 'given_up'] as const
export const Delivery = Type.Object({
  id: Id,
  destination: Type.String(),
  type: Type.String(),
  bookingId: Nullable(Id),
  state: OneOf(DELIVERY_STATES),
  attempts: Type.Integer(),
  nextTryAt: Nullable(Instant),
  lastError: Nullable(Type.String()),
  createdAt: Instant,
  deliveredAt: Nullable(Instant),
})
export type Delivery = Static<typeof Delivery>

export const listDeliveries = route({
  method: 'GET', path: '/api/v1/deliveries', tag: 'deliveries', role: 'staff',
  summary: 'What waits to leave the house, what failed and why',
  query: Type.Object({ state: Type.Optional(OneOf(DELIVERY_STATES)), destination: Type.Optional(Type.String({ maxLength: 50 })), ...Paging }),
  status: 200, answer: Page(Delivery),
})

export const retryDelivery = route({
  method: 'POST', path: '/api/v1/deliveries/:id/retry', tag: 'deliveries', role: 'staff',
  summary: 'Try again now', params: IdParams, status: 200, answer: Delivery, errors: [404, 409],
})

export const giveUpDelivery = route({
  method: 'POST', path: '/api/v1/deliveries/:id/give-up', tag: 'deliveries', role: 'staff',
  summary: 'Never send it', params: IdParams, status: 200, answer: Delivery, errors: [404, 409],
})

export const DestinationStatus = Type.Object({
  name: Type.String({ examples: ['billing', 'webhook:2'] }),
  state: OneOf(['ok', 'failing', 'off', 'unset'] as const),
  waiting: Type.Integer(),
  parked: Type.Integer(),
  offSince: Nullable(Instant),
  lastError: Nullable(Type.String()),
})
export type DestinationStatus = Static<typeof DestinationStatus>

export const listDestinations = route({
  method: 'GET', path: '/api/v1/deliveries/destinations', tag: 'deliveries', role: 'staff',
  summary: 'How each destination fares; one that answered 410 is off until it is turned on or its address changes',
  status: 200, answer: Type.Array(DestinationStatus),
})

export const turnOnDestination = route({
  method: 'POST', path: '/api/v1/deliveries/destinations/:name/on', tag: 'deliveries', role: 'staff',
  summary: 'Send there again', params: Type.Object({ name: Type.String({ minLength: 1, maxLength: 50 }) }),
  status: 200, answer: DestinationStatus, errors: [404],
})

export const Backup = Type.Object({ name: Type.String(), bytes: Type.Integer(), createdAt: Instant, verified: Type.Boolean() })
export type Backup = Static<typeof Backup>

export const listBackups = route({
  method: 'GET', path: '/api/v1/backups', tag: 'backups', role: 'admin',
  summary: 'Backups beside the database, newest first',
  status: 200, answer: Type.Array(Backup),
})

export const createBackup = route({
  method: 'POST', path: '/api/v1/backups', tag: 'backups', role: 'admin',
  summary: 'Make a backup now, and verify it',
  status: 201, answer: Backup, errors: [507], creates: true,
})

export const AuditEntry = Type.Object({
  id: Id,
  at: Instant,
  by: Nullable(Type.String()),
  entity: Type.String(),
  entityId: Nullable(Type.Integer()),
  step: Type.String(),
  changes: Type.Unknown(),
})

export const listAudit = route({
  method: 'GET', path: '/api/v1/audit', tag: 'audit', role: 'admin',
  summary: 'Who did what, newest first',
  query: Type.Object({ entity: Type.Optional(Type.String({ maxLength: 50 })), entityId: Type.Optional(Id), ...Paging }),
  status: 200, answer: Page(AuditEntry),
})
