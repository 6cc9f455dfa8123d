import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { BarStore } from '../../timeline/bar-store.ts'
import type { Change } from '../../timeline/gesture.ts'
import { daysOf, isBlock, isOpen, type CalendarBar } from './bars.ts'

/** Why a change would be refused, or what it means. Words are the screen's matter. */
export interface Judgement {
  allowed: boolean
  reason?: 'closed' | 'in_house' | 'taken' | 'no_night'
  /** Who has the room, where it is taken. */
  by?: CalendarBar
  nights: number
  /** Set where the bar would change its category. */
  category?: string
  /** By how much the room's own rate per night differs from that of the room it leaves. */
  rateDifference?: number
}

/** Whether this kind of change is possible for a bar at all. */
export function mayChange(bar: CalendarBar, kind: Change<CalendarBar>['kind']): boolean {
  return isOpen(bar) && !(bar.status === 'checked_in' && kind === 'start')
}

/** The desk's own rules, told ahead; the engine has the last word when the bar is dropped. */
export function judge(change: Change<CalendarBar>, bars: BarStore<CalendarBar>, rows: ReadonlyMap<number, CalendarRow>): Judgement {
  const { bar, rowId, start, end } = change
  const { arrival, departure } = daysOf(change)
  const nights = departure - arrival
  if (!isOpen(bar)) return { allowed: false, reason: 'closed', nights }
  if (nights < 1) return { allowed: false, reason: 'no_night', nights }
  // Who sleeps here has arrived: that day stays. The room may change.
  if (bar.status === 'checked_in' && start !== bar.start) return { allowed: false, reason: 'in_house', nights }
  const by = bars.touching(rowId, start, end, bar.key)
  if (by) return { allowed: false, reason: 'taken', by, nights }

  const from = rows.get(bar.rowId)
  const to = rows.get(rowId)
  if (!from || !to || from.group === to.group || isBlock(bar)) return { allowed: true, nights }
  const rateDifference = to.nightlyRate === null || from.nightlyRate === null ? undefined : to.nightlyRate - from.nightlyRate
  return { allowed: true, nights, category: to.group, ...(rateDifference === undefined ? {} : { rateDifference }) }
}
