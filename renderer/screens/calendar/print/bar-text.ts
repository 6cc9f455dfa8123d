import type { Say } from '../../../i18n.ts'
import { daysOf, has, isBlock, type CalendarBar } from '../bars.ts'
import { isUnpaid, SIGNS, toneOf, type Tone } from '../classify.ts'

/** How a bar is outlined on paper: an option is one whatever the day. */
export type Outline = Tone | 'option'

export function outlineOf(bar: CalendarBar, today: number): Outline {
  const tone = toneOf(bar, today)
  return bar.status === 'pending' && tone !== 'late_arrival' ? 'option' : tone
}

export const OUTLINE_SIGNS: Record<Outline, string> = { ...SIGNS, option: '?' }

/** What stands in a bar: a sign, who, how many nights, and what else the desk must know. */
export function printedText(bar: CalendarBar, today: number, t: Say): string {
  const tone = toneOf(bar, today)
  const sign = OUTLINE_SIGNS[outlineOf(bar, today)]
  const { arrival, departure } = daysOf(bar)
  const name = isBlock(bar) ? t(`calendar.tone.${tone}`) : bar.guest || t('calendar.noName')
  const marks = [isUnpaid(bar, tone) && '¤', has(bar, 'vip') && '★', has(bar, 'locked') && '◆', has(bar, 'group') && '∞', has(bar, 'moved') && '↷', has(bar, 'notes') && '✎'].filter(Boolean).join(' ')
  // Neither the sign nor the number of nights stands on a line of its own.
  const who = sign ? `${sign}\u00a0${name}` : name
  const nights = t('calendar.nightsShort', { count: departure - arrival }).replace(' ', '\u00a0')
  return [who, nights, marks, bar.category].filter(Boolean).join(' ')
}
