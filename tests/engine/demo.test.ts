import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReadableDb } from '../../db/database.ts'
import { openDatabase } from '../../db/open.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import { addDays, localClock } from '../../shared/time.ts'
import { fillDemo } from '../../electron/engine/demo.ts'
import { EngineError } from '../../electron/engine/errors.ts'
import { addGuest } from '../../electron/engine/guests.ts'
import type { Operation } from '../../electron/engine/operation.ts'
import { performance as performanceReport } from '../../electron/engine/reports.ts'
import { DEFAULT_SETTINGS, readSettings } from '../../electron/engine/settings.ts'

const NOW = Date.parse('2026-11-21T09:30:00Z')

interface Demo { db: ReadableDb, settings: Settings, now: number, today: string }

async function withDemo(look: (demo: Demo) => void, { now = NOW, ...changes }: Partial<Settings> & { now?: number } = {}): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, timeZone: 'Europe/Copenhagen', ...changes }
  const database = await openDatabase(':memory:')
  try {
    await database.commits.run((db) => fillDemo({ db, now, settings, actor: null }))
    look({ db: database.db, settings, now, today: localClock(settings.timeZone).date(now) })
  } finally {
    database.close()
  }
}

const count = (db: ReadableDb, sql: string, ...values: (string | number)[]) => db.get<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`, ...values)!.n

/** All that the sample hotel is made of, as text. */
function contents(db: ReadableDb): string {
  return JSON.stringify(['settings', 'bookables', 'rooms', 'providers', 'resources', 'cars', 'guests', 'bookings', 'audit', 'outbox']
    .map((table) => db.rows(`SELECT * FROM ${table}`)))
}

test('the sample hotel is the same every time', async () => {
  const seen: string[] = []
  await withDemo(({ db }) => seen.push(contents(db)))
  await withDemo(({ db }) => seen.push(contents(db)))
  assert.equal(seen[0], seen[1])
})

test('the sample hotel has what the contract says', () => withDemo(({ db, settings }) => {
  const numbers = db.all<{ number: string }>('SELECT number FROM rooms WHERE number IS NOT NULL ORDER BY number').map(({ number }) => Number(number))
  assert.deepEqual(numbers, [1, 2, 3, 4].flatMap((floor) => Array.from({ length: 15 }, (_, door) => floor * 100 + door + 1)))
  assert.deepEqual(db.get(`SELECT category, floor FROM rooms WHERE number = '101'`), { category: 'Standard single room', floor: 1 })
  assert.equal(count(db, 'rooms WHERE number IS NULL AND hourly_rate > 0'), 4)
  assert.equal(count(db, 'rooms WHERE number IS NOT NULL AND nightly_rate > 0'), 60)
  for (const [table, expected] of [['providers', 6], ['resources', 8], ['cars', 12]] as const) assert.equal(count(db, table), expected, table)
  const stored = readSettings(db, settings)
  assert.equal(stored.setupDone, true)
  assert.notEqual(stored.propertyName, DEFAULT_SETTINGS.propertyName)
}))

test('the sample hotel shows every state a desk meets', () => withDemo(({ db, today }) => {
  for (const status of ['pending', 'confirmed', 'checked_in', 'completed', 'cancelled', 'no_show']) {
    assert.ok(count(db, `bookings WHERE kind = 'stay' AND status = ?`, status) >= 10, status)
  }
  const some = {
    'arrivals of today': `bookings WHERE kind = 'stay' AND status = 'confirmed' AND arrival = '${today}'`,
    'departures of today': `bookings WHERE kind = 'stay' AND status = 'checked_in' AND departure = '${today}'`,
    'paid ahead': `bookings WHERE status = 'confirmed' AND paid = price AND price > 0`,
    'with a deposit': 'bookings WHERE paid > 0 AND paid < price',
    'with notes': `bookings WHERE kind = 'stay' AND notes IS NOT NULL`,
    'of very important guests': 'bookings b JOIN guests g ON g.id = b.guest_id WHERE g.vip',
    locked: 'bookings WHERE locked',
    'rooms out of order': `bookings WHERE kind = 'block' AND type = 'out_of_order'`,
    'rooms out of service': `bookings WHERE kind = 'block' AND type = 'out_of_service'`,
    'guests who come again': '(SELECT guest_id FROM bookings GROUP BY guest_id HAVING count(*) > 1)',
    'guests with letters that ASCII has not': `guests WHERE name GLOB '*[æøåÆØÅ]*'`,
  }
  for (const [what, from] of Object.entries(some)) assert.ok(count(db, from) >= 2, what)
  assert.equal(count(db, `bookings WHERE kind = 'stay' AND status = 'checked_in' AND (arrival >= ? OR departure < ?)`, today, today), 0, 'who is in the house came before today')
  assert.equal(count(db, `bookings WHERE kind = 'stay' AND status IN ('confirmed', 'pending') AND arrival < ?`, today), 0, 'nothing is overdue')
  assert.equal(count(db, `bookings WHERE created_at > ? OR checked_in_at > ?`, NOW, NOW), 0, 'nothing happened after now')
}))

test('the sample hotel sells hours too: some were kept, some missed, some are to come, and cars are out', () => withDemo(({ db, now }) => {
  for (const kind of ['appointment', 'slot']) {
    for (const status of ['completed', 'no_show', 'confirmed']) assert.ok(count(db, 'bookings WHERE kind = ? AND status = ?', kind, status) >= 2, `${kind} ${status}`)
    assert.equal(count(db, `bookings WHERE kind = ? AND status = 'confirmed' AND ends_at <= ?`, kind, now), 0, `no ${kind} of before is left open`)
  }
  for (const status of ['completed', 'checked_in', 'confirmed']) assert.ok(count(db, `bookings WHERE kind = 'rental' AND status = ?`, status) >= 2, `rental ${status}`)
  assert.ok(count(db, 'timeslots t WHERE t.starts_at > ? AND NOT EXISTS (SELECT 1 FROM bookings b WHERE b.timeslot_id = t.id)', now) >= 100, 'hours that are free')
}))

test('nobody outside is told of the sample hotel', () => withDemo(({ db }) => {
  assert.equal(count(db, 'outbox'), 0)
}, { billingServiceUrl: 'http://127.0.0.1:5002' }))

const PLACES: [string, Partial<Settings> & { now?: number }][] = [
  ['Copenhagen', {}],
  ['Copenhagen as the clocks go back', { now: Date.parse('2026-10-25T00:30:00Z'), currency: 'EUR' }],
  ['Santiago by night, in yen', { now: Date.parse('2027-04-04T02:30:00Z'), timeZone: 'America/Santiago', currency: 'JPY' }],
  ['Kathmandu on a leap day', { now: Date.parse('2028-02-28T20:00:00Z'), timeZone: 'Asia/Kathmandu', currency: 'KWD' }],
]
for (const [name, changes] of PLACES) {
  test(`the sample hotel is three quarters full and obeys the rules: ${name}`, () => withDemo((demo) => {
    const { db, today } = demo
    for (const [from, to, low, high] of [[-45, 45, 0.7, 0.8], [-45, 0, 0.7, 0.82], [0, 45, 0.68, 0.8]] as const) {
      const { total } = performanceReport(demo, { from: addDays(today, from), to: addDays(today, to) })
      assert.ok(total.occupancy >= low && total.occupancy <= high, `${from} to ${to}: ${total.occupancy}`)
      assert.ok(total.adr > 0)
    }
    const overlaps = db.all(
      `SELECT a.id, b.id FROM bookings a JOIN bookings b ON b.bookable_id = a.bookable_id AND b.id > a.id
       WHERE a.holds AND b.holds AND a.starts_at < b.ends_at AND b.starts_at < a.ends_at`)
    assert.deepEqual(overlaps, [])
    assert.deepEqual(db.all('PRAGMA foreign_key_check'), [])
    assert.equal(count(db, `bookings WHERE kind = 'stay' AND price <> nightly_rate * (julianday(departure) - julianday(arrival))`), 0, 'prices follow rates and nights')
    assert.equal(count(db, `(SELECT at, lag(at) OVER (ORDER BY id) AS before FROM audit WHERE entity = 'booking') WHERE at < before`), 0, 'history is in order')
  }, changes))
}

test('a property that holds anything refuses the sample hotel and stays as it is', async () => {
  const beginnings: Record<string, (op: Operation) => void> = {
    guest: (op) => void addGuest(op, { name: 'Søren Holm' }),
    car: ({ db, now }) => void db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('car', 'Yaris', ?, ?)`, now, now),
  }
  for (const [what, begin] of Object.entries(beginnings)) {
    const database = await openDatabase(':memory:')
    await database.commits.run((db) => begin({ db, now: NOW, settings: DEFAULT_SETTINGS, actor: null }))
    const before = contents(database.db)
    await assert.rejects(
      database.commits.run((db) => fillDemo({ db, now: NOW, settings: DEFAULT_SETTINGS, actor: null })),
      (error) => error instanceof EngineError && error.code === 'data_present', what)
    assert.equal(contents(database.db), before, what)
    database.close()
  }
})
