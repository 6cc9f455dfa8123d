import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { headColumnsAt, isWidth, spanOf, ticksAt, widthFor, zoomed } from '../../renderer/screens/calendar/day-width.ts'

test('from a quarter in weeks to a day in hours, each step plainly more or less', () => {
  let width = widthFor('quarter', 1100)
  assert.equal(headColumnsAt(width), 7)
  let steps = 0
  for (; zoomed(width, 1) !== width; steps++) width = zoomed(width, 1)
  assert.ok(steps < 25)
  assert.equal(ticksAt(width), 24)
  fc.assert(fc.property(fc.integer({ min: 10, max: 1300 }), fc.integer({ min: -5, max: 5 }), (before, by) => {
    const after = zoomed(before, by)
    assert.ok(isWidth(after))
    assert.ok(by > 0 ? after > before || before === 1300 : by < 0 ? after < before || before === 10 : after === before)
  }))
})

test('spans have names where they fill the space', () => {
  for (const span of ['day', 'week', 'twoWeeks', 'month', 'quarter'] as const) assert.equal(spanOf(widthFor(span, 1100), 1100), span)
  assert.equal(spanOf(77, 1100), undefined)
})
