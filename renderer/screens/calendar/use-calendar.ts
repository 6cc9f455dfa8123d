import { useMemo } from 'react'
import type { Calendar, CalendarRow } from '../../../shared/contract/calendar.ts'
import { BarStore } from '../../timeline/bar-store.ts'
import { barsOf, type CalendarBar, type Grouping, type PendingMove } from './bars.ts'
import { dayOf } from './days.ts'
import { countOccupancy, type Occupancy } from './occupancy.ts'
import { usePictures, type Pictures } from './use-pictures.ts'

export interface CalendarData extends Omit<Pictures, 'pictures'> {
  bars: BarStore<CalendarBar>
  occupancy: Occupancy
}

/** The rooms, and what lies on them around the days in sight. */
export function useCalendar(originDay: number, fromDay: number, toDay: number, pending: readonly PendingMove[], grouping: Grouping): CalendarData {
  const { pictures, rows, loading, error, retry } = usePictures('rooms', originDay, fromDay, toDay)
  const bars = useMemo(() => new BarStore(Map.groupBy(barsOf(pictures, originDay, pending), ({ rowId }) => rowId)), [pictures, originDay, pending])
  const occupancy = useMemo(() => countInside(pictures, rows, bars, originDay, grouping), [pictures, rows, bars, originDay, grouping])
  return useMemo(() => ({ rows, bars, occupancy, loading, error, retry }), [rows, bars, occupancy, loading, error, retry])
}

/** Nights of days that have not come yet would count as empty: they are left unknown. */
function countInside(pictures: readonly Calendar[], rows: readonly CalendarRow[], bars: BarStore<CalendarBar>, originDay: number, grouping: Grouping): Occupancy {
  if (pictures.length === 0) return countOccupancy(rows, [], 0, 0)
  const spans = pictures.map(({ from, to }) => ({ from: dayOf(from) - originDay, to: dayOf(to) - originDay }))
  const counted = countOccupancy(rows, bars.all(), Math.min(...spans.map(({ from }) => from)), Math.max(...spans.map(({ to }) => to)), grouping)
  const known = (day: number) => spans.some(({ from, to }) => day >= from && day < to)
  return {
    house: (day) => known(day) ? counted.house(day) : undefined,
    group: (group, day) => known(day) ? counted.group(group, day) : undefined,
    waiting: (day) => known(day) ? counted.waiting(day) : undefined,
  }
}
