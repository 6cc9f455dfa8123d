import { useMemo } from 'react'
import { moveTogether } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import type { PendingMove } from './bars.ts'
import type { Placement } from './judge.ts'
import { usePending } from './use-pending.ts'

/** A bar and where it goes, in the desk's words: what is left out stays as it is. */
export interface Move extends Placement {
  body: { roomNumber?: string | null, arrival?: string, departure?: string, nightlyRate?: number }
  /** The category of a stay that is taken out of its room. */
  category?: string
}

export interface Moves {
  pending: readonly PendingMove[]
  /**
   * Shows the bars at their destinations at once and asks the desk, for all of them or none; where it
   * refuses they go back.
   * @returns the steps that take it back
   */
  run(moves: readonly Move[]): Promise<readonly number[]>
  has(id: number): boolean
}

/** Moves that are shown before the desk has answered. */
export function useMoves(): Moves {
  const { pending, has, during } = usePending<PendingMove>()
  return useMemo(() => ({
    pending, has,
    run: (moves) => during(
      moves.map(({ bar: { id }, rowId, start, end, category }) => ({ id, rowId, start, end, ...(category === undefined ? {} : { category }) })),
      async () => (await call(moveTogether, { body: { moves: moves.map(({ bar, body }) => ({ id: bar.id, version: bar.version, ...body })) } })).steps,
    ),
  }), [pending, has, during])
}
