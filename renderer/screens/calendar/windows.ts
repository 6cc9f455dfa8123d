import { dateOf } from './days.ts'

/**
 * The calendar is fetched in windows of whole weeks that always begin on the same days, so that
 * wherever one scrolls the same windows come from the cache.
 */
export const WINDOW_DAYS = 28
/** Days beyond the screen that are fetched before somebody gets there. */
const AHEAD = 21

export interface Window {
  from: string
  to: string
}

/** The numbers of the windows that [fromDay, toDay) and the days around it lie in. */
export function windowsAround(fromDay: number, toDay: number): { first: number, last: number } {
  return {
    first: Math.floor((fromDay - AHEAD) / WINDOW_DAYS),
    last: Math.floor((Math.max(toDay, fromDay + 1) - 1 + AHEAD) / WINDOW_DAYS),
  }
}

export function windowAt(index: number): Window {
  return { from: dateOf(index * WINDOW_DAYS), to: dateOf((index + 1) * WINDOW_DAYS) }
}
