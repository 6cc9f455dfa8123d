import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { BarStore } from '../../timeline/bar-store.ts'
import type { Change } from '../../timeline/gesture.ts'
import { daysOf, has, isBlock, isOpen, MINUTES_OF_DAY, type CalendarBar } from './bars.ts'
import { otherRoom } from './fits.ts'
import { isLane, laneRowId, waitingIn } from './lanes.ts'

/** Where a bar would lie. */
export type Placement = Pick<Change<CalendarBar>, 'bar' | 'rowId' | 'start' | 'end'>

/** Why a change cannot be. */
export type Reason = 'closed' | 'in_house' | 'no_night' | 'promised' | 'needs_room' | 'block_needs_room' | 'taken' | 'clash' | 'spoken_for'

/** What a change means, or why it would be refused. Words are the screen's matter. */
export interface Judgement {
  verdict: 'ok' | 'ask' | 'no'
  reason?: Reason
  /** Whose change it is that cannot be. */
  of?: CalendarBar
  /** Who has the room, where it is taken. */
  by?: CalendarBar
  nights: number
  /** What could be done with those in the way, where it is taken and something can. */
  offers: readonly Offer[]
  /** Set where the bar would change its category. */
  category?: string
  /** The new room's own rate a night, where the category changes and it has one. */
  rate?: number
  /** By how much that differs from the rate of the room it leaves. */
  rateDifference?: number
}

/** A way to make room: swap places, give those in the way another room, or take them out of theirs. */
export interface Offer {
  kind: 'swap' | 'rehouse' | 'lane'
  moves: readonly Placement[]
  /** Where those in the way go: rooms by their numbers. */
  rooms: readonly string[]
}

type Rows = ReadonlyMap<number, CalendarRow>

/** Whether this kind of change is possible for a bar at all. */
export function mayChange(bar: CalendarBar, kind: Change<CalendarBar>['kind']): boolean {
  return isOpen(bar) && !(bar.status === 'checked_in' && kind === 'start')
}

/** The category a bar is of: that of its room, or the one it was booked in. */
export function categoryOf(bar: CalendarBar, rows: Rows): string | undefined {
  return isLane(bar.rowId) ? bar.category : rows.get(bar.rowId)?.group
}

/** The desk's own rules, told ahead; the engine has the last word when the bars are dropped. */
export function judge(changes: readonly Placement[], bars: BarStore<CalendarBar>, rows: Rows): Judgement {
  const moving = new Set(changes.map(({ bar }) => bar.key))
  let first: Judgement | undefined
  for (const change of changes) {
    const judged = judgeOne(change, moving, bars, rows)
    if (judged.verdict === 'no' || (judged.verdict === 'ask' && changes.length > 1)) return { ...judged, verdict: 'no', offers: [], of: change.bar }
    first ??= judged
  }
  const clash = changes.find((one, index) => changes.some((other, at) => at < index && !isLane(one.rowId)
    && other.rowId === one.rowId && other.start < one.end && one.start < other.end))
  if (clash) return { verdict: 'no', reason: 'clash', of: clash.bar, nights: nightsOf(clash), offers: [] }
  const full = first?.verdict === 'ok' ? spokenFor(changes, moving, bars, rows) : undefined
  if (full) return { verdict: 'no', reason: 'spoken_for', of: full.bar, nights: nightsOf(full), offers: [] }
  return first ?? { verdict: 'no', nights: 0, offers: [] }
}

/**
 * The change that would leave fewer rooms in a category, some night, than stays without a room need of
 * it. A stay that has no room yet has been sold one all the same.
 */
function spokenFor(changes: readonly Placement[], moving: ReadonlySet<string>, bars: BarStore<CalendarBar>, rows: Rows): Placement | undefined {
  const waiting = waitingIn(bars).filter(({ key }) => !moving.has(key))
  const placed = changes.filter(({ bar }) => !isBlock(bar)).map((change) => ({
    ...change, ...daysOf(change), category: isLane(change.rowId) ? categoryOf(change.bar, rows) : rows.get(change.rowId)?.group,
  }))
  return placed.find(({ bar, category, arrival, departure }) => {
    const inCategory = [...rows.values()].filter(({ group }) => group === category)
    for (let day = arrival; day < departure; day++) {
      if (isOwnNight(bar, category, day, rows)) continue
      // Midnight: whoever sleeps here has come and not gone.
      const midnight = (day + 1) * MINUTES_OF_DAY
      const here = placed.filter((one) => one.category === category && one.arrival <= day && day < one.departure)
      const without = waiting.filter((bar) => bar.category === category && bar.start < midnight && bar.end > midnight).length + here.filter(({ rowId }) => isLane(rowId)).length
      if (without === 0) continue
      const free = inCategory.filter(({ id }) => barsOn(bars, id, midnight, midnight + 1, moving).length === 0 && !here.some(({ rowId }) => rowId === id)).length
      if (free < without) return true
    }
    return false
  })
}

function judgeOne(change: Placement, moving: ReadonlySet<string>, bars: BarStore<CalendarBar>, rows: Rows): Judgement {
  const { bar, rowId, start, end } = change
  const nights = nightsOf(change)
  const no = (reason: Reason, more: Partial<Judgement> = {}): Judgement => ({ verdict: 'no', reason, nights, offers: [], ...more })
  if (!isOpen(bar)) return no('closed')
  if (nights < 1) return no('no_night')
  // Who sleeps here has arrived: that day stays. The room may change.
  if (bar.status === 'checked_in' && start !== bar.start) return no('in_house')
  if (has(bar, 'locked') && rowId !== bar.rowId && !(isLane(rowId) && isLane(bar.rowId))) return no('promised')
  if (isLane(rowId)) {
    if (isBlock(bar)) return no('block_needs_room')
    return bar.status === 'checked_in' ? no('needs_room') : { verdict: 'ok', nights, offers: [] }
  }
  const inTheWay = barsOn(bars, rowId, start, end, moving)
  if (inTheWay.length > 0) {
    const offers = offersFor(change, inTheWay, bars, rows)
    return { ...no('taken', { by: inTheWay[0]!, offers }), verdict: offers.length > 0 ? 'ask' : 'no' }
  }
  return { verdict: 'ok', nights, offers: [], ...newCategory(change, rows) }
}

/** Nights it had in that category already are no change. */
function isOwnNight(bar: CalendarBar, category: string | undefined, day: number, rows: Rows): boolean {
  const { arrival, departure } = daysOf(bar)
  return categoryOf(bar, rows) === category && arrival <= day && day < departure
}

function nightsOf(change: Pick<Placement, 'start' | 'end'>): number {
  const { arrival, departure } = daysOf(change)
  return departure - arrival
}

/** What a new room of another category means for the price. */
export function newCategory({ bar, rowId }: Placement, rows: Rows): Pick<Judgement, 'category' | 'rate' | 'rateDifference'> {
  const to = rows.get(rowId)
  const before = categoryOf(bar, rows)
  if (!to || isBlock(bar) || before === undefined || before === to.group) return {}
  const from = rows.get(bar.rowId) ?? cheapest(before, rows)
  const { nightlyRate: rate } = to
  if (rate === null) return { category: to.group }
  return { category: to.group, rate, ...(from?.nightlyRate == null ? {} : { rateDifference: rate - from.nightlyRate }) }
}

function cheapest(category: string, rows: Rows): CalendarRow | undefined {
  let best: CalendarRow | undefined
  for (const row of rows.values()) if (row.group === category && (row.nightlyRate ?? Infinity) < (best?.nightlyRate ?? Infinity)) best = row
  return best
}

function barsOn(bars: BarStore<CalendarBar>, rowId: number, start: number, end: number, except: ReadonlySet<string>): CalendarBar[] {
  const [lo, hi] = bars.between(rowId, start, end)
  return bars.row(rowId).slice(lo, hi).filter((bar) => bar.end > start && !except.has(bar.key))
}

/** What the desk could do with those who have the room, the least upset first. Nobody is moved out of a promised room. */
function offersFor(change: Placement, inTheWay: readonly CalendarBar[], bars: BarStore<CalendarBar>, rows: Rows): Offer[] {
  if (isBlock(change.bar) || inTheWay.some((bar) => isBlock(bar) || !isOpen(bar) || has(bar, 'locked'))) return []
  const main: Placement = change
  const offers: Offer[] = []
  const swap = swapOf(main, inTheWay, bars, rows)
  if (swap) offers.push(swap)

  const taken = new Set([main.rowId])
  const rehoused: Placement[] = []
  const rooms: string[] = []
  for (const bar of inTheWay) {
    const room = otherRoom(bar, rows.get(bar.rowId)?.group ?? '', rows.values(), bars, taken)
    if (!room) break
    taken.add(room.id)
    rehoused.push({ bar, rowId: room.id, start: bar.start, end: bar.end })
    rooms.push(room.label)
  }
  if (rehoused.length === inTheWay.length) offers.push({ kind: 'rehouse', moves: [main, ...rehoused], rooms })
  if (inTheWay.every((bar) => bar.status !== 'checked_in')) {
    offers.push({ kind: 'lane', moves: [main, ...inTheWay.map((bar) => ({ bar, rowId: laneRowId(0), start: bar.start, end: bar.end }))], rooms: [] })
  }
  return offers.filter(({ moves }) => !spokenFor(moves, new Set(moves.map(({ bar }) => bar.key)), bars, rows))
}

/** The one in the way goes where the other comes from, if it is free there once both have left. */
function swapOf(main: Placement, inTheWay: readonly CalendarBar[], bars: BarStore<CalendarBar>, rows: Rows): Offer | undefined {
  const [other] = inTheWay
  const home = main.bar.rowId
  if (!other || inTheWay.length > 1 || home === main.rowId || isLane(home)) return undefined
  if (barsOn(bars, home, other.start, other.end, new Set([main.bar.key, other.key])).length > 0) return undefined
  return { kind: 'swap', moves: [main, { bar: other, rowId: home, start: other.start, end: other.end }], rooms: [rows.get(home)?.label ?? ''] }
}

/** Whether the nights from a day on can be slept in another room. */
export function judgeSplit(
  bar: CalendarBar, day: number, rowId: number, { bars, rows, hours }: { bars: BarStore<CalendarBar>, rows: Rows, hours: { checkIn: number } },
): { reason?: 'closed' | 'same_room' | 'split_needs_room' | 'no_night' | 'taken' | 'blocked', by?: CalendarBar } {
  if (!isOpen(bar)) return { reason: 'closed' }
  const { arrival, departure } = daysOf(bar)
  if (day <= arrival || day >= departure) return { reason: 'no_night' }
  if (rowId === bar.rowId) return { reason: 'same_room' }
  if (isLane(rowId) || !rows.has(rowId)) return { reason: 'split_needs_room' }
  const by = bars.touching(rowId, day * 1440 + hours.checkIn, bar.end)
  return by ? { reason: isBlock(by) ? 'blocked' : 'taken', by } : {}
}
