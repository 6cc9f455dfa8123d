import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Calendar, CalendarBar as ToldBar } from '../../shared/contract/calendar.ts'
import { barsOf, groupsOf, matching, type BarStatus, type CalendarBar } from '../../renderer/screens/calendar/bars.ts'
import { isOpenMatter, SIGNS, toneOf, TONES } from '../../renderer/screens/calendar/classify.ts'
import { dateOf, dayOf, weekdayOf } from '../../renderer/screens/calendar/days.ts'
import { countOccupancy } from '../../renderer/screens/calendar/occupancy.ts'
import { windowAt, windowsAround } from '../../renderer/screens/calendar/windows.ts'
import { aStay, room } from '../support/calendar-bars.ts'

test('days count without daylight saving, and Mondays are found', () => {
  assert.equal(dayOf('2027-03-29') - dayOf('2027-03-27'), 2)
  assert.equal(dateOf(dayOf('2028-02-29')), '2028-02-29')
  assert.equal(weekdayOf(dayOf('2026-11-23')), 0)
  assert.equal(weekdayOf(dayOf('1969-12-28')), 6)
})

test('the colour says what to do today', () => {
  const today = 10
  const tone = (arrival: number, departure: number, status: BarStatus) => toneOf(aStay(1, 1, arrival, departure, status), today)
  assert.equal(tone(10, 12, 'confirmed'), 'arriving')
  assert.equal(tone(11, 12, 'confirmed'), 'future')
  assert.equal(tone(9, 12, 'confirmed'), 'late_arrival')
  assert.equal(tone(9, 12, 'pending'), 'late_arrival')
  assert.equal(tone(9, 12, 'checked_in'), 'in_house')
  assert.equal(tone(10, 11, 'checked_in'), 'in_house')
  assert.equal(tone(9, 10, 'checked_in'), 'leaving')
  assert.equal(tone(5, 9, 'checked_in'), 'late_departure')
  assert.equal(tone(5, 10, 'completed'), 'past')
  assert.equal(tone(5, 10, 'out_of_order'), 'out_of_order')
})

test('what wants attention has a sign besides its colour', () => {
  for (const tone of TONES) if (tone !== 'future') assert.notEqual(SIGNS[tone], '')
})

test('dotted: an option, and a bill open on the way out; a bill that is not due yet is not', () => {
  const dotted = (bar: CalendarBar) => isOpenMatter(bar, toneOf(bar, 10))
  assert.equal(dotted(aStay(1, 1, 12, 14, 'pending')), true)
  assert.equal(dotted(aStay(1, 1, 12, 14, 'confirmed', { due: 100 })), false)
  assert.equal(dotted(aStay(1, 1, 8, 10, 'checked_in', { due: 100 })), true)
  assert.equal(dotted(aStay(1, 1, 6, 8, 'completed', { due: 0 })), false)
})

test('nights are counted: sold, out of order, out of service', () => {
  const rows = [room(1), room(2), room(3, 'Suite')]
  const bars = [aStay(1, 1, 0, 2), aStay(2, 2, 1, 3, 'out_of_order'), aStay(3, 3, 0, 9, 'out_of_service')]
  const occupancy = countOccupancy(rows, bars, 0, 4)
  assert.deepEqual(occupancy.house(0), { sellable: 3, sold: 1, free: 1 })
  assert.deepEqual(occupancy.house(1), { sellable: 2, sold: 1, free: 0 })
  assert.deepEqual(occupancy.group('Suite', 3), { sellable: 1, sold: 0, free: 0 })
  assert.deepEqual(occupancy.group('Double', 3), { sellable: 2, sold: 0, free: 2 })
  assert.equal(occupancy.house(4), undefined)
})

test('windows cover what is seen and more, and always begin on the same days', () => {
  fc.assert(fc.property(fc.integer({ min: -1000, max: 30_000 }), fc.integer({ min: 1, max: 120 }), (from, days) => {
    const { first, last } = windowsAround(from, from + days)
    assert.ok(dayOf(windowAt(first).from) <= from - 21)
    assert.ok(dayOf(windowAt(last).to) >= from + days + 21)
    assert.equal(windowAt(first).to, windowAt(first + 1).from)
  }))
})

function picture(from: string, seq: number, bars: Calendar['bars']): Calendar {
  return { from, to: from, seq, rows: [room(7), room(8)], lanes: ['Double'], bars }
}

function told(id: number, row: number, start: number, end: number, status: ToldBar['status'], more: Partial<ToldBar> = {}): ToldBar {
  return { id, version: 1, row, start, end, status, label: 'Holm', due: 0, flags: 0, ...more }
}

test('a stay in two windows is one bar, as the newer picture has it', () => {
  const origin = dayOf('2026-11-21')
  const bars = barsOf([
    picture('2026-11-21', 5, [told(1, 0, 840, 5040, 'confirmed')]),
    picture('2026-11-22', 6, [told(1, 1, 840 - 1440, 5040 - 1440, 'checked_in', { version: 2 })]),
  ], origin)
  assert.equal(bars.length, 1)
  assert.deepEqual([bars[0]?.rowId, bars[0]?.start, bars[0]?.status], [8, 840, 'checked_in'])
})

test('a bar that was just dropped stands where it was dropped; one that is cancelled does not show', () => {
  const origin = dayOf('2026-11-21')
  const both = [told(1, 0, 840, 2160, 'confirmed'), told(2, 0, 5000, 6000, 'cancelled')]
  const bars = barsOf([picture('2026-11-21', 5, both)], origin, [{ id: 1, rowId: 8, start: 2280, end: 3600 }])
  assert.deepEqual(bars.map(({ rowId, start }) => [rowId, start]), [[8, 2280]])
})

test('categories stand by price', () => {
  assert.deepEqual(groupsOf([room(1, 'Suite', 3000), room(2, 'Single', 800), room(3, 'Suite', 2800)]).map(({ id, rowIds }) => [id, rowIds]),
    [['Single', [2]], ['Suite', [1, 3]]])
})

test('typing finds guests by the beginning of a word whatever their accents, and rooms by number', () => {
  const bars = [aStay(1, 1, 0, 2, 'confirmed', { guest: 'Åse Sørensen' }), aStay(2, 2, 0, 2, 'confirmed', { guest: 'Jens Aasen' })]
  const rows = [room(1), room(2)]
  assert.deepEqual(matching('sor', rows, bars)?.keys, new Set(['1']))
  assert.deepEqual(matching('ASE', rows, bars)?.keys, new Set(['1']))
  assert.deepEqual(matching('102', rows, bars), { rowIds: new Set([2]), keys: new Set(['2']) })
  assert.equal(matching('  ', rows, bars), undefined)
})

test('by floor, from the ground up, rooms by number', () => {
  const rows = [room(9, 'Suite', 1, { floor: 2 }), room(1, 'Single', 1, { floor: 1 }), room(5, 'Double', 1, { floor: null }), room(2, 'Double', 1, { floor: 2 })]
  assert.deepEqual(groupsOf(rows, 'floor').map(({ id, rowIds }) => [id, rowIds]), [['1', [1]], ['2', [2, 9]], ['', [5]]])
})

test('stays without a room lie in the lane, none over another, and one dropped into a room leaves it', () => {
  const origin = dayOf('2026-11-21')
  const waiting = [told(1, -1, 840, 3600, 'confirmed'), told(2, -1, 2280, 5040, 'confirmed'), told(3, -1, 3720, 5040, 'confirmed')]
  const rowsOf = (pending: Parameters<typeof barsOf>[2]) => Object.fromEntries(barsOf([picture('2026-11-21', 5, waiting)], origin, pending).map(({ id, rowId, category }) => [id, [rowId, category]]))
  assert.deepEqual(rowsOf([]), { 1: [-1, 'Double'], 2: [-2, 'Double'], 3: [-1, 'Double'] })
  assert.deepEqual(rowsOf([{ id: 1, rowId: 7, start: 840, end: 3600 }]), { 1: [7, undefined], 2: [-1, 'Double'], 3: [-2, 'Double'] })
})

test('a stay without a room takes one of its category each night; too many sold show below zero', () => {
  const rows = [room(1), room(2)]
  const waiting = (id: number) => aStay(id, -id, 0, 2, 'confirmed', { category: 'Double' })
  const occupancy = countOccupancy(rows, [aStay(9, 1, 0, 1), waiting(1), waiting(2)], 0, 3)
  assert.deepEqual(occupancy.group('Double', 0), { sellable: 2, sold: 3, free: -1 })
  assert.deepEqual(occupancy.group('Double', 1), { sellable: 2, sold: 2, free: 0 })
  assert.equal(occupancy.waiting(1), 2)
  assert.deepEqual(countOccupancy(rows, [waiting(1)], 0, 1, 'floor').group('1', 0), { sellable: 2, sold: 0, free: 2 }, 'on no floor')
})
