import type { Scale } from '../../timeline/layout.ts'
import { DAY } from './clock.ts'

/* How much of the time is in sight, told in pixels an hour. */

/** Days that one can scroll back and ahead: three years. */
export const REACH = 1096
export const LABELS = 220

export const SPANS = ['day', 'week', 'fortnight'] as const
export type Span = (typeof SPANS)[number]

const HOURS_IN_SIGHT: Record<Span, number> = { day: 13.5, week: 7 * 24, fortnight: 14 * 24 }
/** Where a day begins for those who work in it. */
export const MORNING = 7 * 60

/** Steps of a zoom; between them lie the widths that fit a span. */
const STEPS = [4, 8, 16, 32, 64, 96, 128, 192]

/** Pixels an hour with which the span fills a screen of this width. */
export function widthFor(span: Span, screen: number): number {
  const wanted = Math.max(0, screen - LABELS - 12) / HOURS_IN_SIGHT[span]
  return span === 'day' ? Math.max(48, Math.floor(wanted / 4) * 4) : Math.max(span === 'week' ? 6 : 3, Math.floor(wanted))
}

/** The next closer or wider step. */
export function zoomedBy(hourWidth: number, steps: number): number {
  let width = hourWidth
  for (let left = Math.abs(steps); left > 0; left--) {
    width = (steps > 0 ? STEPS.find((step) => step > width) : STEPS.findLast((step) => step < width)) ?? width
  }
  return width
}

/** The span whose width comes nearest: what the switch shows as chosen. */
export function nearestSpan(hourWidth: number, spans: readonly Span[], screen: number): Span {
  const distance = (span: Span) => Math.abs(Math.log(hourWidth / widthFor(span, screen)))
  return spans.reduce((best, span) => (distance(span) < distance(best) ? span : best))
}

/** Columns no narrower than this can be hit; of those that are wide enough the finest serves. */
const NARROWEST = 14
const MINUTES = [15, 30, 60, 120, 180, 360, 720, 1440]
const HEADS = [60, 180, 360]
/** A date and a time fit. */
const NARROWEST_HEAD = 72

/** @param finest the shortest time that is told apart, in minutes */
export function scaleOf(hourWidth: number, finest: number): Scale {
  const width = (minutes: number) => minutes * hourWidth / 60
  // Whole pixels: a column that is not would drift from its bars.
  const columnMinutes = MINUTES.find((minutes) => minutes >= finest && width(minutes) >= NARROWEST && Number.isInteger(width(minutes))) ?? DAY
  const head = HEADS.find((minutes) => minutes >= columnMinutes && width(minutes) >= NARROWEST_HEAD) ?? DAY
  return {
    columnMinutes, columnWidth: width(columnMinutes), firstColumn: -REACH * DAY / columnMinutes, columns: 2 * REACH * DAY / columnMinutes,
    slotStart: 0, slotEnd: columnMinutes, headColumns: head / columnMinutes,
  }
}
