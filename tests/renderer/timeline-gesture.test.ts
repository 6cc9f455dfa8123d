import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BarStore, type Bar } from '../../renderer/timeline/bar-store.ts'
import { resized } from '../../renderer/timeline/change.ts'
import { autoscroll, gripOf, isDrag, proposeDrag } from '../../renderer/timeline/gesture.ts'
import { press, type KeyState } from '../../renderer/timeline/keys.ts'
import { hitTest, linesOf, slotOf, xOfColumn, type Layout, type Point, type Scale } from '../../renderer/timeline/layout.ts'

const scale: Scale = { columnMinutes: 1440, columnWidth: 56, firstColumn: -100, columns: 200, slotStart: 840, slotEnd: 2160 }
const layout: Layout = {
  scale, lineHeight: 30, labelWidth: 150, headerHeight: 48,
  lines: linesOf([{ id: 'double', rowIds: [1, 2] }, { id: 'suite', rowIds: [3] }], new Set()),
}
const stay: Bar = { key: 'a', rowId: 1, ...slotOf(scale, 2, 5) }
const bars = new BarStore([stay])

function drag(from: Point, to: Point, with_ = { ctrl: false, alt: false }, selected: readonly Bar[] = []) {
  const hit = hitTest(layout, bars, from)
  assert.ok(hit)
  const grip = gripOf(layout, hit, from, with_, selected)
  return grip && proposeDrag(layout, grip, from, to)
}
const middle = { x: xOfColumn(scale, 4), y: 45 }

test('a pointer that hardly moved has clicked', () => {
  assert.equal(isDrag(middle, { x: middle.x + 2, y: middle.y + 2 }), false)
  assert.equal(isDrag(middle, { x: middle.x + 4, y: middle.y }), true)
})

test('a bar dragged two days on and a row down keeps its length and its hours', () => {
  const proposal = drag(middle, { x: middle.x + 2 * 56 + 10, y: 75 })
  assert.deepEqual(proposal, { kind: 'change', changes: [{ kind: 'move', bar: stay, rowId: 2, ...slotOf(scale, 4, 7) }] })
})

test('a bar dragged less than half a day stays, and that is no change', () => {
  assert.equal(drag(middle, { x: middle.x + 27, y: 50 }), undefined)
})

test('a bar dropped on a header goes to the nearest row', () => {
  const proposal = drag(middle, { x: middle.x, y: 3 * 30 + 5 })
  assert.equal(proposal?.kind === 'change' && proposal.changes[0].rowId, 3)
})

test('an edge moves by whole days and leaves at least one', () => {
  const end = { x: xOfColumn(scale, 5) + 26, y: 45 }
  const longer = drag(end, { x: end.x + 3 * 56, y: 200 })
  assert.deepEqual(longer, { kind: 'change', changes: [{ kind: 'end', bar: stay, rowId: 1, ...slotOf(scale, 2, 8) }] })
  const shorter = drag(end, { x: end.x - 20 * 56, y: 45 })
  assert.deepEqual(shorter, { kind: 'change', changes: [{ kind: 'end', bar: stay, rowId: 1, ...slotOf(scale, 2, 3) }] })
})

test('no edge ever passes the other', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: -40, max: 40 }), fc.constantFrom('start' as const, 'end' as const), (nights, steps, edge) => {
    const bar = { key: 'x', rowId: 1, ...slotOf(scale, 0, nights) }
    const { start, end } = resized(scale, bar, edge, steps)
    assert.ok(start < end)
    assert.equal(edge === 'start' ? end : start, edge === 'start' ? bar.end : bar.start)
  }))
})

test('dragging over empty cells chooses their nights, in either direction, on the row where it began', () => {
  const from = { x: xOfColumn(scale, 12) + 20, y: 75 }
  assert.deepEqual(drag(from, { x: xOfColumn(scale, 14) + 1, y: 140 }), { kind: 'select', selection: { rowId: 2, line: 2, from: 12, to: 15 } })
  assert.deepEqual(drag(from, { x: xOfColumn(scale, 9) + 1, y: 10 }), { kind: 'select', selection: { rowId: 2, line: 2, from: 9, to: 13 } })
})

test('a drag near the rim scrolls, faster the nearer, and not in the middle', () => {
  assert.ok(autoscroll(155, 800, 150) < autoscroll(180, 800, 150))
  assert.equal(autoscroll(400, 800, 150), 0)
  assert.ok(autoscroll(795, 800, 150) > 0)
})

// Keys

const around = {
  layout, pageLines: 10, selected: [] as readonly Bar[], can: { split: true, zoom: true },
  barAt: (rowId: number, column: number) => { const slot = slotOf(scale, column, column + 1); return bars.touching(rowId, slot.start, slot.end) },
}
const at = (line: number, column: number): KeyState<Bar> => ({ line, column, anchor: undefined, held: undefined })

/** Presses keys one after the other; `S+` is Shift, `C+` Ctrl. Answers the last state and the last intent. */
function type(state: KeyState<Bar>, keys: string, where = around) {
  let intent
  for (const name of keys.split(' ')) {
    const answer = press(state, { key: name.replace(/^[SC]\+/, ''), shift: name.startsWith('S+'), ctrl: name.startsWith('C+') }, where)
    if (!answer) continue
    state = answer.state
    intent = answer.intent
  }
  return { state, intent }
}

test('arrows go over cells, step over a bar as one place, and Enter opens it', () => {
  const { state } = type(at(1, 0), 'ArrowRight ArrowRight')
  assert.equal(state.column, 2)
  assert.equal(type(state, 'ArrowRight').state.column, 5)
  assert.deepEqual(type(state, 'Enter').intent, { kind: 'open', bar: stay })
})

test('Shift and the arrows choose nights, Enter books them, Escape lets go', () => {
  const { state, intent } = type(at(2, 3), 'S+ArrowRight S+ArrowRight Enter')
  assert.deepEqual(intent, { kind: 'select', selection: { rowId: 2, line: 2, from: 3, to: 6 }, by: 'key' })
  assert.equal(type(state, 'Escape').state.anchor, undefined)
})

test('M, arrows, Enter moves a bar; the cursor goes with it', () => {
  const { state, intent } = type(at(1, 3), 'm ArrowRight ArrowRight ArrowDown ArrowDown Enter')
  assert.deepEqual(intent, { kind: 'change', changes: [{ kind: 'move', bar: stay, rowId: 3, ...slotOf(scale, 4, 7) }] })
  assert.deepEqual([state.line, state.column, state.held], [4, 4, undefined])
})

test('R and arrows change the end, and Escape gives up', () => {
  assert.deepEqual(type(at(1, 3), 'r ArrowRight Enter').intent, { kind: 'change', changes: [{ kind: 'end', bar: stay, rowId: 1, ...slotOf(scale, 2, 6) }] })
  const { state, intent } = type(at(1, 3), 'm ArrowDown ArrowRight Escape')
  assert.deepEqual([state.line, state.column, state.held, intent], [1, 2, undefined, { kind: 'drop' }])
})

test('while a bar is held no other key does anything', () => {
  const held = type(at(1, 3), 'm').state
  for (const key of ['n', 'Delete', 'Home', 'r']) assert.deepEqual(type(held, key), { state: held, intent: undefined })
})

test('a header opens and closes with the arrows and Enter', () => {
  assert.deepEqual(type(at(0, 3), 'ArrowLeft').intent, { kind: 'toggle', group: 'double', open: false })
  assert.deepEqual(type(at(0, 3), 'Enter').intent, { kind: 'toggle', group: 'double' })
})

test('whatever one types, the cursor stays on a line', () => {
  const keys = fc.constantFrom('ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End', 'm', 'r', 's', 'S+R', 'Enter', 'Escape', 'S+ArrowLeft', 'S+ArrowRight', 'C+ArrowDown')
  fc.assert(fc.property(fc.array(keys, { maxLength: 60 }), (pressed) => {
    const { state } = type(at(1, 2), pressed.join(' ') || 'Escape')
    assert.ok(state.line >= 0 && state.line < layout.lines.length)
    if (state.held && state.held.kind !== 'split') for (const { start, end } of state.held.changes) assert.ok(start < end)
  }))
})
