import { Type, type Static, type TSchema } from 'typebox'

export const Id = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })
export const IdParams = Type.Object({ id: Id })

/** A business date, `2027-03-01`. */
export const PlainDate = Type.String({ format: 'date', examples: ['2027-03-01'] })
/** An instant, RFC 3339 with offset: `2027-03-01T14:00:00+01:00`. */
export const Instant = Type.String({ format: 'date-time', examples: ['2027-03-01T14:00:00+01:00'] })
/** An instant as a client may write it: without an offset it is the property's local time. */
export const TimeInput = Type.String({ minLength: 1, maxLength: 64, examples: ['2024-11-01T14:00:00'] })
/** Wall-clock time of day, `14:00`. */
export const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', examples: ['14:00'] })

/** An amount in the property's currency with its usual decimals: `995.5` is 995 kroner and 50 øre. */
export const Money = Type.Number({ minimum: 0, maximum: 1_000_000_000 })
export const Amount = Type.Number()

export const Name = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
export const Text = Type.String({ maxLength: 4000 })
export const Email = Type.String({ format: 'email', maxLength: 254 })
export const Phone = Type.String({ maxLength: 50 })

export function Nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()])
}

export function OneOf<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] })
}

/** What narrows a list down. Empty (`status=`) it is as if it were not there: seed 003's `if status:`. */
export function Filter<T extends TSchema>(schema: T) {
  return Type.Optional(Type.With(schema, { allowEmptyValue: true }))
}

export const Paging = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000, default: 1 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, default: 25, description: 'at most 100; more counts as 100' })),
}

export function Page<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    total: Type.Integer(),
    page: Type.Integer(),
    limit: Type.Integer(),
    pages: Type.Integer(),
  })
}

export const Message = Type.Object({ message: Type.String() })

export const ErrorAnswer = Type.Object({
  error: Type.String({ description: 'a sentence a person can act on' }),
  fields: Type.Optional(Type.Record(Type.String(), Type.String())),
  current: Type.Optional(Type.Unknown({ description: 'with 412: the resource as it is now' })),
})
export type ErrorAnswer = Static<typeof ErrorAnswer>
