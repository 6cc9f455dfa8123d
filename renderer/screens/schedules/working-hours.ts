import type { WorkingHours } from '../../../shared/contract/appointments.ts'
import { dateOf, weekdayOf } from '../calendar/days.ts'
import { DAY, minuteOf } from './clock.ts'

/** When a provider does not work on the days [fromDay, toDay), which count from the origin as the minutes do. */
export function closedTimes(hours: WorkingHours | null, originDay: number, fromDay: number, toDay: number): { start: number, end: number }[] {
  if (hours === null) return []
  const closed: { start: number, end: number }[] = []
  let since = fromDay * DAY
  for (let day = fromDay; day < toDay; day++) {
    if (!worksOn(hours, originDay + day)) continue
    const date = dateOf(originDay + day)
    const opens = minuteOf(originDay, date, hours.start)
    if (opens > since) closed.push({ start: since, end: opens })
    since = minuteOf(originDay, date, hours.end)
  }
  if (since < toDay * DAY) closed.push({ start: since, end: toDay * DAY })
  return closed
}

/** Whether a provider works from one minute to another of a day. */
export function worksAt(hours: WorkingHours | null, originDay: number, start: number, end: number): boolean {
  if (hours === null) return true
  const day = originDay + Math.floor(start / DAY)
  const date = dateOf(day)
  return worksOn(hours, day) && start >= minuteOf(originDay, date, hours.start) && end <= minuteOf(originDay, date, hours.end)
}

function worksOn({ days }: WorkingHours, day: number): boolean {
  return days === undefined || days.includes(weekdayOf(day) + 1)
}
