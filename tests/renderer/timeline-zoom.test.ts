import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { downAgain } from '../../renderer/timeline/gesture.ts'
import { headOf, headsOf, linesOf, minuteOfX, xOfColumn, type Layout, type Scale } from '../../renderer/timeline/layout.ts'
import { zoomSteps } from '../../renderer/timeline/wheel.ts'
import { scrollAfter, ZoomAnchor } from '../../renderer/timeline/zoom-anchor.ts'

const scale: Scale = { columnMinutes: 1440, columnWidth: 56, firstColumn: -3653, columns: 7306, slotStart: 840, slotEnd: 2160 }
const groups = [{ id: 'double', rowIds: [1, 2] }, { id: 'suite', rowIds: [3] }]
const layout: Layout = { scale, lineHeight: 30, labelWidth: 150, headerHeight: 48, lines: linesOf(groups, new Set()) }
const view = { left: xOfColumn(scale, 10), top: 0, width: 1350, height: 800 }

test('a zoom keeps the minute under its anchor, to half a pixel, from 10 pixels a day to 1,200', () => {
  const width = fc.constantFrom(10, 14, 28, 56, 112, 300, 1200)
  fc.assert(fc.property(width, width, fc.integer({ min: 0, max: 1200 }), fc.integer({ min: -3600, max: 3600 }), (before, after, anchor, column) => {
    const was = { ...layout, scale: { ...scale, columnWidth: before } }
    const now = { ...layout, scale: { ...scale, columnWidth: after } }
    const left = xOfColumn(was.scale, column)
    const { left: scrolled } = scrollAfter(was, now, { ...view, left }, anchor)
    const off = minuteOfX(now.scale, scrolled + anchor) - minuteOfX(was.scale, left + anchor)
    assert.ok(before === after ? off === 0 : Math.abs(off) <= 0.5 * 1440 / after + 1e-6, `${off} minutes`)
  }))
})

test('without an anchor the left third stays', () => {
  const now = { ...layout, scale: { ...scale, columnWidth: 112 } }
  assert.equal(scrollAfter(layout, now, view).left, xOfColumn(now.scale, 10) + 400)
})

test('hours instead of days stay at the same time', () => {
  const hours = { ...layout, scale: { ...scale, columnMinutes: 60, firstColumn: -3653 * 24, columns: 7306 * 24 } }
  const { left } = scrollAfter(layout, hours, view, 0)
  assert.equal(minuteOfX(hours.scale, left), 10 * 1440)
})

test('rows that come in above what is in sight move nothing; whoever is at the top stays there', () => {
  const more = { ...layout, lines: linesOf([{ id: 'lane', rowIds: [-1, -2] }, ...groups], new Set()) }
  assert.equal(scrollAfter(layout, more, { ...view, top: 37 }).top, 37 + 90)
  assert.equal(scrollAfter(layout, more, view).top, 0)
  assert.equal(scrollAfter(more, layout, { ...view, top: 127 }).top, 37)
  assert.equal(scrollAfter(more, layout, { ...view, top: 40 }).top, 40, 'what stood there is gone')
})

test('the anchor of a zoom is for the scale that follows it, and not for one of later', () => {
  const anchor = new ZoomAnchor()
  anchor.set(300, 1000)
  assert.equal(anchor.take(1200), 300)
  assert.equal(anchor.take(1200), undefined)
  anchor.set(300, 1000)
  assert.equal(anchor.take(2000), undefined)
})

test('a pointer that went down stays at its minute when the scale changes', () => {
  const wider = { ...scale, columnWidth: 112 }
  assert.deepEqual(downAgain(scale, wider, { x: xOfColumn(scale, 4.5), y: 7 }), { x: xOfColumn(wider, 4.5), y: 7 })
})

test('a notch of a wheel is a step, small turns of a pinch add up, and turning back begins anew', () => {
  assert.deepEqual(zoomSteps(0, -120), { steps: 1, left: 0 })
  assert.deepEqual(zoomSteps(20, 100), { steps: -1, left: 0 })
  let left = 0
  const steps = [-10, -10, -10, 5, 10, 10].map((turn) => {
    const answer = zoomSteps(left, turn)
    left = answer.left
    return answer.steps
  })
  assert.deepEqual(steps.map((step) => step + 0), [0, 0, 1, 0, 0, -1])
})

test('a head of a week begins where the owner says, also before the origin', () => {
  const weeks = { ...scale, headColumns: 7, headOffset: 2 }
  assert.deepEqual([2, 8, 9, 1, -5, -6].map((column) => headOf(weeks, column).column), [2, 2, 9, -5, -5, -12])
  assert.deepEqual(headsOf(weeks, { fromColumn: 3, toColumn: 10, fromLine: 0, toLine: 0 }), { from: 2, to: 16, columns: 7 })
  assert.deepEqual(headsOf(weeks, { fromColumn: 2, toColumn: 9, fromLine: 0, toLine: 0 }), { from: 2, to: 9, columns: 7 })
  assert.deepEqual(headsOf(scale, { fromColumn: 3, toColumn: 10, fromLine: 0, toLine: 0 }), { from: 3, to: 10, columns: 1 })
})
