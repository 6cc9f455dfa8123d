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

/**
 * What stands in a bar: a sign, who, how many nights, and what else the desk must know. The page leaves
 * out the words that do not fit; on one line a name is one word, of which the beginning is shown.
 */
export function printedText(bar: CalendarBar, today: number, t: Say, textLines: 1 | 2): string {
  const tone = toneOf(bar, today)
  const sign = OUTLINE_SIGNS[outlineOf(bar, today)]
  const { arrival, departure } = daysOf(bar)
  const name = isBlock(bar) ? t(`calendar.tone.${tone}`) : bar.guest || t('calendar.noName')
  const marks = [
    isUnpaid(bar, tone) && '¤', has(bar, 'vip') && '★', has(bar, 'locked') && '◆', has(bar, 'group') && '∞', has(bar, 'moved') && '↷', has(bar, 'notes') && '✎',
  ].filter(Boolean).join(' ')
  const who = textLines === 1 ? joined(name) : name
  return [sign ? `${sign}${NO_BREAK}${who}` : who, joined(t('calendar.nightsShort', { count: departure - arrival })), marks, bar.category].filter(Boolean).join(' ')
}

const NO_BREAK = '\u00a0'

/** A number that is cut off reads as another number: it is there with its unit or not at all. */
function joined(text: string): string {
  return text.replaceAll(' ', NO_BREAK)
}
