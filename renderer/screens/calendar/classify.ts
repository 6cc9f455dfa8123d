import { daysOf, type CalendarBar } from './bars.ts'

/** What a bar asks of the desk; each has a colour and a sign. */
export const TONES = [
  'arriving', 'in_house', 'leaving', 'late_arrival', 'late_departure', 'future', 'past', 'out_of_order', 'out_of_service',
] as const
export type Tone = (typeof TONES)[number]

/** Signs before a bar's text: colour is never the only one. */
export const SIGNS: Record<Tone, string> = {
  arriving: '→', in_house: '●', leaving: '←', late_arrival: '!', late_departure: '!', future: '', past: '✓',
  out_of_order: '✕', out_of_service: '–',
}

/** What must be done with a bar on this day (days since the origin). */
export function toneOf(bar: CalendarBar, today: number): Tone {
  const { arrival, departure } = daysOf(bar)
  switch (bar.status) {
    case 'out_of_order':
    case 'out_of_service': return bar.status
    case 'checked_in':
      if (departure < today) return 'late_departure'
      return departure === today ? 'leaving' : 'in_house'
    case 'pending':
    case 'confirmed':
      if (arrival < today) return 'late_arrival'
      return arrival === today ? 'arriving' : 'future'
    default: return 'past'
  }
}

/** Not to be counted on yet: not confirmed, or on the way out with a bill that is not paid. */
export function isOpenMatter(bar: CalendarBar, tone: Tone): boolean {
  return bar.status === 'pending' || isUnpaid(bar, tone)
}

/** Nobody pays in full before they come; from the day of departure on it matters. */
export function isUnpaid(bar: CalendarBar, tone: Tone): boolean {
  return bar.due > 0 && (tone === 'leaving' || tone === 'late_departure' || tone === 'past')
}
