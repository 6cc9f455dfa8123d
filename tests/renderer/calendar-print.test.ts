import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CalendarRow } from '../../shared/contract/calendar.ts'
import { PAPERS } from '../../shared/paper.ts'
import type { CalendarBar } from '../../renderer/screens/calendar/bars.ts'
import { dateOf, dayOf } from '../../renderer/screens/calendar/days.ts'
import { daysPerPage, geometryOf, HEADER, HEADS, LABELS, LEGEND, MARGIN } from '../../renderer/screens/calendar/print/geometry.ts'
import { withLanesOf } from '../../renderer/screens/calendar/print/lanes.ts'
import { pagesOf, printGroupsOf, type PrintGroup } from '../../renderer/screens/calendar/print/pages.ts'
import { rangesOf } from '../../renderer/screens/calendar/print/ranges.ts'

/** Groups of so many rooms each, numbered through. */
function groupsOf(sizes: readonly number[]): PrintGroup[] {
  let id = 0
  return sizes.map((size, at) => ({ id: `G${at}`, label: `Group ${at}`, rows: Array.from({ length: size }, () => ({ id: ++id, label: String(100 + id), detail: `Group ${at}` })) }))
}

const aBar = (rowId: number, from: number, to: number) => ({ rowId, start: from * 1440 + 840, end: to * 1440 + 720 })
const sizes = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 1, maxLength: 8 })
const paper = fc.constantFrom(...PAPERS)

test('every room is on the pages of every day, once and in order', () => {
  fc.assert(fc.property(paper, fc.integer({ min: -40, max: 40 }), fc.integer({ min: 1, max: 130 }), sizes, (on, from, days, counts) => {
    const groups = groupsOf(counts)
    const pages = pagesOf(on, from, days, groups, [])
    const rooms = groups.flatMap(({ rows }) => rows.map(({ id }) => id))
    const starts = [...new Set(pages.map((page) => page.from))]
    for (const start of starts) {
      const printed = pages.filter((page) => page.from === start).flatMap(({ lines }) => lines.flatMap((line) => line.kind === 'row' ? [line.row.id] : []))
      assert.deepEqual(printed, rooms)
    }
    const printedDays = starts.flatMap((start) => Array.from({ length: pages.find((page) => page.from === start)!.days }, (_, day) => start + day))
    assert.deepEqual(printedDays, Array.from({ length: days }, (_, day) => from + day))
  }))
})

test('a page begins with its group, never ends with one whose rooms are elsewhere, and holds no more than fits', () => {
  fc.assert(fc.property(paper, fc.integer({ min: 1, max: 130 }), sizes, (on, days, counts) => {
    const { mostLines, height, lineHeight } = geometryOf(on, daysPerPage(on, days))
    const pages = pagesOf(on, 0, days, groupsOf(counts), [])
    const fullest = Math.max(...pages.map(({ lines }) => lines.length))
    assert.ok(fullest <= mostLines)
    assert.ok(fullest * lineHeight(fullest) <= height - HEADER - HEADS - LEGEND + 1e-9)
    for (const { lines } of pages) {
      assert.equal(lines[0]?.kind, 'group')
      const last = lines.at(-1)
      assert.ok(last?.kind === 'row' || last?.group.rows.length === 0)
    }
  }))
})

test('no page is nearly empty while others are full', () => {
  // The sample hotel: 60 rooms in six categories, two weeks on A4.
  const pages = pagesOf('A4', 0, 14, groupsOf([16, 19, 12, 6, 5, 2]), [])
  assert.deepEqual(pages.map(({ lines }) => lines.length), [34, 33])
})

test('days stay wide enough to be read, on either paper', () => {
  for (const on of PAPERS) {
    for (let days = 1; days <= 400; days++) {
      const { dayWidth, width, lineHeight, textLines } = geometryOf(on, daysPerPage(on, days))
      assert.ok(dayWidth >= 5.8, `${on}, ${days} days: ${dayWidth} mm`)
      // Seven points are 2.47 mm.
      assert.ok(lineHeight(1000) - 1 >= textLines * 2.47, `${on}, ${days} days`)
      assert.ok(width + 2 * MARGIN <= 420 && LABELS + dayWidth * daysPerPage(on, days) <= width + 1e-9)
    }
  }
  assert.equal(daysPerPage('A4', 31), 31)
  assert.equal(daysPerPage('A4', 32), 16)
  assert.equal(daysPerPage('A3', 62), 62)
})

test('a stay over a page\'s edge is on both pages, and each says where it goes on', () => {
  const bars = [aBar(1, 10, 20), aBar(1, 3, 4), aBar(2, 16, 17), aBar(1, 40, 41)]
  const [first, second] = pagesOf('A4', 0, 32, groupsOf([2]), bars)
  const on = (page: typeof first, row: number) => page!.lines.flatMap((line) => line.kind === 'row' && line.row.id === row ? line.bars.map(({ bar, ...place }) => ({ ...place, start: bar.start })) : [])
  assert.deepEqual(on(first, 1), [
    { start: 3 * 1440 + 840, left: 3 + 14 / 24, width: 22 / 24, before: false, after: false },
    { start: 10 * 1440 + 840, left: 10 + 14 / 24, width: 5 + 10 / 24, before: false, after: true },
  ])
  assert.deepEqual(on(second, 1), [{ start: 10 * 1440 + 840, left: 0, width: 4.5, before: true, after: false }])
  // Who comes at the page's first afternoon was not there before.
  assert.deepEqual(on(first, 2), [])
  assert.deepEqual(on(second, 2), [{ start: 16 * 1440 + 840, left: 14 / 24, width: 22 / 24, before: false, after: false }])
})

test('nothing to print is no page', () => {
  assert.deepEqual(pagesOf('A4', 0, 0, groupsOf([3]), []), [])
  assert.deepEqual(pagesOf('A4', 0, 7, [], []), [])
})

test('rooms are printed as they are grouped on the screen; of a collapsed group the line alone', () => {
  const row = (id: number, group: string): CalendarRow => ({ id, label: String(100 + id), group, floor: 1, capacity: 2, nightlyRate: 900, housekeeping: 'clean' })
  const rows = new Map([row(1, 'Double'), row(2, 'Double'), row(3, 'Suite')].map((it) => [it.id, it]))
  assert.deepEqual(printGroupsOf([{ id: 'Double', rowIds: [2, 1] }, { id: 'Suite', rowIds: [3] }], rows, (id) => id.toUpperCase(), new Set(['Suite'])), [
    { id: 'Double', label: 'DOUBLE', rows: [{ id: 2, label: '102', detail: 'Double' }, { id: 1, label: '101', detail: 'Double' }] },
    { id: 'Suite', label: 'SUITE', rows: [] },
  ])
})

test('of the stays without a room those of the printed days are there', () => {
  const waiting = (id: number, rowId: number, from: number, to: number): CalendarBar => ({ ...aBar(rowId, from, to), key: String(id), id, status: 'confirmed', guest: 'Holm', due: 0, flags: 0, version: 1 })
  const bars = [waiting(1, -2, 3, 5), waiting(2, -1, 2, 4), waiting(3, -3, 20, 22), waiting(4, 1, 3, 4)]
  const groups: PrintGroup[] = [{ id: 'lane', label: 'No room yet', rows: [{ id: -1, label: '', detail: '' }] }, ...groupsOf([1]), { id: 'G9', label: 'Collapsed', rows: [] }]
  assert.deepEqual(withLanesOf(groups, bars, { from: 0, days: 14 }).map(({ id, rows }) => [id, rows.map((row) => row.id)]), [['lane', [-1, -2]], ['G0', [1]], ['G9', []]])
  assert.deepEqual(withLanesOf(groups, bars, { from: 30, days: 14 }).map(({ id }) => id), ['G0', 'G9'])
})

test('the days to choose from: in sight, two weeks, the month in which they begin', () => {
  const origin = dayOf('2028-02-20')
  const { sight, fortnight, month } = rangesOf(origin, { from: -2, to: 30 })
  assert.deepEqual([sight, fortnight], [{ from: -2, days: 32 }, { from: -2, days: 14 }])
  assert.deepEqual([dateOf(origin + month.from), month.days], ['2028-02-01', 29])
  assert.equal(rangesOf(origin, { from: 5, to: 5 }).sight.days, 1)
})
