import cors from '@fastify/cors'
import helmet from '@fastify/helmet'
import jwt from '@fastify/jwt'
import rateLimit from '@fastify/rate-limit'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import fs from 'node:fs'
import { errorStatusesOf } from '../../shared/contract/route.ts'
import { EngineError, refuse } from '../engine/errors.ts'
import { plainAddress } from './auth.ts'
import { closingInOrder } from './closing.ts'
import { describeRoutes } from './description.ts'
import { answerError } from './errors.ts'
import { createKnownHosts } from './known-hosts.ts'
import { createRouteTable } from './route-table.ts'
import { appointmentRoutes } from './routes/appointments.ts'
import { calendarRoutes } from './routes/calendar.ts'
import { carRoutes } from './routes/cars.ts'
import { guestRoutes } from './routes/guests.ts'
import { hotelBookingRoutes } from './routes/hotel-bookings.ts'
import { importRoutes } from './routes/imports.ts'
import { operationRoutes } from './routes/operations.ts'
import { reportRoutes } from './routes/reports.ts'
import { resourceRoutes } from './routes/resources.ts'
import { roomRoutes } from './routes/rooms.ts'
import { settingsRoutes } from './routes/settings.ts'
import { slotRoutes } from './routes/slots.ts'
import { stayRoutes } from './routes/stays.ts'
import { tidyRoutes } from './routes/tidy.ts'
import { userRoutes } from './routes/users.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import type { Services } from './services.ts'
import { takeInUnreadBodies } from './unread-bodies.ts'
import { compileValidator } from './validation.ts'

export interface AppOptions {
  logger: FastifyBaseLogger
  /** The folder of the built renderer; without it only the API is served. */
  rendererFolder?: string
  /** Checks each answer against the contract: for tests. */
  checkAnswers?: boolean
}

const MIB = 2 ** 20

/** The API as one Fastify app, ready to listen or to be injected into. */
export async function createApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: options.logger, logController: new LogController({ disableRequestLogging: true }), bodyLimit: MIB, routerOptions: { maxParamLength: 2000 },
    frameworkErrors: (error, request, reply) => answerError(error, request as FastifyRequest, reply),
  })
  app.setValidatorCompiler(compileValidator as never)
  app.setSerializerCompiler(() => JSON.stringify)
  app.setErrorHandler(answerError)
  app.decorateRequest('caller', null as never)
  app.decorateRequest('rawBody', undefined)
  app.decorate('closeInOrder', closingInOrder(app))
  readBodies(app)
  refuseUnknownHosts(app, services)
  takeInUnreadBodies(app)
  if (options.checkAnswers) checkRefusals(app)

  await app.register(helmet, {
    contentSecurityPolicy: false,
    // The desk is served over plain HTTP on the LAN; promising HTTPS would lock its browsers out.
    hsts: false, crossOriginOpenerPolicy: false, originAgentCluster: false,
  })
  // Written once: helmet would put the policy together again for every answer.
  const policy = Object.entries(CONTENT_SECURITY_POLICY).map(([directive, sources]) => `${directive} ${sources.join(' ')}`).join(';')
  app.addHook('onRequest', async (_, reply) => void reply.header('content-security-policy', policy))
  await app.register(cors, { delegator: (request, done) => {
    const origin = request.headers.origin
    done(null, {
      origin: origin !== undefined && services.settings().corsOrigins.includes(origin) ? origin : false,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['ETag', 'Retry-After', 'Content-Disposition'],
    })
  } })
  await app.register(jwt, { secret: services.key, sign: { algorithm: 'HS256' }, verify: { algorithms: ['HS256'], ignoreExpiration: true, cache: true } })
  await limitRates(app, services)
  const methods = collectMethods(app)
  const refuseMethod = (request: FastifyRequest, reply: FastifyReply, path: string, allowed: readonly string[]) => {
    void reply.header('allow', allowed.join(', '))
    refuse('wrong_method', { path, method: request.method, allowed: allowed.join(', ') })
  }
  app.addHook('onRequest', async (request, reply) => {
    // `DELETE /cars/add` is no car called "add".
    if (!request.routeOptions.url?.includes(':')) return
    const path = pathOf(request)
    const allowed = methods.ofPath(path)
    if (allowed.length > 0) refuseMethod(request, reply, path, allowed)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = pathOf(request)
    const allowed = methods.matching(path)
    if (allowed.length === 0 || allowed.includes(request.method)) refuse('unknown_path', { path })
    refuseMethod(request, reply, path, allowed)
  })
  await describeApi(app, services)

  const routes = createRouteTable(app, services, { checkAnswers: options.checkAnswers })
  userRoutes(routes, services)
  hotelBookingRoutes(routes, services)
  roomRoutes(routes)
  stayRoutes(routes, services)
  tidyRoutes(routes)
  calendarRoutes(routes)
  guestRoutes(routes)
  appointmentRoutes(routes)
  resourceRoutes(routes)
  slotRoutes(routes, services)
  carRoutes(routes)
  reportRoutes(routes)
  settingsRoutes(routes, services)
  importRoutes(routes)
  operationRoutes(routes, services)
  webhookRoutes(routes, services)

  if (options.rendererFolder && fs.existsSync(options.rendererFolder)) {
    await app.register(fastifyStatic, { root: options.rendererFolder, wildcard: false, index: 'index.html', cacheControl: true, maxAge: 0 })
  }
  return app
}

const CONTENT_SECURITY_POLICY = {
  'default-src': ["'self'"],
  // Mantine sets its styles through the CSSOM and style tags of its own; scripts come from files alone.
  'style-src': ["'self'", "'unsafe-inline'"],
  'script-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'", 'data:'],
  'connect-src': ["'self'", 'ws:', 'wss:'],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

/** JSON, and CSV for imports; an empty body is no body, whatever its type says. */
function readBodies(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // Signatures are made over the bytes as they came.
    request.rawBody = body as string
    if (body.length === 0) done(null, undefined)
    else if (isTooDeep(body as string)) done(new EngineError('json_too_deep', { values: { levels: DEEPEST_JSON } }))
    else void parseJson(request, body as string, done)
  })
  app.addContentTypeParser('text/csv', { parseAs: 'string' }, (_, body, done) => done(null, body))
  app.addHook('preValidation', async (request) => {
    const contract = request.routeOptions.config.contract
    if (!contract?.body) return
    const isCsv = typeof request.body === 'string' && /^text\/csv\b/i.test(request.headers['content-type'] ?? '')
    if (contract.bodyType === 'text/csv' && !isCsv) refuse('unsupported_csv')
    if (contract.bodyType === undefined && isCsv) refuse('unsupported_type')
    // Without a body, each required field is missing: that says more than "no object".
    request.body ??= {}
  })
}

/** Nobody means more; what comes after has limits of its own, and would meet them without a sentence. */
const DEEPEST_JSON = 100

/** Whether anything in it is deeper than that. A body too short for it, as nearly all are, is not even read. */
function isTooDeep(json: string): boolean {
  if (json.length <= 2 * DEEPEST_JSON) return false
  let depth = 0
  let isText = false
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at]
    if (isText) {
      if (character === '\\') at += 1
      else if (character === '"') isText = false
    } else if (character === '"') {
      isText = true
    } else if (character === '[' || character === '{') {
      depth += 1
      if (depth > DEEPEST_JSON) return true
    } else if (character === ']' || character === '}') {
      depth -= 1
    }
  }
  return false
}

function refuseUnknownHosts(app: FastifyInstance, services: Services): void {
  const isKnown = createKnownHosts(() => services.settings().allowedHosts)
  app.decorate('isKnownHost', isKnown)
  app.addHook('onRequest', async (request) => {
    if (!isKnown(request.headers.host ?? '')) refuse('host_unknown', { host: request.headers.host ?? '' })
  })
}

/** For tests: a route refuses with a status that it declares, or fails. */
function checkRefusals(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { contract } = request.routeOptions.config
    if (contract && reply.statusCode >= 400 && reply.statusCode !== 500 && !errorStatusesOf(contract).includes(reply.statusCode)) {
      throw new Error(`${contract.method} ${contract.path} answers ${reply.statusCode}, which it does not declare`)
    }
    return payload
  })
}

async function limitRates(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(rateLimit, { global: false })
  const keyGenerator = (request: FastifyRequest) => plainAddress(request.ip)
  app.decorate('limitOpen', app.createRateLimit({ max: () => services.settings().openRequestsPerMinute, timeWindow: 60_000, keyGenerator }))
  app.decorate('limitToken', app.createRateLimit({ max: () => services.settings().tokenRequestsPerSecond, timeWindow: 1000, keyGenerator }))
}

async function describeApi(app: FastifyInstance, services: Services): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Skranke', description: 'The front desk\'s API.', version: services.version, license: { name: 'MIT' } },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transformObject: (document) => describeRoutes('openapiObject' in document ? document.openapiObject : document.swaggerObject),
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: false })
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0]!
}

interface Methods {
  /** Of the routes that are this very path. */
  ofPath(path: string): readonly string[]
  /** Of all routes whose pattern this path fits. */
  matching(path: string): readonly string[]
}

/** Which methods a path answers to: known paths with another method are 405, not 404. */
function collectMethods(app: FastifyInstance): Methods {
  const known: { method: string, pattern: RegExp }[] = []
  const paths = new Map<string, string[]>()
  app.addHook('onRoute', ({ method, url }) => {
    const pattern = new RegExp(`^${url.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z]+/g, '[^/]+').replace(/\*/g, '.*')}$`)
    if (url === '*' || url === '/*') return
    for (const one of [method].flat()) known.push({ method: one, pattern })
    if (!/[:*]/.test(url)) paths.set(url, [...paths.get(url) ?? [], ...[method].flat()].sort())
  })
  return {
    ofPath: (path) => paths.get(path) ?? [],
    matching: (path) => [...new Set(known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))].sort(),
  }
}
