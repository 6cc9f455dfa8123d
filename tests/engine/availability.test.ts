import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bestFit, type FreeRoom } from '../../electron/engine/availability.ts'

const DAY = 86_400_000
const arrive = (day: number) => day * DAY + 14 * 3_600_000
const leave = (day: number) => day * DAY + 12 * 3_600_000

/** A free room whose neighbours leave on one day and arrive on another; null where there are none. */
function room(number: string, leavesOn: number | null, arrivesOn: number | null): FreeRoom {
  return {
    id: Number(number), number, name: number, category: 'Single', capacity: 2, floor: null, nightly_rate: null, housekeeping: 'clean',
    free_from: leavesOn === null ? null : leave(leavesOn), free_until: arrivesOn === null ? null : arrive(arrivesOn),
  }
}

const fits = (...rooms: FreeRoom[]) => bestFit(rooms, arrive(10), leave(12))?.number

test('no room, no fit', () => assert.equal(fits(), undefined))

test('the gap that is filled exactly comes first', () => {
  assert.equal(fits(room('1', null, null), room('2', 10, null), room('3', 10, 12), room('4', 9, 13)), '3')
})

test('a neighbour that leaves on the day of arrival is no gap', () => {
  assert.equal(fits(room('1', null, null), room('2', 10, null)), '2')
})

test('a neighbour that arrives on the day of departure is no gap', () => {
  assert.equal(fits(room('1', null, null), room('2', null, 12)), '2')
})

test('an empty room comes before one where a gap would be left', () => {
  assert.equal(fits(room('1', 9, 12), room('2', null, null)), '2')
})

test('a small gap comes before a large one', () => {
  assert.equal(fits(room('1', 2, null), room('2', 9, null), room('3', 5, null)), '2')
})

test('of equals the first is taken', () => {
  assert.equal(fits(room('7', null, null), room('8', null, null)), '7')
})

test('no other room would leave fewer gaps', () => {
  const side = fc.option(fc.integer({ min: 0, max: 8 }), { nil: null })
  fc.assert(fc.property(fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 12 }), (neighbours) => {
    const rooms = neighbours.map(([before, after], index) => room(String(index + 1), before === null ? null : 10 - before, after === null ? null : 12 + after))
    const gaps = (one: FreeRoom) => [one.free_from === null ? 0 : 10 * DAY - one.free_from + leave(0), one.free_until === null ? 0 : one.free_until - arrive(12)]
      .filter((gap) => gap > 0).length
    const chosen = bestFit(rooms, arrive(10), leave(12))!
    assert.equal(gaps(chosen), Math.min(...rooms.map(gaps)))
  }), { numRuns: 1000 })
})
