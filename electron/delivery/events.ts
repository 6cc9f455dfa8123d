import type { Destination } from './destination.ts'
import { CLOUD_EVENT, cloudEvent } from './documents.ts'
import { createPoster } from './http.ts'

/** Sends CloudEvents 1.0 in structured mode (CloudEvents HTTP binding, section 3.2). */
export function events(url: string, now: () => number): Destination {
  const { post, close } = createPoster(now)
  return {
    carry: (message, signal) => post(url, message.key, JSON.stringify(cloudEvent(message)), signal, { 'content-type': CLOUD_EVENT }),
    close,
  }
}
