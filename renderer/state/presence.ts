import { create } from 'zustand'
import type { AtBooking, Doing } from '../../shared/contract/presence.ts'

export interface Somebody { by: string, doing: Doing }

interface Presence {
  /** Who at another desk is at a booking, by its id. */
  others: ReadonlyMap<number, Somebody>
  /** Takes up what the desk said; the same as before changes nothing. */
  hear(others: readonly AtBooking[]): void
}

const NOBODY: ReadonlyMap<number, Somebody> = new Map()

/** What other desks are at, as the change feed tells it. */
export const usePresenceStore = create<Presence>()((set, get) => ({
  others: NOBODY,
  hear(told) {
    const others = byBooking(told)
    if (!isSame(others, get().others)) set({ others })
  },
}))

/** Who at another desk is at which booking now. */
export function usePresence(): ReadonlyMap<number, Somebody> {
  return usePresenceStore(({ others }) => others)
}

/** Who at another desk is at this booking now. */
export function useSomebodyAt(bookingId: number): Somebody | undefined {
  return usePresenceStore(({ others }) => others.get(bookingId))
}

/** Of several at one booking the one who moves it is shown: what they do changes most. */
function byBooking(told: readonly AtBooking[]): Map<number, Somebody> {
  const others = new Map<number, Somebody>()
  for (const { bookingId, by, doing } of told) {
    if (doing === 'moving' || !others.has(bookingId)) others.set(bookingId, { by, doing })
  }
  return others
}

function isSame(one: ReadonlyMap<number, Somebody>, other: ReadonlyMap<number, Somebody>): boolean {
  if (one.size !== other.size) return false
  for (const [id, { by, doing }] of one) {
    const match = other.get(id)
    if (match?.by !== by || match.doing !== doing) return false
  }
  return true
}
