import type { Paper } from '../../../../shared/paper.ts'

/* Where things stand on a printed page, in millimetres. */

/** The white edge that every printer can do without. */
export const MARGIN = 8
/** Room number and category. */
export const LABELS = 37
/** Title, dates, page number. */
export const HEADER = 9
/** Month, weekday and day over the columns. */
export const HEADS = 11
/** What the outlines say. */
export const LEGEND = 12
/** A rounding of the printer's must not push a line onto a page of its own. */
const SPARE = 1

const SIZES: Record<Paper, { width: number, height: number, mostDays: number }> = {
  A4: { width: 297, height: 210, mostDays: 31 },
  A3: { width: 420, height: 297, mostDays: 62 },
}

/** Columns narrower than this have two lines of text in a bar, or a stay of one night would be three letters. */
const NARROW = 12
const LINE_HEIGHTS = { 1: { least: 4.4, most: 5.4 }, 2: { least: 6.2, most: 7 } }

export interface PageGeometry {
  width: number
  height: number
  dayWidth: number
  /** How many lines of text a bar has. */
  textLines: 1 | 2
  /** The most lines of rooms and categories that a page holds. */
  mostLines: number
  /** How high each is where the fullest page has so many: they share the page, within reason. */
  lineHeight(lines: number): number
}

/** How many days stand on each page, so that all are about equally full. */
export function daysPerPage(paper: Paper, days: number): number {
  return Math.ceil(days / Math.ceil(days / SIZES[paper].mostDays))
}

/** The space inside the margins, for pages of so many days. */
export function geometryOf(paper: Paper, days: number): PageGeometry {
  const width = SIZES[paper].width - 2 * MARGIN
  const height = SIZES[paper].height - 2 * MARGIN - SPARE
  const dayWidth = (width - LABELS) / days
  const textLines = dayWidth < NARROW ? 2 : 1
  const { least, most } = LINE_HEIGHTS[textLines]
  const space = height - HEADER - HEADS - LEGEND
  return {
    width, height, dayWidth, textLines, mostLines: Math.floor(space / least),
    lineHeight: (lines) => Math.min(most, Math.max(least, space / lines)),
  }
}
