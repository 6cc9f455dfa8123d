import type { Status } from '../../shared/contract/stays.ts'

export type BookingKind = 'stay' | 'appointment' | 'slot' | 'purchase' | 'rental' | 'block'

const NEXT: Record<Status, readonly Status[]> = {
  pending: ['confirmed', 'cancelled'],
  confirmed: ['completed', 'no_show', 'cancelled'],
  checked_in: ['completed'],
  completed: [],
  cancelled: [],
  no_show: [],
}

// A stay, and a car, go out before they come back.
const NEXT_WITH_CHECK_IN: Record<Status, readonly Status[]> = {
  ...NEXT,
  confirmed: ['checked_in', 'no_show', 'cancelled'],
}

/** Whether a booking of this kind may go from one status to another (contract, section 7). */
export function mayBecome(kind: BookingKind, from: Status, to: Status): boolean {
  return (kind === 'stay' || kind === 'rental' ? NEXT_WITH_CHECK_IN : NEXT)[from].includes(to)
}

/** Whether dates, room and price of a booking in this status can still change. */
export function isOpen(status: Status): boolean {
  return status === 'pending' || status === 'confirmed' || status === 'checked_in'
}
