import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { Format } from '../../format.ts'
import type { Say } from '../../i18n.ts'
import type { Painters } from '../../timeline/owner.ts'
import { setText } from '../../timeline/pool.ts'
import { daysOf, has, type CalendarBar } from './bars.ts'
import styles from './calendar.module.css'
import { isOpenMatter, isUnpaid, SIGNS, toneOf } from './classify.ts'
import { dateOf, weekdayOf } from './days.ts'
import type { Occupancy } from './occupancy.ts'
import type { Zoom } from './zoom.ts'

interface Picture {
  t: Say
  locale: string
  format: Format
  originDay: number
  today: number
  zoom: Zoom
  rows: ReadonlyMap<number, CalendarRow>
  occupancy: Occupancy
  /** Bars that a search has found; the others pale. */
  found: ReadonlySet<string> | undefined
}

/** How the hotel's things look on the timeline, in plain elements. */
export function createPainters(picture: Picture): Painters<CalendarBar> {
  const { t, rows, occupancy, originDay, zoom } = picture
  const names = dayNames(picture.locale)
  const about = barNames(picture)
  const percent = new Intl.NumberFormat(picture.locale, { style: 'percent', maximumFractionDigits: 0 })

  return {
    bar(element, bar) {
      const tone = toneOf(bar, picture.today)
      element.dataset['tone'] = tone
      element.toggleAttribute('data-open', isOpenMatter(bar, tone))
      element.toggleAttribute('data-pale', picture.found !== undefined && !picture.found.has(bar.key))
      setText(element, barText(bar, tone, t))
      element.setAttribute('aria-label', about(bar))
    },
    rowLabel(element, rowId) {
      const row = rows.get(rowId)
      const [number, dot, capacity] = parts(element, 3)
      if (!number || !dot || !capacity) return
      number.className = styles['roomNumber'] ?? ''
      setText(number, row?.label ?? '')
      dot.className = styles['dot'] ?? ''
      dot.dataset['state'] = row?.housekeeping ?? ''
      setText(dot, row?.housekeeping ? t(`calendar.housekeepingSign.${row.housekeeping}`) : '')
      capacity.className = styles['capacity'] ?? ''
      setText(capacity, row?.capacity ? `${row.capacity}p` : '')
      element.title = row ? roomTitle(row, t) : ''
    },
    rowName(rowId) {
      const row = rows.get(rowId)
      return row ? roomTitle(row, t) : ''
    },
    groupLabel(element, group, collapsed) {
      const [chevron, name, nothing] = parts(element, 3)
      if (!chevron || !name || !nothing) return
      chevron.className = styles['chevron'] ?? ''
      setText(chevron, collapsed ? '▸' : '▾')
      name.className = styles['groupName'] ?? ''
      setText(name, group || t('calendar.noCategory'))
      nothing.className = ''
      delete name.dataset['state']
      setText(nothing, '')
      element.title = group
    },
    corner(element) {
      element.className = `${element.className.split(' ')[0] ?? ''} ${styles['corner'] ?? ''}`
      setText(element, t('calendar.occupancy'))
    },
    groupName: (group) => group || t('calendar.noCategory'),
    groupCell(element, group, day) {
      const night = occupancy.group(group, day)
      element.dataset['level'] = !night ? '' : night.free === 0 ? 'full' : night.free <= 1 ? 'few' : ''
      setText(element, night ? String(night.free) : '')
      element.setAttribute('aria-label', night ? `${names.long(originDay + day)}: ${t('calendar.free', { count: night.free })}` : '')
    },
    column(element, day) {
      const [date, share, nothing] = parts(element, 3)
      if (!date || !share || !nothing) return
      const at = originDay + day
      const night = occupancy.house(day)
      date.className = styles['date'] ?? ''
      share.className = styles['share'] ?? ''
      setText(date, zoom === 'compact' ? names.compact(at) : zoom === 'normal' ? names.short(at) : names.middle(at))
      const part = night && night.sellable > 0 ? Math.min(1, night.sold / night.sellable) : undefined
      setText(share, part === undefined ? ' ' : zoom === 'compact' ? String(Math.round(part * 100)) : percent.format(part))
      share.dataset['level'] = part === undefined ? '' : part >= 1 ? 'full' : part >= 0.9 ? 'few' : ''
      nothing.className = styles['fill'] ?? ''
      nothing.style.width = `${Math.round((part ?? 0) * 100)}%`
      element.toggleAttribute('data-month', dateOf(at).endsWith('-01'))
      element.setAttribute('aria-label', part === undefined ? names.long(at) : `${names.long(at)}, ${t('calendar.occupied', { share: percent.format(part) })}`)
    },
  }
}

/** Children of an element that is used again, made once. */
function parts(element: HTMLElement, count: number): HTMLElement[] {
  while (element.childElementCount < count) element.append(document.createElement('span'))
  return [...element.children].filter((child) => child instanceof HTMLElement)
}

function barText(bar: CalendarBar, tone: keyof typeof SIGNS, t: Say): string {
  const sign = SIGNS[tone] || (bar.status === 'pending' ? '?' : '')
  const name = tone === 'out_of_order' || tone === 'out_of_service' ? t(`calendar.tone.${tone}`) : bar.guest || t('calendar.noName')
  const marks = (bar.status === 'pending' && sign !== '?' ? ' ?' : '') + (isUnpaid(bar, tone) ? ' ¤' : '') + (has(bar, 'vip') ? ' ★' : '')
    + (has(bar, 'locked') ? ' ◆' : '') + (has(bar, 'group') ? ' ∞' : '') + (has(bar, 'notes') ? ' ✎' : '')
  return `${sign ? `${sign} ` : ''}${name}${marks}`
}

function roomTitle(row: CalendarRow, t: Say): string {
  const parts = [t('calendar.room', { number: row.label }), row.group]
  if (row.capacity) parts.push(t('calendar.sleeps', { count: row.capacity }))
  if (row.housekeeping) parts.push(t(`common.housekeeping.${row.housekeeping}`))
  return parts.join(', ')
}

/** Names a bar for assistive technology. */
function barNames({ t, originDay, today, locale }: Picture): (bar: CalendarBar) => string {
  const names = dayNames(locale)
  return (bar) => {
    const { arrival, departure } = daysOf(bar)
    const tone = toneOf(bar, today)
    const who = tone === 'out_of_order' || tone === 'out_of_service' ? '' : `${bar.guest || t('calendar.noName')}, `
    const marks = [
      bar.status === 'pending' ? t('common.statuses.pending') : '', isUnpaid(bar, tone) ? t('calendar.unpaid') : '',
      has(bar, 'vip') ? t('calendar.flag.vip') : '', has(bar, 'locked') ? t('calendar.flag.locked') : '',
    ].filter(Boolean)
    return [`${who}${t(`calendar.tone.${tone}`)}`, `${names.day(originDay + arrival)} – ${names.day(originDay + departure)}`, ...marks].join(', ')
  }
}

interface DayNames {
  /** `23` */
  compact(day: number): string
  /** `Mo 23`, and the first of a month `1 Dec` */
  short(day: number): string
  /** `Mon 23 Nov` */
  middle(day: number): string
  /** `23 Nov` */
  day(day: number): string
  /** `Monday 23 November 2026` */
  long(day: number): string
}

const known = new Map<string, DayNames>()

/** Formatting a date takes microseconds, and a scrolled frame needs a hundred: each is made once. */
export function dayNames(locale: string): DayNames {
  let names = known.get(locale)
  if (!names) known.set(locale, names = createDayNames(locale))
  return names
}

function createDayNames(locale: string): DayNames {
  const of = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    const made = new Map<number, string>()
    return (day: number) => {
      let text = made.get(day)
      if (text === undefined) made.set(day, text = format.format(day * 86_400_000))
      return text
    }
  }
  const weekdays = Array.from({ length: 7 }, (_, day) => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' }).format((4 + day) * 86_400_000).slice(0, 2))
  const number = (day: number) => new Date(day * 86_400_000).getUTCDate()
  const day = of({ day: 'numeric', month: 'short' })
  return {
    compact: (at) => String(number(at)),
    short: (at) => number(at) === 1 ? day(at) : `${weekdays[weekdayOf(at)] ?? ''} ${number(at)}`,
    middle: of({ weekday: 'short', day: 'numeric', month: 'short' }),
    day,
    long: of({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  }
}
