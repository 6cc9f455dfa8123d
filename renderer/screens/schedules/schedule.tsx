import { useElementSize } from '@mantine/hooks'
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { usePresence } from '../../state/presence.ts'
import { linesOf, type Group, type Layout, type Range } from '../../timeline/layout.ts'
import { Timeline, type TimelineHandle } from '../../timeline/timeline.tsx'
import calendarStyles from '../calendar/calendar.module.css'
import { dateOf, dayOf } from '../calendar/days.ts'
import { useCalendarKeys } from '../calendar/use-calendar-keys.ts'
import { isBlock, type ScheduleBar } from './bars.ts'
import { toneOf } from './classify.ts'
import { DAY } from './clock.ts'
import { HoverCard } from './hover-card.tsx'
import { Legend } from './legend.tsx'
import { momentsOf, type Moments } from './moments.ts'
import { createPainters } from './painters.ts'
import { LABELS, MORNING, nearestSpan, scaleOf, widthFor, zoomedBy, type Span } from './scales.ts'
import styles from './schedules.module.css'
import { Toolbar } from './toolbar.tsx'
import type { Around, Trade } from './trade.ts'
import { useGestures } from './use-gestures.ts'
import { useHourWidth } from './use-hour-width.ts'
import { useMoves } from './use-moves.ts'
import { useNow } from './use-now.ts'
import { useSchedule } from './use-schedule.ts'

const ROW = 40
const HEADER = 44

interface Props {
  trade: Trade
  /** Whether a dialog of this screen is open: when it closes the keyboard is on the calendar again. */
  isBusy: boolean
  /** What else the toolbar offers. */
  actions(around: Around): ReactNode
  /** Where there is no row: what to do about it. */
  empty: ReactNode
}

/** A calendar of hours: rows down, time across, bookings as bars. */
export function Schedule(props: Props) {
  const today = useProperty()?.today
  // Days are counted from the day the screen was opened on; at midnight the mark moves, not the counting.
  const [origin, setOrigin] = useState(today)
  if (origin === undefined && today !== undefined) setOrigin(today)
  return origin === undefined ? <LoadingNote /> : <FromDay originDay={dayOf(origin)} {...props} />
}

function FromDay({ originDay, trade, isBusy, actions, empty }: Props & { originDay: number }) {
  const t = useWords()
  const locale = localeOf(useLanguage())
  const keysId = useId()
  const timeline = useRef<TimelineHandle>(null)
  const now = useNow(originDay)
  const { ref: frame, width: screen } = useElementSize()
  const { hourWidth, setHourWidth } = useHourWidth(trade.kind, trade.usual, screen)
  const span = nearestSpan(hourWidth, trade.spans, screen)
  const [seen, setSeen] = useState({ from: 0, to: 7 })
  const [firstDay, setFirstDay] = useState(0)
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const moves = useMoves()
  const presence = usePresence()
  const data = useSchedule(trade.kind, originDay, seen.from, seen.to, moves.pending)
  const moments = momentsOf(locale, originDay)
  const around = useMemo<Around>(() => ({ ...data, originDay, now, moments }), [data, originDay, now, moments])

  const scale = useMemo(() => scaleOf(hourWidth, trade.finest), [hourWidth, trade.finest])
  const lines = useMemo(() => {
    const groups = groupsOf([...data.rows.values()])
    return groups.length === 1 ? groups.flatMap(({ id, rowIds }) => rowIds.map((rowId) => ({ kind: 'row' as const, rowId, group: id }))) : linesOf(groups, collapsed)
  }, [data.rows, collapsed])
  const layout = useMemo<Layout>(() => ({ lines, lineHeight: ROW, labelWidth: LABELS, headerHeight: HEADER, scale }), [lines, scale])
  const marks = useMemo(() => ({ shaded: () => undefined, todayColumn: Math.floor(now / scale.columnMinutes), nowMinute: now }), [now, scale])
  const { tone, nameOf } = useMemo(() => ({
    tone: (bar: ScheduleBar) => toneOf(bar, now, trade.kind),
    nameOf: (bar: ScheduleBar) => isBlock(bar) ? t(`schedules.tone.${bar.status as 'out_of_order' | 'out_of_service'}`) : bar.guest || t('calendar.noName'),
  }), [now, trade.kind, t])
  const painters = useMemo(
    () => createPainters({ t, moments, scale, rows: data.rows, heading: t(trade.title), tagsOf: trade.tagsOf, noteOf: trade.noteOf, nameOf, toneOf: tone, presence }),
    [t, moments, scale, data.rows, trade, nameOf, tone, presence],
  )
  const places = useMemo(() => trade.places?.(around, seen.from, seen.to), [trade, around, seen])
  const gestures = useGestures({ around, trade, scale, moves, nameOf, setCollapsed })
  useFocusBack(isBusy, () => timeline.current?.focus())

  function onRange(range: Range): void {
    const day = (column: number) => Math.floor(column * scale.columnMinutes / DAY)
    setFirstDay(day(range.fromColumn))
    // Fetching follows by the week: a re-render for each hour that scrolls by would be one for nothing.
    const from = Math.floor(day(range.fromColumn) / 7) * 7
    const to = Math.ceil((day(range.toColumn) + 1) / 7) * 7
    setSeen((before) => (before.from === from && before.to === to ? before : { from, to }))
  }
  /** A day comes to stand first: from its morning where hours are shown, whole where days are. */
  const showDay = (day: number, at = span) => timeline.current?.scrollToColumn((day * DAY + (at === 'day' ? MORNING : 0)) / scale.columnMinutes, 0)
  // The new scale must stand before one can scroll on it.
  const wanted = useRef<{ day: number, span: Span }>(undefined)
  useLayoutEffect(() => {
    if (!wanted.current) return
    showDay(wanted.current.day, wanted.current.span)
    wanted.current = undefined
  })
  function chooseSpan(next: Span): void {
    const width = widthFor(next, screen)
    if (width === hourWidth) return showDay(firstDay, next)
    wanted.current = { day: firstDay, span: next }
    setHourWidth(width)
  }
  const goToToday = () => {
    showDay(Math.floor(now / DAY))
    timeline.current?.moveTo(Math.max(0, lines.findIndex(({ kind }) => kind === 'row')), Math.floor(now / scale.columnMinutes))
  }
  const zoom = (steps: number) => setHourWidth(zoomedBy(hourWidth, steps))
  useCalendarKeys({ t: goToToday, g: () => document.getElementById('calendar-jump')?.click() }, {})

  return (
    <section className={[calendarStyles['screen'], styles['screen'], trade.className].filter(Boolean).join(' ')} aria-label={t(trade.title)}>
      <Toolbar
        title={t(trade.title)} when={whenOf(moments, firstDay, span)} date={dateOf(originDay + firstDay)} span={span} spans={trade.spans} onSpan={chooseSpan}
        onToday={goToToday} onStep={(way) => showDay(firstDay + way * (span === 'day' ? 1 : 7))} onJump={(date) => showDay(dayOf(date) - originDay)}
      >{data.rows.size > 0 && actions(around)}</Toolbar>
      <div ref={frame} className={calendarStyles['timeline']}>
        {data.error ? <ErrorNote error={data.error} onRetry={data.retry} />
          : data.loading || screen === 0 ? <LoadingNote />
            : data.rows.size === 0 ? empty
              : (
                <Timeline
                  ref={timeline} label={t(trade.grid)} describedBy={keysId} layout={layout} bars={data.bars} painters={painters} marks={marks} highlights={places}
                  handlers={gestures.handlers} startColumn={(Math.floor(now / DAY) * DAY + (span === 'day' ? MORNING : 0)) / scale.columnMinutes} onRange={onRange} onZoom={zoom}
                />
              )}
      </div>
      <Legend tones={trade.tones} {...(trade.placesAre ? { extra: trade.placesAre } : {})} />
      {gestures.hovered && (
        <HoverCard hovered={gestures.hovered} moments={moments} tone={tone(gestures.hovered.bar)} name={nameOf(gestures.hovered.bar)} place={data.rows.get(gestures.hovered.bar.rowId)?.label ?? ''} />
      )}
      <p id={keysId} hidden>{t('schedules.keys')}</p>
      <div className={styles['quiet']} role="status" aria-live="polite">{gestures.said}</div>
    </section>
  )
}

/** Nothing to show: a sentence and a way out of it. */
export function NothingYet({ title, text, action }: { title: string, text: string, action?: ReactNode }) {
  return <EmptyNote title={title} action={action}>{text}</EmptyNote>
}

function groupsOf(rows: readonly CalendarRow[]): Group[] {
  const groups = new Map<string, number[]>()
  for (const { id, group } of rows) {
    const known = groups.get(group)
    if (known) known.push(id)
    else groups.set(group, [id])
  }
  return Array.from(groups, ([id, rowIds]) => ({ id, rowIds }))
}

function whenOf(moments: Moments, day: number, span: Span): string {
  if (span === 'day') return moments.day(day * DAY)
  return `${moments.day(day * DAY)} – ${moments.day((day + (span === 'week' ? 6 : 13)) * DAY)}`
}

/** When a dialog closes and its focus would be lost, the keyboard is on the calendar again. */
function useFocusBack(isBusy: boolean, focus: () => void): void {
  const wasBusy = useRef(isBusy)
  const latest = useRef(focus)
  useEffect(() => { latest.current = focus })
  useEffect(() => {
    const closed = wasBusy.current && !isBusy
    wasBusy.current = isBusy
    if (!closed) return
    // After the dialog has given its focus back, if it knew to whom.
    const timer = setTimeout(() => { if (document.activeElement === document.body) latest.current() }, 150)
    return () => clearTimeout(timer)
  }, [isBusy])
}
