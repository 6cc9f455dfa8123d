import { dateOf, dayOf } from '../days.ts'

export const RANGES = ['sight', 'fortnight', 'month'] as const
export type RangeName = (typeof RANGES)[number]

export interface DayRange {
  /** Counted from the origin. */
  from: number
  days: number
}

/** The days to choose from: those in sight, two weeks from the first of them, and all of the month it lies in. */
export function rangesOf(originDay: number, seen: { from: number, to: number }): Record<RangeName, DayRange> {
  const month = dateOf(originDay + seen.from).slice(0, 7)
  const first = dayOf(`${month}-01`)
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))]
  return {
    sight: { from: seen.from, days: Math.max(1, seen.to - seen.from) },
    fortnight: { from: seen.from, days: 14 },
    month: { from: first - originDay, days: new Date(Date.UTC(year, number, 0)).getUTCDate() },
  }
}
