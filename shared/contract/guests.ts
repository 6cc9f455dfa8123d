import { Type, type Static } from 'typebox'
import { Email, Id, IdParams, Instant, Name, Nullable, Page, Paging, Phone, Text } from './common.ts'
import { route } from './route.ts'

const tag = 'guests'

export const Guest = Type.Object({
  id: Id,
  name: Type.String(),
  email: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  vip: Type.Boolean(),
  stays: Type.Integer({ description: 'how many stays the house knows of' }),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
})
export type Guest = Static<typeof Guest>

const GuestFields = {
  email: Type.Optional(Nullable(Email)),
  phone: Type.Optional(Nullable(Phone)),
  notes: Type.Optional(Nullable(Text)),
  vip: Type.Optional(Type.Boolean()),
}

export const listGuests = route({
  method: 'GET', path: '/api/v1/guests', tag, role: 'staff',
  summary: 'Guests by name; `q` finds the beginning of any word of the name, of the address or the number',
  query: Type.Object({ q: Type.Optional(Type.String({ maxLength: 200 })), ...Paging }),
  status: 200, answer: Page(Guest),
})

export const getGuest = route({
  method: 'GET', path: '/api/v1/guests/:id', tag, role: 'staff',
  summary: 'One guest',
  params: IdParams, status: 200, answer: Guest, errors: [404],
})

export const createGuest = route({
  method: 'POST', path: '/api/v1/guests', tag, role: 'staff',
  summary: 'Add a guest',
  body: Type.Object({ name: Name, ...GuestFields }),
  status: 201, answer: Guest, creates: true,
})

export const updateGuest = route({
  method: 'PATCH', path: '/api/v1/guests/:id', tag, role: 'staff',
  summary: 'Change a guest; their stays carry the new name',
  params: IdParams,
  body: Type.Object({ name: Type.Optional(Name), ...GuestFields }, { additionalProperties: false }),
  status: 200, answer: Guest, errors: [404, 412], versioned: true,
})
