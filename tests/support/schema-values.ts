import fc from 'fast-check'

/*
 * Values for a JSON schema of the contract: right ones, and ones that are nearly right, which find
 * more than noise does.
 */

interface Schema {
  type?: string
  format?: string
  pattern?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
}

const DATES = ['2027-02-10', '2027-02-11', '2027-02-20', '2027-03-28', '2027-10-31', '2024-02-29', '0001-01-01', '9999-12-31', '0000-01-01', '1883-11-18']
const TIMES = [
  '2027-02-10T14:00:00', '2027-02-12T12:00:00', '2027-03-28T02:30:00', '2027-10-31T02:30:00', '2027-02-10T14:00:00Z', '2027-02-10T14:00:00+05:45',
  '0000-01-01T00:00:00+14:00', '0001-01-01T00:00:00', '9999-12-31T23:59:59-12:00', '9999-12-31T23:59:59', '2027-02-10T23:59:60Z',
]
const TEXTS = [
  '101', '102', 'Standard single room', 'Suite', 'Holm', 'Søren Åkjær', ' ', '', '\u0000', '\ud800', '😀'.repeat(30), "'; DROP TABLE bookings; --", '%_\\', '$t(errors.forbidden)',
  '=cmd|0', '../../etc/passwd', 'null', 'true', '1e309', '-1', '99999999999999999999', '__proto__', 'constructor', 'a'.repeat(5000),
]
const NUMBERS = [0, 1, 2, -1, 3.5, 101, 1e9, 1e9 + 0.01, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 1e308, -0, 1e-9]

const noise: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...TEXTS, ...NUMBERS, ...DATES, null, true, false, [], {}, [[]], [null], { id: 1 }),
  fc.jsonValue({ maxDepth: 2 }), fc.string({ unit: 'binary', maxLength: 40 }),
)

function text({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'date') return fc.constantFrom(...DATES)
  if (format === 'date-time') return fc.constantFrom(...TIMES)
  if (format === 'email') return fc.constantFrom('a@b.dk', 'søren@høtel.dk', `${'x'.repeat(240)}@b.dk`)
  // Whatever is stored as an address may be called: it must lead nowhere.
  if (format === 'uri' || pattern?.startsWith('^https?') || pattern?.startsWith('^smtp')) return fc.constantFrom('http://127.0.0.1:9', 'smtp://127.0.0.1:9')
  if (pattern === '^[A-Z]{3}$') return fc.constantFrom('DKK', 'JPY', 'KWD', 'XXX', 'ZZZ')
  if (pattern && pattern !== '\\S') return fc.oneof(fc.stringMatching(new RegExp(pattern)), fc.constantFrom('14:00', '00:00', '23:59'))
  return fc.oneof(fc.constantFrom(...TEXTS, ...TIMES, 'Europe/Copenhagen', 'Australia/Lord_Howe'), fc.string({ minLength, maxLength: Math.min(maxLength, 60), unit: 'grapheme' }))
}

/** What a member of that name holds in a small house, so that requests get past the first check. */
const KNOWN: Record<string, readonly unknown[]> = {
  roomNumber: ['101', 101, '102', '201'], roomnumber: [101, '101', 102, '201'], category: ['Standard single room', 'Suite'], guestId: [1, null],
  checkin: TIMES, checkout: TIMES.toReversed(), timeZone: ['Europe/Copenhagen', 'Australia/Lord_Howe', 'America/Santiago', 'UTC', 'Pacific/Apia'],
}

/** Values that fit a schema. */
export function valueOf(schema: object): fc.Arbitrary<unknown> {
  const { type, anyOf, properties, required = [], items, minimum, maximum, ...rest } = schema as Schema
  if ('const' in rest) return fc.constant(rest.const)
  if (rest.enum) return fc.constantFrom(...rest.enum)
  if (anyOf) return fc.oneof(...anyOf.map(valueOf))
  switch (type) {
    case 'integer': return fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: Math.max(minimum ?? -3, -1e6), max: Math.min(maximum ?? 1e6, (minimum ?? 0) + 6) }) },
      { weight: 1, arbitrary: fc.constantFrom(minimum ?? 0, maximum ?? 1e6) })
    case 'number': return fc.oneof(fc.constantFrom(minimum ?? 0, maximum ?? 1e6, 995, 995.5, 0.005), fc.double({ min: minimum ?? -1e6, max: maximum ?? 1e6, noNaN: true }))
    case 'string': return text(schema as Schema)
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    case 'array': return fc.array(items ? valueOf(items) : noise, { maxLength: 4 })
    case 'object': return fc.record(Object.fromEntries(Object.entries(properties ?? {}).map(([name, one]) => [
      name, name in KNOWN ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...KNOWN[name]!) }, { weight: 1, arbitrary: valueOf(one) }) : valueOf(one),
    ])), { requiredKeys: required })
    default: return noise
  }
}

/** Values that fit, with some members broken, left out or made up, and now and then something else altogether. */
export function nearlyValueOf(schema: object): fc.Arbitrary<unknown> {
  const { type, properties } = schema as Schema
  if (type !== 'object') return fc.oneof({ weight: 3, arbitrary: valueOf(schema) }, { weight: 1, arbitrary: noise })
  const names = [...Object.keys(properties ?? {}), 'unknown', 'id']
  const broken = fc.tuple(valueOf(schema), fc.boolean(), fc.array(fc.tuple(fc.constantFrom(...names), fc.option(noise, { nil: undefined })), { maxLength: 2, size: 'small' }))
    .map(([value, whole, changes]) => {
      if (whole) return value
      const members: Record<string, unknown> = { ...value as object }
      for (const [name, other] of changes) {
        if (other === undefined) delete members[name]
        else members[name] = other
      }
      return members
    })
  return fc.oneof({ weight: 12, arbitrary: broken }, { weight: 1, arbitrary: noise })
}
