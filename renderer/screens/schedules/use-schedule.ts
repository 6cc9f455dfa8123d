import { useMemo } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { BarStore } from '../../timeline/bar-store.ts'
import { usePictures, type Pictures } from '../calendar/use-pictures.ts'
import { barsOf, slotsOf, type OpenSlot, type Pending, type ScheduleBar } from './bars.ts'
import { DAY } from './clock.ts'
import { REACH } from './scales.ts'

export type ScheduleKind = 'providers' | 'hourly' | 'cars'

export interface ScheduleData extends Omit<Pictures, 'pictures' | 'rows'> {
  rows: ReadonlyMap<number, CalendarRow>
  bars: BarStore<ScheduleBar>
  slots: ReadonlyMap<number, readonly OpenSlot[]>
}

/** What can be booked by the hour, and what lies on it around the days in sight. */
export function useSchedule(kind: ScheduleKind, originDay: number, fromDay: number, toDay: number, pending: readonly Pending[]): ScheduleData {
  const { pictures, rows: listed, loading, error, retry } = usePictures(kind, originDay, fromDay, toDay)
  const rows = useMemo(() => new Map(listed.map((row) => [row.id, row])), [listed])
  const bars = useMemo(() => new BarStore(barsOf(pictures, originDay, pending, REACH * DAY)), [pictures, originDay, pending])
  const slots = useMemo(() => slotsOf(pictures, originDay), [pictures, originDay])
  return useMemo(() => ({ rows, bars, slots, loading, error, retry }), [rows, bars, slots, loading, error, retry])
}
