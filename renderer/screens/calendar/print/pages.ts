import type { CalendarRow } from '../../../../shared/contract/calendar.ts'
import type { Paper } from '../../../../shared/paper.ts'
import type { Group } from '../../../timeline/layout.ts'
import { MINUTES_OF_DAY } from '../bars.ts'
import { daysPerPage, geometryOf } from './geometry.ts'

export interface PrintRow {
  id: number
  label: string
  /** Beside the label: the category. */
  detail: string
}

export interface PrintGroup {
  id: string
  label: string
  /** None where the group is collapsed: its line is printed all the same. */
  rows: readonly PrintRow[]
}

/** What is printed of a bar; minutes count from midnight of the origin day. */
interface Span {
  rowId: number
  start: number
  end: number
}

/** A bar as it lies on one page: where and how wide in days, and whether it comes from or goes on to another page. */
export interface PageBar<B> {
  bar: B
  left: number
  width: number
  before: boolean
  after: boolean
}

export type PageLine<B> =
  | { kind: 'group', group: PrintGroup, continued: boolean }
  | { kind: 'row', row: PrintRow, bars: readonly PageBar<B>[] }

export interface PrintPage<B> {
  /** The first day, counted from the origin, and how many. */
  from: number
  days: number
  lines: readonly PageLine<B>[]
}

/**
 * Lays rooms and days out on pages: first all rooms of the first days, then of the next. A category's
 * line is repeated where its rooms go on, and never stands alone at a page's end.
 */
export function pagesOf<B extends Span>(paper: Paper, from: number, days: number, groups: readonly PrintGroup[], bars: readonly B[]): PrintPage<B>[] {
  if (days < 1) return []
  const perPage = daysPerPage(paper, days)
  const onPages = spread(groups, geometryOf(paper, perPage).mostLines)
  const byRow = Map.groupBy(bars, ({ rowId }) => rowId)
  const pages: PrintPage<B>[] = []
  for (let first = from; first < from + days; first += perPage) {
    const count = Math.min(perPage, from + days - first)
    for (const lines of onPages) {
      pages.push({
        from: first, days: count,
        lines: lines.map((line) => line.kind === 'group' ? line : { ...line, bars: barsOn(byRow.get(line.row.id) ?? [], first, count) }),
      })
    }
  }
  return pages
}

type Line = { kind: 'group', group: PrintGroup, continued: boolean } | { kind: 'row', row: PrintRow }

/** As few pages as there can be, all about equally full: no room stands on a page alone. */
function spread(groups: readonly PrintGroup[], mostLines: number): Line[][] {
  const fewest = linesOf(groups, mostLines)
  const total = fewest.reduce((sum, { length }) => sum + length, 0)
  for (let capacity = Math.max(2, Math.ceil(total / fewest.length)); capacity < mostLines; capacity++) {
    const pages = linesOf(groups, capacity)
    if (pages.length === fewest.length) return pages
  }
  return fewest
}

function linesOf(groups: readonly PrintGroup[], capacity: number): Line[][] {
  const pages: Line[][] = []
  let page: Line[] | undefined
  const isRoomFor = (count: number) => page !== undefined && page.length + count <= capacity
  const begin = () => pages.push(page = [])
  for (const group of groups) {
    if (!isRoomFor(group.rows.length > 0 ? 2 : 1)) begin()
    page!.push({ kind: 'group', group, continued: false })
    for (const row of group.rows) {
      if (!isRoomFor(1)) {
        begin()
        page!.push({ kind: 'group', group, continued: true })
      }
      page!.push({ kind: 'row', row })
    }
  }
  return pages
}

function barsOn<B extends Span>(bars: readonly B[], from: number, days: number): PageBar<B>[] {
  const first = from * MINUTES_OF_DAY
  const last = (from + days) * MINUTES_OF_DAY
  return bars.filter(({ start, end }) => start < last && end > first).sort((a, b) => a.start - b.start).map((bar) => {
    const left = Math.max(bar.start, first)
    const right = Math.min(bar.end, last)
    return { bar, left: (left - first) / MINUTES_OF_DAY, width: (right - left) / MINUTES_OF_DAY, before: bar.start < first, after: bar.end > last }
  })
}

/** The timeline's groups with what is printed of them; a group that is collapsed there has its line alone. */
export function printGroupsOf(groups: readonly Group[], rows: ReadonlyMap<number, CalendarRow>, nameOf: (group: string) => string, collapsed: ReadonlySet<string> = new Set()): PrintGroup[] {
  return groups.map(({ id, rowIds }) => ({
    id, label: nameOf(id),
    rows: (collapsed.has(id) ? [] : rowIds).map((row) => ({ id: row, label: rows.get(row)?.label ?? '', detail: rows.get(row)?.group ?? '' })),
  }))
}
