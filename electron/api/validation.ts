import { Ajv, type ErrorObject } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { Language } from '../../shared/contract/settings.ts'
import { parseDate } from '../../shared/time.ts'
import { isEmail } from '../engine/users.ts'
import { sentence } from './sentences.ts'

const formats = {
  date: (text: string) => parseDate(text) !== undefined,
  'date-time': (text: string) => /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)),
  email: isEmail,
  uri: (text: string) => URL.canParse(text),
}

// Bodies say what they mean: "true" is no boolean. Queries and paths are text and must be read.
const bodies = new Ajv({ allErrors: true, formats, strict: false })
const texts = new Ajv({ allErrors: true, formats, strict: false, coerceTypes: true })

export const compileValidator: FastifySchemaCompiler<object> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? bodies : texts).compile(schema)
  const integers = httpPart === 'body' ? [] : namesOf(schema, ({ type }) => type === 'integer')
  const filters = httpPart === 'querystring' ? namesOf(schema, ({ allowEmptyValue }) => allowEmptyValue === true) : []
  return (data: unknown) => {
    for (const name of filters) if ((data as Record<string, unknown>)[name] === '') delete (data as Record<string, unknown>)[name]
    const odd = integers.filter((name) => isOddNumber((data as Record<string, unknown>)[name]))
    if (odd.length > 0) return { error: new BadFields(odd.map((name) => ({ keyword: 'type', instancePath: `/${name}`, schemaPath: '', params: { type: 'integer' } })), data) }
    if (validate(data)) return { value: data }
    return { error: new BadFields(validate.errors ?? [], data) }
  }
}

function namesOf(schema: object, isWanted: (property: { type?: unknown, allowEmptyValue?: unknown }) => boolean): string[] {
  const { properties = {} } = schema as { properties?: Record<string, object> }
  return Object.keys(properties).filter((name) => isWanted(properties[name]!))
}

/** What JavaScript takes for a whole number and nobody writes as one: 0x1, 1e3, Infinity, an empty text. */
function isOddNumber(value: unknown): boolean {
  return typeof value === 'string' && !/^-?\d+$/.test(value)
}

/** Checks an answer against what its route declares; for tests, which turn it on. */
export function answerFault(schema: object, answer: unknown): string | undefined {
  const validate = bodies.compile(schema)
  return validate(answer) ? undefined : bodies.errorsText(validate.errors)
}

/** What a schema found wrong. */
export class BadFields extends Error {
  readonly faults: readonly ErrorObject[]
  /** What was held against the schema. */
  readonly given: unknown

  constructor(faults: readonly ErrorObject[], given: unknown) {
    super('The fields are not as they must be')
    this.faults = faults
    this.given = given
  }
}

export interface FieldReport { missing: string[], fields: Record<string, string> }

/** Why each field is refused, in a language; the first reason of a field counts. */
export function describeFaults(faults: readonly ErrorObject[], language: Language): FieldReport {
  const fields: Record<string, string> = {}
  const missing: string[] = []
  for (const [index, fault] of faults.entries()) {
    if (fault.keyword === 'anyOf' || fault.keyword === 'oneOf' || isIdleNull(fault, faults[index - 1])) continue
    const at = fault.instancePath.slice(1).replaceAll('/', '.')
    const name = fault.keyword === 'required' ? [at, String(fault.params.missingProperty)].filter(Boolean).join('.')
      : fault.keyword === 'additionalProperties' ? [at, String(fault.params.additionalProperty)].filter(Boolean).join('.') : at
    if (name === '') continue
    fields[name] ??= reason(fault, language)
    if (fault.keyword === 'required') missing.push(name)
  }
  return { missing, fields }
}

/** Of something or nothing, that it "must be nothing": what is wrong with the something, or within it, stands just before and tells more. */
function isIdleNull({ keyword, params, instancePath }: ErrorObject, before: ErrorObject | undefined): boolean {
  return keyword === 'type' && params.type === 'null' && before !== undefined && `${before.instancePath}/`.startsWith(`${instancePath}/`)
}

function reason({ keyword, params }: ErrorObject, language: Language): string {
  const say = (key: string, values = {}) => sentence(language, `fieldErrors.${key}`, values)
  switch (keyword) {
    case 'required': return say('required')
    case 'type': {
      const type = Array.isArray(params.type) ? String(params.type[0]) : String(params.type)
      return say('type', { type: say(`types.${type}`) })
    }
    case 'format': return say(String(params.format))
    case 'enum': return say('enum', { values: (params.allowedValues as unknown[]).join(', ') })
    case 'minimum': case 'maximum': case 'maxLength': return say(keyword, { limit: Number(params.limit) })
    case 'minLength': return say('minLength')
    case 'pattern': return say(params.pattern === '\\S' ? 'blank' : 'pattern')
    case 'minItems': case 'maxItems': case 'uniqueItems': return say('items')
    case 'additionalProperties': return say('unknown')
    default: return say('other')
  }
}
