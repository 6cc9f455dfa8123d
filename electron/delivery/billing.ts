import type { Destination } from './destination.ts'
import { bill } from './documents.ts'
import { createPoster } from './http.ts'

/** Tells the billing service of a stay (seed 000): `POST {url}/bills/update/{booking_id}`. */
export function billing(url: string, now: () => number): Destination {
  const { post, close } = createPoster(now)
  return {
    carry: (message, signal) => post(`${url.replace(/\/+$/, '')}/bills/update/${message.bookingId}`, message.key, JSON.stringify(bill(message)), signal),
    close,
  }
}
