import { notifications } from '@mantine/notifications'
import { useLayoutEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { getStay, splitStay, type Stay } from '../../../shared/contract/stays.ts'
import { call } from '../../client.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { pollNow } from '../../live.ts'
import { stopDoing, tellDoing } from '../../presence.ts'
import { queryClient } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import { sentenceOf } from '../../tell.ts'
import type { BarStore } from '../../timeline/bar-store.ts'
import type { Selection } from '../../timeline/gesture.ts'
import type { TimelineHandlers } from '../../timeline/owner.ts'
import type { TimelineHandle } from '../../timeline/timeline.tsx'
import { doing, tellDeed } from '../../undo.tsx'
import { daysOf, isBlock, type CalendarBar } from './bars.ts'
import { dateOf } from './days.ts'
import { atNewRates, moveOf } from './drop.ts'
import { judge, judgeSplit, mayChange, newCategory, type Offer, type Placement } from './judge.ts'
import { isLane } from './lanes.ts'
import { namesFor } from './names.ts'
import type { Asked, Choice } from './question.tsx'
import type { Move, Moves } from './use-moves.ts'

export interface Hovered { bar: CalendarBar, box: DOMRect }
/** When a night begins and ends, in minutes of the day. */
export interface Hours { checkIn: number, checkOut: number }
export interface Chosen { selection: Selection, box: DOMRect }
export interface Opened { bar: CalendarBar, box: DOMRect }

interface Surroundings {
  originDay: number
  rows: ReadonlyMap<number, CalendarRow>
  bars: BarStore<CalendarBar>
  hours: Hours
  moves: Moves
  setCollapsed: Dispatch<SetStateAction<ReadonlySet<string>>>
  /** Where a place is on the screen: for a question about it. */
  boxOf(placement: Placement): DOMRect
}

/** What the timeline's gestures mean in a hotel. */
export function useGestures(around: Surroundings) {
  const t = useWords()
  const format = useFormat()
  const [hovered, setHovered] = useState<Hovered>()
  const [chosen, setChosen] = useState<Chosen>()
  const [asked, setAsked] = useState<Asked>()
  const [opened, setOpened] = useState<Opened>()
  const [selected, setSelected] = useState<readonly CalendarBar[]>([])
  const [held, setHeld] = useState<readonly CalendarBar[]>([])
  const [said, say] = useState('')
  const latest = useRef(around)
  useLayoutEffect(() => { latest.current = around })
  const { originDay, rows } = around
  const names = useMemo(() => namesFor(t, format, originDay, rows), [t, format, originDay, rows])

  const acts = useMemo(() => {
    const refuse = (text: string) => {
      notifications.show({ color: 'red', message: text, autoClose: 12_000 })
      say(text)
    }
    const stays = (bar: CalendarBar, why: string) => refuse(t('calendar.notMoved', { guest: names.bar(bar), place: names.place(bar.rowId), why }))

    /** What was done, in words. */
    function deedOf(moves: readonly Move[], offer: Offer | undefined): string {
      const [main, other] = moves
      if (!main) return ''
      if (offer?.kind === 'swap' && other) return t('calendar.swapped', { guest: names.bar(main.bar), other: names.bar(other.bar) })
      if (moves.length > 1 && !offer) return t('calendar.movedSeveral', { count: moves.length })
      const { arrival, departure } = daysOf(main)
      return t('calendar.moved', { guest: names.bar(main.bar), place: names.place(main.rowId), dates: names.span(arrival, departure) })
    }

    const run = (moves: readonly Move[], offer?: Offer) => doing(carryOut(moves, offer))

    async function carryOut(moves: readonly Move[], offer: Offer | undefined): Promise<void> {
      const text = deedOf(moves, offer)
      try {
        const steps = await latest.current.moves.run(moves)
        say(text)
        tellDeed({ text, steps })
      } catch (error) {
        if (moves[0]) stays(moves[0].bar, sentenceOf(error))
      }
    }

    /** Moves what was dropped, after a question where that has another price. */
    async function settle(placements: readonly Placement[], offer?: Offer): Promise<void> {
      const moves = placements.map((one) => moveOf(one, latest.current)).filter((move) => move !== undefined)
      const [main] = moves
      if (!main) return
      const dearer = moves.filter((move) => newCategory(move, latest.current.rows).rate !== undefined)
      if (dearer.length === 0) return run(moves, offer)
      const rateOf = (move: Move) => newCategory(move, latest.current.rows).rate
      const [first] = dearer
      const stay = dearer.length === 1 && first ? await knownStay(first.bar.id) : undefined
      const rate = first && rateOf(first)
      if (stay && stay.nightlyRate === rate) return run(moves, offer)
      const choose = (chosenMoves: readonly Move[]) => () => {
        setAsked(undefined)
        void run(chosenMoves, offer)
      }
      const [keep, change] = stay && rate !== undefined
        ? [
            t('stay.keepPrice', { rate: format.money(stay.nightlyRate) }),
            t('stay.newPrice', { rate: format.money(rate), difference: `${rate > stay.nightlyRate ? '+' : '−'}${format.money(Math.abs(rate - stay.nightlyRate))}` }),
          ]
        : [t('calendar.keepPrices'), t('calendar.newPrices')]
      setAsked({
        title: t('stay.priceChange'), text: deedOf(moves, offer), box: latest.current.boxOf(main),
        choices: [{ label: keep, onChoose: choose(moves) }, { label: change, onChoose: choose(atNewRates(moves, rateOf)) }],
      })
    }

    function drop(placements: readonly Placement[]): void {
      setHovered(undefined)
      const [main] = placements
      if (!main) return
      const { bars } = latest.current
      const judged = judge(placements, bars, latest.current.rows)
      if (judged.verdict === 'no') return stays(main.bar, names.verdict(judged, placements, () => undefined))
      if (judged.verdict === 'ok') return void settle(placements)
      setAsked({
        title: names.verdict({ ...judged, offers: [] }, placements, () => undefined), box: latest.current.boxOf(main),
        choices: judged.offers.map((offer): Choice => ({
          label: offerText(offer),
          onChoose() {
            setAsked(undefined)
            void settle(offer.moves, offer)
          },
        })),
      })
    }

    function offerText({ kind, moves, rooms }: Offer): string {
      const others = moves.slice(1).map(({ bar }) => names.bar(bar)).join(', ')
      return t(`calendar.offer.${kind}`, { guest: names.bar(moves[0]!.bar), others, rooms: rooms.join(', ') })
    }

    async function split(bar: CalendarBar, column: number, rowId: number): Promise<void> {
      setHovered(undefined)
      const judged = judgeSplit(bar, column, rowId, latest.current)
      if (judged.reason) return stays(bar, t(`calendar.verdict.${judged.reason}`, { place: names.place(rowId), guest: judged.by ? names.bar(judged.by) : '' }))
      const night = dateOf(latest.current.originDay + column)
      const roomNumber = latest.current.rows.get(rowId)?.label ?? ''
      const cut = (nightlyRate?: number) => doing(carryOutSplit(nightlyRate))
      const carryOutSplit = async (nightlyRate: number | undefined) => {
        setAsked(undefined)
        try {
          const { first } = await call(splitStay, {
            params: { id: bar.id }, ifMatch: bar.version, body: { night, roomNumber, ...(nightlyRate === undefined ? {} : { nightlyRate }) },
          })
          const text = t('stay.done.split', { guest: names.bar(bar), night: format.date(night), room: roomNumber })
          say(text)
          tellDeed({ text, steps: [first.lastChange] })
        } catch (error) {
          stays(bar, sentenceOf(error))
        } finally {
          pollNow()
        }
      }
      const { rate } = newCategory({ bar, rowId, start: bar.start, end: bar.end }, latest.current.rows)
      const stay = rate === undefined ? undefined : await knownStay(bar.id)
      if (!stay || rate === undefined || stay.nightlyRate === rate) return cut()
      setAsked({
        title: t('stay.priceChange'), box: latest.current.boxOf({ bar, rowId, start: column * 1440, end: bar.end }),
        choices: [
          { label: t('stay.keepPrice', { rate: format.money(stay.nightlyRate) }), onChoose: () => void cut() },
          { label: t('stay.newPrice', { rate: format.money(rate), difference: `${rate > stay.nightlyRate ? '+' : '−'}${format.money(Math.abs(rate - stay.nightlyRate))}` }), onChoose: () => void cut(rate) },
        ],
      })
    }

    return { refuse, drop, split }
  }, [t, format, names])

  const handlers = useMemo((): TimelineHandlers<CalendarBar> => ({
    mayChange: (bar, kind) => (kind === 'split' ? !isBlock(bar) && !isLane(bar.rowId) && mayChange(bar, 'end') : mayChange(bar, kind)) && !latest.current.moves.has(bar.id),
    judge(changes) {
      const judged = judge(changes, latest.current.bars, latest.current.rows)
      return { verdict: judged.verdict, text: names.verdict(judged, changes, rateOf) }
    },
    change: acts.drop,
    split: (bar, column, rowId) => void acts.split(bar, column, rowId),
    judgeSplit(bar, column, rowId) {
      const { reason, by } = judgeSplit(bar, column, rowId, latest.current)
      const place = names.place(rowId)
      if (reason) return { verdict: 'no', text: t(`calendar.verdict.${reason}`, { place, guest: by ? names.bar(by) : '' }) }
      return { verdict: 'ok', text: t('calendar.verdict.split', { place, night: format.date(dateOf(latest.current.originDay + column)) }) }
    },
    open(bar) {
      setHovered(undefined)
      const ui = useUi.getState()
      if (isBlock(bar)) ui.openBlock(bar.id)
      else ui.openStay(bar.id)
    },
    menu(bar, _column, box) {
      setHovered(undefined)
      setOpened({ bar, box })
    },
    select(selection, box, by) {
      setHovered(undefined)
      const taken = takenBy(latest.current, selection)
      if (taken) return acts.refuse(t(isBlock(taken) ? 'calendar.verdict.blocked' : 'calendar.verdict.taken', { place: names.place(selection.rowId), guest: names.bar(taken) }))
      // One cell is a night to sell; whoever takes more may want to block them.
      if (isLane(selection.rowId) || by === 'click' || (by === 'key' && selection.to - selection.from === 1)) bookSelection(selection, latest.current)
      else setChosen({ selection, box })
    },
    selected: setSelected,
    held(bars, kind) {
      setHeld(kind === undefined ? [] : bars)
      if (kind === undefined) stopDoing()
      else tellDoing(bars.map(({ id }) => id), 'moving')
      // What it costs is said while it is dragged.
      if (kind !== undefined && bars[0] && !isBlock(bars[0])) void knownStay(bars[0].id)
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
      const values = { place: names.place(rowId), dates: names.span(from, to) }
      if (to - from > 1) return t('calendar.selected', { ...values, count: to - from })
      return t(takenBy(latest.current, selection) ? 'calendar.cellTaken' : 'calendar.cellFree', values)
    },
    announce: say,
    phrase: (what, count) => t(`calendar.${what}`, { count }),
  }), [t, format, names, acts])

  return {
    handlers, hovered, chosen, asked, opened, selected, held, said, names, drop: acts.drop,
    /** Selects these and no others, on the timeline too, which does not tell of what it was told. */
    select(chosenBars: readonly CalendarBar[], timeline: TimelineHandle | null) {
      timeline?.select(chosenBars.map(({ key }) => key))
      setSelected(chosenBars)
    },
    forgetChosen: () => setChosen(undefined), forgetAsked: () => setAsked(undefined), forgetOpened: () => setOpened(undefined),
  }
}

/** The stay as it is known, or asked for; undefined where it cannot be had now. */
function knownStay(id: number): Promise<Stay | undefined> {
  const input = { params: { id } }
  return queryClient.fetchQuery({ queryKey: [getStay.path, input], queryFn: () => call(getStay, input) }).catch(() => undefined)
}

/** What a stay costs a night, if that is known already. */
function rateOf(bar: CalendarBar): number | undefined {
  return queryClient.getQueryData<Stay>([getStay.path, { params: { id: bar.id } }])?.nightlyRate
}

/** Opens the new stay on the chosen room and nights. */
export function bookSelection({ rowId, from, to }: Selection, { originDay, rows }: Pick<Surroundings, 'originDay' | 'rows'>, option = false): void {
  const room = rows.get(rowId)
  useUi.getState().newStay({
    arrival: dateOf(originDay + from), departure: dateOf(originDay + to), option,
    ...(room ? { roomNumber: room.label, category: room.group } : { unassigned: true }),
  })
}

function takenBy({ bars, hours }: Pick<Surroundings, 'bars' | 'hours'>, { rowId, from, to }: Selection): CalendarBar | undefined {
  return isLane(rowId) ? undefined : bars.touching(rowId, from * 1440 + hours.checkIn, to * 1440 + hours.checkOut)
}
