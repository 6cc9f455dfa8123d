import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { daysOf } from './bars.ts'
import { dateOf } from './days.ts'
import { categoryOf, type Placement } from './judge.ts'
import { isLane } from './lanes.ts'
import type { Move } from './use-moves.ts'

interface Around {
  originDay: number
  rows: ReadonlyMap<number, CalendarRow>
}

/** What the desk is told of a bar that was dropped: only what differs. Undefined where nothing does. */
export function moveOf(placement: Placement, { originDay, rows }: Around): Move | undefined {
  const { bar, rowId } = placement
  const before = daysOf(bar)
  const after = daysOf(placement)
  const body: Move['body'] = {}
  // Its rows are one place.
  if (rowId !== bar.rowId && !(isLane(rowId) && isLane(bar.rowId))) body.roomNumber = isLane(rowId) ? null : rows.get(rowId)?.label ?? null
  if (after.arrival !== before.arrival) body.arrival = dateOf(originDay + after.arrival)
  if (after.departure !== before.departure) body.departure = dateOf(originDay + after.departure)
  if (Object.keys(body).length === 0) return undefined
  const category = isLane(rowId) ? categoryOf(bar, rows) : undefined
  return { bar, rowId, start: placement.start, end: placement.end, body, ...(category === undefined ? {} : { category }) }
}

/** The same moves, with the rooms' own rates where the category changes. */
export function atNewRates(moves: readonly Move[], rateOf: (move: Move) => number | undefined): Move[] {
  return moves.map((move) => {
    const nightlyRate = rateOf(move)
    return nightlyRate === undefined ? move : { ...move, body: { ...move.body, nightlyRate } }
  })
}
