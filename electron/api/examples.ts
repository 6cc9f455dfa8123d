import type { TSchema } from 'typebox'
import Value from 'typebox/value'
import type { ErrorAnswer } from '../../shared/contract/common.ts'
import { EXAMPLES_BY_ROUTE, type RouteExample } from '../../shared/contract/examples/routes.ts'
import { EXAMPLE_VALUES } from '../../shared/contract/examples/values.ts'
import type { Route } from '../../shared/contract/route.ts'
import { EngineError, type ErrorCode } from '../engine/errors.ts'
import { refusalOf } from './errors.ts'
import { compileValidator } from './validation.ts'

/* Examples for the API's description, made from the schemas: what a route answers, its example shows. */

/** Schemas as the contract writes them. */
interface Schema {
  type?: string
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  examples?: unknown[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  minItems?: number
}

const NOUNS = new Set(Object.keys(EXAMPLE_VALUES).filter((name) => name.includes('.')).map((name) => name.split('.')[0]!))

export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>) => `${method} ${path}`
const exampleOf = (route: Route): RouteExample => EXAMPLES_BY_ROUTE[nameOf(route)] ?? {}

/** The noun of a path, as far as examples know it: `/api/v1/providers/:id` tells of providers. */
function nounOf({ path }: Route): string {
  return path.split('/').findLast((part) => NOUNS.has(part)) ?? ''
}

export function bodyExample(route: Route): unknown {
  return exampleOf(route).body ?? (route.body && valueOf(route.body as Schema, '', nounOf(route)))
}

export function answerExample(route: Route): unknown {
  const { answer } = exampleOf(route)
  return answer !== undefined && !isObject(answer) ? answer : merged(valueOf(route.answer as Schema, '', nounOf(route)), answer)
}

/** An example of a parameter in the path or the query; undefined for a query that an example leaves out. */
export function parameterExample(route: Route, place: 'path' | 'query', name: string): unknown {
  const example = exampleOf(route)
  if (place === 'query' && example.query) return example.query[name]
  const schema = (place === 'path' ? route.params : route.query) as Schema | undefined
  return example.params?.[name] ?? (schema?.properties?.[name] && valueOf(schema.properties[name], name, nounOf(route)))
}

/** What a route answers with an error status, in English. */
export function refusalExample(route: Route, status: number): ErrorAnswer {
  const own = exampleOf(route).errors?.[status]
  if (own) return refused(own[0] as ErrorCode, own[1])
  switch (status) {
    case 400: return badRequest(route)
    case 401: return refused('token_bad')
    case 403: return route.role === 'open' || route.role === 'customer' ? refused('host_unknown', { host: 'desk.example' }) : refused('forbidden')
    case 404: return refused('not_found', { what: WHAT[route.path.split('/').findLast((part) => part in WHAT) ?? ''] ?? 'Booking' })
    case 409: return refused('bad_transition', { from: 'completed', to: 'cancelled' })
    case 412: return { ...refused('stale'), current: answerExample(route) }
    case 413: return refused('too_large')
    case 415: return refused(route.bodyType === 'text/csv' ? 'unsupported_csv' : 'unsupported_type')
    case 422: return refused('idempotency_reused')
    case 429: return refused('too_many', { seconds: 30 })
    case 507: return refused('disk_full')
    default: return refused('server_failed')
  }
}

/** What is not found at a path, by its last part that is here. */
const WHAT: Record<string, string> = {
  appointments: 'Appointment', blocks: 'Block', cars: 'Car', deliveries: 'Delivery', destinations: 'Destination', guests: 'Guest', providers: 'Provider',
  rentals: 'Rental', resources: 'Resource', rooms: 'Room', housekeeping: 'Room', timeslots: 'Room', stays: 'Stay', users: 'User', webhooks: 'Webhook',
}

function refused(code: ErrorCode, values: Readonly<Record<string, string | number>> = {}): ErrorAnswer {
  return refusalOf(new EngineError(code, { values }), 'en').body
}

const WRONG = ['abc', '0', '', 5] as const

/** The refusal of a request that is wrong in the first way that a route's schemas know. */
function badRequest(route: Route): ErrorAnswer {
  for (const [httpPart, schema] of [['params', route.params], ['body', route.bodyType ? undefined : route.body], ['querystring', route.query]] as const) {
    if (!schema) continue
    const validate = compileValidator({ schema, httpPart, method: route.method, url: route.path })
    const names = Object.keys((schema as Schema).properties ?? {})
    for (const value of [{}, ...names.flatMap((name) => WRONG.map((wrong) => ({ [name]: wrong })))]) {
      const answer = validate(value)
      // A path always has its parts: what can be wrong with them is how they are written.
      const isEmpty = Object.keys(value).length === 0
      if (typeof answer === 'object' && 'error' in answer && answer.error && !(isEmpty && httpPart === 'params')) return refusalOf(answer.error, 'en', route).body
    }
  }
  if (route.method === 'GET') return refused('date_bad')
  return route.creates ? refused('idempotency_bad') : refused('bad_json', { why: 'Body is not valid JSON' })
}

/** A value that fits a schema: what the name is known for, else what the schema itself says. */
function valueOf(schema: Schema, name: string, noun: string): unknown {
  for (const known of [EXAMPLE_VALUES[`${noun}.${name}`], EXAMPLE_VALUES[name]]) {
    const fitting = known?.find((value) => Value.Check(schema as TSchema, value))
    if (fitting !== undefined) return fitting
  }
  if (schema.const !== undefined) return schema.const
  if (schema.examples) return schema.examples[0]
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return choiceOf(schema.anyOf, name, noun)
  switch (schema.type) {
    case 'object': return objectOf(schema, NOUNS.has(name) ? name : noun)
    case 'array': return listOf(schema, name, noun)
    case 'integer': case 'number': return schema.minimum ?? 0
    case 'boolean': return false
    // A new field that nobody named an example for is at least no blank.
    case 'string': return name || 'text'
    default: return null
  }
}

/** Of a thing or nothing the thing tells more; of a value or nothing that no name tells of, nothing is as true. */
function choiceOf(choices: readonly Schema[], name: string, noun: string): unknown {
  const thing = choices.findLast(({ type }) => type === 'object')
  if (thing) return valueOf(thing, name, noun)
  return choices.some(({ type }) => type === 'null') ? null : valueOf(choices[0]!, name, noun)
}

function objectOf({ properties = {}, required = [] }: Schema, noun: string): Record<string, unknown> {
  // A page of one thing: the same name means money elsewhere.
  if ('pages' in properties && properties.items) return { items: valueOf(properties.items, 'items', noun), total: 1, page: 1, limit: 25, pages: 1 }
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name]!, name, noun)]))
}

function listOf({ items, minItems = 0 }: Schema, name: string, noun: string): unknown[] {
  if (!items || (!items.type && !items.anyOf && !items.enum)) return []
  return items.type === 'object' || minItems > 0 ? [valueOf(items, items.type === 'object' ? '' : name, NOUNS.has(name) ? name : noun)] : []
}

/** An example with what a route says differently; lists are taken item by item. */
function merged(base: unknown, change: unknown): unknown {
  if (change === undefined) return base
  if (Array.isArray(change) && Array.isArray(base)) return change.map((one, at) => merged(base[at], one))
  if (!isObject(change) || !isObject(base)) return change
  const values: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(change)) values[name] = merged(base[name], value)
  return values
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
