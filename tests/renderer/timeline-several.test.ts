import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BarStore, type Bar } from '../../renderer/timeline/bar-store.ts'
import { gripOf, proposeDrag } from '../../renderer/timeline/gesture.ts'
import { aimedAt, destinationOf, heldAnew, hold, nextRow, shifted } from '../../renderer/timeline/held.ts'
import { farColumns, press, type KeyState } from '../../renderer/timeline/keys.ts'
import { areaBetween, barsIn } from '../../renderer/timeline/lasso.ts'
import { columnsOf, hitTest, indexOf, linesOf, minuteOfX, slotOf, xOfColumn, type Layout, type Scale } from '../../renderer/timeline/layout.ts'
import { movedTogether } from '../../renderer/timeline/several.ts'
import { cutAt, cutNear, isSplittable, secondPart } from '../../renderer/timeline/split.ts'

/* Several bars at once, the lasso that takes them in, and one bar in two. */

const scale: Scale = { columnMinutes: 1440, columnWidth: 56, firstColumn: -100, columns: 200, slotStart: 840, slotEnd: 2160 }
const groups = [{ id: 'double', rowIds: [1, 2] }, { id: 'suite', rowIds: [3, 4] }]
const layout: Layout = { scale, lineHeight: 30, labelWidth: 150, headerHeight: 48, lines: linesOf(groups, new Set()) }
const bar = (key: string, rowId: number, from: number, to: number): Bar => ({ key, rowId, ...slotOf(scale, from, to) })
const [ann, bob, cat] = [bar('ann', 1, 2, 5), bar('bob', 2, 3, 4), bar('cat', 3, 8, 9)]

const whereTo = (changes: readonly { rowId: number, start: number, end: number }[]) => changes.map(({ rowId, start, end }) => [rowId, columnsOf(scale, { start, end }).from])

test('bars go together by the same nights and the same number of rooms, headers not counted', () => {
  assert.deepEqual(whereTo(movedTogether(layout.lines, scale, [ann, bob], 2, 2)), [[2, 4], [3, 5]])
  assert.deepEqual(whereTo(movedTogether(layout.lines, scale, [bob, ann], -1, 3)), [[3, 2], [2, 1]])
})

test('they go down no further than the last of them has a row for, nor up', () => {
  assert.deepEqual(whereTo(movedTogether(layout.lines, scale, [ann, cat], 0, 4)), [[2, 2], [4, 8]])
  assert.deepEqual(whereTo(movedTogether(layout.lines, scale, [cat, ann], 0, 1)), [[3, 8], [1, 2]])
})

test('where one lies on a row that is not shown, all keep their rows', () => {
  const lines = linesOf(groups, new Set(['suite']))
  assert.deepEqual(whereTo(movedTogether(lines, scale, [ann, cat], 1, 2)), [[1, 3], [3, 9]])
})

test('whatever is moved together keeps its distances and stays on rows', () => {
  const bars = fc.array(fc.record({ row: fc.integer({ min: 1, max: 4 }), from: fc.integer({ min: -50, max: 50 }) }), { minLength: 1, maxLength: 6 })
  fc.assert(fc.property(bars, fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 4 }), (drawn, steps, rowId) => {
    const [lead, ...others] = drawn.map(({ row, from }, index) => bar(String(index), row, from, from + 2))
    const { placeOf } = indexOf(layout.lines)
    const changes = movedTogether(layout.lines, scale, [lead!, ...others], steps, rowId)
    const down = changes.map((change) => placeOf.get(change.rowId)! - placeOf.get(change.bar.rowId)!)
    assert.equal(new Set(down).size, 1)
    for (const change of changes) assert.equal(change.start - change.bar.start, steps * 1440)
  }))
})

test('a drag of a bar that is selected moves all that are, of one that is not itself alone, and an edge is of one bar', () => {
  const store = new BarStore([ann, bob, cat])
  const grip = (x: number, selected: readonly Bar[]) => {
    const down = { x, y: 45 }
    return gripOf(layout, hitTest(layout, store, down)!, down, { ctrl: false, alt: false }, selected)
  }
  const middle = xOfColumn(scale, 4)
  assert.deepEqual(grip(middle, [bob, ann]), { kind: 'move', bars: [ann, bob] })
  assert.deepEqual(grip(middle, [bob, cat]), { kind: 'move', bars: [ann] })
  assert.deepEqual(grip(xOfColumn(scale, 5) + 26, [bob, ann]), { kind: 'end', bars: [ann] })
})

test('Ctrl and a drag from an empty cell draws a lasso', () => {
  const down = { x: xOfColumn(scale, 0), y: 45 }
  const grip = gripOf(layout, hitTest(layout, new BarStore([ann]), down)!, down, { ctrl: true, alt: false })
  assert.deepEqual(grip && proposeDrag(layout, grip, down, { x: down.x - 50, y: 80 }), { kind: 'lasso', area: { left: down.x - 50, top: 45, right: down.x, bottom: 80 } })
})

test('a lasso finds exactly the bars that it touches', () => {
  const point = fc.record({ x: fc.integer({ min: -200, max: 11_400 }), y: fc.integer({ min: -50, max: 250 }) })
  const bars = fc.array(fc.record({ row: fc.integer({ min: 1, max: 4 }), from: fc.integer({ min: -100, max: 99 }), nights: fc.integer({ min: 1, max: 30 }) }), { maxLength: 40 })
  fc.assert(fc.property(bars, point, point, (drawn, a, b) => {
    // A store that takes overlapping bars must find them too.
    const all = drawn.map(({ row, from, nights }, index) => bar(String(index), row, from, from + nights))
    const area = areaBetween(a, b)
    const naive = all.filter((one) => {
      const line = indexOf(layout.lines).lineOf.get(one.rowId)!
      return one.start < minuteOfX(scale, area.right) && one.end > minuteOfX(scale, area.left) && area.top < (line + 1) * 30 && area.bottom >= line * 30
    })
    assert.deepEqual(barsIn(layout, new BarStore(all), area).map(({ key }) => key).sort(), naive.map(({ key }) => key).sort())
  }))
})

test('a bar is cut at a night after its first, at its last the latest, and one of a single night not at all', () => {
  assert.deepEqual([-9, 2, 3, 4, 5, 99].map((column) => cutAt(scale, ann, column)), [3, 3, 3, 4, 4, 4])
  assert.deepEqual([isSplittable(scale, ann), isSplittable(scale, bob), isSplittable(scale, bar('two', 1, 0, 2))], [true, false, true])
  assert.deepEqual(secondPart(scale, { bar: ann, column: 4, rowId: 2 }), slotOf(scale, 4, 5))
})

test('the mouse cuts at the boundary nearest to where it went down', () => {
  assert.deepEqual([-27, -29, 27, 29].map((by) => cutNear(scale, bar('long', 1, 0, 9), xOfColumn(scale, 4) + by)), [4, 3, 4, 5])
})

test('what the keyboard holds goes by columns and rows, and no further than it can', () => {
  const start = hold(layout, 'split', [ann], 0)
  const moved = nextRow(layout, shifted(layout, shifted(layout, start, 1), 9), 1)
  assert.deepEqual(moved, { kind: 'split', split: { bar: ann, column: 4, rowId: 2 } })
  assert.deepEqual(nextRow(layout, nextRow(layout, nextRow(layout, moved, 1), 1), 1), { kind: 'split', split: { bar: ann, column: 4, rowId: 4 } })
  assert.equal(destinationOf(shifted(layout, shifted(layout, hold(layout, 'move', [ann], 2), 3), -3)), undefined)
})

test('a click aims what is held: a bar begins there, its end lies there, a cut is made there', () => {
  const at = { line: 2, column: 7 }
  const change = (kind: 'move' | 'start' | 'end') => {
    const aimed = aimedAt(layout, hold(layout, kind, [ann], 2), at)
    return aimed.kind === 'split' ? undefined : { ...columnsOf(scale, aimed.changes[0]), rowId: aimed.changes[0].rowId }
  }
  assert.deepEqual(change('move'), { from: 7, to: 10, rowId: 2 })
  assert.deepEqual(change('end'), { from: 2, to: 8, rowId: 1 })
  assert.deepEqual(change('start'), { from: 4, to: 5, rowId: 1 })
  const cut = hold(layout, 'split', [ann], 3)
  assert.deepEqual(aimedAt(layout, cut, at), { kind: 'split', split: { bar: ann, column: 3, rowId: 2 } })
  assert.deepEqual(aimedAt(layout, cut, { line: 1, column: 4 }), { kind: 'split', split: { bar: ann, column: 4, rowId: 1 } })
})

test('what is held goes on with the bars as they are now, and ends where one of them is gone', () => {
  const held = shifted(layout, hold(layout, 'move', [ann, bob], 2), 1)
  const newer = { ...ann, version: 2 }
  const anew = heldAnew<Bar>(held, (one) => (one.key === 'ann' ? newer : one))
  assert.ok(anew?.kind === 'move')
  assert.equal(anew.changes[0].bar, newer)
  assert.deepEqual(whereTo(anew.changes), whereTo(held.kind === 'split' ? [] : held.changes))
  assert.equal(heldAnew<Bar>(held, (one) => (one.key === 'bob' ? undefined : one)), undefined)
})

test('a bar that is still where it was is found again by its place, whatever lies around it', () => {
  const store = new BarStore([{ ...ann }, bob, cat])
  assert.deepEqual(store.again(ann), ann)
  assert.equal(store.again({ ...ann, end: ann.end + 1440 }), undefined)
  assert.equal(store.again({ ...bob, key: 'ben' }), undefined)
})

// Keys

const around = {
  layout, pageLines: 10, selected: [] as readonly Bar[], can: { split: true, zoom: true },
  barAt: (rowId: number, column: number) => [ann, bob, cat].find((one) => one.rowId === rowId && columnsOf(scale, one).from <= column && column < columnsOf(scale, one).to),
}
const state: KeyState<Bar> = { line: 1, column: 3, anchor: undefined, held: undefined }
const intentOf = (key: string, more: { shift?: boolean, ctrl?: boolean } = {}, where: Partial<typeof around> = {}, from = state) => press(from, { key, shift: false, ctrl: false, ...more }, { ...around, ...where })?.intent

test('Ctrl+Space selects the bar under the keyboard, and Escape none any more', () => {
  assert.deepEqual(intentOf(' ', { ctrl: true }), { kind: 'pick', bar: ann })
  assert.equal(intentOf(' ', { ctrl: true }, {}, { ...state, column: 9 }), undefined)
  assert.deepEqual(intentOf('Escape', {}, { selected: [ann] }), { kind: 'pick', bar: undefined })
  assert.equal(intentOf('Escape'), undefined)
})

test('S splits where the owner has a use for it, and says where there is nothing to split', () => {
  assert.deepEqual(intentOf('s'), { kind: 'hold', held: { kind: 'split', split: { bar: ann, column: 3, rowId: 1 } } })
  assert.equal(intentOf('s', {}, { can: { split: false, zoom: true } }), undefined)
  assert.deepEqual(intentOf('s', {}, {}, { ...state, line: 2 }), { kind: 'unsplit', bar: bob })
  assert.equal(intentOf('s', { ctrl: true }), undefined)
})

test('+ and − zoom, = is + without Shift, and Ctrl+ is left to the browser', () => {
  assert.deepEqual(['+', '=', '-'].map((key) => intentOf(key)), [1, 1, -1].map((steps) => ({ kind: 'zoom', steps })))
  assert.equal(intentOf('+', { ctrl: true }), undefined)
  assert.equal(intentOf('+', {}, { can: { split: true, zoom: false } }), undefined)
})

test('the menu key and Shift+F10 ask for a menu of the bar or of the cells', () => {
  assert.deepEqual(intentOf('ContextMenu'), { kind: 'menu', bar: ann })
  assert.equal(intentOf('F10'), undefined)
  assert.deepEqual(intentOf('F10', { shift: true }, {}, { ...state, column: 9 }), { kind: 'select', selection: { rowId: 1, line: 1, from: 9, to: 10 }, by: 'menu' })
})

test('Ctrl and an arrow go a week of days, a day of hours, an hour of quarters', () => {
  assert.deepEqual([1440, 60, 30, 15, 7].map((columnMinutes) => farColumns({ ...scale, columnMinutes })), [7, 24, 2, 4, 9])
})
