import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BarStore, type Bar } from '../../renderer/timeline/bar-store.ts'
import {
  columnsOf, hitTest, isEnough, linesOf, rangeToDraw, scrollToShow, slotOf, visibleRange, xOfColumn, xOfMinute, type Layout, type Scale,
} from '../../renderer/timeline/layout.ts'

const scale: Scale = { columnMinutes: 1440, columnWidth: 56, firstColumn: -100, columns: 200, slotStart: 840, slotEnd: 2160 }
const layout: Layout = {
  scale, lineHeight: 30, labelWidth: 150, headerHeight: 48,
  lines: linesOf([{ id: 'double', rowIds: [1, 2] }, { id: 'suite', rowIds: [3] }], new Set()),
}

function night(key: string, rowId: number, from: number, to: number): Bar {
  return { key, rowId, ...slotOf(scale, from, to) }
}

function atNight(column: number, part: number): number {
  return xOfColumn(scale, column) + part * scale.columnWidth
}

test('a collapsed group keeps its header line alone', () => {
  const groups = [{ id: 'double', rowIds: [1, 2] }, { id: 'suite', rowIds: [3] }]
  assert.equal(linesOf(groups, new Set()).length, 5)
  assert.deepEqual(linesOf(groups, new Set(['double'])).map((line) => line.kind), ['group', 'group', 'row'])
})

test('the visible range holds what is on the screen and no more', () => {
  const view = { left: xOfColumn(scale, 0), top: 30, width: 150 + 560, height: 48 + 60 }
  assert.deepEqual(visibleRange(layout, view), { fromColumn: 0, toColumn: 10, fromLine: 1, toLine: 3 })
  assert.deepEqual(visibleRange(layout, { ...view, left: view.left + 1 }), { fromColumn: 0, toColumn: 11, fromLine: 1, toLine: 3 })
})

test('the visible range never leaves the content, wherever one has scrolled', () => {
  fc.assert(fc.property(fc.integer({ min: -500, max: 30_000 }), fc.integer({ min: -500, max: 3000 }), fc.nat(2000), fc.nat(2000), (left, top, width, height) => {
    const range = visibleRange(layout, { left, top, width, height }, { columns: 3, lines: 3 })
    assert.ok(range.fromColumn >= -100 && range.toColumn <= 100 && range.fromColumn <= range.toColumn)
    assert.ok(range.fromLine >= 0 && range.toLine <= 5 && range.fromLine <= range.toLine)
  }))
})

test('what is drawn is always enough for where one is, whatever was drawn before', () => {
  const place = fc.record({ left: fc.nat(11_000), top: fc.nat(200) })
  fc.assert(fc.property(place, place, (before, now) => {
    const size = { width: 710, height: 148 }
    const drawn = rangeToDraw(layout, { ...before, ...size }, undefined)
    const next = rangeToDraw(layout, { ...now, ...size }, drawn)
    assert.ok(isEnough(layout, { ...now, ...size }, next))
  }))
})

test('more is drawn ahead of a scroll than behind it', () => {
  const size = { top: 0, width: 710, height: 148 }
  const drawn = rangeToDraw(layout, { left: 5600, ...size }, undefined)
  const next = rangeToDraw(layout, { left: 5900, ...size }, drawn)
  const sight = visibleRange(layout, { left: 5900, ...size })
  assert.ok(next.toColumn - sight.toColumn > sight.fromColumn - next.fromColumn)
})

test('a night is a slot from check-in to check-out, and a bar of three nights takes three columns', () => {
  assert.deepEqual(slotOf(scale, 2, 3), { start: 2 * 1440 + 840, end: 3 * 1440 + 720 })
  assert.deepEqual(columnsOf(scale, slotOf(scale, 2, 5)), { from: 2, to: 5 })
  assert.deepEqual(columnsOf(scale, { start: 2 * 1440 + 840, end: 2 * 1440 + 900 }), { from: 2, to: 3 })
  // An early arrival and a late departure are the same nights.
  assert.deepEqual(columnsOf(scale, { start: 2 * 1440 + 540, end: 5 * 1440 + 1200 }), { from: 2, to: 5 })
  const hours = { ...scale, columnMinutes: 60, slotStart: 0, slotEnd: 60 }
  assert.deepEqual(columnsOf(hours, { start: 600, end: 690 }), { from: 10, to: 12 })
})

test('the slot of any columns takes those columns again', () => {
  fc.assert(fc.property(fc.integer({ min: -90, max: 90 }), fc.integer({ min: 1, max: 30 }), (from, nights) => {
    assert.deepEqual(columnsOf(scale, slotOf(scale, from, from + nights)), { from, to: from + nights })
  }))
})

test('a point hits the bar under it, its edges, empty cells and group headers', () => {
  const bars = new BarStore([night('a', 1, 2, 5)])
  const middle = { x: atNight(4, 0), y: 45 }
  assert.deepEqual(hitTest(layout, bars, middle), { on: 'bar', line: 1, bar: bars.get('a'), edge: undefined })
  const start = xOfMinute(scale, bars.get('a')!.start)
  const end = xOfMinute(scale, bars.get('a')!.end)
  assert.equal((hitTest(layout, bars, { x: start + 2, y: 45 }) as { edge: string }).edge, 'start')
  assert.equal((hitTest(layout, bars, { x: end - 2, y: 45 }) as { edge: string }).edge, 'end')
  assert.deepEqual(hitTest(layout, bars, { x: atNight(8, 0.1), y: 45 }), { on: 'cell', line: 1, rowId: 1, column: 8 })
  assert.deepEqual(hitTest(layout, bars, { x: 10, y: 10 }), { on: 'group', line: 0, group: 'double' })
  assert.equal(hitTest(layout, bars, { x: 10, y: 5000 }), undefined)
})

test('the morning of a day that is taken from the afternoon on belongs to the night before', () => {
  const bars = new BarStore([night('a', 1, 5, 7)])
  assert.deepEqual(hitTest(layout, bars, { x: atNight(5, 0.2), y: 45 }), { on: 'cell', line: 1, rowId: 1, column: 4 })
  assert.deepEqual(hitTest(layout, bars, { x: atNight(7, 0.9), y: 45 }), { on: 'cell', line: 1, rowId: 1, column: 7 })
})

test('scrolling to a place in sight does not move; to one out of sight, only as far as needed', () => {
  const view = { left: xOfColumn(scale, 0), top: 0, width: 150 + 560, height: 48 + 150 }
  assert.deepEqual(scrollToShow(layout, view, 2, 3, 4), { left: view.left, top: 0 })
  assert.equal(scrollToShow(layout, view, 2, 10, 11).left, xOfColumn(scale, 12) - 560)
  assert.equal(scrollToShow(layout, view, 2, -3, -2).left, xOfColumn(scale, -4))
})

test('a row finds what touches a time as a plain look at every bar does, also where bars overlap', () => {
  const bar = fc.record({ rowId: fc.constantFrom(1, 2), start: fc.integer({ min: 0, max: 400 }), length: fc.integer({ min: 1, max: 90 }) })
  fc.assert(fc.property(fc.array(bar, { maxLength: 40 }), fc.integer({ min: -20, max: 450 }), fc.integer({ min: 1, max: 60 }), (made, from, length) => {
    const bars = made.map(({ rowId, start, length: long }, key) => ({ key: String(key), rowId, start, end: start + long }))
    const store = new BarStore(bars)
    const to = from + length
    const plain = bars.filter(({ rowId, start, end }) => rowId === 1 && start < to && end > from).map(({ key }) => key)
    const [lo, hi] = store.between(1, from, to)
    const found = store.row(1).slice(lo, hi).filter(({ end }) => end > from).map(({ key }) => key)
    assert.deepEqual(found.toSorted(), plain.toSorted())
    assert.equal(store.touching(1, from, to) !== undefined, plain.length > 0)
  }))
})

test('a bar that ends where another begins does not touch it', () => {
  const store = new BarStore([{ key: 'a', rowId: 1, start: 0, end: 100 }])
  assert.equal(store.touching(1, 100, 200), undefined)
  assert.equal(store.touching(1, 99, 200)?.key, 'a')
  assert.equal(store.touching(1, 0, 100, 'a'), undefined)
})
