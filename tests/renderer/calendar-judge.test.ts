import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { CalendarBar } from '../../renderer/screens/calendar/bars.ts'
import { moveOf } from '../../renderer/screens/calendar/drop.ts'
import { fitsElsewhere } from '../../renderer/screens/calendar/fits.ts'
import { judge, judgeSplit, mayChange, type Placement } from '../../renderer/screens/calendar/judge.ts'
import { BarStore } from '../../renderer/timeline/bar-store.ts'
import { CALENDAR_FLAGS } from '../../shared/contract/calendar.ts'
import { aStay, room } from '../support/calendar-bars.ts'

const rows = new Map([room(1), room(2, 'Suite', 1500), room(3), room(4)].map((row) => [row.id, row]))
const promised = { flags: CALENDAR_FLAGS.locked }

function to(bar: CalendarBar, rowId: number, days = 0): Placement {
  return { bar, rowId, start: bar.start + days * 1440, end: bar.end + days * 1440 }
}

function judged(bars: readonly CalendarBar[], ...changes: Placement[]) {
  return judge(changes, new BarStore(bars), rows)
}

test('free: the nights, and what another category costs more', () => {
  const stay = aStay(1, 1, 2, 5)
  assert.deepEqual(judged([stay], to(stay, 3)), { verdict: 'ok', nights: 3, offers: [] })
  assert.deepEqual(judged([stay], to(stay, 2)), { verdict: 'ok', nights: 3, offers: [], category: 'Suite', rate: 1500, rateDifference: 500 })
})

test('it may end on the day another begins, and not a day later', () => {
  const stay = aStay(1, 1, 2, 5)
  const other = aStay(2, 3, 4, 6, 'checked_in', promised)
  assert.equal(judged([stay, other], to(stay, 3, -1)).verdict, 'ok')
  assert.deepEqual([judged([stay, other], to(stay, 3)).reason, judged([stay, other], to(stay, 3)).by?.id], ['taken', 2])
})

test('who has left keeps room and dates, who is in house keeps the arrival, who was promised a room keeps it', () => {
  const left = aStay(1, 1, 2, 5, 'completed')
  const inHouse = aStay(2, 3, 0, 4, 'checked_in')
  const sure = aStay(3, 4, 2, 5, 'confirmed', promised)
  const all = [left, inHouse, sure]
  assert.equal(judged(all, to(left, 2)).reason, 'closed')
  assert.equal(judged(all, to(inHouse, 2, 1)).reason, 'in_house')
  assert.equal(judged(all, to(inHouse, 2)).verdict, 'ok')
  assert.equal(judged(all, to(sure, 2)).reason, 'promised')
  assert.equal(judged(all, to(sure, 4, 1)).verdict, 'ok')
  assert.equal(mayChange(inHouse, 'start'), false)
})

test('dropped on a stay: swap, another room for it, or none for now', () => {
  const stay = aStay(1, 1, 2, 5)
  const there = aStay(2, 3, 3, 4)
  const { verdict, offers } = judged([stay, there], to(stay, 3))
  assert.equal(verdict, 'ask')
  assert.deepEqual(offers.map(({ kind, moves, rooms }) => [kind, moves.map(({ bar, rowId }) => [bar.id, rowId]), rooms]), [
    ['swap', [[1, 3], [2, 1]], ['101']],
    ['rehouse', [[1, 3], [2, 4]], ['104']],
    ['lane', [[1, 3], [2, -1]], []],
  ])
})

test('no swap where the other does not fit, no lane for who is in house, nothing where the room was promised or the house is full', () => {
  const stay = aStay(1, 1, 2, 5)
  const beside = aStay(5, 1, 6, 8)
  const long = aStay(2, 3, 4, 7, 'checked_in')
  assert.deepEqual(judged([stay, beside, long], to(stay, 3)).offers.map(({ kind }) => kind), ['rehouse'])
  assert.equal(judged([stay, aStay(2, 3, 3, 4, 'confirmed', promised)], to(stay, 3)).verdict, 'no')
  assert.equal(judged([stay, beside, long, aStay(6, 4, 0, 9)], to(stay, 3)).verdict, 'no')
  assert.equal(judged([stay, aStay(7, 3, 3, 4, 'out_of_order')], to(stay, 3)).verdict, 'no')
})

test('into the lane: not who is in house, not a block; out of it: as from a room of the category', () => {
  const block = aStay(4, 3, 2, 5, 'out_of_order')
  const inHouse = aStay(5, 4, 2, 5, 'checked_in')
  const waiting = aStay(6, -1, 2, 5, 'confirmed', { category: 'Double' })
  const all = [block, inHouse, waiting]
  assert.equal(judged(all, to(block, -1)).reason, 'block_needs_room')
  assert.equal(judged(all, to(inHouse, -1)).reason, 'needs_room')
  assert.equal(judged(all, to(waiting, 1)).category, undefined)
  assert.equal(judged(all, to(waiting, 2)).rateDifference, 500)
})

test('the last room of a category is not to be had while a stay without a room needs it', () => {
  const waiting = aStay(1, -1, 2, 4, 'confirmed', { category: 'Double' })
  const suite = aStay(2, 2, 3, 6)
  const all = [waiting, suite, aStay(3, 3, 0, 9), aStay(4, 4, 0, 9)]
  assert.equal(judged(all, to(suite, 1)).reason, 'spoken_for')
  assert.equal(judged(all, to(suite, 1, 1)).verdict, 'ok', 'from the day the other leaves')
  assert.equal(judged(all, to(waiting, 1)).verdict, 'ok')
  assert.equal(judged(all, to(waiting, -2, 1)).verdict, 'ok')
  assert.equal(judged(all, to(all[2]!, -1)).verdict, 'ok', 'who leaves a room frees it')
})

test('several at once: all or none, their own places are free for each other, and two in one room are no', () => {
  const a = aStay(1, 1, 2, 5)
  const b = aStay(2, 3, 2, 5)
  const c = aStay(3, 4, 2, 5)
  assert.equal(judged([a, b, c], to(a, 3), to(b, 4), to(c, 1)).verdict, 'ok')
  assert.deepEqual([judged([a, b, c], to(a, 3), to(b, 4)).verdict, judged([a, b, c], to(a, 3), to(b, 4)).of?.id], ['no', 2])
  assert.equal(judged([a, b], to(a, 4), to(b, 4)).reason, 'clash')
})

test('what is allowed never overlaps, and every offer leaves the house without an overlap', () => {
  const stayIn = (id: number) => fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 4 }))
    .map(([rowId, arrival, nights]) => aStay(id, rowId, arrival, arrival + nights))
  const house = fc.tuple(...Array.from({ length: 9 }, (_, id) => stayIn(id + 1))).map((stays) => {
    const kept: CalendarBar[] = []
    for (const stay of stays) if (!kept.some((one) => overlap(one, stay))) kept.push(stay)
    return kept
  })
  fc.assert(fc.property(house, fc.nat(), fc.integer({ min: 1, max: 4 }), fc.integer({ min: -3, max: 3 }), (stays, pick, rowId, days) => {
    const bar = stays[pick % stays.length]!
    const { verdict, offers } = judged(stays, to(bar, rowId, days))
    const outcomes = verdict === 'ok' ? [[to(bar, rowId, days)]] : offers.map(({ moves }) => moves)
    for (const moves of outcomes) {
      const after = stays.map((stay) => ({ ...stay, ...moves.find((move) => move.bar.key === stay.key) })).filter((stay) => stay.rowId > 0)
      assert.ok(after.every((one, index) => after.every((other, at) => at >= index || !overlap(one, other))))
    }
  }))
})

function overlap(a: CalendarBar, b: CalendarBar): boolean {
  return a.rowId === b.rowId && a.start < b.end && b.start < a.end
}

test('a stay shows where else it would fit: free all its nights, and not where it is', () => {
  const stay = aStay(1, 1, 2, 5)
  const fits = fitsElsewhere(stay, rows.values(), new BarStore([stay, aStay(2, 3, 4, 9), aStay(3, 4, 0, 2)]))
  assert.deepEqual([...fits.keys()], [2, 4])
})

test('a split: within the stay, into another room that is free from then on', () => {
  const stay = aStay(1, 1, 2, 5)
  const around = { bars: new BarStore([stay, aStay(2, 3, 2, 4), aStay(3, 4, 0, 9, 'out_of_order')]), rows, hours: { checkIn: 840 } }
  assert.equal(judgeSplit(stay, 2, 3, around).reason, 'no_night')
  assert.equal(judgeSplit(stay, 5, 3, around).reason, 'no_night')
  assert.equal(judgeSplit(stay, 3, 1, around).reason, 'same_room')
  assert.equal(judgeSplit(stay, 3, -1, around).reason, 'split_needs_room')
  assert.equal(judgeSplit(stay, 3, 3, around).reason, 'taken')
  assert.equal(judgeSplit(stay, 3, 4, around).reason, 'blocked')
  assert.deepEqual(judgeSplit(stay, 4, 3, around), {})
})

test('the desk is told only what differs', () => {
  const around = { originDay: 20_000, rows }
  const stay = aStay(1, 1, 2, 5)
  assert.deepEqual(moveOf(to(stay, 3), around)?.body, { roomNumber: '103' })
  assert.deepEqual(moveOf(to(stay, 1, 1), around)?.body, { arrival: '2024-10-07', departure: '2024-10-10' })
  assert.deepEqual(moveOf({ ...to(stay, 1), end: stay.end + 1440 }, around)?.body, { departure: '2024-10-10' })
  assert.deepEqual([moveOf(to(stay, -1), around)?.body, moveOf(to(stay, -1), around)?.category], [{ roomNumber: null }, 'Double'])
  assert.equal(moveOf(to(stay, 1), around), undefined)
  const waiting = aStay(2, -1, 2, 5, 'confirmed', { category: 'Suite' })
  assert.equal(moveOf(to(waiting, -3), around), undefined, 'the rows of the lane are one place')
})
