import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { Format } from '../../format.ts'
import type { Say } from '../../i18n.ts'
import { daysOf, isBlock, type CalendarBar } from './bars.ts'
import { dateOf } from './days.ts'
import type { Judgement, Placement } from './judge.ts'
import { isLane } from './lanes.ts'

/** How the calendar speaks of its rooms, stays and changes. */
export interface Names {
  /** The guest of a stay, or what a block is. */
  bar(bar: CalendarBar): string
  /** A room's number, or that there is none yet. */
  place(rowId: number): string
  /** `23–25 Nov`, of days since the origin. */
  span(from: number, to: number): string
  /** What a change means, or why it cannot be. */
  verdict(judged: Judgement, changes: readonly Placement[], rateOf: (bar: CalendarBar) => number | undefined): string
}

export function namesFor(t: Say, format: Format, originDay: number, rows: ReadonlyMap<number, CalendarRow>): Names {
  const names: Names = {
    bar: (bar) => isBlock(bar) ? t(`calendar.tone.${bar.status as 'out_of_order' | 'out_of_service'}`) : bar.guest || t('calendar.noName'),
    place: (rowId) => isLane(rowId) ? t('common.noRoom') : t('calendar.room', { number: rows.get(rowId)?.label ?? '' }),
    span: (from, to) => format.span(dateOf(originDay + from), dateOf(originDay + to)),
    verdict(judged, changes, rateOf) {
      const [change] = changes
      if (!change) return ''
      if (judged.reason) return refusal(judged, changes)
      const { arrival, departure } = daysOf(change)
      if (changes.length > 1) return t('calendar.verdict.several', { count: changes.length, dates: names.span(arrival, departure) })
      const parts = [t('calendar.verdict.ok', { place: names.place(change.rowId), dates: names.span(arrival, departure), count: judged.nights })]
      if (judged.category !== undefined) parts.push(judged.category)
      if (judged.rateDifference) parts.push(t('calendar.verdict.aNight', { amount: signed(judged.rateDifference) }))
      const more = difference(change, judged.nights, rateOf(change.bar))
      if (more) parts.push(signed(more))
      return parts.join(' · ')
    },
  }

  function refusal({ reason, of, by, offers }: Judgement, changes: readonly Placement[]): string {
    if (!reason) return ''
    const rowId = changes.find(({ bar }) => bar === of)?.rowId ?? changes[0]!.rowId
    const why = reason === 'taken' && by
      ? t(isBlock(by) ? 'calendar.verdict.blocked' : 'calendar.verdict.taken', { place: names.place(rowId), guest: names.bar(by) })
      : t(`calendar.verdict.${reason as Exclude<typeof reason, 'taken'>}`)
    if (offers.length > 0) return `${why} · ${t('calendar.verdict.canMakeRoom')}`
    return of && changes.length > 1 ? `${names.bar(of)}: ${why}` : why
  }

  const signed = (amount: number) => `${amount > 0 ? '+' : '−'}${format.money(Math.abs(amount))}`
  return names
}

/** What more nights cost, or fewer save, at the stay's own rate. */
function difference({ bar }: Placement, nights: number, rate: number | undefined): number {
  const { arrival, departure } = daysOf(bar)
  return rate === undefined || isBlock(bar) ? 0 : (nights - Math.max(1, departure - arrival)) * rate
}
