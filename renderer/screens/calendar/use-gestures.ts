import { notifications } from '@mantine/notifications'
import { useLayoutEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { useFormat, type Format } from '../../format.ts'
import { useWords, type Say } from '../../i18n.ts'
import { pollNow } from '../../live.ts'
import { useUi } from '../../state/ui.ts'
import { sentenceOf, tellError } from '../../tell.ts'
import type { BarStore } from '../../timeline/bar-store.ts'
import type { Change, Selection } from '../../timeline/gesture.ts'
import type { TimelineHandlers } from '../../timeline/owner.ts'
import { tellUndoable } from '../../undo.tsx'
import { daysOf, isBlock, type CalendarBar } from './bars.ts'
import { dateOf } from './days.ts'
import { judge, mayChange } from './judge.ts'
import type { PendingMoves } from './use-pending-moves.ts'

export interface Hovered { bar: CalendarBar, box: DOMRect }
/** When a night begins and ends, in minutes of the day. */
export interface Hours { checkIn: number, checkOut: number }
export interface Chosen { selection: Selection, box: DOMRect }

interface Surroundings {
  originDay: number
  rows: ReadonlyMap<number, CalendarRow>
  bars: BarStore<CalendarBar>
  hours: Hours
  moves: PendingMoves
  setCollapsed: Dispatch<SetStateAction<ReadonlySet<string>>>
}

/** What the timeline's gestures mean in a hotel. */
export function useGestures(around: Surroundings) {
  const t = useWords()
  const format = useFormat()
  const [hovered, setHovered] = useState<Hovered>()
  const [chosen, setChosen] = useState<Chosen>()
  const [said, say] = useState('')
  const latest = useRef(around)
  useLayoutEffect(() => { latest.current = around })

  const handlers = useMemo((): TimelineHandlers<CalendarBar> => {
    const spanOf = (from: number, to: number) => format.span(dateOf(latest.current.originDay + from), dateOf(latest.current.originDay + to))
    const roomOf = (rowId: number) => latest.current.rows.get(rowId)?.label ?? ''
    const verdictOf = ([change]: readonly Change<CalendarBar>[]) => {
      if (!change) return { verdict: 'no' as const, text: '' }
      const { bars, rows } = latest.current
      const judged = judge(change, bars, rows)
      return { verdict: judged.allowed ? 'ok' as const : 'no' as const, text: verdictText(judged, change, { t, format, spanOf, roomOf }) }
    }
    const nameOf = (bar: CalendarBar) => isBlock(bar) ? t(`calendar.tone.${bar.status as 'out_of_order' | 'out_of_service'}`) : bar.guest || t('calendar.noName')

    const refuseWith = (text: string) => {
      notifications.show({ color: 'red', message: text, autoClose: 12_000 })
      say(text)
    }

    return {
      mayChange: (bar, kind) => kind !== 'split' && mayChange(bar, kind) && !latest.current.moves.has(bar.id),
      judge: verdictOf,
      change(changes) {
        setHovered(undefined)
        const [change] = changes
        if (!change) return
        const { bar } = change
        const verdict = verdictOf(changes)
        const stays = { guest: nameOf(bar), number: roomOf(bar.rowId) }
        const refuse = (why: string) => refuseWith(t('calendar.notMoved', { ...stays, why }))
        if (verdict.verdict === 'no') return refuse(verdict.text)
        const { arrival, departure } = daysOf(change)
        const { originDay, moves } = latest.current
        const to = {
          rowId: change.rowId, start: change.start, end: change.end, roomNumber: roomOf(change.rowId),
          arrival: dateOf(originDay + arrival), departure: dateOf(originDay + departure),
        }
        const before = daysOf(bar)
        const from = { roomNumber: roomOf(bar.rowId), arrival: dateOf(originDay + before.arrival), departure: dateOf(originDay + before.departure) }
        moves.move(bar, to, from).then((undo) => {
          const text = t('calendar.moved', { guest: nameOf(bar), number: to.roomNumber, dates: spanOf(arrival, departure) })
          say(text)
          tellUndoable(text, t('common.undo'), () => {
            undo().then(() => say(t('calendar.undone')), tellError).finally(pollNow)
          })
        }, (error: unknown) => refuse(sentenceOf(error)))
      },
      open(bar) {
        setHovered(undefined)
        const ui = useUi.getState()
        if (isBlock(bar)) ui.openBlock(bar.id)
        else ui.openStay(bar.id)
      },
      select(selection, box, by) {
        setHovered(undefined)
        const taken = takenBy(latest.current, selection)
        if (taken) {
          const number = roomOf(selection.rowId)
          return refuseWith(isBlock(taken) ? t('calendar.verdict.blocked', { number }) : t('calendar.verdict.taken', { number, guest: nameOf(taken) }))
        }
        // One cell is a night to sell; whoever takes more may want to block them.
        if (by === 'click' || (by === 'key' && selection.to - selection.from === 1)) bookSelection(selection, latest.current)
        else setChosen({ selection, box })
      },
      hover: (bar, box) => setHovered(bar && box ? { bar, box } : undefined),
      toggle: (group, open) => latest.current.setCollapsed((before) => {
        const next = new Set(before)
        if (open ?? before.has(group)) next.delete(group)
        else next.add(group)
        return next
      }),
      nameCells(selection) {
        const { rowId, from, to } = selection
        const values = { number: roomOf(rowId), dates: spanOf(from, to) }
        if (to - from > 1) return t('calendar.selected', { ...values, count: to - from })
        return t(takenBy(latest.current, selection) ? 'calendar.cellTaken' : 'calendar.cellFree', values)
      },
      announce: say,
      phrase: (what, count) => t(`calendar.${what}`, { count }),
    }
  }, [t, format])

  return { handlers, hovered, chosen, said, forget: () => setChosen(undefined) }
}

/** Opens the new stay on the chosen room and nights. */
export function bookSelection({ rowId, from, to }: Selection, { originDay, rows }: Pick<Surroundings, 'originDay' | 'rows'>): void {
  const room = rows.get(rowId)
  useUi.getState().newStay({
    arrival: dateOf(originDay + from), departure: dateOf(originDay + to),
    ...(room ? { roomNumber: room.label, category: room.group } : {}),
  })
}

function takenBy({ bars, hours }: Pick<Surroundings, 'bars' | 'hours'>, { rowId, from, to }: Selection): CalendarBar | undefined {
  return bars.touching(rowId, from * 1440 + hours.checkIn, to * 1440 + hours.checkOut)
}

interface VerdictWords {
  t: Say
  format: Format
  spanOf(from: number, to: number): string
  roomOf(rowId: number): string
}

function verdictText(judged: ReturnType<typeof judge>, change: Change<CalendarBar>, { t, format, spanOf, roomOf }: VerdictWords): string {
  const number = roomOf(change.rowId)
  if (judged.reason === 'taken' && judged.by) {
    return isBlock(judged.by) ? t('calendar.verdict.blocked', { number }) : t('calendar.verdict.taken', { number, guest: judged.by.guest || t('calendar.noName') })
  }
  if (judged.reason && judged.reason !== 'taken') return t(`calendar.verdict.${judged.reason}`)
  const { arrival, departure } = daysOf(change)
  const parts = [t('calendar.verdict.ok', { number, dates: spanOf(arrival, departure), count: judged.nights })]
  if (judged.category !== undefined) parts.push(t('calendar.verdict.category', { category: judged.category }))
  const difference = judged.rateDifference ?? 0
  if (difference !== 0) parts.push(t(difference > 0 ? 'calendar.verdict.dearer' : 'calendar.verdict.cheaper', { amount: format.money(Math.abs(difference)) }))
  return parts.join(' · ')
}
