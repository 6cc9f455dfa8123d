import { CALENDAR_FLAGS, type Calendar, type CalendarRow } from '../../../shared/contract/calendar.ts'
import type { Bar } from '../../timeline/bar-store.ts'
import type { Group } from '../../timeline/layout.ts'
import { dayOf } from './days.ts'
import { packLanes } from './lanes.ts'

export type BarStatus = 'pending' | 'confirmed' | 'checked_in' | 'completed' | 'cancelled' | 'no_show' | 'out_of_order' | 'out_of_service'

/** A stay or a block on the timeline; minutes count from midnight of the origin day. */
export interface CalendarBar extends Bar {
  id: number
  status: BarStatus
  guest: string
  /** Not yet paid, in minor units. */
  due: number
  flags: number
  version: number
  /** The category a stay was booked in that has no room yet. */
  category?: string
}

export const MINUTES_OF_DAY = 1440

export function isBlock(bar: CalendarBar): boolean {
  return bar.status === 'out_of_order' || bar.status === 'out_of_service'
}

/** Whether room and dates can still change. */
export function isOpen(bar: CalendarBar): boolean {
  return bar.status === 'pending' || bar.status === 'confirmed' || bar.status === 'checked_in' || isBlock(bar)
}

/** The business dates of a bar, as days since the origin. */
export function daysOf({ start, end }: Pick<Bar, 'start' | 'end'>): { arrival: number, departure: number } {
  return { arrival: Math.floor(start / MINUTES_OF_DAY), departure: Math.floor(end / MINUTES_OF_DAY) }
}

export function has(bar: CalendarBar, flag: keyof typeof CALENDAR_FLAGS): boolean {
  return (bar.flags & CALENDAR_FLAGS[flag]) !== 0
}

/** A change that the desk has not answered yet. */
export interface PendingMove {
  id: number
  rowId: number
  start: number
  end: number
  /** Of a stay that is on its way out of its room. */
  category?: string
}

/**
 * What several windows tell together. A stay that lies in two is in both; the newer picture of it
 * counts. What somebody has just dragged stands where they dropped it; stays without a room lie in
 * the lane.
 */
export function barsOf(pictures: readonly Calendar[], originDay: number, pending: readonly PendingMove[] = []): CalendarBar[] {
  const byId = new Map<number, { bar: CalendarBar, seq: number }>()
  for (const picture of pictures) {
    const shift = (dayOf(picture.from) - originDay) * MINUTES_OF_DAY
    for (const { id, row, start, end, status, label, due, flags, version } of picture.bars) {
      const known = byId.get(id)
      if (known && known.seq >= picture.seq) continue
      const category = row < 0 ? picture.lanes[-1 - row] : undefined
      const rowId = row < 0 ? row : picture.rows[row]?.id
      if (rowId === undefined || status === 'cancelled' || status === 'no_show') continue
      byId.set(id, {
        seq: picture.seq,
        bar: { key: String(id), id, rowId, start: start + shift, end: end + shift, status, guest: label ?? '', due, flags, version, ...(category === undefined ? {} : { category }) },
      })
    }
  }
  for (const { id, rowId, start, end, category } of pending) {
    const known = byId.get(id)
    if (!known) continue
    const { category: was, ...bar } = known.bar
    const waitsFor = rowId < 0 ? category ?? was : undefined
    known.bar = { ...bar, rowId, start, end, ...(waitsFor === undefined ? {} : { category: waitsFor }) }
  }
  const bars: CalendarBar[] = []
  const waiting: CalendarBar[] = []
  for (const { bar } of byId.values()) (bar.rowId < 0 ? waiting : bars).push(bar)
  return waiting.length === 0 ? bars : [...bars, ...packLanes(waiting)]
}

export const GROUPINGS = ['category', 'floor'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** The group a room stands in. */
export function groupOf(row: CalendarRow, by: Grouping): string {
  return by === 'category' ? row.group : row.floor === null ? '' : String(row.floor)
}

/** Rooms by floor from the ground up, or by category, the cheapest first. */
export function groupsOf(rows: readonly CalendarRow[], by: Grouping = 'category'): Group[] {
  if (by === 'floor') {
    const floors = Map.groupBy(rows, (row) => groupOf(row, by))
    return [...floors].sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : Number(a) - Number(b)))
      .map(([id, floor]) => ({ id, rowIds: floor.toSorted(byNumber).map((row) => row.id) }))
  }
  const groups = new Map<string, { rate: number, rowIds: number[] }>()
  for (const row of rows) {
    let group = groups.get(row.group)
    if (!group) groups.set(row.group, group = { rate: Infinity, rowIds: [] })
    group.rowIds.push(row.id)
    group.rate = Math.min(group.rate, row.nightlyRate ?? Infinity)
  }
  return [...groups].sort(([a, { rate: x }], [b, { rate: y }]) => (x === y ? a.localeCompare(b) : x - y))
    .map(([id, { rowIds }]) => ({ id, rowIds }))
}

function byNumber(a: CalendarRow, b: CalendarRow): number {
  return a.label.length - b.label.length || a.label.localeCompare(b.label)
}

/** Rows and bars in which the words are found: all bars of a room whose number is meant, else those of the guest. */
export function matching(text: string, rows: readonly CalendarRow[], bars: readonly CalendarBar[]): { rowIds: Set<number>, keys: Set<string> } | undefined {
  const wanted = fold(text)
  if (wanted === '') return undefined
  const rooms = new Set(rows.filter((row) => fold(row.label).startsWith(wanted)).map((row) => row.id))
  const rowIds = new Set(rooms)
  const keys = new Set<string>()
  for (const bar of bars) {
    const guest = ` ${fold(bar.guest)}`
    if (!rooms.has(bar.rowId) && !guest.includes(` ${wanted}`)) continue
    rowIds.add(bar.rowId)
    keys.add(bar.key)
  }
  return { rowIds, keys }
}

/** As people type: without case and accents, so that `asa` finds Åsa; æ and ø by what stands for them. */
function fold(text: string): string {
  return text.trim().toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae').replaceAll('ß', 'ss').replaceAll('ł', 'l')
    .normalize('NFD').replace(/\p{M}/gu, '')
}
