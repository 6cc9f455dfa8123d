import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from 'typebox'
import { ErrorAnswer } from '../../shared/contract/common.ts'
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '../../shared/contract/route.ts'
import { refuse } from '../engine/errors.ts'
import type { Operation, Query } from '../engine/operation.ts'
import { admit, type Caller } from './auth.ts'
import { errorsOf } from './description.ts'
import { amendAnswer, answerOnce, knownAnswer, type FirstAnswer, type IdempotentRequest } from './idempotency.ts'
import { languageOf } from './sentences.ts'
import { operate, queryOf, type Services } from './services.ts'
import { answerFault } from './validation.ts'

/** A request as a route's handler sees it: checked and typed by the contract. */
export interface Input<R> {
  params: ParamsOf<R>
  query: QueryOf<R>
  body: BodyOf<R>
  /** The version of `If-Match`, where the client sent one. */
  version: number | undefined
  caller: Caller
}

type AnyRoute = Route<TSchema, TSchema, TSchema, TSchema>

/** An answer that is written already, as UTF-8. */
export class Written {
  readonly json: Buffer

  constructor(json: Buffer) {
    this.json = json
  }
}

/** Adds routes of the contract to the app. */
export interface RouteTable {
  /** A question: it looks, and changes nothing. */
  read<R extends AnyRoute>(route: R, handler: (query: Query, input: Input<R>) => AnswerOf<R> | Written | Promise<AnswerOf<R>>): void
  /** A change: its handler runs within one transaction, and the answer goes out when that is on disk. */
  write<R extends AnyRoute, Prepared = undefined>(
    route: R,
    handler: (op: Operation, input: Input<R>, prepared: Prepared) => AnswerOf<R>,
    options?: WriteOptions<R, Prepared>,
  ): void
  /** A route that writes its answer by itself, such as a stream. */
  raw<R extends AnyRoute>(route: R, handler: (input: Input<R>, reply: FastifyReply, request: FastifyRequest) => unknown): void
}

interface WriteOptions<R, Prepared> {
  /** Who signs instead of bringing a token is checked before anything is said of the body. */
  verify?: (request: FastifyRequest, query: Query) => void
  /** What must be awaited before the transaction, such as hashing a password. */
  prepare?: (input: Input<R>, query: Query, request: FastifyRequest) => Promise<Prepared> | Prepared
  /** Runs after the commit. */
  after?: () => void
  /** What the answer still lacks when the change is safe, such as an address from another service. */
  finish?: (answer: AnswerOf<R>) => Promise<AnswerOf<R>>
}

export function createRouteTable(app: FastifyInstance, services: Services, options: { checkAnswers?: boolean } = {}): RouteTable {
  /** Keys whose first answer is being made. */
  const underWay = new Map<string, Promise<FirstAnswer>>()

  function add(route: AnyRoute, handler: (request: FastifyRequest, reply: FastifyReply) => unknown, verify?: (request: FastifyRequest, query: Query) => void): void {
    for (const url of [route.path, ...route.also ?? []]) {
      app.route({
        method: route.method, url, schema: schemaOf(route), config: { contract: route },
        onRequest: (request) => admit(services, route, request),
        ...(verify ? { preValidation: async (request: FastifyRequest) => verify(request, queryOf(services)) } : {}),
        handler,
      })
    }
  }

  function send(reply: FastifyReply, route: AnyRoute, answer: unknown): FastifyReply {
    if (options.checkAnswers) {
      const fault = answerFault(route.answer, answer instanceof Written ? JSON.parse(answer.json.toString()) : answer)
      if (fault) throw new Error(`${route.method} ${route.path} answers what the contract does not say: ${fault}`)
    }
    const version = (answer as { version?: unknown } | null)?.version
    if (typeof version === 'number') reply.header('etag', `"${version}"`)
    return reply.code(route.status).type(JSON_TYPE).send(answer instanceof Written ? answer.json : JSON.stringify(answer))
  }

  /** The first answer of a key: known, or made by `make`, whose twins wait until it is whole. */
  async function once(request: IdempotentRequest, make: () => Promise<FirstAnswer>): Promise<FirstAnswer> {
    const name = JSON.stringify([request.scope, request.key])
    for (let other = underWay.get(name); other; other = underWay.get(name)) await other.catch(() => undefined)
    const known = knownAnswer(services, request)
    if (known) return known
    const made = make().finally(() => underWay.delete(name))
    underWay.set(name, made)
    return made
  }

  return {
    read(route, handler) {
      add(route, async (request, reply) => send(reply, route, await handler(queryOf(services), inputOf<typeof route>(request))))
    },

    write(route, handler, { verify, prepare, after, finish } = {}) {
      add(route, async (request, reply) => {
        const input = inputOf<typeof route>(request)
        const key = route.creates ? idempotencyKey(request) : undefined
        if (key === undefined) {
          const prepared = await prepare?.(input, queryOf(services), request)
          const answer = await operate(services, input.caller.actor, (op) => handler(op, input, prepared as never))
          after?.()
          return send(reply, route, finish ? await finish(answer) : answer)
        }
        const idempotent = { scope: `${input.caller.actor?.id ?? request.ip} ${route.method} ${targetOf(route, request)}`, key, body: request.body }
        const first = await once(idempotent, async () => {
          const prepared = await prepare?.(input, queryOf(services), request)
          const answer = await answerOnce(services, input.caller.actor, idempotent, languageOf(request.headers['accept-language']), (op) => ({
            status: route.status, answer: JSON.stringify(handler(op, input, prepared as never)),
          }))
          after?.()
          if (!finish || !answer.isNew || answer.status !== route.status) return answer
          return amendAnswer(services, idempotent, { ...answer, answer: JSON.stringify(await finish(JSON.parse(answer.answer) as AnswerOf<typeof route>)) })
        })
        return reply.code(first.status).type(JSON_TYPE).send(first.answer)
      }, verify)
    },

    raw(route, handler) {
      add(route, (request, reply) => handler(inputOf<typeof route>(request), reply, request))
    },
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'

function inputOf<R>(request: FastifyRequest): Input<R> {
  return {
    params: request.params as ParamsOf<R>, query: request.query as QueryOf<R>, body: request.body as BodyOf<R>,
    version: versionOf(request.headers['if-match']), caller: request.caller,
  }
}

/** `If-Match: "3"`, `W/"3"` or a bare 3; `*` matches any. Of several the newest counts. Anything else matches nothing. */
function versionOf(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const versions = header.split(',').map((one) => Number(/^\s*(?:W\/)?"?(\d{1,15})"?\s*$/.exec(one)?.[1] ?? -1))
  return Math.max(...versions)
}

/** What a request is about: one key for another stay, or for another way to import, is another request. */
function targetOf({ path }: AnyRoute, { params, query }: FastifyRequest): string {
  const named = Object.entries({ ...params as object, ...query as object })
  return named.length === 0 ? path : `${path} ${JSON.stringify(named.sort(([one], [other]) => one < other ? -1 : 1))}`
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const header = request.headers['idempotency-key']
  if (header === undefined) return undefined
  if (typeof header !== 'string' || header.length < 1 || header.length > 255) refuse('idempotency_bad')
  return header
}

function schemaOf(route: AnyRoute): Record<string, unknown> {
  const answers: Record<string, unknown> = {
    ...errorsOf(route, ErrorAnswer),
    [route.status]: { description: route.summary, content: { [route.answerType ?? 'application/json']: { schema: route.answer } } },
  }
  return {
    summary: route.summary, tags: [route.tag], response: answers,
    ...(route.role === 'open' ? {} : { security: [{ bearer: [] }] }),
    ...(route.params ? { params: route.params } : {}),
    ...(route.query ? { querystring: route.query } : {}),
    ...(route.body ? { body: route.body } : {}),
    ...(route.bodyType ? { consumes: [route.bodyType] } : {}),
  }
}
