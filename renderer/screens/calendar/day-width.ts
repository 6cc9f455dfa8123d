/*
 * How wide a day is, in pixels: from a quarter in weeks to a day in hours. Steps grow by a quarter
 * to a half, so that each shows plainly more or less than the one before.
 */

const WIDTHS = [10, 12, 15, 19, 24, 30, 38, 48, 60, 76, 96, 120, 152, 200, 260, 340, 440, 580, 760, 1000, 1300] as const

const NARROWEST = WIDTHS[0]
const WIDEST = 1300

/** What one can ask for by name: days in sight. */
export const SPANS = { day: 1, week: 7, twoWeeks: 14, month: 31, quarter: 92 } as const
export type Span = keyof typeof SPANS

export function isWidth(value: unknown): value is number {
  return typeof value === 'number' && value >= NARROWEST && value <= WIDEST
}

/** The width at which that many days fill the space, in whole pixels: bars and backgrounds stay in step. */
export function widthFor(span: Span, space: number): number {
  return Math.max(NARROWEST, Math.min(WIDEST, Math.floor(space / SPANS[span])))
}

/** Whether about so many days are in sight as a name says. */
export function spanOf(width: number, space: number): Span | undefined {
  return (Object.keys(SPANS) as Span[]).find((span) => widthFor(span, space) === width)
}

/** The next width, `steps` wider or narrower. */
export function zoomed(width: number, steps: number): number {
  let at = width
  for (let step = 0; step < Math.abs(steps); step++) {
    at = steps > 0 ? WIDTHS.find((one) => one > at) ?? WIDEST : WIDTHS.findLast((one) => one < at) ?? NARROWEST
  }
  return at
}

/** Days too narrow for a date of their own share a head: a week. */
export function headColumnsAt(width: number): number {
  return width < 24 ? 7 : 1
}

/** Into how many parts of equal length a day is ruled: hours where they are wide enough to read. */
export function ticksAt(width: number): number {
  if (width >= 720) return 24
  if (width >= 340) return 8
  return width >= 200 ? 4 : 0
}
