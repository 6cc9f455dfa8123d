import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { sqliteCode } from '../../db/database.ts'
import type { ErrorAnswer } from '../../shared/contract/common.ts'
import type { Route } from '../../shared/contract/route.ts'
import type { Language } from '../../shared/contract/settings.ts'
import { EngineError, type ErrorCode } from '../engine/errors.ts'
import { languageOf, sentence } from './sentences.ts'
import { BadFields, describeFaults } from './validation.ts'

/** What the engine's refusals are on the wire. Those not named here are 400. */
const STATUS: Partial<Record<ErrorCode, number>> = {
  bad_password: 401, signature_bad: 401, token_bad: 401,
  access_denied: 403, forbidden: 403, host_unknown: 403, not_loopback: 403, password_change_first: 403,
  not_found: 404, slot_gone: 404, room_unknown: 404, category_unknown: 404, unknown_path: 404, import_unknown: 404,
  wrong_method: 405,
  appointment_taken: 409, booking_closed: 409, hour_taken: 409, provider_taken: 409, rental_out: 409, bad_transition: 409, car_out: 409, car_rented: 409, car_taken: 409, block_gone: 409, changed_since: 409, money_returned: 409, step_undone: 409, currency_fixed: 409, category_full: 409, category_sold_out: 409, no_room_yet: 409, stay_needs_room: 409, data_present: 409, delivery_done: 409, last_admin: 409,
  not_arrived_yet: 409, payment_closed: 409, stock_below_sold: 409, nothing_to_undo: 409, room_inactive: 409, room_occupied: 409, room_taken: 409,
  stay_closed: 409, stay_in_house: 409, stay_over: 409,
  stale: 412,
  too_large: 413,
  unsupported_csv: 415, unsupported_type: 415,
  idempotency_reused: 422,
  too_many: 429, too_many_failures: 429,
  server_failed: 500,
  disk_full: 507,
}

/** No room on the disk, or none allowed: a quota or a limit on the size of files comes as a failed write. */
const DISK_FULL = new Set(['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE'])

export interface Refusal { status: number, body: ErrorAnswer }

/** An error of any layer as status and sentence: the one place where codes become HTTP. */
export function refusalOf(error: unknown, language: Language, route?: Pick<Route, 'missing' | 'body' | 'bodyType'>): Refusal {
  if (error instanceof EngineError) return refusalOfCode(error.code, language, error.details)
  if (error instanceof BadFields) return refusalOfFields(error, language, route)
  switch ((error as FastifyError).code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE': return refusalOfCode('too_large', language)
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': return refusalOfCode(route?.bodyType === 'text/csv' ? 'unsupported_csv' : 'unsupported_type', language)
    case 'FST_ERR_CTP_INVALID_JSON_BODY': return refusalOfCode('bad_json', language, { values: { why: (error as Error).message } })
    case 'FST_ERR_BAD_URL': return refusalOfCode('unknown_path', language, { values: { path: /'(.*)'/.exec((error as Error).message)?.[1] ?? '' } })
  }
  const cause = sqliteCode(error) ? error : (error as Error).cause
  if (DISK_FULL.has(sqliteCode(cause) ?? '')) return refusalOfCode('disk_full', language)
  const status = (error as FastifyError).statusCode
  if (status !== undefined && status >= 400 && status < 500) return { status, body: { error: (error as Error).message } }
  return refusalOfCode('server_failed', language)
}

function refusalOfCode(code: ErrorCode, language: Language, details: EngineError['details'] = {}): Refusal {
  const said = sentence(language, `errors.${code}`, details.values)
  const error = details.whose === undefined ? said : `${details.whose}: ${said}`
  const body: ErrorAnswer = { error }
  if (details.fields) body.fields = Object.fromEntries(details.fields.map((field) => [field, error]))
  if (details.current !== undefined) body.current = details.current
  return { status: STATUS[code] ?? 400, body }
}

function refusalOfFields(error: BadFields, language: Language, route?: Pick<Route, 'missing' | 'body'>): Refusal {
  const { missing, fields } = describeFaults(error.faults, language)
  const names = Object.keys(fields)
  if (names.length === 0) return refusalOfCode('bad_body', language)
  const first = route?.missing === 'first' ? firstMissing(route, error.given) : undefined
  if (first !== undefined) {
    return { status: 400, body: { error: sentence(language, 'errors.field_required', { field: first }), fields: { ...fields, [first]: sentence(language, 'fieldErrors.required') } } }
  }
  const said = missing.length > 0
    ? sentence(language, 'errors.fields_missing', { fields: missing.join(', ') })
    : sentence(language, 'errors.fields_bad', { fields: names.map((name) => `${name} ${fields[name]}`).join('; ') })
  return { status: 400, body: { error: said, fields } }
}

/** The first of the required fields that seed 003 calls missing: null and an empty text are no more than nothing there. */
function firstMissing({ body }: Pick<Route, 'body'>, given: unknown): string | undefined {
  const { required = [] } = body as { required?: readonly string[] }
  return required.find((name) => [undefined, null, ''].includes((given as Record<string, null | undefined> | null)?.[name]))
}

/** Fastify's handler for whatever a route threw. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = refusalOf(error, languageOf(request.headers['accept-language']), request.routeOptions.config.contract)
  if (status >= 500) request.log.error({ err: error, route: request.routeOptions.url }, 'A request failed')
  if (error instanceof EngineError && error.details.values?.seconds !== undefined) reply.header('retry-after', String(error.details.values.seconds))
  void reply.code(status).type('application/json; charset=utf-8').send(body)
}
