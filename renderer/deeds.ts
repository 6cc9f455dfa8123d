import type { QueryClient } from '@tanstack/react-query'
import type { Block } from '../shared/contract/calendar.ts'
import type { Stay } from '../shared/contract/stays.ts'
import { words } from './i18n.ts'
import { remember } from './undo.tsx'

type Booking = Stay | Block

/** Puts every change of a stay or block that this desk makes on the stack of what can be taken back. */
export function rememberDeeds(client: QueryClient): () => void {
  return client.getMutationCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'success') return
    const booking = bookingIn(event.action.data)
    if (booking) remember({ text: nameOf(booking), steps: [booking.lastChange] })
  })
}

/** What an answer tells of: a stay, a block, or the first part of a stay that was split. */
function bookingIn(answer: unknown): Booking | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined
  if ('first' in answer) return bookingIn(answer.first)
  return 'lastChange' in answer && ('arrival' in answer || 'reason' in answer) ? answer as Booking : undefined
}

function nameOf(booking: Booking): string {
  if ('reason' in booking) return words('undo.block', { number: booking.roomNumber ?? '' })
  return `${booking.guest?.name ?? words('common.noGuest')}: ${words(`stay.steps.${booking.undoable ?? 'created'}`)}`
}
