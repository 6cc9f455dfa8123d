import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { unpackCalendar } from '../../../shared/calendar-packing.ts'
import { calendar, type Calendar, type CalendarRow } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { BarStore } from '../../timeline/bar-store.ts'
import { barsOf, type CalendarBar, type Grouping, type PendingMove } from './bars.ts'
import { dayOf } from './days.ts'
import { countOccupancy, type Occupancy } from './occupancy.ts'
import { windowAt, windowsAround } from './windows.ts'

export interface CalendarData {
  rows: readonly CalendarRow[]
  bars: BarStore<CalendarBar>
  occupancy: Occupancy
  /** Nothing has come yet: there is no row to show. */
  loading: boolean
  error: Error | null
  retry(): void
}

const NO_ROWS: readonly CalendarRow[] = []

/**
 * The windows of the calendar around the days in sight, from the cache where they have been seen
 * before. Days count from the origin.
 */
export function useCalendar(originDay: number, fromDay: number, toDay: number, pending: readonly PendingMove[], grouping: Grouping): CalendarData {
  const { first, last } = windowsAround(originDay + fromDay, originDay + toDay)
  const queries = useMemo(() => Array.from({ length: last - first + 1 }, (_, index) => {
    const input = { query: windowAt(first + index) }
    return { queryKey: [calendar.path, input], queryFn: async () => unpackCalendar(await call(calendar, input)) }
  }), [first, last])
  const { pictures, error, retry } = useQueries({ queries, combine })

  const rows = useMemo(() => newest(pictures)?.rows ?? NO_ROWS, [pictures])
  const bars = useMemo(() => new BarStore(Map.groupBy(barsOf(pictures, originDay, pending), ({ rowId }) => rowId)), [pictures, originDay, pending])
  const occupancy = useMemo(() => countInside(pictures, rows, bars, originDay, grouping), [pictures, rows, bars, originDay, grouping])
  return useMemo(() => ({
    rows, bars, occupancy, loading: pictures.length === 0 && !error, error: pictures.length === 0 ? error : null, retry,
  }), [rows, bars, occupancy, pictures, error, retry])
}

/** Outside the component, so that it gives the same answer while nothing has changed. */
function combine(results: UseQueryResult<Calendar>[]) {
  return {
    pictures: results.map(({ data }) => data).filter((data) => data !== undefined),
    error: results.find(({ error }) => error)?.error ?? null,
    retry: () => { for (const result of results) if (result.isError) void result.refetch() },
  }
}

function newest(pictures: readonly Calendar[]): Calendar | undefined {
  return pictures.reduce<Calendar | undefined>((best, picture) => !best || picture.seq > best.seq ? picture : best, undefined)
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
