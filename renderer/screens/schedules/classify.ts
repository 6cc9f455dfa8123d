import { has, isBlock, type ScheduleBar } from './bars.ts'
import type { ScheduleKind } from './use-schedule.ts'

/** What a bar asks of the desk; each has a colour and a sign. The names are those of the rooms' calendar. */
export const TONES = ['future', 'in_house', 'late_arrival', 'late_departure', 'past', 'elsewhere', 'out_of_order', 'out_of_service'] as const
export type Tone = (typeof TONES)[number]

/** Signs before a bar's text: colour is never the only one. */
export const SIGNS: Record<Tone, string> = {
  future: '', in_house: '●', late_arrival: '!', late_departure: '!', past: '✓', elsewhere: '⌂', out_of_order: '✕', out_of_service: '–',
}

/** What must be done with a bar now. A car is out or not; a person's hour begins and ends by itself. */
export function toneOf(bar: ScheduleBar, now: number, kind: ScheduleKind): Tone {
  if (isBlock(bar)) return bar.status as Tone
  if (kind === 'hourly' && !has(bar, 'slot')) return 'elsewhere'
  if (bar.status === 'completed') return 'past'
  if (bar.status === 'checked_in') return bar.end < now ? 'late_departure' : 'in_house'
  if (bar.start > now) return 'future'
  if (kind === 'cars') return 'late_arrival'
  return bar.end > now ? 'in_house' : 'late_departure'
}
