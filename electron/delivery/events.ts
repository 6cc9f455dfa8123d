import { post } from './http.ts'
import type { Carrier } from './worker.ts'

/** Sends CloudEvents 1.0 in structured mode (CloudEvents HTTP binding, section 3.2). */
export function events(url: string): Carrier {
  return (message, signal) => post(url, message, signal, { 'content-type': 'application/cloudevents+json' })
}
