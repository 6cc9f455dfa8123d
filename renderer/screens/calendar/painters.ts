import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { Format } from '../../format.ts'
import type { Say } from '../../i18n.ts'
import type { Painters } from '../../timeline/owner.ts'
import { setText } from '../../timeline/pool.ts'
import { daysOf, has, isBlock, type CalendarBar, type Grouping } from './bars.ts'
import styles from './calendar.module.css'
import { fromMinor } from '../../../shared/money.ts'
import type { Somebody } from '../../state/presence.ts'
import { isOpenMatter, isUnpaid, SIGNS, toneOf } from './classify.ts'
import { dateOf, weekdayOf } from './days.ts'
import { ticksAt } from './day-width.ts'
import { isLane, laneRowId } from './lanes.ts'
import type { Night, Occupancy } from './occupancy.ts'

interface Picture {
  t: Say
  locale: string
  format: Format
  originDay: number
  today: number
  /** Pixels a day. */
  width: number
  grouping: Grouping
  currency: string
  rows: ReadonlyMap<number, CalendarRow>
  occupancy: Occupancy
  /** The property's holidays, by date. */
  holidays: ReadonlyMap<string, string>
  /** What other desks are at, by booking. */
  presence: ReadonlyMap<number, Somebody>
  /** Bars that a search has found; the others pale. */
  found: ReadonlySet<string> | undefined
}

/** How the hotel's things look on the timeline, in plain elements. */
export function createPainters(picture: Picture): Painters<CalendarBar> {
  const { t, rows, occupancy, originDay, width } = picture
  const names = dayNames(picture.locale)
  const about = barNames(picture)
  const percent = new Intl.NumberFormat(picture.locale, { style: 'percent', maximumFractionDigits: 0 })

  const groupName = (group: string) => picture.grouping === 'floor'
    ? group === '' ? t('calendar.noFloor') : t('calendar.floor', { floor: group })
    : group || t('calendar.noCategory')

  return {
    bar(element, bar) {
      const tone = toneOf(bar, picture.today)
      element.dataset['tone'] = tone
      element.toggleAttribute('data-open', isOpenMatter(bar, tone))
      const other = picture.presence.get(bar.id)
      element.toggleAttribute('data-pale', picture.found !== undefined && !picture.found.has(bar.key))
      element.toggleAttribute('data-busy', other !== undefined)
      const { shown, title } = barText(bar, tone, picture, other?.by)
      setText(element, shown)
      element.setAttribute('aria-label', about(bar, title))
    },
    rowLabel(element, rowId) {
      const row = rows.get(rowId)
      const [number, dot, capacity] = parts(element, 3)
      if (!number || !dot || !capacity) return
      number.className = styles[isLane(rowId) ? 'lane' : 'roomNumber'] ?? ''
      setText(number, isLane(rowId) ? rowId === laneRowId(0) ? t('common.noRoom') : '' : row?.label ?? '')
      dot.className = styles['dot'] ?? ''
      dot.dataset['state'] = row?.housekeeping ?? ''
      setText(dot, row?.housekeeping ? t(`calendar.housekeepingSign.${row.housekeeping}`) : '')
      capacity.className = styles['capacity'] ?? ''
      setText(capacity, row?.capacity ? `${row.capacity}p` : '')
      element.title = row ? roomTitle(row, t) : ''
    },
    rowName(rowId) {
      const row = rows.get(rowId)
      return row ? roomTitle(row, t) : t('common.noRoom')
    },
    groupLabel(element, group, collapsed) {
      const [chevron, name, nothing] = parts(element, 3)
      if (!chevron || !name || !nothing) return
      chevron.className = styles['chevron'] ?? ''
      setText(chevron, collapsed ? '▸' : '▾')
      name.className = styles['groupName'] ?? ''
      setText(name, groupName(group))
      nothing.className = ''
      delete name.dataset['state']
      setText(nothing, '')
      element.title = groupName(group)
    },
    corner(element) {
      element.className = `${element.className.split(' ')[0] ?? ''} ${styles['corner'] ?? ''}`
      setText(element, t('calendar.occupancy'))
    },
    groupName,
    groupCell(element, group, day, columns) {
      const night = scarcest(occupancy, group, day, columns)
      element.dataset['level'] = !night ? '' : night.free <= 0 ? 'full' : night.free <= 1 ? 'few' : ''
      setText(element, night ? night.free < 0 ? `−${-night.free}` : String(night.free) : '')
      element.setAttribute('aria-label', night ? `${names.long(originDay + day)}: ${t('calendar.free', { count: night.free })}` : '')
    },
    column(element, day, columns) {
      const [date, share, fill] = parts(element, 3)
      if (!date || !share || !fill) return
      const at = originDay + day
      const part = shareOf(occupancy, day, columns)
      const holiday = columns === 1 ? picture.holidays.get(dateOf(at)) : undefined
      date.className = styles['date'] ?? ''
      share.className = styles['share'] ?? ''
      const text = columns > 1 ? names.day(at) : width < 40 ? names.compact(at) : width < 92 ? names.short(at) : names.middle(at)
      // Where the head is ruled into hours, these have its second line.
      const isRuled = columns === 1 && ticksAt(width) > 0
      setText(date, `${text}${holiday === undefined ? '' : width >= 200 ? ` · ${holiday}` : '*'}${isRuled && part !== undefined ? ` · ${percent.format(part)}` : ''}`)
      setText(share, part === undefined || isRuled ? ' ' : width < 40 && columns === 1 ? String(Math.round(part * 100)) : percent.format(part))
      share.dataset['level'] = part === undefined ? '' : part >= 1 ? 'full' : part >= 0.9 ? 'few' : ''
      fill.className = styles['fill'] ?? ''
      fill.style.width = `${Math.round(Math.min(1, part ?? 0) * 100)}%`
      element.toggleAttribute('data-month', dateOf(at).endsWith('-01'))
      element.title = holiday ?? ''
      const name = columns > 1 ? t('calendar.weekOf', { day: names.long(at) }) : holiday === undefined ? names.long(at) : `${names.long(at)}, ${holiday}`
      element.setAttribute('aria-label', part === undefined ? name : `${name}, ${t('calendar.occupied', { share: percent.format(part) })}`)
    },
    tick(element, _day, tick) {
      setText(element, width >= 720 || tick % 2 === 0 ? `${String(Math.round(tick * 24 / ticksAt(width))).padStart(2, '0')}` : '')
    },
  }
}

/** Children of an element that is used again, made once. */
function parts(element: HTMLElement, count: number): HTMLElement[] {
  while (element.childElementCount < count) element.append(document.createElement('span'))
  return [...element.children].filter((child) => child instanceof HTMLElement)
}

/** Occupancy of a night, or of several together; undefined where not all of them are known. */
function shareOf(occupancy: Occupancy, day: number, days: number): number | undefined {
  let sold = 0
  let sellable = 0
  for (let at = day; at < day + days; at++) {
    const night = occupancy.house(at)
    if (!night) return undefined
    sold += night.sold
    sellable += night.sellable
  }
  return sellable > 0 ? sold / sellable : undefined
}

/** Of several nights the one with the fewest rooms left: a week can be sold as a whole only up to that. */
function scarcest(occupancy: Occupancy, group: string, day: number, days: number): Night | undefined {
  let least: Night | undefined
  for (let at = day; at < day + days; at++) {
    const night = occupancy.group(group, at)
    if (!night) return undefined
    if (!least || night.free < least.free) least = night
  }
  return least
}

/** About how wide a letter of a bar is, and what its edge and padding take. */
const LETTER = 7.2
const PADDING = 16

function barText(bar: CalendarBar, tone: keyof typeof SIGNS, { t, width, currency, format }: Picture, other: string | undefined): { shown: string, title: string } {
  const sign = SIGNS[tone] || (bar.status === 'pending' ? '?' : '')
  const name = isBlock(bar) ? t(`calendar.tone.${tone}`) : bar.guest || t('calendar.noName')
  const marks = (bar.status === 'pending' && sign !== '?' ? ' ?' : '') + (isUnpaid(bar, tone) ? ' ¤' : '') + (has(bar, 'vip') ? ' ★' : '')
    + (has(bar, 'locked') ? ' ◆' : '') + (has(bar, 'group') ? ' ∞' : '') + (has(bar, 'moved') ? ' ↷' : '') + (has(bar, 'notes') ? ' ✎' : '')
  const { arrival, departure } = daysOf(bar)
  const category = bar.category === undefined ? '' : ` · ${bar.category}`
  let shown = `${other === undefined ? '' : `✋ ${other} · `}${sign ? `${sign} ` : ''}${name}${marks}${category}`
  let title = `${name}${category}`
  // A number that is cut off reads as another number: it stands where all of it does, or not at all.
  const room = (bar.end - bar.start) * width / 1440 - PADDING
  const add = (more: string) => {
    if ((shown.length + more.length) * LETTER > room) return
    shown += more
    title += more
  }
  add(` · ${t('calendar.nightsShort', { count: departure - arrival })}`)
  if (bar.due > 0 && !isBlock(bar)) add(` · ${format.money(fromMinor(bar.due, currency))}`)
  return { shown, title }
}

function roomTitle(row: CalendarRow, t: Say): string {
  const parts = [t('calendar.room', { number: row.label }), row.group]
  if (row.capacity) parts.push(t('calendar.sleeps', { count: row.capacity }))
  if (row.housekeeping) parts.push(t(`common.housekeeping.${row.housekeeping}`))
  return parts.join(', ')
}

/** Names a bar for assistive technology: first what is read on it. */
function barNames({ t, originDay, today, locale, presence }: Picture): (bar: CalendarBar, title: string) => string {
  const names = dayNames(locale)
  return (bar, title) => {
    const { arrival, departure } = daysOf(bar)
    const tone = toneOf(bar, today)
    const what = isBlock(bar) ? title : `${title}, ${t(`calendar.tone.${tone}`)}`
    const marks = [
      bar.status === 'pending' ? t('common.statuses.pending') : '', isUnpaid(bar, tone) ? t('calendar.unpaid') : '',
      ...(['vip', 'locked', 'group', 'moved', 'notes'] as const).map((flag) => has(bar, flag) ? t(`calendar.flag.${flag}`) : ''),
      presence.has(bar.id) ? t(`calendar.busy.${presence.get(bar.id)!.doing}`, { by: presence.get(bar.id)!.by }) : '',
    ].filter(Boolean)
    return [what, `${names.day(originDay + arrival)} – ${names.day(originDay + departure)}`, ...marks].join(', ')
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
