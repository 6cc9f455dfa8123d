import { CALENDAR_FLAGS, type Calendar, type CalendarBar as Told } from '../../../shared/contract/calendar.ts'
import type { Bar } from '../../timeline/bar-store.ts'
import { dayOf } from '../calendar/days.ts'
import { DAY } from './clock.ts'

/** An appointment, a rental, an hour of a room, or what else holds the room. */
export interface ScheduleBar extends Bar {
  id: number
  status: Told['status']
  guest: string
  /** Not yet paid, in minor units. */
  due: number
  flags: number
  version: number
}

/** A timeslot that can still be booked. */
export interface OpenSlot { id: number, start: number, end: number }

/** A change that the desk has not answered yet. */
export type Pending = Pick<ScheduleBar, 'id' | 'rowId' | 'start' | 'end'>

export function has(bar: ScheduleBar, flag: keyof typeof CALENDAR_FLAGS): boolean {
  return (bar.flags & CALENDAR_FLAGS[flag]) !== 0
}

export function isBlock({ status }: ScheduleBar): boolean {
  return status === 'out_of_order' || status === 'out_of_service'
}

/** Whether time and place can still change. */
export function isOpen({ status }: ScheduleBar): boolean {
  return status === 'pending' || status === 'confirmed' || status === 'checked_in'
}

/**
 * What several windows tell together: a bar that reaches from one into the next is in both, and the
 * newer picture of it counts. None reaches beyond what one can scroll to, such as a car without an end.
 */
export function barsOf(pictures: readonly Calendar[], originDay: number, pending: readonly Pending[], reach: number): ScheduleBar[] {
  const byId = new Map<number, { bar: ScheduleBar, seq: number }>()
  for (const picture of pictures) {
    const shift = shiftOf(picture, originDay)
    for (const { id, row, start, end, status, label, due, flags, version } of picture.bars) {
      const known = byId.get(id)
      const rowId = picture.rows[row]?.id
      if ((known && known.seq >= picture.seq) || rowId === undefined || status === 'cancelled' || status === 'no_show') continue
      byId.set(id, {
        seq: picture.seq,
        bar: { key: String(id), id, rowId, start: start + shift, end: Math.min(end + shift, reach), status, guest: label ?? '', due, flags, version },
      })
    }
  }
  for (const { id, rowId, start, end } of pending) {
    const known = byId.get(id)
    if (known) known.bar = { ...known.bar, rowId, start, end }
  }
  return Array.from(byId.values(), ({ bar }) => bar)
}

/** Free slots by room, in order. */
export function slotsOf(pictures: readonly Calendar[], originDay: number): Map<number, OpenSlot[]> {
  const byRow = new Map<number, OpenSlot[]>()
  for (const picture of [...pictures].sort((a, b) => a.from.localeCompare(b.from))) {
    const shift = shiftOf(picture, originDay)
    for (const [row, start, end, id] of picture.slots ?? []) {
      const rowId = picture.rows[row]?.id
      if (rowId === undefined) continue
      const slots = byRow.get(rowId)
      const slot = { id, start: start + shift, end: end + shift }
      if (slots) slots.push(slot)
      else byRow.set(rowId, [slot])
    }
  }
  return byRow
}

function shiftOf({ from }: Calendar, originDay: number): number {
  return (dayOf(from) - originDay) * DAY
}
