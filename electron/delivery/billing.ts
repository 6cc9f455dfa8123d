import { post } from './http.ts'
import type { Carrier } from './worker.ts'

/** Tells the billing service of a stay (seed 000): `POST {url}/bills/update/{booking_id}`. */
export function billing(url: string): Carrier {
  return (message, signal) => post(`${url.replace(/\/+$/, '')}/bills/update/${message.bookingId}`, message, signal)
}
