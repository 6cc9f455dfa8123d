import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { unpackCalendar } from '../../../shared/calendar-packing.ts'
import { calendar, type Calendar, type CALENDAR_KINDS, type CalendarRow } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { windowAt, windowsAround } from './windows.ts'

export interface Pictures {
  pictures: readonly Calendar[]
  rows: readonly CalendarRow[]
  /** Nothing has come yet: there is no row to show. */
  loading: boolean
  error: Error | null
  retry(): void
}

/**
 * The windows of a calendar around the days in sight, from the cache where they have been seen
 * before. Days count from the origin.
 */
export function usePictures(kind: (typeof CALENDAR_KINDS)[number], originDay: number, fromDay: number, toDay: number): Pictures {
  const { first, last } = windowsAround(originDay + fromDay, originDay + toDay)
  const queries = useMemo(() => Array.from({ length: last - first + 1 }, (_, index) => {
    const input = { query: { ...windowAt(first + index), kind } }
    return { queryKey: [calendar.path, input], queryFn: async () => unpackCalendar(await call(calendar, input)) }
  }), [first, last, kind])
  const { pictures, error, retry } = useQueries({ queries, combine })

  // Every window brings the rows along: those that say the same are the same, or each answer would lay all of it out anew.
  const told = useMemo(() => JSON.stringify(newest(pictures)?.rows ?? []), [pictures])
  const rows = useMemo(() => JSON.parse(told) as CalendarRow[], [told])
  return useMemo(() => ({
    pictures, rows, loading: pictures.length === 0 && !error, error: pictures.length === 0 ? error : null, retry,
  }), [pictures, rows, error, retry])
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
