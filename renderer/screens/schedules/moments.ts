import { dateOf } from '../calendar/days.ts'
import { dateAt, DAY, timeAt } from './clock.ts'

/** How moments of a calendar are written. Formatting takes microseconds and a scrolled frame needs a hundred: each is made once. */
export interface Moments {
  /** `Sat 21 Nov` */
  day(minute: number): string
  /** `Saturday 21 November 2026` */
  longDay(minute: number): string
  /** `09:00–09:30`, and across days `Sat 21 09:00 – Sun 22 10:00`. */
  hours(start: number, end: number): string
  /** `Sat 21 Nov 09:00–09:30`, with both days where they differ. */
  span(start: number, end: number): string
}

const known = new Map<string, Moments>()

export function momentsOf(locale: string, originDay: number): Moments {
  const key = `${locale} ${originDay}`
  let moments = known.get(key)
  if (!moments) known.set(key, moments = createMoments(locale, originDay))
  return moments
}

function createMoments(locale: string, originDay: number): Moments {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    const made = new Map<number, string>()
    return (minute: number) => {
      const day = originDay + Math.floor(minute / DAY)
      let text = made.get(day)
      if (text === undefined) made.set(day, text = format.format(new Date(`${dateOf(day)}T00:00:00Z`)).replace(',', ''))
      return text
    }
  }
  const day = of({ weekday: 'short', day: 'numeric', month: 'short' })
  const weekday = of({ weekday: 'short' })
  const dayAlone = (minute: number) => `${weekday(minute)} ${Number(dateAt(originDay, minute).slice(8))}`
  // What ends at midnight ends that day.
  const isWithin = (start: number, end: number) => dateAt(originDay, start) === dateAt(originDay, end - 1)
  const until = (end: number) => (end % DAY === 0 ? '24:00' : timeAt(end))
  return {
    day,
    longDay: of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    hours: (start, end) => (isWithin(start, end) ? `${timeAt(start)}–${until(end)}` : `${dayAlone(start)} ${timeAt(start)} – ${dayAlone(end)} ${timeAt(end)}`),
    span(start, end) {
      const from = `${day(start)} ${timeAt(start)}`
      return isWithin(start, end) ? `${from}–${until(end)}` : `${from} – ${day(end)} ${timeAt(end)}`
    },
  }
}
