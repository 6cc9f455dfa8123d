import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { calendar, moveTogether } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { pollNow } from '../../live.ts'
import type { PendingMove } from './bars.ts'
import type { Placement } from './judge.ts'

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
  const [pending, setPending] = useState<readonly PendingMove[]>([])
  const client = useQueryClient()
  const latest = useRef(pending)
  useLayoutEffect(() => { latest.current = pending })

  return useMemo(() => ({
    pending,
    has: (id) => latest.current.some((move) => move.id === id),
    async run(moves) {
      const shown = moves.map(({ bar: { id }, rowId, start, end, category }) => ({ id, rowId, start, end, ...(category === undefined ? {} : { category }) }))
      setPending((before) => [...before.filter(({ id }) => !shown.some((one) => one.id === id)), ...shown])
      try {
        const { steps } = await call(moveTogether, { body: { moves: moves.map(({ bar, body }) => ({ id: bar.id, version: bar.version, ...body })) } })
        return steps
      } finally {
        // The picture is fetched before the bars are let go, so that they do not jump back and forth.
        await client.invalidateQueries({ queryKey: [calendar.path] }).catch(() => undefined)
        setPending((before) => before.filter((one) => !shown.includes(one)))
        pollNow()
      }
    },
  }), [pending, client])
}
