import { Type, type Static, type TSchema } from 'typebox'

/** What an account may do, lowest first: see one's own bookings, work the desk, run the property. */
export const ROLES = ['customer', 'staff', 'admin'] as const
export type Role = (typeof ROLES)[number]

export const SEEDS = ['000', '001', '002', '003', '004'] as const
export type Seed = (typeof SEEDS)[number]

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One operation of the API, declared once. From it come validation, serialisation, OpenAPI, the
 * role check and the renderer's typed client.
 */
export interface Route<
  Params extends TSchema = TSchema,
  Query extends TSchema = TSchema,
  Body extends TSchema = TSchema,
  Answer extends TSchema = TSchema,
> {
  method: Method
  path: string
  /** Other paths of the same operation: the seeds answer with and without a trailing slash. */
  also?: readonly string[]
  summary: string
  tag: string
  /** The lowest role that may; `open` needs no token. */
  role: 'open' | Role
  /** The seed whose old clients use this route; an administrator may let them in without a token. */
  seed?: Seed
  params?: Params
  query?: Query
  body?: Body
  /** `first`: of what is missing only the first is named, as seed 003 does it (`name is required`). */
  missing?: 'first'
  /** The media type of the body where it is not JSON. */
  bodyType?: 'text/csv'
  status: 200 | 201
  answer: Answer
  /** The media type of the answer where it is not JSON. */
  answerType?: 'text/csv' | 'text/html'
  /** Statuses of errors, besides those that follow from the rest: see `errorStatusesOf`. */
  errors?: readonly (401 | 403 | 404 | 409 | 412 | 422 | 507)[]
  /** True where the route makes something: it then honours `Idempotency-Key`. */
  creates?: boolean
  /** True where the route honours `If-Match`. */
  versioned?: boolean
  /** A password that must be changed bars every route but those with this mark. */
  beforePasswordChange?: boolean
}

/**
 * Every status of an error that a route can answer. Any route may meet a wrong token, an unknown
 * Host and too many requests; one that takes a body may meet a wrong one, and one that writes a full disk.
 */
export function errorStatusesOf({ method, role, params, query, body, creates, errors = [] }: Route): number[] {
  const statuses = new Set<number>([403, 429, ...errors])
  if (role !== 'open') statuses.add(401)
  if (method !== 'GET') for (const status of [400, 413, 415, 507]) statuses.add(status)
  if (params || query || body) statuses.add(400)
  if (creates) statuses.add(422)
  return [...statuses].sort((a, b) => a - b)
}

export type ParamsOf<R> = R extends Route<infer P, TSchema, TSchema, TSchema> ? Static<P> : never
export type QueryOf<R> = R extends Route<TSchema, infer Q, TSchema, TSchema> ? Static<Q> : never
export type BodyOf<R> = R extends Route<TSchema, TSchema, infer B, TSchema> ? Static<B> : never
export type AnswerOf<R> = R extends Route<TSchema, TSchema, TSchema, infer A> ? Static<A> : never

const Nothing = Type.Object({})

/** Declares a route and keeps its exact types. */
export function route<
  Answer extends TSchema,
  Params extends TSchema = typeof Nothing,
  Query extends TSchema = typeof Nothing,
  Body extends TSchema = typeof Nothing,
>(declaration: Route<Params, Query, Body, Answer>): Route<Params, Query, Body, Answer> {
  return declaration
}
