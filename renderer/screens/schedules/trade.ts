import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { WordKey } from '../../i18n.ts'
import type { Change } from '../../timeline/gesture.ts'
import type { Highlights, Judged } from '../../timeline/owner.ts'
import type { ScheduleBar } from './bars.ts'
import type { Tone } from './classify.ts'
import type { Moments } from './moments.ts'
import type { RowTag } from './painters.ts'
import type { Span } from './scales.ts'
import type { ScheduleData, ScheduleKind } from './use-schedule.ts'

/** The days a calendar counts from, what it shows, and what time it is there. */
export interface Around extends ScheduleData {
  originDay: number
  /** Minutes from the origin day. */
  now: number
  moments: Moments
}

/** Columns of a row that were chosen, as a time; `isOne` where it was a single one, which says when and not how long. */
export interface Chosen { rowId: number, start: number, end: number, isOne: boolean }

/**
 * What one calendar of hours does in its own way: providers, rooms by the hour, cars. Everything else
 * they have in common.
 */
export interface Trade {
  kind: ScheduleKind
  title: WordKey
  /** Names the grid. */
  grid: WordKey
  spans: readonly Span[]
  /** What is in sight until somebody chooses otherwise. */
  usual: Span
  /** The shortest time that is told apart, in minutes. */
  finest: number
  tones: readonly Tone[]
  /** Beside the tones in the legend: what the places behind the bars are. */
  placesAre?: { className: string, text: string }
  /** Set on the screen, for the colours of its places. */
  className?: string
  tagsOf(row: CalendarRow): readonly RowTag[]
  noteOf(row: CalendarRow): string
  mayChange(bar: ScheduleBar, kind: Change<ScheduleBar>['kind'] | 'split'): boolean
  /** Other bars of the same gesture are not in the way. */
  judge(change: Change<ScheduleBar>, around: Around, along: ReadonlySet<string>): Judged
  send(change: Change<ScheduleBar>, around: Around): Promise<{ lastChange: number }>
  open(bar: ScheduleBar, around: Around): void
  /** Something is to be booked there. */
  book(chosen: Chosen, around: Around): void
  /** What lies behind the bars in the days [from, to). */
  places?(around: Around, from: number, to: number): Highlights
}
