import { undoSteps } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { words } from '../../i18n.ts'
import { pollNow } from '../../live.ts'
import { tell, tellError } from '../../tell.ts'
import { tellUndoable } from '../../undo.tsx'

/** Says what was done to a booking, and offers to take it back. */
export function tellDone(text: string, steps: readonly number[]): void {
  if (steps.length === 0) return tell(text)
  tellUndoable(text, words('common.undo'), () => {
    call(undoSteps, { body: { steps: [...steps] } }).then(() => tell(words('calendar.undone')), tellError).finally(pollNow)
  })
}
