import { localClock } from '../../../shared/time.ts'
import { dateOf, dayOf } from '../calendar/days.ts'

/* Wall-clock minutes since midnight of the origin day, as the calendar counts them, and back. */

export const DAY = 1440

export function dateAt(originDay: number, minute: number): string {
  return dateOf(originDay + Math.floor(minute / DAY))
}

/** `09:30` */
export function timeAt(minute: number): string {
  const ofDay = ((minute % DAY) + DAY) % DAY
  return `${String(Math.floor(ofDay / 60)).padStart(2, '0')}:${String(Math.floor(ofDay % 60)).padStart(2, '0')}`
}

/** `2027-03-01T09:30`: the property's local time, as the API reads it. */
export function localAt(originDay: number, minute: number): string {
  return `${dateAt(originDay, minute)}T${timeAt(minute)}`
}

export function minuteOf(originDay: number, date: string, time: string): number {
  return (dayOf(date) - originDay) * DAY + Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** What the clocks of the property show now. */
export function minuteNow(originDay: number, timeZone: string, now: number): number {
  const local = localClock(timeZone).local(now)
  return minuteOf(originDay, local.slice(0, 10), local.slice(11, 16))
}
