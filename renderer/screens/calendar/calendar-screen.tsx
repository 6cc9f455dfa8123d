import { useElementSize } from '@mantine/hooks'
import { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { getSettings } from '../../../shared/contract/settings.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { useFormat } from '../../format.ts'
import { useHolidays } from '../../holidays.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useOwnPrint } from '../../print-screen.ts'
import { useProperty } from '../../property.ts'
import { useCall } from '../../query.ts'
import { usePresence } from '../../state/presence.ts'
import { useUi } from '../../state/ui.ts'
import { useNow } from '../schedules/use-now.ts'
import { linesOf, type Layout, type Line, type Range } from '../../timeline/layout.ts'
import type { HeldKind, Marks } from '../../timeline/owner.ts'
import { Timeline, type TimelineHandle } from '../../timeline/timeline.tsx'
import { BarMenu } from './bar-menu.tsx'
import { daysOf, groupsOf, isOpen, matching, type CalendarBar } from './bars.ts'
import styles from './calendar.module.css'
import { CellMenu } from './cell-menu.tsx'
import { headColumnsAt, SPANS, spanOf, ticksAt, widthFor, zoomed, type Span } from './day-width.ts'
import { dateOf, dayOf, weekdayOf } from './days.ts'
import { fitsElsewhere } from './fits.ts'
import type { Placement } from './judge.ts'
import { laneRows } from './lanes.ts'
import { Legend } from './legend.tsx'
import { createPainters } from './painters.ts'
import { printGroupsOf } from './print/pages.ts'
import { PrintDialog } from './print/print-dialog.tsx'
import { Question } from './question.tsx'
import { SummaryCard } from './summary-card.tsx'
import { TidyUp } from './tidy-up.tsx'
import { Toolbar } from './toolbar.tsx'
import { useCalendar } from './use-calendar.ts'
import { useCalendarKeys } from './use-calendar-keys.ts'
import { useDayWidth, useGrouping } from './use-view.ts'
import { useGestures, type Hours } from './use-gestures.ts'
import { useMoves } from './use-moves.ts'

/** How far one can scroll: ten years back and ahead. */
const REACH = 3653
const ROW = 30
const LABELS = 180
const HEADER = 44
const LANE = 'lane'

/** Rooms down, days across, stays as bars. */
export function CalendarScreen() {
  const today = useProperty()?.today
  // Days are counted from the day the screen was opened on; at midnight the mark moves, not the counting.
  const [origin, setOrigin] = useState(today)
  if (origin === undefined && today !== undefined) setOrigin(today)
  return origin === undefined || today === undefined ? <LoadingNote /> : <Calendar origin={dayOf(origin)} today={dayOf(today) - dayOf(origin)} />
}

function Calendar({ origin, today }: { origin: number, today: number }) {
  const t = useWords()
  const format = useFormat()
  const locale = localeOf(useLanguage())
  const currency = useProperty()?.currency ?? 'DKK'
  const keysId = useId()
  const hours = useHours()
  const holidays = useHolidays()
  const presence = usePresence()
  const now = useNow(origin)
  const timeline = useRef<TimelineHandle>(null)
  const { ref: place, width: outer } = useElementSize()
  const space = Math.max(0, outer - LABELS)
  const { width, setWidth } = useDayWidth(space)
  const [grouping, setGrouping] = useGrouping()
  const [seen, setSeen] = useState({ from: today - 2, to: today + 30 })
  const [month, setMonth] = useState(() => monthOf(origin + today))
  const [filter, setFilter] = useState('')
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const moves = useMoves()
  const data = useCalendar(origin, seen.from, seen.to, moves.pending, grouping)
  const { bars, occupancy } = data

  const rows = useMemo(() => new Map(data.rows.map((row) => [row.id, row])), [data.rows])
  const found = useMemo(() => matching(filter, data.rows, bars.all()), [filter, data.rows, bars])
  const groups = useMemo(() => groupsOf(data.rows, grouping)
    .map(({ id, rowIds }) => ({ id, rowIds: found ? rowIds.filter((row) => found.rowIds.has(row)) : rowIds }))
    .filter(({ rowIds }) => rowIds.length > 0), [data.rows, grouping, found])
  const categories = useMemo(() => groupsOf(data.rows).map(({ id }) => id), [data.rows])
  const lines = useMemo(() => {
    const waiting = laneRows(bars.all()).filter((row) => !found || found.rowIds.has(row))
    return [...waiting.map((rowId): Line => ({ kind: 'row', rowId, group: LANE })), ...linesOf(groups, found ? new Set() : collapsed)]
  }, [groups, bars, found, collapsed])
  const layout = useMemo<Layout>(() => ({
    lines, lineHeight: ROW, labelWidth: LABELS, headerHeight: HEADER,
    scale: {
      columnMinutes: 1440, columnWidth: width, firstColumn: -REACH, columns: 2 * REACH,
      slotStart: hours.checkIn, slotEnd: 1440 + hours.checkOut,
      // Weeks begin on Mondays.
      headColumns: headColumnsAt(width), headOffset: -weekdayOf(origin), ticks: ticksAt(width),
    },
  }), [lines, width, hours, origin])
  const marks = useMemo<Marks>(() => ({
    shaded: (day) => holidays.has(dateOf(origin + day)) ? 'holiday' : weekdayOf(origin + day) >= 5 ? 'weekend' : undefined,
    todayColumn: today, nowMinute: now,
  }), [origin, today, holidays, now])
  const painters = useMemo(
    () => createPainters({ t, locale, format, originDay: origin, today, width, grouping, currency, rows, occupancy, holidays, presence, found: found?.keys }),
    [t, locale, format, origin, today, width, grouping, currency, rows, occupancy, holidays, presence, found],
  )
  const lineOf = (rowId: number) => lines.findIndex((line) => line.kind === 'row' && line.rowId === rowId)
  const boxOf = ({ rowId, start, end }: Placement) => timeline.current?.boxOf(Math.max(0, lineOf(rowId)), start, end) ?? new DOMRect()
  const gestures = useGestures({ originDay: origin, rows, bars, hours, moves, setCollapsed, boxOf })
  const highlights = useHighlights(gestures.held, gestures.selected, bars, rows)

  const focus = () => timeline.current?.focus()
  useFocusBack(focus)

  function onRange(range: Range): void {
    setMonth(monthOf(origin + range.fromColumn))
    // Fetching follows by the week: a re-render for each day that scrolls by would be one for nothing.
    const from = Math.floor(range.fromColumn / 7) * 7
    const to = Math.ceil(range.toColumn / 7) * 7
    setSeen((before) => (before.from === from && before.to === to ? before : { from, to }))
  }
  /** Once the menu is gone and the keyboard is back: who loses the focus lets go. */
  function takeInHand(bar: CalendarBar, kind: HeldKind): void {
    setTimeout(() => {
      focus()
      timeline.current?.hold(bar.key, kind)
    }, 0)
  }
  const inSight = () => {
    const { fromColumn: from = today, toColumn: to = today + 14 } = timeline.current?.range() ?? {}
    return { from, to }
  }
  const goTo = (day: number) => timeline.current?.scrollToColumn(day)
  const goToToday = () => {
    goTo(today)
    timeline.current?.moveTo(Math.min(lines.findIndex(({ kind }) => kind === 'group') + 1, lines.length - 1), today)
  }
  const step = (way: number) => {
    const range = timeline.current?.range()
    if (range) timeline.current?.scrollToColumn(range.fromColumn + way * Math.max(1, Math.min(7, Math.floor(space / width))), 0)
  }
  /** The first stay that was found, from today on if there is one. */
  function goToFound(): void {
    if (!found) return
    const stays = bars.all().filter(({ key }) => found.keys.has(key)).toSorted((a, b) => a.start - b.start)
    const stay = stays.find(({ end }) => end >= today * 1440) ?? stays.at(-1)
    if (!stay) return
    const { arrival } = daysOf(stay)
    goTo(arrival)
    timeline.current?.moveTo(lineOf(stay.rowId), arrival)
    focus()
  }
  // A span that is asked for by name begins with today where today is in sight, else where one is.
  const startOf = useRef<number>(undefined)
  function showSpan(span: Span): void {
    const range = timeline.current?.range()
    const isTodayInSight = range !== undefined && range.fromColumn <= today && today < range.toColumn
    startOf.current = isTodayInSight ? today - (SPANS[span] >= SPANS.twoWeeks ? 2 : 0) : range?.fromColumn
    setWidth(() => widthFor(span, space))
  }
  useEffect(() => {
    if (startOf.current !== undefined) timeline.current?.scrollToColumn(startOf.current, 0)
    startOf.current = undefined
  }, [width])
  // The days that were in sight when somebody asked for them on paper.
  const [printing, setPrinting] = useState<{ from: number, to: number }>()
  const print = () => setPrinting(inSight())
  const [tidying, setTidying] = useState(false)
  useOwnPrint(print)
  const zoom = useCallback((steps: number) => setWidth((before) => zoomed(before, steps)), [setWidth])
  useCalendarKeys({ t: goToToday, '+': () => zoom(1), '-': () => zoom(-1), f: () => document.getElementById('calendar-find')?.focus(), g: () => document.getElementById('calendar-jump')?.click() }, { p: print })

  return (
    <section className={styles['screen']} aria-label={t('calendar.title')}>
      <Toolbar
        monthDate={month} span={spanOf(width, space)} grouping={grouping} filter={filter}
        onSpan={showSpan} onZoom={zoom} onGrouping={setGrouping} onTidy={() => setTidying(true)} onPrint={print}
        onFilter={setFilter} onFind={goToFound} onToday={goToToday} onStep={step} onJump={(date) => goTo(dayOf(date) - origin)}
      />
      <div className={styles['timeline']} ref={place}>
        {data.error ? <ErrorNote error={data.error} onRetry={data.retry} />
          : data.loading || space === 0 ? <LoadingNote />
            : data.rows.length === 0 ? <EmptyNote title={t('calendar.empty')} />
              : <>
                <Timeline
                  ref={timeline} label={t('calendar.rooms')} describedBy={keysId} layout={layout} bars={bars} painters={painters} marks={marks} highlights={highlights}
                  handlers={gestures.handlers} startColumn={today - 2} onRange={onRange} onZoom={zoom}
                />
                {found && found.rowIds.size === 0 && <p className={styles['empty']} role="status">{t('calendar.foundNothing')}</p>}
              </>}
      </div>
      <Legend />
      <SummaryCard hovered={gestures.hovered} originDay={origin} today={today} rows={rows} />
      <CellMenu chosen={gestures.chosen} originDay={origin} rows={rows} onClose={() => { gestures.forgetChosen(); focus() }} />
      {gestures.opened && (
        <BarMenu
          opened={gestures.opened} name={gestures.names.bar(gestures.opened.bar)} selected={gestures.selected} onDrop={gestures.drop}
          onSelect={(chosen) => gestures.select(chosen, timeline.current)} onClose={() => { gestures.forgetOpened(); focus() }}
          onHold={(kind) => takeInHand(gestures.opened!.bar, kind)}
        />
      )}
      {gestures.asked && <Question asked={gestures.asked} onGiveUp={() => { gestures.forgetAsked(); focus() }} />}
      <TidyUp opened={tidying} onClose={() => { setTidying(false); focus() }} categories={categories} />
      {printing && (
        <PrintDialog
          originDay={origin} today={today} seen={printing} grouping={grouping} onClose={() => { setPrinting(undefined); focus() }}
          groups={[
            { id: LANE, label: t('common.noRoom'), rows: laneRows(bars.all()).map((id) => ({ id, label: '', detail: '' })) },
            ...printGroupsOf(groups, rows, (group) => painters.groupName(group), found ? undefined : collapsed),
          ]}
        />
      )}
      <p id={keysId} hidden>{t('calendar.keys')}</p>
      <div className={styles['quiet']} role="status" aria-live="polite">{gestures.said}</div>
    </section>
  )
}

/** Where else the stay that is held or selected would fit. */
function useHighlights(held: readonly CalendarBar[], selected: readonly CalendarBar[], bars: ReturnType<typeof useCalendar>['bars'], rows: ReadonlyMap<number, Parameters<typeof fitsElsewhere>[1] extends Iterable<infer R> ? R : never>) {
  const openId = useUi((ui) => ui.stayId)
  return useMemo(() => {
    const key = held.length > 0 ? held[0]!.key : selected.length === 1 ? selected[0]!.key : selected.length === 0 && openId !== null ? String(openId) : undefined
    const bar = key === undefined ? undefined : bars.get(key)
    return bar && isOpen(bar) ? fitsElsewhere(bar, rows.values(), bars) : undefined
  }, [held, selected, openId, bars, rows])
}

/** The hours at which a night begins and ends, in minutes; those of a new property until they are known. */
function useHours(): Hours {
  const { checkInTime = '14:00', checkOutTime = '12:00' } = useCall(getSettings, {}).data ?? {}
  return useMemo(() => ({ checkIn: minutesOf(checkInTime), checkOut: minutesOf(checkOutTime) }), [checkInTime, checkOutTime])
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** The first of a day's month: the title changes with the month, not with every day that scrolls by. */
function monthOf(day: number): string {
  return `${dateOf(day).slice(0, 7)}-01`
}

/** When a panel or dialog closes and its focus would be lost, the keyboard is on the calendar again. */
function useFocusBack(focus: () => void): void {
  const isOpen = useUi((ui) => ui.stayId !== null || ui.blockId !== null || ui.newStayDefaults !== null)
  const wasOpen = useRef(isOpen)
  const latest = useRef(focus)
  useEffect(() => { latest.current = focus })
  useEffect(() => {
    const closed = wasOpen.current && !isOpen
    wasOpen.current = isOpen
    if (!closed) return
    // After the dialog has given its focus back, if it knew to whom.
    const timer = setTimeout(() => { if (document.activeElement === document.body) latest.current() }, 150)
    return () => clearTimeout(timer)
  }, [isOpen])
}
