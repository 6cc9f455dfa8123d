import type { CSSProperties } from 'react'
import type { Paper } from '../../../../shared/paper.ts'
import { useFormat, type Format } from '../../../format.ts'
import { localeOf, useLanguage, useWords } from '../../../i18n.ts'
import type { CalendarBar } from '../bars.ts'
import { dateOf, weekdayOf } from '../days.ts'
import { OUTLINE_SIGNS, outlineOf, printedText, type Outline } from './bar-text.ts'
import { geometryOf, HEADER, HEADS, LABELS, LEGEND, MARGIN, daysPerPage } from './geometry.ts'
import { pagesOf, type PageBar, type PageLine, type PrintGroup, type PrintPage } from './pages.ts'
import classes from './print.module.css'

export interface PrintSheetProps {
  paper: Paper
  /** The property's name. */
  title: string
  /** What is printed. */
  subtitle: string
  /** RFC 3339. */
  printedAt: string
  /** Days, `from` and `today` count from the origin, which counts from 1970-01-01. */
  originDay: number
  today: number
  from: number
  days: number
  groups: readonly PrintGroup[]
  bars: readonly CalendarBar[]
  /** Names by dates. */
  holidays: ReadonlyMap<string, string>
  /** How many rooms of a group are left that night, or how many stays wait for one; undefined where it is not known. */
  count?(group: PrintGroup, day: number): number | undefined
}

/**
 * The calendar as pages of paper, for black and white: states are told by outlines, patterns and signs.
 * It shows in print only, and then nothing else does; it must be a child of the body.
 */
export function PrintSheet(props: PrintSheetProps) {
  const { paper, from, days, groups, bars } = props
  const pages = pagesOf(paper, from, days, groups, bars)
  const { width, height, dayWidth, textLines, lineHeight } = geometryOf(paper, daysPerPage(paper, days))
  const mostLines = Math.max(...pages.map(({ lines }) => lines.length))
  const sizes = {
    '--width': `${width}mm`, '--height': `${height}mm`, '--day': `${dayWidth}mm`, '--line': `${lineHeight(mostLines)}mm`,
    '--text-lines': textLines, '--labels': `${LABELS}mm`, '--header': `${HEADER}mm`, '--heads': `${HEADS}mm`, '--legend': `${LEGEND}mm`,
  }
  return (
    <div className={classes.sheet} style={sizes as CSSProperties}>
      <style>{`@page { size: ${paper} landscape; margin: ${MARGIN}mm; }`}</style>
      {pages.map((page, at) => <Page key={`${page.from}-${at}`} page={page} number={at + 1} count={pages.length} sheet={props} />)}
    </div>
  )
}

function Page({ page, number, count, sheet }: { page: PrintPage<CalendarBar>, number: number, count: number, sheet: PrintSheetProps }) {
  const t = useWords()
  const format = useFormat()
  const { title, subtitle, printedAt, originDay } = sheet
  // With the year: paper outlives the day it was printed on.
  const dates = new Intl.DateTimeFormat(localeOf(useLanguage()), { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const at = (day: number) => Date.parse(dateOf(originDay + day))
  return (
    <section className={classes.page} data-page={number}>
      <header className={classes.header}>
        <strong>{title}</strong>
        <span>{subtitle}</span>
        <strong>{dates.formatRange(at(page.from), at(page.from + page.days - 1))}</strong>
        <span className={classes.spring} />
        <span>{t('calendar.print.printed', { at: format.moment(printedAt) })}</span>
        <span>{t('calendar.print.page', { number, count })}</span>
      </header>
      <div className={classes.chart}>
        <Columns page={page} sheet={sheet} />
        {page.lines.map((line, at) => <Line key={at} line={line} page={page} sheet={sheet} />)}
      </div>
      <Legend page={page} sheet={sheet} format={format} />
    </section>
  )
}

/** The heads of the days, and the stripes below them. */
function Columns({ page, sheet: { originDay, today, holidays } }: { page: PrintPage<CalendarBar>, sheet: PrintSheetProps }) {
  const locale = localeOf(useLanguage())
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <>
      <div className={classes.stripes} aria-hidden>
        {daysOn(page).map((day) => {
          const at = originDay + day
          return (
            <div key={day} data-weekend={weekdayOf(at) >= 5 || undefined} data-holiday={holidays.has(dateOf(at)) || undefined} data-month={dateOf(at).endsWith('-01') || undefined} />
          )
        })}
      </div>
      <div className={classes.heads}>
        {daysOn(page).map((day, index) => {
          const at = originDay + day
          const date = dateOf(at)
          const epoch = Date.parse(date)
          return (
            <div key={day} data-today={day === today || undefined} data-holiday={holidays.has(date) || undefined}>
              <span className={classes.month}>{index === 0 || date.endsWith('-01') ? month.format(epoch) : ' '}</span>
              <span>{weekday.format(epoch).slice(0, 2)}</span>
              <b>{Number(date.slice(8))}{holidays.has(date) && '*'}</b>
            </div>
          )
        })}
      </div>
    </>
  )
}

function daysOn({ from, days }: PrintPage<CalendarBar>): number[] {
  return Array.from({ length: days }, (_, index) => from + index)
}

function Line({ line, page, sheet }: { line: PageLine<CalendarBar>, page: PrintPage<CalendarBar>, sheet: PrintSheetProps }) {
  const t = useWords()
  if (line.kind === 'row') {
    return (
      <div className={classes.line} data-room={line.row.label}>
        <div className={classes.label}><b>{line.row.label}</b><span>{line.row.detail}</span></div>
        {line.bars.map((bar) => <Bar key={bar.bar.key} bar={bar} sheet={sheet} />)}
      </div>
    )
  }
  const { group, continued } = line
  return (
    <div className={classes.group}>
      <div className={classes.label}><b>{group.label}</b>{continued && <span>{t('calendar.print.continued')}</span>}</div>
      {daysOn(page).map((day) => <span key={day} className={classes.count}>{sheet.count?.(group, day)}</span>)}
    </div>
  )
}

/** Of a bar that goes on elsewhere this much is left to write its name in, or its sign is all that is written. */
const STUB = 7

function Bar({ bar: { bar, left, width, before, after }, sheet: { paper, days, today } }: { bar: PageBar<CalendarBar>, sheet: PrintSheetProps }) {
  const t = useWords()
  const { dayWidth, textLines } = geometryOf(paper, daysPerPage(paper, days))
  const isStub = (before || after) && width * dayWidth < STUB
  const outline = outlineOf(bar, today)
  return (
    <div className={classes.bar} data-outline={outline} data-before={before || undefined} data-after={after || undefined}
      style={{ left: `calc(var(--labels) + var(--day) * ${left})`, width: `calc(var(--day) * ${width})` }}>
      {before && <i>◂</i>}
      <span>{isStub ? OUTLINE_SIGNS[outline] : printedText(bar, today, t, textLines)}</span>
      {after && <i>▸</i>}
    </div>
  )
}

const SHOWN: readonly Outline[] = ['future', 'option', 'arriving', 'in_house', 'leaving', 'late_arrival', 'past', 'out_of_order', 'out_of_service']

function Legend({ page, sheet: { originDay, holidays }, format }: { page: PrintPage<CalendarBar>, sheet: PrintSheetProps, format: Format }) {
  const t = useWords()
  const kept = daysOn(page).map((day) => dateOf(originDay + day)).filter((date) => holidays.has(date))
  return (
    <footer className={classes.legend}>
      {SHOWN.map((outline) => (
        <span key={outline} className={classes.entry}>
          <span className={classes.swatch} data-outline={outline}><span>{OUTLINE_SIGNS[outline]}</span></span>
          {outline === 'option' ? t('common.statuses.pending') : outline === 'late_arrival' ? t('calendar.late') : t(`calendar.tone.${outline}`)}
        </span>
      ))}
      <span>¤ {t('calendar.unpaid')}</span>
      <span>★ {t('calendar.flag.vip')}</span>
      <span>◆ {t('calendar.flag.locked')}</span>
      <span>∞ {t('calendar.flag.group')}</span>
      <span>↷ {t('calendar.flag.moved')}</span>
      <span>✎ {t('calendar.flag.notes')}</span>
      <span>{t('calendar.print.arrows')}</span>
      {kept.map((date) => <span key={date}>* {format.date(date)} {holidays.get(date)}</span>)}
    </footer>
  )
}
