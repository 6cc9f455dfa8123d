import type { Verdict } from '../../timeline/owner.ts'
import type { Change } from '../../timeline/gesture.ts'
import { isOpen, type OpenSlot, type ScheduleBar } from './bars.ts'
import type { ScheduleData } from './use-schedule.ts'

/** Why a change would be refused, or that it would not. Words are the screen's matter. */
export interface Judgement {
  verdict: Verdict
  reason?: 'closed' | 'out' | 'taken' | 'short' | 'other_room' | 'no_slot' | 'past'
  /** Who is there, where it is taken. */
  by?: ScheduleBar
  /** The slot that is meant. */
  slot?: OpenSlot
}

/** The least that a booking lasts. */
const SHORTEST = 5

type Around = Pick<ScheduleData, 'bars'>

/** By overlap alone, as the engine does; bars that move along are not in the way. */
export function judge({ bar, rowId, start, end, kind }: Change<ScheduleBar>, { bars }: Around, along: ReadonlySet<string> = new Set()): Judgement {
  if (!isOpen(bar)) return { verdict: 'no', reason: 'closed' }
  if (bar.status === 'checked_in' && kind !== 'end') return { verdict: 'no', reason: 'out' }
  if (end - start < SHORTEST) return { verdict: 'no', reason: 'short' }
  const [from, to] = bars.between(rowId, start, end)
  const by = bars.row(rowId).slice(from, to).find((other) => other.end > start && other.key !== bar.key && !along.has(other.key))
  return by ? { verdict: 'no', reason: 'taken', by } : { verdict: 'ok' }
}

/** A slot booking goes to a free slot of its room: the one it was dropped on. */
export function judgeSlot(change: Change<ScheduleBar>, around: Pick<ScheduleData, 'bars' | 'slots'>, now: number): Judgement {
  const { bar, rowId, start } = change
  if (!isOpen(bar)) return { verdict: 'no', reason: 'closed' }
  if (rowId !== bar.rowId) return { verdict: 'no', reason: 'other_room' }
  const slot = slotAt(around, rowId, start)
  if (slot) return slot.start <= now ? { verdict: 'no', reason: 'past' } : { verdict: 'ok', slot }
  const by = around.bars.touching(rowId, start, start + 1, bar.key)
  return by ? { verdict: 'no', reason: 'taken', by } : { verdict: 'no', reason: 'no_slot' }
}

/** The free slot of a room at a moment. */
export function slotAt({ slots }: Pick<ScheduleData, 'slots'>, rowId: number, minute: number): OpenSlot | undefined {
  return slots.get(rowId)?.find((slot) => slot.start <= minute && slot.end > minute)
}
