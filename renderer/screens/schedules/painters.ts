import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { Say } from '../../i18n.ts'
import type { Somebody } from '../../state/presence.ts'
import type { Scale } from '../../timeline/layout.ts'
import type { Painters } from '../../timeline/owner.ts'
import { setText } from '../../timeline/pool.ts'
import { has, type ScheduleBar } from './bars.ts'
import { SIGNS, type Tone } from './classify.ts'
import { DAY, timeAt } from './clock.ts'
import type { Moments } from './moments.ts'
import styles from './schedules.module.css'

const NARROW = 28
/** About how wide a letter of a bar is, and what its edge and padding take. */
const LETTER = 7.2
const PADDING = 16

/** A word about a row beside its name. */
export interface RowTag { text: string, tone: 'bad' | 'warn' | 'info' | 'calm' }

interface Picture {
  t: Say
  moments: Moments
  scale: Scale
  rows: ReadonlyMap<number, CalendarRow>
  /** What stands over the names of the rows. */
  heading: string
  tagsOf(row: CalendarRow): readonly RowTag[]
  noteOf(row: CalendarRow): string
  nameOf(bar: ScheduleBar): string
  toneOf(bar: ScheduleBar): Tone
  /** Who at another desk is at which booking. */
  presence: ReadonlyMap<number, Somebody>
}

/** How things that are booked by the hour look on the timeline, in plain elements. */
export function createPainters({ t, moments, scale, rows, heading, tagsOf, noteOf, nameOf, toneOf, presence }: Picture): Painters<ScheduleBar> {
  const about = (row: CalendarRow) => [row.label, noteOf(row), ...tagsOf(row).map(({ text }) => text)].filter(Boolean).join(', ')
  return {
    bar(element, bar) {
      const tone = toneOf(bar)
      element.dataset['tone'] = tone
      const other = presence.get(bar.id)
      element.toggleAttribute('data-open', bar.status === 'pending')
      element.toggleAttribute('data-busy', other !== undefined)
      const sign = SIGNS[tone] || (bar.status === 'pending' ? '?' : '')
      const marks = (has(bar, 'vip') ? ' ★' : '') + (has(bar, 'notes') ? ' ✎' : '')
      // Two lines, who and when; what is too narrow for words keeps its colour, and its name for those who ask.
      const room = (bar.end - bar.start) * scale.columnWidth / scale.columnMinutes
      const isNarrow = room < NARROW
      // An hour that is cut off reads as another hour.
      const when = [moments.hours(bar.start, bar.end), timeAt(bar.start)].find((text) => text.length * LETTER + PADDING <= room) ?? ''
      element.toggleAttribute('data-narrow', isNarrow)
      setText(element, isNarrow ? '' : `${sign ? `${sign} ` : ''}${nameOf(bar)}${marks}\n${when}`)
      element.setAttribute('aria-label', [`${nameOf(bar)} ${moments.hours(bar.start, bar.end)}`, moments.day(bar.start), toneName(t, tone), bar.status === 'pending' ? t('common.statuses.pending') : '', other ? t(`calendar.busy.${other.doing}`, { by: other.by }) : ''].filter(Boolean).join(', '))
    },
    rowLabel(element, rowId) {
      const row = rows.get(rowId)
      const tag = row && tagsOf(row)[0]
      const [name, note, word] = parts(element)
      element.classList.add(styles['rowLabel'] ?? '')
      name.className = styles['rowName'] ?? ''
      setText(name, row?.label ?? '')
      note.className = styles['rowNote'] ?? ''
      setText(note, row ? noteOf(row) : '')
      word.className = tag ? styles['rowTag'] ?? '' : ''
      word.dataset['kind'] = tag?.tone ?? ''
      setText(word, tag?.text ?? '')
      element.title = row ? about(row) : ''
    },
    rowName(rowId) {
      const row = rows.get(rowId)
      return row ? about(row) : ''
    },
    groupLabel(element, group, collapsed) {
      const [chevron, name, nothing] = parts(element)
      element.classList.remove(styles['rowLabel'] ?? '')
      chevron.className = styles['chevron'] ?? ''
      setText(chevron, collapsed ? '▸' : '▾')
      name.className = styles['groupName'] ?? ''
      setText(name, group)
      nothing.className = ''
      setText(nothing, '')
      delete nothing.dataset['kind']
      element.title = group
    },
    groupName: (group) => group,
    corner(element) {
      element.classList.add(styles['corner'] ?? '')
      setText(element, heading)
    },
    column(element, column, columns) {
      const start = column * scale.columnMinutes
      const isDay = columns * scale.columnMinutes >= DAY
      const isFirst = start % DAY === 0
      const [date, time, nothing] = parts(element)
      element.classList.add(styles['head'] ?? '')
      element.toggleAttribute('data-day', isFirst)
      date.className = styles['headDate'] ?? ''
      setText(date, isDay || isFirst || (start % 180 === 0) ? moments.day(start) : '')
      time.className = styles[isDay ? 'headNoon' : 'headTime'] ?? ''
      setText(time, isDay ? '12:00' : timeAt(start))
      nothing.className = ''
      setText(nothing, '')
      element.setAttribute('aria-label', isDay ? moments.longDay(start) : `${moments.longDay(start)}, ${timeAt(start)}`)
    },
  }
}

export function toneName(t: Say, tone: Tone): string {
  return t(`schedules.tone.${tone}`)
}

/** Children of an element that is used again, made once. */
function parts(element: HTMLElement): [HTMLElement, HTMLElement, HTMLElement] {
  while (element.childElementCount < 3) element.append(document.createElement('span'))
  return [...element.children] as [HTMLElement, HTMLElement, HTMLElement]
}
