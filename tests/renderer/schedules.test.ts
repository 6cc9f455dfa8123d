import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { CALENDAR_FLAGS } from '../../shared/contract/calendar.ts'
import { dayOf } from '../../renderer/screens/calendar/days.ts'
import type { ScheduleBar } from '../../renderer/screens/schedules/bars.ts'
import { toneOf } from '../../renderer/screens/schedules/classify.ts'
import { localAt, minuteNow, minuteOf } from '../../renderer/screens/schedules/clock.ts'
import { judge, judgeSlot } from '../../renderer/screens/schedules/judge.ts'
import { momentsOf } from '../../renderer/screens/schedules/moments.ts'
import { LABELS, nearestSpan, REACH, scaleOf, SPANS, widthFor, zoomedBy } from '../../renderer/screens/schedules/scales.ts'
import { closedTimes, worksAt } from '../../renderer/screens/schedules/working-hours.ts'
import { BarStore } from '../../renderer/timeline/bar-store.ts'

/* What the calendars of hours reckon, without a browser. */

/** Monday. */
const ORIGIN = dayOf('2027-03-01')
const hour = (count: number) => count * 60

function bar(id: number, rowId: number, start: number, end: number, more: Partial<ScheduleBar> = {}): ScheduleBar {
  return { key: String(id), id, rowId, start, end, status: 'confirmed', guest: `Guest ${id}`, due: 0, flags: 0, version: 1, ...more }
}

describe('a change is judged by overlap alone', () => {
  const first = bar(1, 7, hour(10), hour(11))
  const second = bar(2, 7, hour(12), hour(13))
  const around = { bars: new BarStore([first, second]) }
  const at = (start: number, end: number, rowId = 7) => judge({ kind: 'move', bar: second, rowId, start, end }, around)

  it('begins exactly when another ends, and ends exactly when another begins', () => {
    assert.equal(at(hour(11), hour(12)).verdict, 'ok')
    assert.equal(at(hour(9), hour(10)).verdict, 'ok')
  })
  it('overlaps by a minute, and says whom', () => {
    assert.deepEqual(at(hour(11) - 1, hour(12)), { verdict: 'no', reason: 'taken', by: first })
    assert.equal(at(hour(9), hour(10) + 1).reason, 'taken')
    assert.equal(at(hour(10), hour(11), 8).verdict, 'ok', 'on another row')
  })
  it('is not in its own way, nor in that of one that moves along', () => {
    assert.equal(at(hour(12) + 15, hour(13) + 15).verdict, 'ok')
    assert.equal(judge({ kind: 'move', bar: second, rowId: 7, start: hour(10), end: hour(11) }, around, new Set(['1', '2'])).verdict, 'ok')
  })
  it('is no time at all, over, or of a car that is out', () => {
    assert.equal(at(hour(14), hour(14)).reason, 'short')
    assert.equal(judge({ kind: 'move', bar: { ...second, status: 'completed' }, rowId: 7, start: 0, end: 60 }, around).reason, 'closed')
    const out = { ...second, status: 'checked_in' as const }
    assert.equal(judge({ kind: 'start', bar: out, rowId: 7, start: hour(11), end: hour(13) }, around).reason, 'out')
    assert.equal(judge({ kind: 'end', bar: out, rowId: 7, start: hour(12), end: hour(15) }, around).verdict, 'ok')
  })
})

describe('a slot booking goes to a free slot of its room', () => {
  const booked = bar(1, 7, hour(10), hour(11), { flags: CALENDAR_FLAGS.slot })
  const other = bar(2, 7, hour(12), hour(13), { flags: CALENDAR_FLAGS.slot })
  const around = { bars: new BarStore([booked, other]), slots: new Map([[7, [{ id: 5, start: hour(8), end: hour(9) }, { id: 6, start: hour(14), end: hour(15) }]]]) }
  const to = (start: number, rowId = 7) => judgeSlot({ kind: 'move', bar: booked, rowId, start, end: start + 60 }, around, hour(9))

  it('which it was dropped on, at its beginning or within', () => {
    assert.equal(to(hour(14)).slot?.id, 6)
    assert.equal(to(hour(14) + 30).slot?.id, 6)
    assert.deepEqual(to(hour(15)), { verdict: 'no', reason: 'no_slot' }, 'where it ends it is no more')
  })
  it('and not to one that has begun, is booked, or is another room\'s', () => {
    assert.equal(to(hour(8)).reason, 'past')
    assert.deepEqual(to(hour(12)), { verdict: 'no', reason: 'taken', by: other })
    assert.equal(to(hour(14), 8).reason, 'other_room')
  })
})

describe('a bar says what must be done with it', () => {
  const now = hour(12)
  it('an hour begins and ends by itself', () => {
    assert.equal(toneOf(bar(1, 7, hour(12) + 1, hour(13)), now, 'providers'), 'future')
    assert.equal(toneOf(bar(1, 7, hour(12), hour(13)), now, 'providers'), 'in_house')
    assert.equal(toneOf(bar(1, 7, hour(11), hour(12)), now, 'providers'), 'late_departure')
  })
  it('a car goes out and comes back when somebody says so', () => {
    assert.equal(toneOf(bar(1, 7, hour(11), hour(15)), now, 'cars'), 'late_arrival')
    assert.equal(toneOf(bar(1, 7, hour(11), hour(15), { status: 'checked_in' }), now, 'cars'), 'in_house')
    assert.equal(toneOf(bar(1, 7, hour(9), hour(11), { status: 'checked_in' }), now, 'cars'), 'late_departure')
    assert.equal(toneOf(bar(1, 7, hour(9), hour(11), { status: 'completed' }), now, 'cars'), 'past')
  })
  it('a stay in a room by the hour is somebody else\'s matter', () => {
    assert.equal(toneOf(bar(1, 7, hour(11), hour(15)), now, 'hourly'), 'elsewhere')
    assert.equal(toneOf(bar(1, 7, hour(11), hour(15), { flags: CALENDAR_FLAGS.slot }), now, 'hourly'), 'in_house')
  })
})

describe('working hours', () => {
  const weekdays = { start: '09:00', end: '17:00', days: [1, 2, 3, 4, 5] }
  it('leave the nights and the weekend closed', () => {
    assert.deepEqual(closedTimes(weekdays, ORIGIN, 4, 8), [
      { start: hour(96), end: hour(105) }, { start: hour(113), end: hour(7 * 24 + 9) }, { start: hour(7 * 24 + 17), end: hour(8 * 24) },
    ], 'Friday to Monday')
    assert.deepEqual(closedTimes(null, ORIGIN, 0, 7), [])
  })
  it('hold what begins as they open and ends as they close', () => {
    assert.equal(worksAt(weekdays, ORIGIN, hour(9), hour(17)), true)
    assert.equal(worksAt(weekdays, ORIGIN, hour(9) - 1, hour(10)), false)
    assert.equal(worksAt(weekdays, ORIGIN, hour(16), hour(17) + 1), false)
    assert.equal(worksAt(weekdays, ORIGIN, hour(5 * 24 + 10), hour(5 * 24 + 11)), false, 'a Saturday')
    assert.equal(worksAt(null, ORIGIN, 0, 1), true)
  })
})

describe('the scale', () => {
  it('has whole columns of whole pixels for any zoom, and a head that begins with each day', () => {
    fc.assert(fc.property(fc.integer({ min: 3, max: 400 }), fc.constantFrom(15, 30, 60), (hourWidth, finest) => {
      const scale = scaleOf(hourWidth, finest)
      assert.ok(Number.isInteger(scale.columnWidth) && scale.columnWidth > 0)
      assert.ok(Number.isInteger(scale.firstColumn) && Number.isInteger(scale.columns) && Number.isInteger(scale.headColumns))
      assert.ok(scale.columnMinutes >= finest)
      assert.equal(1440 % (scale.columnMinutes * scale.headColumns!), 0)
      assert.equal(scale.columns * scale.columnMinutes, 2 * REACH * 1440)
    }))
  })
  it('fits a span into the screen, knows it again, and zooms both ways', () => {
    for (const screen of [1024, 1280, 1920, 2560]) {
      for (const span of SPANS) assert.equal(nearestSpan(widthFor(span, screen), SPANS, screen), span)
      assert.ok(widthFor('day', screen) * 13 <= screen - LABELS || widthFor('day', screen) === 48)
    }
    assert.ok(zoomedBy(80, 1) > 80 && zoomedBy(80, -1) < 80)
    assert.equal(zoomedBy(zoomedBy(32, 1), -1), 32)
    assert.equal(zoomedBy(4, -3), 4, 'no wider than the widest')
  })
})

describe('moments', () => {
  it('are the property\'s, there and back', () => {
    assert.equal(localAt(ORIGIN, hour(33) + 5), '2027-03-02T09:05')
    assert.equal(localAt(ORIGIN, -1), '2027-02-28T23:59')
    assert.equal(minuteOf(ORIGIN, '2027-03-02', '09:05'), hour(33) + 5)
    assert.equal(minuteNow(ORIGIN, 'Europe/Copenhagen', Date.parse('2027-03-01T08:30:00Z')), hour(9) + 30)
  })
  it('name the day once, and both where there are two; what ends at midnight ends that day', () => {
    const { span, hours } = momentsOf('en-GB', ORIGIN)
    assert.equal(span(hour(9), hour(10)), 'Mon 1 Mar 09:00–10:00')
    assert.equal(span(hour(22), hour(24)), 'Mon 1 Mar 22:00–24:00')
    assert.equal(span(hour(22), hour(25)), 'Mon 1 Mar 22:00 – Tue 2 Mar 01:00')
    assert.equal(hours(hour(22), hour(25)), 'Mon 1 22:00 – Tue 2 01:00')
    assert.equal(momentsOf('da-DK', ORIGIN).hours(hour(22), hour(25)), 'man. 1 22:00 – tirs. 2 01:00')
  })
})
