import { MINUTES_OF_DAY, type CalendarBar } from '../bars.ts'
import { isLane } from '../lanes.ts'
import type { PrintGroup } from './pages.ts'
import type { DayRange } from './ranges.ts'

/** The groups with those rows of the lane alone on which stays of these days lie: other days have other rows. */
export function withLanesOf(groups: readonly PrintGroup[], bars: readonly CalendarBar[], { from, days }: DayRange): PrintGroup[] {
  const start = from * MINUTES_OF_DAY
  const end = (from + days) * MINUTES_OF_DAY
  const taken = new Set(bars.filter((bar) => isLane(bar.rowId) && bar.start < end && bar.end > start).map(({ rowId }) => rowId))
  const rows = [...taken].sort((a, b) => b - a).map((id) => ({ id, label: '', detail: '' }))
  return groups.flatMap((group) => !isLaneGroup(group) ? [group] : rows.length > 0 ? [{ ...group, rows }] : [])
}

export function isLaneGroup({ rows }: PrintGroup): boolean {
  return rows.some(({ id }) => isLane(id))
}
