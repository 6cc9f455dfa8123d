import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { wrap } from '../../db/database.ts'
import { openDatabase } from '../../db/open.ts'
import { addBlock } from '../../electron/engine/blocks.ts'
import { EngineError } from '../../electron/engine/errors.ts'
import type { Operation } from '../../electron/engine/operation.ts'
import { performance } from '../../electron/engine/reports.ts'
import { addRoom } from '../../electron/engine/rooms.ts'
import { DEFAULT_SETTINGS } from '../../electron/engine/settings.ts'
import { cancelStay, markNoShow, placeStay } from '../../electron/engine/stays.ts'
import { addDays } from '../../shared/time.ts'

const ROOMS = [['101', 'Single'], ['102', 'Single'], ['201', 'Double']] as const
const DAY_0 = '2027-02-20'
const date = (day: number) => addDays(DAY_0, day)

async function house(t: TestContext): Promise<Operation> {
  const opened = await openDatabase(':memory:')
  t.after(() => opened.close())
  const op: Operation = {
    db: wrap(opened.sqlite), now: Date.parse('2027-12-01T12:00:00Z'), actor: null,
    settings: { ...DEFAULT_SETTINGS, timeZone: 'Europe/Copenhagen', currency: 'DKK' },
  }
  for (const [number, category] of ROOMS) addRoom(op, { name: number, number, roomType: category, nightlyRate: 995.5 })
  return op
}

interface Sold { kind: 'stay' | 'out_of_order' | 'out_of_service', room: number, from: number, to: number, rate: number, fate: 'stays' | 'cancelled' | 'no_show' }

/** Day by day and room by room, in øre: as slow and as plain as it can be. */
function naive(kept: Sold[], from: number, to: number, periodOf: (day: number, category: string) => string) {
  const rows = new Map<string, { available: number, sold: number, revenue: number }>()
  for (let day = from; day < to; day += 1) {
    for (const [index, [, category]] of ROOMS.entries()) {
      const period = periodOf(day, category)
      const row = rows.get(period) ?? { available: 0, sold: 0, revenue: 0 }
      rows.set(period, row)
      const there = kept.filter(({ room, from, to, fate }) => room === index && fate === 'stays' && from <= day && day < to)
      if (!there.some(({ kind }) => kind === 'out_of_order')) row.available += 1
      for (const { kind, rate } of there) {
        if (kind !== 'stay') continue
        row.sold += 1
        row.revenue += rate
      }
    }
  }
  const show = ({ available, sold, revenue }: { available: number, sold: number, revenue: number }) => ({
    roomsAvailable: available, roomsSold: sold, occupancy: available > 0 ? sold / available : 0, revenue: revenue / 100,
    adr: sold > 0 ? revenue / 100 / sold : 0, revpar: available > 0 ? revenue / 100 / available : 0,
  })
  const total = [...rows.values()].reduce((sum, row) => ({ available: sum.available + row.available, sold: sum.sold + row.sold, revenue: sum.revenue + row.revenue }), { available: 0, sold: 0, revenue: 0 })
  return { rows: [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([period, row]) => ({ period, ...show(row) })), total: show(total) }
}

const sale = fc.record({
  kind: fc.constantFrom('stay', 'stay', 'stay', 'stay', 'out_of_order', 'out_of_service'), room: fc.nat(ROOMS.length - 1),
  from: fc.integer({ min: 0, max: 50 }), nights: fc.integer({ min: 1, max: 12 }),
  rate: fc.integer({ min: 0, max: 200_000 }), fate: fc.constantFrom('stays', 'stays', 'stays', 'cancelled', 'no_show'),
}).map(({ nights, ...rest }): Sold => ({ ...rest, to: rest.from + nights, kind: rest.kind as Sold['kind'], fate: rest.kind === 'stay' ? rest.fate as Sold['fate'] : 'stays' }))

test('the performance report is the naive sum, by day, month and category', async (t) => {
  const op = await house(t)
  op.db.run('SAVEPOINT start')
  fc.assert(fc.property(fc.array(sale, { maxLength: 25, size: 'max' }), fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 40 }), (sales, from, days) => {
    op.db.run('ROLLBACK TO start')
    const kept = sales.filter(({ kind, room, from, to, rate, fate }) => {
      const roomNumber = ROOMS[room]![0]
      try {
        if (kind !== 'stay') {
          addBlock(op, { roomNumber, from: date(from), to: date(to), reason: kind })
          return true
        }
        const id = placeStay(op, { roomNumber, arrival: date(from), departure: date(to), nightlyRate: rate / 100 })
        if (fate === 'cancelled') cancelStay(op, id)
        if (fate === 'no_show') markNoShow(op, id)
        return true
      } catch (error) {
        if (error instanceof EngineError && error.code === 'room_taken') return false
        throw error
      }
    })
    const range = { from: date(from), to: date(from + days) }
    const periods = {
      day: (day: number) => date(day), month: (day: number) => date(day).slice(0, 7), category: (_: number, category: string) => category,
    } as const
    for (const by of ['day', 'month', 'category'] as const) {
      assert.deepEqual(performance(op, { ...range, by }), { ...range, ...naive(kept, from, from + days, periods[by]) }, by)
    }
  }), { numRuns: 300 })
})

test('a stay that arrives before and leaves after counts only the nights between', async (t) => {
  const op = await house(t)
  placeStay(op, { roomNumber: '101', arrival: date(0), departure: date(30), nightlyRate: 100 })
  const { total } = performance(op, { from: date(10), to: date(12) })
  assert.deepEqual(total, { roomsAvailable: 6, roomsSold: 2, occupancy: 2 / 6, revenue: 200, adr: 100, revpar: 200 / 6 })
})

test('the night before and the day of departure do not count', async (t) => {
  const op = await house(t)
  placeStay(op, { roomNumber: '101', arrival: date(5), departure: date(6) })
  assert.equal(performance(op, { from: date(4), to: date(5) }).total.roomsSold, 0)
  assert.equal(performance(op, { from: date(5), to: date(6) }).total.roomsSold, 1)
  assert.equal(performance(op, { from: date(6), to: date(7) }).total.roomsSold, 0)
})

test('a house all out of order has nothing to divide by', async (t) => {
  const op = await house(t)
  for (const [number] of ROOMS) addBlock(op, { roomNumber: number, from: date(0), to: date(1) })
  assert.deepEqual(performance(op, { from: date(0), to: date(1) }).total, { roomsAvailable: 0, roomsSold: 0, occupancy: 0, revenue: 0, adr: 0, revpar: 0 })
})
