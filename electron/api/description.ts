import { allRoutes } from '../../shared/contract/index.ts'
import { errorStatusesOf, type Route } from '../../shared/contract/route.ts'
import { answerExample, bodyExample, parameterExample, refusalExample } from './examples.ts'

/* What OpenAPI says of the routes beyond their schemas: examples, and the headers that many of them honour. */

interface Media { schema?: unknown, example?: unknown, examples?: unknown }
interface Parameter { name: string, in: string, required?: boolean, allowEmptyValue?: boolean, description?: string, schema: unknown, example?: unknown }
interface Answer { description: string, headers?: Record<string, unknown>, content?: Record<string, Media> }
interface Operation { parameters?: Parameter[], requestBody?: { content: Record<string, Media> }, responses: Record<string, Answer> }
interface Document { paths?: Record<string, Record<string, Operation>> }

/** Adds to the document what the schemas do not say. */
export function describeRoutes<D>(document: D): D {
  const { paths = {} } = document as Document
  for (const route of allRoutes) {
    for (const path of [route.path, ...route.also ?? []]) {
      const operation = paths[path.replace(/:([A-Za-z]+)/g, '{$1}')]?.[route.method.toLowerCase()]
      if (operation) describe(route, operation)
    }
  }
  return document
}

function describe(route: Route, operation: Operation): void {
  for (const parameter of operation.parameters ?? []) {
    const example = parameter.in === 'path' || parameter.in === 'query' ? parameterExample(route, parameter.in, parameter.name) : undefined
    if (example !== undefined && example !== null) parameter.example = example
    if ((parameter.schema as { allowEmptyValue?: boolean }).allowEmptyValue) parameter.allowEmptyValue = true
  }
  const headers = [...route.creates ? [IDEMPOTENCY_KEY] : [], ...route.versioned ? [IF_MATCH] : []]
  if (headers.length > 0) operation.parameters = [...operation.parameters ?? [], ...headers]
  for (const media of Object.values(operation.requestBody?.content ?? {})) {
    // A route that takes several shapes shows one of each.
    if (media.examples === undefined) media.example = bodyExample(route)
  }
  for (const [status, answer] of Object.entries(operation.responses)) {
    for (const media of Object.values(answer.content ?? {})) {
      media.example = Number(status) === route.status ? answerExample(route) : refusalExample(route, Number(status))
    }
    if (status === '429') answer.headers = { 'Retry-After': { description: 'in so many seconds', schema: { type: 'integer' }, example: 30 } }
    if (route.versioned && Number(status) === route.status) answer.headers = { ETag: { description: 'the version, for If-Match', schema: { type: 'string' }, example: '"1"' } }
  }
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key', in: 'header', required: false, description: 'the same key with the same body answers the first answer again, for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 255 }, example: '5d6d9f5a-6f2b-4a0e-9d2c-0a3c2f1f7a11',
}
const IF_MATCH: Parameter = {
  name: 'If-Match', in: 'header', required: false, description: 'the version that the change is meant for; with a stale one the answer is 412', schema: { type: 'string' }, example: '"1"',
}

/** The errors of a route as OpenAPI's responses. */
export function errorsOf(route: Route, schema: object): Record<number, Answer> {
  return Object.fromEntries(errorStatusesOf(route).map((status) => [status, { description: MEANING[status]!, content: { 'application/json': { schema } } }]))
}

const MEANING: Record<number, string> = {
  400: 'The request is not as it must be', 401: 'Not signed in', 403: 'Not allowed', 404: 'Not found',
  409: 'The house does not allow it now', 412: 'Changed meanwhile', 413: 'Over 1 MiB', 415: 'A content type that is not read here', 422: 'The key was used with another body',
  429: 'Too many requests', 507: 'The disk is full',
}
