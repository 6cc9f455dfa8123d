import { Type, type Static } from 'typebox'
import { Id, IdParams, Instant, Message, Name, Nullable, Text } from './common.ts'
import { route } from './route.ts'

const tag = 'resources (seed 002)'

export const Resource = Type.Object({
  id: Id,
  name: Type.String(),
  description: Nullable(Type.String()),
  total_quantity: Type.Integer(),
  available_quantity: Type.Integer(),
})
export type Resource = Static<typeof Resource>

const Quantity = Type.Integer({ minimum: 0, maximum: 1_000_000_000 })

export const Purchase = Type.Object({
  id: Id,
  resource: Id,
  purchase_quantity: Type.Integer(),
  booking_date: Instant,
})
export type Purchase = Static<typeof Purchase>

export const listResources = route({
  method: 'GET', path: '/resources/', also: ['/resources'], tag, role: 'customer', seed: '002',
  summary: 'Resources with something available, and those without',
  status: 200,
  answer: Type.Object({
    message: Type.String(),
    resources: Type.Array(Resource),
    'out of stock resources': Type.Array(Resource),
  }),
})

export const createResource = route({
  method: 'POST', path: '/resources/', also: ['/resources'], tag, role: 'admin',
  summary: 'Add a resource',
  body: Type.Object({
    name: Name,
    description: Type.Optional(Nullable(Text)),
    total_quantity: Quantity,
    available_quantity: Type.Optional(Quantity),
  }),
  status: 201, answer: Resource, creates: true,
})

export const updateResource = route({
  method: 'PATCH', path: '/api/v1/resources/:id', tag, role: 'admin',
  summary: 'Change a resource: its name, description or how many there are in all',
  params: IdParams,
  body: Type.Object({
    name: Type.Optional(Name), description: Type.Optional(Nullable(Text)), total_quantity: Type.Optional(Quantity),
  }, { additionalProperties: false }),
  status: 200, answer: Resource, errors: [404, 409],
})

export const createPurchase = route({
  method: 'POST', path: '/bookings/', tag, role: 'customer', seed: '002',
  summary: 'Book a quantity of a resource, named by id or name',
  body: Type.Object({
    resource: Type.Union([Type.Integer(), Type.String({ minLength: 1, maxLength: 200 })]),
    purchase_quantity: Type.Integer({ minimum: 1, maximum: 1_000_000_000 }),
  }),
  status: 201, answer: Purchase, errors: [404], creates: true,
})

export const listPurchases = route({
  method: 'GET', path: '/bookings/', tag, role: 'customer', seed: '002',
  summary: 'One\'s own bookings of resources; all of them for staff',
  status: 200, answer: Type.Array(Purchase),
})

export const cancelPurchase = route({
  method: 'DELETE', path: '/bookings/:id', also: ['/bookings/:id/'], tag, role: 'customer',
  summary: 'Cancel one\'s booking of a resource: what it held is available again',
  params: IdParams, status: 200, answer: Message, errors: [404],
})
