import type { Message } from '../../db/outbox.ts'

/** What a try came to. */
export type Outcome =
  | { delivered: true }
  | {
    delivered: false
    error: string
    /** The receiver's own wish. */
    retryAfterMs?: number
    /** The receiver's wish is for all messages, not for this one alone (429, 503). */
    isBusy?: boolean
    /** The receiver wants no more, ever (410). */
    gone?: boolean
    /** No further try can help: this message is at fault, not the way. */
    hopeless?: boolean
  }

/** Where messages go. Connects when it is first needed, and loads the library it needs no sooner. */
export interface Destination {
  /** Carries a message out; resolves with what it came to, and gives up when `signal` says so. */
  carry(message: Message, signal: AbortSignal): Promise<Outcome>
  close(): Promise<void>
}

/** A destination as the settings name it: made anew only where its address changed. */
export interface DestinationPlan {
  name: string
  /** All that decides where and how it sends. */
  address: string
  open(): Destination
}

/** Under way at once to one destination. */
export const AT_ONCE = 16

export function failure(error: unknown, where: string): Outcome {
  const { code, message, cause, errors } = error as { code?: string, message?: string, cause?: { code?: string, message?: string }, errors?: { code?: string, message?: string }[] }
  const first = errors?.[0]
  const reason = code ?? cause?.code ?? first?.code ?? (message || cause?.message || first?.message || String(error))
  return { delivered: false, error: `${where} could not be reached: ${reason}` }
}

/** An address without what is secret in it. */
export function shown(address: string): string {
  if (!URL.canParse(address)) return address
  const url = new URL(address)
  return `${url.protocol}//${url.host}${url.pathname === '/' ? '' : url.pathname}`
}
