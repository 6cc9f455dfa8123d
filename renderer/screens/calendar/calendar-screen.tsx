import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { getSettings } from '../../../shared/contract/settings.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { useFormat } from '../../format.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useCall } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import { linesOf, type Layout, type Range } from '../../timeline/layout.ts'
import type { Marks } from '../../timeline/owner.ts'
import { Timeline, type TimelineHandle } from '../../timeline/timeline.tsx'
import { daysOf, groupsOf, matching } from './bars.ts'
import styles from './calendar.module.css'
import { CellMenu } from './cell-menu.tsx'
import { dateOf, dayOf } from './days.ts'
import { Legend } from './legend.tsx'
import { createPainters } from './painters.ts'
import { SummaryCard } from './summary-card.tsx'
import { Toolbar } from './toolbar.tsx'
import { useCalendar } from './use-calendar.ts'
import { useGestures, type Hours } from './use-gestures.ts'
import { usePendingMoves } from './use-pending-moves.ts'
import { ZOOMS, zoomed, type Zoom } from './zoom.ts'

/** How far one can scroll: ten years back and ahead. */
const REACH = 3653
const ROW = 30
const LABELS = 180
const HEADER = 44

/** Rooms by category down, days across, stays as bars. */
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
  const keysId = useId()
  const hours = useHours()
  const timeline = useRef<TimelineHandle>(null)
  const [zoom, setZoom] = useZoom()
  const [seen, setSeen] = useState({ from: today - 2, to: today + 30 })
  const [month, setMonth] = useState(() => monthOf(origin + today))
  const [filter, setFilter] = useState('')
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const moves = usePendingMoves()
  const data = useCalendar(origin, seen.from, seen.to, moves.pending)
  const { bars, occupancy } = data

  const rows = useMemo(() => new Map(data.rows.map((row) => [row.id, row])), [data.rows])
  const found = useMemo(() => matching(filter, data.rows, bars.all()), [filter, data.rows, bars])
  const layout = useMemo<Layout>(() => {
    const groups = groupsOf(data.rows)
      .map(({ id, rowIds }) => ({ id, rowIds: found ? rowIds.filter((row) => found.rowIds.has(row)) : rowIds }))
      .filter(({ rowIds }) => rowIds.length > 0)
    return {
      lines: linesOf(groups, found ? new Set() : collapsed),
      lineHeight: ROW, labelWidth: LABELS, headerHeight: HEADER,
      scale: {
        columnMinutes: 1440, columnWidth: ZOOMS[zoom], firstColumn: -REACH, columns: 2 * REACH,
        slotStart: hours.checkIn, slotEnd: 1440 + hours.checkOut,
      },
    }
  }, [data.rows, found, collapsed, zoom, hours])
  const marks = useMemo<Marks>(() => ({
    shaded: (day) => isWeekend(origin + day) ? 'weekend' : undefined, todayColumn: today, nowMinute: undefined,
  }), [origin, today])
  const painters = useMemo(
    () => createPainters({ t, locale, format, originDay: origin, today, zoom, rows, occupancy, found: found?.keys }),
    [t, locale, format, origin, today, zoom, rows, occupancy, found],
  )
  const gestures = useGestures({ originDay: origin, rows, bars, hours, moves, setCollapsed })

  useFocusBack(() => timeline.current?.focus())

  function onRange(range: Range): void {
    setMonth(monthOf(origin + range.fromColumn))
    // Fetching follows by the week: a re-render for each day that scrolls by would be one for nothing.
    const from = Math.floor(range.fromColumn / 7) * 7
    const to = Math.ceil(range.toColumn / 7) * 7
    setSeen((before) => (before.from === from && before.to === to ? before : { from, to }))
  }
  const goTo = (day: number) => timeline.current?.scrollToColumn(day)
  const goToToday = () => {
    goTo(today)
    timeline.current?.moveTo(Math.min(1, layout.lines.length - 1), today)
  }
  const step = (days: number) => {
    const range = timeline.current?.range()
    if (range) timeline.current?.scrollToColumn(range.fromColumn + days, 0)
  }
  /** The first stay that was found, from today on if there is one. */
  function goToFound(): void {
    if (!found) return
    const stays = bars.all().filter(({ key }) => found.keys.has(key)).sort((a, b) => a.start - b.start)
    const stay = stays.find(({ end }) => end >= today * 1440) ?? stays.at(-1)
    if (!stay) return
    const { arrival } = daysOf(stay)
    goTo(arrival)
    timeline.current?.moveTo(layout.lines.findIndex((line) => line.kind === 'row' && line.rowId === stay.rowId), arrival)
    timeline.current?.focus()
  }
  useCalendarKeys({ t: goToToday, '+': () => setZoom(zoomed(zoom, 1)), '-': () => setZoom(zoomed(zoom, -1)), f: () => document.getElementById('calendar-find')?.focus(), g: () => document.getElementById('calendar-jump')?.click() })

  return (
    <section className={styles['screen']} aria-label={t('calendar.title')}>
      <Toolbar
        monthDate={month} zoom={zoom} onZoom={setZoom} filter={filter} onFilter={setFilter} onFind={goToFound}
        onToday={goToToday} onStep={step} onJump={(date) => goTo(dayOf(date) - origin)}
      />
      <div className={styles['timeline']}>
        {data.error ? <ErrorNote error={data.error} onRetry={data.retry} />
          : data.loading ? <LoadingNote />
            : data.rows.length === 0 ? <EmptyNote title={t('calendar.empty')} />
              : <>
                <Timeline
                  ref={timeline} label={t('calendar.rooms')} describedBy={keysId} layout={layout} bars={bars} painters={painters} marks={marks}
                  handlers={gestures.handlers} startColumn={today - 2} onRange={onRange}
                />
                {found && layout.lines.length === 0 && <p className={styles['empty']} role="status">{t('calendar.foundNothing')}</p>}
              </>}
      </div>
      <Legend />
      <SummaryCard hovered={gestures.hovered} originDay={origin} today={today} rows={rows} />
      <CellMenu chosen={gestures.chosen} originDay={origin} rows={rows} onClose={() => { gestures.forget(); timeline.current?.focus() }} />
      <p id={keysId} hidden>{t('calendar.keys')}</p>
      <div className={styles['quiet']} role="status" aria-live="polite">{gestures.said}</div>
    </section>
  )
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

function isWeekend(day: number): boolean {
  return (((day + 3) % 7) + 7) % 7 >= 5
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

const ZOOM_KEY = 'skranke.calendar.zoom'

/** The width of a day is this machine's matter: a wide screen keeps its weeks. */
function useZoom(): [Zoom, (zoom: Zoom) => void] {
  const [zoom, setZoom] = useState<Zoom>(() => {
    const kept = localStorage.getItem(ZOOM_KEY)
    return kept !== null && kept in ZOOMS ? kept as Zoom : 'normal'
  })
  return [zoom, (next) => {
    localStorage.setItem(ZOOM_KEY, next)
    setZoom(next)
  }]
}

/** The calendar's own letters, where nothing is being typed and no dialog is open. */
function useCalendarKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys)
  useEffect(() => { latest.current = keys })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const target = event.target
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role=dialog], [role=menu]')) return
      if (document.querySelector('[role=dialog], [role=alertdialog]')) return
      const act = latest.current[event.key.toLowerCase()]
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
