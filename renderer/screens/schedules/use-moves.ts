import { useMemo } from 'react'
import type { Change } from '../../timeline/gesture.ts'
import { usePending } from '../calendar/use-pending.ts'
import type { Pending, ScheduleBar } from './bars.ts'

/** Asks the desk for a change. @returns the step it made, which can be taken back */
export type Send = (change: Change<ScheduleBar>) => Promise<{ lastChange: number }>

export interface Moves {
  pending: readonly Pending[]
  has(id: number): boolean
  /**
   * Shows bars at their destinations at once and asks the desk for one after the other; where it
   * refuses, that one and those after it go back. @returns the steps that were made, and what stopped them
   */
  move(changes: readonly Change<ScheduleBar>[], send: Send): Promise<{ steps: number[], error: unknown }>
}

/** Changes that are shown before the desk has answered. */
export function useMoves(): Moves {
  const { pending, has, during } = usePending<Pending>()
  return useMemo(() => ({
    pending, has,
    move: (changes, send) => during(changes.map(({ bar: { id }, rowId, start, end }) => ({ id, rowId, start, end })), async () => {
      const steps: number[] = []
      try {
        for (const change of inOrder(changes)) steps.push((await send(change)).lastChange)
      } catch (error) {
        return { steps, error }
      }
      return { steps, error: undefined }
    }),
  }), [pending, has, during])
}

/** Of several that move later the last goes first: it makes room for the one before it. */
function inOrder(changes: readonly Change<ScheduleBar>[]): readonly Change<ScheduleBar>[] {
  const first = changes[0]
  const isLater = first !== undefined && first.start > first.bar.start
  return [...changes].sort((a, b) => (isLater ? b.bar.start - a.bar.start : a.bar.start - b.bar.start))
}
