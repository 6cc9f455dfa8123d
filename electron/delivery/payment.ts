import type { Destination } from './destination.ts'
import { createPoster } from './http.ts'

const PATIENCE_MS = 5000

/**
 * Asks the payment service for a checkout. Null where it is away or answers nonsense: the booking
 * stands all the same, and the desk can take the payment.
 */
export async function requestCheckout(url: string, booking: { id: number, price: number, currency: string, room: { name: string } | null }): Promise<string | null> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/checkouts`, {
      method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', 'idempotency-key': `checkout-${booking.id}` },
      body: JSON.stringify({ booking_id: booking.id, amount: booking.price, currency: booking.currency, description: booking.room?.name ?? `Booking ${booking.id}` }),
    })
    const answer = await response.json() as { checkout_url?: unknown }
    return response.ok && typeof answer.checkout_url === 'string' ? answer.checkout_url : null
  } catch {
    return null
  }
}

/** Carries refunds: `POST {url}/refunds`. */
export function payment(url: string, now: () => number): Destination {
  const { post, close } = createPoster(now)
  return {
    carry: (message, signal) => post(`${url.replace(/\/+$/, '')}/refunds`, message.key, JSON.stringify(message.payload), signal),
    close,
  }
}
