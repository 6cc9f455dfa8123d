import type { Stay } from '../../../shared/contract/stays.ts'

/** What can be done with a stay. */
export type StayAction = 'confirm' | 'checkIn' | 'checkOut' | 'edit' | 'move' | 'split' | 'noShow' | 'cancel' | 'undo'

/** The key of each action while the panel is open. */
export const ACTION_KEYS: Record<StayAction, string> = {
  confirm: 'b', checkIn: 'i', checkOut: 'o', edit: 'e', move: 'm', split: 's', noShow: 'x', cancel: 'c', undo: 'u',
}

/** Whether dates, room and price can still change. */
export function isOpen(status: Stay['status']): boolean {
  return status === 'pending' || status === 'confirmed' || status === 'checked_in'
}

/** What the house allows now, the next step in the life of the stay first. */
export function actionsOf(stay: Pick<Stay, 'status' | 'arrival' | 'nights' | 'departure' | 'undoable' | 'roomNumber'>, today: string): StayAction[] {
  const actions: StayAction[] = []
  const isHere = stay.arrival <= today
  switch (stay.status) {
    case 'pending':
      actions.push('confirm', 'edit', 'move', 'cancel')
      break
    case 'confirmed':
      if (isHere && stay.departure >= today && stay.roomNumber !== null) actions.push('checkIn')
      actions.push('edit', 'move')
      if (stay.nights > 1) actions.push('split')
      if (isHere) actions.push('noShow')
      actions.push('cancel')
      break
    case 'checked_in':
      actions.push('checkOut', 'edit', 'move')
      if (stay.nights > 1) actions.push('split')
      break
  }
  if (stay.undoable !== null) actions.push('undo')
  return actions
}

/** The one button that stands out: what comes next for this guest. */
export function primaryAction(actions: readonly StayAction[]): StayAction | undefined {
  return actions.find((action) => action === 'confirm' || action === 'checkIn' || action === 'checkOut')
}
