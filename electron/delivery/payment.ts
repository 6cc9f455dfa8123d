import type { Destination } from './destination.ts'
import { createPoster } from './http.ts'

/** The guest waits for the answer to the booking: a service that takes longer is as good as away. */
const PATIENCE_MS = 3000
const LONGEST_ANSWER = 64 * 1024

/**
 * Asks the payment service for a checkout. Null where it is away, leads elsewhere or answers
 * nonsense: the booking stands all the same, and the desk can take the payment.
 */
export async function requestCheckout(url: string, booking: { id: number, price: number, currency: string, room: { name: string } | null }): Promise<string | null> {
  const enough = new AbortController()
  const timer = setTimeout(() => enough.abort(), PATIENCE_MS)
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/checkouts`, {
      method: 'POST', redirect: 'manual', signal: enough.signal,
      headers: { 'content-type': 'application/json', 'idempotency-key': `checkout-${booking.id}` },
      body: JSON.stringify({ booking_id: booking.id, amount: booking.price, currency: booking.currency, description: booking.room?.name ?? `Booking ${booking.id}` }),
    })
    if (!response.ok) return null
    const answer = JSON.parse(await beginningOf(response)) as { checkout_url?: unknown } | null
    return isWebAddress(answer?.checkout_url) ? answer.checkout_url : null
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    // Lets go of a body that was not read to its end.
    enough.abort()
  }
}

/** As much as an answer can sensibly hold: one without an end is cut off, and is no JSON then. */
async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true })
    if (text.length > LONGEST_ANSWER) break
  }
  return text
}

/** The guest's browser will be sent there. */
function isWebAddress(value: unknown): value is `http${string}` {
  return typeof value === 'string' && value.length <= 2000 && URL.canParse(value) && /^https?:\/\//i.test(value)
}

/** Carries refunds: `POST {url}/refunds`. */
export function payment(url: string, now: () => number): Destination {
  const { post, close } = createPoster(now)
  return {
    carry: (message, signal) => post(`${url.replace(/\/+$/, '')}/refunds`, message.key, JSON.stringify(message.payload), signal),
    close,
  }
}
