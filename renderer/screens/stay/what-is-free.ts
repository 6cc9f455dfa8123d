import { availability } from '../../../shared/contract/calendar.ts'
import type { AnswerOf } from '../../../shared/contract/route.ts'
import { useCall } from '../../query.ts'

export type FreeRoom = AnswerOf<typeof availability>['rooms'][number]

export interface FreeCategory {
  category: string
  rooms: FreeRoom[]
  /** The lowest nightly rate of its free rooms; null where none has a rate. */
  fromRate: number | null
}

/** Free rooms by category, cheapest category first. */
export function byCategory(rooms: readonly FreeRoom[]): FreeCategory[] {
  const categories = Map.groupBy(rooms, ({ category }) => category)
  return [...categories].map(([category, free]) => ({
    category, rooms: free,
    fromRate: free.reduce<number | null>((lowest, { nightlyRate }) => nightlyRate === null ? lowest : Math.min(lowest ?? nightlyRate, nightlyRate), null),
  })).sort((a, b) => (a.fromRate ?? Infinity) - (b.fromRate ?? Infinity) || a.category.localeCompare(b.category))
}

/** The rooms free from one date to another; nothing is asked while the dates make no sense. */
export function useFreeRooms(from: string, to: string, except?: number) {
  return useCall(availability, { query: { from, to, ...(except === undefined ? {} : { except }) } }, {
    enabled: isDate(from) && isDate(to) && to > from, keepPrevious: true,
  })
}

export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
