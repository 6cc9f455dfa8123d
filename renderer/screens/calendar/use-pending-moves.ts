import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { calendar, updateBlock } from '../../../shared/contract/calendar.ts'
import { moveStay, undoStay } from '../../../shared/contract/stays.ts'
import { call } from '../../client.ts'
import { pollNow } from '../../live.ts'
import { isBlock, type CalendarBar, type PendingMove } from './bars.ts'

export interface Destination {
  rowId: number
  start: number
  end: number
  roomNumber: string
  arrival: string
  departure: string
}

export interface PendingMoves {
  pending: readonly PendingMove[]
  /**
   * Shows the bar at its destination at once and asks the desk; where it refuses, the bar goes back.
   * @returns what takes the move back, as long as nobody has changed anything since
   */
  move(bar: CalendarBar, to: Destination, from: Pick<Destination, 'roomNumber' | 'arrival' | 'departure'>): Promise<() => Promise<unknown>>
  has(id: number): boolean
}

/** Moves that are shown before the desk has answered. */
export function usePendingMoves(): PendingMoves {
  const [pending, setPending] = useState<readonly PendingMove[]>([])
  const client = useQueryClient()
  const latest = useRef(pending)
  useLayoutEffect(() => { latest.current = pending })

  return useMemo(() => ({
    pending,
    has: (id) => latest.current.some((move) => move.id === id),
    async move(bar, to, from) {
      const { rowId, start, end, roomNumber, arrival, departure } = to
      const move = { id: bar.id, rowId, start, end }
      setPending((moves) => [...moves.filter(({ id }) => id !== bar.id), move])
      try {
        const input = { params: { id: bar.id }, ifMatch: bar.version }
        const { params } = input
        if (isBlock(bar)) {
          const { version } = await call(updateBlock, { ...input, body: { roomNumber, from: arrival, to: departure } })
          const back = { roomNumber: from.roomNumber, from: from.arrival, to: from.departure }
          return () => call(updateBlock, { params, ifMatch: version, body: back })
        }
        const { version } = await call(moveStay, { ...input, body: { roomNumber, arrival, departure } })
        return () => call(undoStay, { params, ifMatch: version })
      } finally {
        // The picture is fetched before the bar is let go, so that it does not jump back and forth.
        await client.invalidateQueries({ queryKey: [calendar.path] }).catch(() => undefined)
        setPending((moves) => moves.filter((one) => one !== move))
        pollNow()
      }
    },
  }), [pending, client])
}

