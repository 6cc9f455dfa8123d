import type { QueryClient } from '@tanstack/react-query'
import type { Change } from '../shared/contract/operations.ts'
import { onChanges } from './live.ts'

/** The beginnings of the paths whose answers a change of each kind of thing makes stale. */
const TOUCHED: Record<string, readonly string[]> = {
  booking: ['/api/v1/stays', '/api/v1/calendar', '/api/v1/availability', '/api/v1/blocks', '/api/v1/housekeeping', '/api/v1/reports', '/api/v1/guests', '/api/v1/deliveries', '/api/v1/appointments', '/api/v1/slot-bookings', '/api/v1/rentals', '/cars'],
  provider: ['/api/v1/providers', '/api/v1/calendar', '/api/v1/appointments'],
  car: ['/cars', '/api/v1/calendar', '/api/v1/rentals'],
  timeslots: ['/api/v1/calendar', '/api/v1/bookings/rooms'],
  guest: ['/api/v1/guests', '/api/v1/stays', '/api/v1/calendar'],
  room: ['/api/v1/bookings/rooms', '/api/v1/calendar', '/api/v1/availability', '/api/v1/housekeeping', '/api/v1/reports', '/api/v1/stays'],
  user: ['/users', '/api/v1/users'],
  settings: ['/api/v1/settings', '/api/v1/property', '/api/v1/calendar', '/api/v1/stays', '/api/v1/reports'],
  delivery: ['/api/v1/deliveries'],
  destination: ['/api/v1/deliveries'],
  webhook: ['/api/v1/webhooks', '/api/v1/deliveries'],
  reminder: ['/api/v1/deliveries'],
  payment: ['/api/v1/deliveries'],
}

/** Reads again what changes made stale. A kind that is not known here touches everything. */
export function keepFresh(client: QueryClient): () => void {
  return onChanges((changes) => {
    const paths = changes === 'all' ? undefined : pathsOf(changes)
    void client.invalidateQueries(paths === undefined ? {} : {
      predicate: ({ queryKey: [path] }) => typeof path === 'string' && paths.some((start) => path.startsWith(start)),
    })
  })
}

function pathsOf(changes: readonly Change[]): string[] | undefined {
  const kinds = new Set(changes.map(({ entity }) => entity))
  const paths = [...kinds].map((kind) => TOUCHED[kind])
  return paths.every((some) => some !== undefined) ? [...new Set(paths.flat())] : undefined
}
