import type { errors } from '../../shared/i18n/en/errors.ts'

/** Names of what can go wrong; the sentences are in shared/i18n, the HTTP statuses in api/errors.ts. */
export type ErrorCode = keyof typeof errors

export interface ErrorDetails {
  /** Values for the placeholders of the sentence. */
  values?: Record<string, string | number>
  /** Which fields of the input are to blame, each with a code of its own or none (then the sentence itself). */
  fields?: readonly string[]
  /** Where several change at once: whose change is refused. */
  whose?: string
  /** With `stale`: the resource as it is now. */
  current?: unknown
}

/** A refusal of the engine: a value with a code, thrown so that the transaction is rolled back. */
export class EngineError extends Error {
  override name = 'EngineError'
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code)
    this.code = code
    this.details = details
  }
}

/** Refuses with a code and the values of its sentence. */
export function refuse(code: ErrorCode, values?: ErrorDetails['values'], fields?: readonly string[]): never {
  throw new EngineError(code, { values, fields })
}
