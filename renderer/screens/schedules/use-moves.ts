import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { calendar } from '../../../shared/contract/calendar.ts'
import { pollNow } from '../../live.ts'
import type { Change } from '../../timeline/gesture.ts'
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
  const [pending, setPending] = useState<readonly Pending[]>([])
  const client = useQueryClient()
  const latest = useRef(pending)
  useLayoutEffect(() => { latest.current = pending })

  return useMemo(() => ({
    pending,
    has: (id) => latest.current.some((move) => move.id === id),
    async move(changes, send) {
      const shown = changes.map(({ bar: { id }, rowId, start, end }) => ({ id, rowId, start, end }))
      setPending((moves) => [...moves.filter(({ id }) => !shown.some((one) => one.id === id)), ...shown])
      const steps: number[] = []
      let error: unknown
      try {
        for (const change of inOrder(changes)) steps.push((await send(change)).lastChange)
      } catch (refusal) {
        error = refusal
      }
      // The picture is fetched before the bars are let go, so that they do not jump back and forth.
      await client.invalidateQueries({ queryKey: [calendar.path] }).catch(() => undefined)
      setPending((moves) => moves.filter((one) => !shown.includes(one as typeof shown[number])))
      pollNow()
      return { steps, error }
    },
  }), [pending, client])
}

/** Of several that move later the last goes first: it makes room for the one before it. */
function inOrder(changes: readonly Change<ScheduleBar>[]): readonly Change<ScheduleBar>[] {
  const first = changes[0]
  const isLater = first !== undefined && first.start > first.bar.start
  return [...changes].sort((a, b) => (isLater ? b.bar.start - a.bar.start : a.bar.start - b.bar.start))
}
