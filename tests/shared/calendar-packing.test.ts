import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CalendarPacker, unpackCalendar } from '../../shared/calendar-packing.ts'
import { CALENDAR_STATUSES, type CalendarBar, type CalendarRow } from '../../shared/contract/calendar.ts'

const row = fc.record({
  id: fc.nat(), label: fc.string(), group: fc.constantFrom('Single', 'Double', ''), floor: fc.option(fc.integer({ min: 0, max: 9 })), capacity: fc.option(fc.nat()),
  nightlyRate: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true })), housekeeping: fc.option(fc.constantFrom('clean', 'dirty', 'inspected')), hourlyRate: fc.option(fc.nat()),
}, { noNullPrototype: true }) satisfies fc.Arbitrary<CalendarRow>

const withMore = fc.tuple(row, fc.constantFrom(
  {}, { provider: { slotMinutes: 30, workingHours: null } }, { car: { isRented: false, hasDamage: true, fuelLevel: null, mileage: 0 } },
)).map(([fields, more]): CalendarRow => ({ ...fields, ...more }))

const LANES = ['Single', 'Suite']

const bar = (rows: number) => fc.record({
  id: fc.nat(), version: fc.nat(), row: fc.integer({ min: -LANES.length, max: rows - 1 }), start: fc.integer({ min: -9, max: 9 }), end: fc.integer({ min: -9, max: 9 }),
  status: fc.constantFrom(...CALENDAR_STATUSES), label: fc.option(fc.string()), due: fc.nat({ max: 3 }), flags: fc.nat({ max: 3 }),
}, { noNullPrototype: true }) satisfies fc.Arbitrary<CalendarBar>

test('what is packed is read as it was, row by row', () => {
  const pictures = fc.array(withMore, { maxLength: 5 }).chain((rows) => fc.record({ rows: fc.constant(rows), bars: fc.array(bar(rows.length)) }))
  fc.assert(fc.property(pictures, ({ rows, bars }) => {
    const packer = new CalendarPacker(rows, LANES)
    for (const { id, version, row, start, end, status, label, due, flags } of bars) packer.add(id, version, row, start, end, CALENDAR_STATUSES.indexOf(status), label, due, flags)
    const packed = { from: '2027-03-01', to: '2027-03-02', seq: 7, ...packer.packed() }
    const read = unpackCalendar(JSON.parse(JSON.stringify(packed)))
    assert.deepEqual({ from: read.from, to: read.to, seq: read.seq, rows: read.rows, lanes: read.lanes }, { from: '2027-03-01', to: '2027-03-02', seq: 7, rows, lanes: LANES })
    const ofRow = (place: number) => bars.filter((one) => one.row === place)
    assert.deepEqual(read.bars, [...rows.keys(), -1, -2].flatMap(ofRow))
  }))
})
