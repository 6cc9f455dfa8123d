import { Type, type Static } from 'typebox'
import { Id, IdParams, Instant, Message, OneOf } from './common.ts'
import { ROLES, route } from './route.ts'

const tag = 'users'
const Role = OneOf(ROLES)

export const User = Type.Object({
  id: Id,
  username: Type.String(),
  email: Type.String(),
  is_admin: Type.Boolean(),
  role: Role,
  active: Type.Boolean(),
  /** In UTC, as the seeds' routes say it. */
  created_at: Instant,
  version: Type.Integer(),
})
export type User = Static<typeof User>

export const SignedIn = Type.Object({
  message: Type.String(),
  token: Type.String(),
  user: Type.Object({
    id: Id,
    username: Type.String(),
    email: Type.String(),
    is_admin: Type.Boolean(),
    role: Role,
    must_change_password: Type.Boolean(),
  }),
})

const Password = Type.String({ maxLength: 1024 })

export const login = route({
  method: 'POST', path: '/login/', also: ['/login'], tag, role: 'open',
  summary: 'Sign in',
  body: Type.Object({
    username: Type.String({ minLength: 1, maxLength: 200 }),
    password: Type.String({ minLength: 1, maxLength: 1024 }),
  }),
  status: 200, answer: SignedIn,
})

export const logout = route({
  method: 'POST', path: '/logout/', also: ['/logout'], tag, role: 'customer',
  summary: 'Sign out: the token is dead from then on',
  status: 200, answer: Message,
})

export const listUsers = route({
  method: 'GET', path: '/users/', also: ['/users'], tag, role: 'admin',
  summary: 'All users',
  status: 200, answer: Type.Array(User),
})

export const createUser = route({
  method: 'POST', path: '/users/', also: ['/users'], tag, role: 'open',
  summary: 'Add a user: an administrator, or anyone where self-registration is on',
  body: Type.Object({
    username: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
    email_address: Type.String({ minLength: 1, maxLength: 254 }),
    password: Password,
    confirm_password: Password,
    role: Type.Optional(Role),
  }),
  status: 201, answer: User, creates: true,
})

export const me = route({
  method: 'GET', path: '/api/v1/users/me', tag, role: 'customer',
  summary: 'Who is signed in',
  status: 200, answer: SignedIn.properties.user,
})

export const changePassword = route({
  method: 'PUT', path: '/api/v1/users/me/password', tag, role: 'customer',
  summary: 'Change one\'s own password; every other session of that user ends',
  body: Type.Object({
    currentPassword: Type.Optional(Password),
    newPassword: Type.Optional(Password),
    /** The same two as clients of the seed would spell them. */
    current_password: Type.Optional(Password),
    new_password: Type.Optional(Password),
  }),
  status: 200, answer: Message, beforePasswordChange: true,
})

export const updateUser = route({
  method: 'PATCH', path: '/api/v1/users/:id', tag, role: 'admin',
  summary: 'Change a user\'s name, address, role, password, or whether they may sign in',
  params: IdParams,
  body: Type.Object({
    username: Type.Optional(Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })),
    email: Type.Optional(Type.String({ minLength: 1, maxLength: 254 })),
    role: Type.Optional(Role),
    active: Type.Optional(Type.Boolean()),
    password: Type.Optional(Password),
  }, { additionalProperties: false }),
  status: 200, answer: User, errors: [404, 409, 412], versioned: true,
})
