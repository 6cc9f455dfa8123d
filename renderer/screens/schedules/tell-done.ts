import { tell } from '../../tell.ts'
import { tellDeed } from '../../undo.tsx'

/** Says what was done to a booking, and offers to take it back where there is what to take back. */
export function tellDone(text: string, steps: readonly number[]): void {
  if (steps.length === 0) tell(text)
  else tellDeed({ text, steps })
}
