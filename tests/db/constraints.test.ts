import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import Database from 'better-sqlite3'
import { configure, openDatabase } from '../../db/open.ts'
import { temporaryFolder } from '../support/desk.ts'

/* What the database refuses by itself, whatever program writes: statements typed by hand. */

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** Noon of day n. */
const at = (day: number, hours = 0) => day * DAY + 12 * HOUR + hours * HOUR

async function house(t: TestContext) {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const opened = await openDatabase(file)
  t.after(() => opened.close())
  const { sqlite } = opened
  sqlite.exec(`
    INSERT INTO bookables (id, kind, name, created_at, updated_at) VALUES
      (1, 'room', 'Room 101', 0, 0), (2, 'room', 'Room 102', 0, 0), (3, 'car', 'Polo', 0, 0), (4, 'provider', 'Dr. Holm', 0, 0), (5, 'resource', 'Bicycle', 0, 0);
    INSERT INTO rooms (bookable_id, number, category) VALUES (1, '101', 'Single'), (2, '102', 'Single');
    INSERT INTO resources (bookable_id, total_quantity, available_quantity) VALUES (5, 10, 10);
    INSERT INTO cars (bookable_id, brand, model, fuel_type, mileage) VALUES (3, 'VW', 'Polo', 'petrol', 0)`)
  const stay = (id: number, room: number | null, from: number, to: number, status = 'confirmed', verb = 'INSERT') => sqlite.prepare(
    `${verb} INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, created_at, updated_at)
     VALUES (?, 'stay', ?, ?, ?, ?, '2027-01-01', '2027-01-02', 'Single', 0, 0)`).run(id, room, status, from, to)
  const purchase = (id: number, quantity: number, status = 'confirmed') => sqlite.prepare(
    `INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, quantity, created_at, updated_at) VALUES (?, 'purchase', 5, ?, 0, 0, ?, 0, 0)`).run(id, status, quantity)
  const available = () => sqlite.prepare('SELECT available_quantity FROM resources').pluck().get()
  return { file, sqlite, stay, purchase, available }
}

const TAKEN = /bookable_taken/

describe('a room is never held twice', () => {
  const cases: [name: string, from: number, to: number, refused: boolean][] = [
    ['the same time', at(10), at(12), true],
    ['starts exactly when another ends', at(12), at(14), false],
    ['ends exactly when another starts', at(8), at(10), false],
    ['starts a millisecond before another ends', at(12) - 1, at(14), true],
    ['ends a millisecond after another starts', at(8), at(10) + 1, true],
    ['lies within another', at(10, 1), at(10, 2), true],
    ['encloses another', at(9), at(13), true],
    ['starts with another and ends before', at(10), at(11), true],
    ['starts with another and ends after', at(10), at(15), true],
    ['lies long before', at(1), at(2), false],
    ['lies long after', at(100), at(101), false],
  ]
  for (const [name, from, to, refused] of cases) {
    test(`INSERT: ${name}`, async (t) => {
      const { stay } = await house(t)
      stay(1, 1, at(10), at(12))
      if (refused) assert.throws(() => stay(2, 1, from, to), TAKEN)
      else stay(2, 1, from, to)
    })
  }

  test('another room at the same time is free', async (t) => {
    const { stay } = await house(t)
    stay(1, 1, at(10), at(12))
    stay(2, 2, at(10), at(12))
  })

  test('a stay without a room collides with nothing', async (t) => {
    const { stay } = await house(t)
    stay(1, null, at(10), at(12))
    stay(2, null, at(10), at(12))
    stay(3, 1, at(10), at(12))
  })

  test('INSERT of many rows: one that collides refuses them all', async (t) => {
    const { sqlite, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    assert.throws(() => sqlite.exec(`INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, created_at, updated_at)
      VALUES ('stay', 2, 'confirmed', ${at(10)}, ${at(12)}, '2027-01-01', '2027-01-02', 'Single', 0, 0),
             ('stay', 1, 'confirmed', ${at(11)}, ${at(13)}, '2027-01-01', '2027-01-02', 'Single', 0, 0)`), TAKEN)
    assert.equal(sqlite.prepare('SELECT count(*) FROM bookings').pluck().get(), 1)
  })

  test('UPDATE of dates, room or status into a stay is refused', async (t) => {
    const { sqlite, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    stay(2, 1, at(12), at(14))
    stay(3, 2, at(10), at(12))
    stay(4, 1, at(10), at(12), 'cancelled')
    stay(5, 1, at(10), at(12), 'no_show')
    stay(6, null, at(10), at(12))
    for (const change of [
      `starts_at = ${at(11)} WHERE id = 2`,
      `ends_at = ${at(12) + 1} WHERE id = 1`,
      `starts_at = ${at(9)}, ends_at = ${at(13)} WHERE id = 2`,
      'bookable_id = 1 WHERE id = 3',
      `status = 'confirmed' WHERE id = 4`,
      `status = 'pending' WHERE id = 4`,
      `status = 'completed' WHERE id = 5`,
      'bookable_id = 1 WHERE id = 6',
      'bookable_id = 1',
    ]) assert.throws(() => sqlite.exec(`UPDATE bookings SET ${change}`), TAKEN, change)
    assert.throws(() => sqlite.exec(`UPDATE OR REPLACE bookings SET starts_at = ${at(11)} WHERE id = 2`), TAKEN)
    assert.throws(() => sqlite.exec(`UPDATE OR IGNORE bookings SET starts_at = ${at(11)} WHERE id = 2`), TAKEN)
  })

  test('UPDATE within its own time and of what does not matter is allowed', async (t) => {
    const { sqlite, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    stay(2, 1, at(12), at(14))
    sqlite.exec(`UPDATE bookings SET ends_at = ${at(11)} WHERE id = 1`)
    sqlite.exec(`UPDATE bookings SET starts_at = ${at(11)} WHERE id = 2`)
    sqlite.exec(`UPDATE bookings SET status = 'checked_in', notes = 'x'`)
    sqlite.exec(`UPDATE bookings SET status = 'cancelled' WHERE id = 1`)
    sqlite.exec(`UPDATE bookings SET starts_at = ${at(10)} WHERE id = 2`)
  })

  test('REPLACE and OR REPLACE and OR IGNORE put nothing over another stay', async (t) => {
    const { sqlite, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    for (const verb of ['REPLACE', 'INSERT OR REPLACE', 'INSERT OR IGNORE', 'INSERT OR FAIL', 'INSERT OR ABORT']) {
      assert.throws(() => stay(2, 1, at(11), at(13), 'confirmed', verb), TAKEN, verb)
    }
    assert.equal(sqlite.prepare('SELECT count(*) FROM bookings').pluck().get(), 1)
  })

  test('REPLACE of a stay by its own id moves it no further than where it is free', async (t) => {
    const { stay, sqlite } = await house(t)
    stay(1, 1, at(10), at(12))
    stay(2, 1, at(12), at(14))
    assert.throws(() => stay(1, 1, at(12), at(13), 'confirmed', 'REPLACE'), TAKEN)
    assert.equal(sqlite.prepare('SELECT starts_at FROM bookings WHERE id = 1').pluck().get(), at(10))
  })

  test('an upsert into a stay is refused', async (t) => {
    const { sqlite, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    stay(2, 1, at(12), at(14))
    assert.throws(() => sqlite.exec(`INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, created_at, updated_at)
      VALUES (2, 'stay', 1, 'confirmed', ${at(20)}, ${at(21)}, '2027-01-01', '2027-01-02', 'Single', 0, 0) ON CONFLICT (id) DO UPDATE SET starts_at = ${at(11)}`), TAKEN)
  })

  test('a second connection is refused as the first is', async (t) => {
    const { file, stay } = await house(t)
    stay(1, 1, at(10), at(12))
    const second = new Database(file)
    t.after(() => second.close())
    configure(second)
    assert.throws(() => second.exec(`INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, created_at, updated_at)
      VALUES ('stay', 1, 'confirmed', ${at(11)}, ${at(13)}, '2027-01-01', '2027-01-02', 'Single', 0, 0)`), TAKEN)
  })

  test('a block, a slot booking and a stay refuse each other', async (t) => {
    const { sqlite, stay } = await house(t)
    sqlite.exec(`INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, type, created_at, updated_at)
      VALUES ('block', 1, 'confirmed', ${at(10)}, ${at(12)}, '2027-01-01', '2027-01-02', 'out_of_order', 0, 0)`)
    assert.throws(() => stay(2, 1, at(11), at(13)), TAKEN)
    stay(3, 2, at(10), at(12))
    assert.throws(() => sqlite.exec(`INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, created_at, updated_at)
      VALUES ('slot', 2, 'pending', ${at(11)}, ${at(11, 1)}, 0, 0)`), TAKEN)
  })

  test('a car and a provider are held once as well', async (t) => {
    const { sqlite } = await house(t)
    for (const [kind, bookable] of [['rental', 3], ['appointment', 4]] as const) {
      const book = (from: number, to: number) => sqlite.exec(
        `INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, created_at, updated_at) VALUES ('${kind}', ${bookable}, 'confirmed', ${from}, ${to}, 0, 0)`)
      book(at(1), at(2))
      book(at(2), at(3))
      assert.throws(() => book(at(1, 1), at(1, 2)), TAKEN)
    }
  })
})

describe('stock', () => {
  test('is taken by a purchase and never falls below zero', async (t) => {
    const { purchase, available } = await house(t)
    purchase(1, 6)
    assert.equal(available(), 4)
    assert.throws(() => purchase(2, 5), /CHECK/)
    assert.equal(available(), 4)
    purchase(3, 4)
    assert.equal(available(), 0)
    assert.throws(() => purchase(4, 1), /CHECK/)
  })

  test('comes back by cancelling and by deleting, once', async (t) => {
    const { sqlite, purchase, available } = await house(t)
    purchase(1, 6)
    purchase(2, 4)
    sqlite.exec(`UPDATE bookings SET status = 'cancelled' WHERE id = 1`)
    assert.equal(available(), 6)
    sqlite.exec(`UPDATE bookings SET status = 'cancelled' WHERE id = 1`)
    assert.equal(available(), 6)
    sqlite.exec('DELETE FROM bookings WHERE id = 1')
    assert.equal(available(), 6)
    sqlite.exec('DELETE FROM bookings WHERE id = 2')
    assert.equal(available(), 10)
  })

  test('follows a changed quantity, and refuses what is not there', async (t) => {
    const { sqlite, purchase, available } = await house(t)
    purchase(1, 2)
    sqlite.exec('UPDATE bookings SET quantity = 9 WHERE id = 1')
    assert.equal(available(), 1)
    assert.throws(() => sqlite.exec('UPDATE bookings SET quantity = 11 WHERE id = 1'), /CHECK/)
    sqlite.exec(`UPDATE bookings SET status = 'cancelled' WHERE id = 1`)
    purchase(2, 5)
    assert.throws(() => sqlite.exec(`UPDATE bookings SET status = 'confirmed' WHERE id = 1`), /CHECK/)
    assert.equal(available(), 5)
  })

  test('a purchase that was cancelled from the start takes nothing', async (t) => {
    const { purchase, available } = await house(t)
    purchase(1, 10, 'cancelled')
    assert.equal(available(), 10)
  })

  test('purchases of the same instant do not hold each other off', async (t) => {
    const { purchase, available } = await house(t)
    purchase(1, 1)
    purchase(2, 1)
    assert.equal(available(), 8)
  })
})

describe('what makes no sense is refused', () => {
  const wrong: [name: string, sql: string, says: RegExp][] = [
    ['a text where a number belongs (STRICT)', `UPDATE bookings SET starts_at = 'soon'`, /cannot store TEXT/],
    ['a fraction of a millisecond (STRICT)', 'UPDATE bookings SET starts_at = 1.5', /cannot store REAL/],
    ['an end before its start', 'UPDATE bookings SET ends_at = starts_at - 1', /CHECK/],
    ['an end at its start', 'UPDATE bookings SET ends_at = starts_at', /CHECK/],
    ['an unknown status', `UPDATE bookings SET status = 'maybe'`, /CHECK/],
    ['an unknown kind', `UPDATE bookings SET kind = 'party'`, /CHECK|wrong_bookable/],
    ['a departure before the arrival', `UPDATE bookings SET departure = '2026-12-31'`, /CHECK/],
    ['a date that is none', `UPDATE bookings SET arrival = '1/1/2027'`, /CHECK/],
    ['a stay without dates', 'UPDATE bookings SET arrival = NULL', /CHECK/],
    ['a stay without a category', 'UPDATE bookings SET category = NULL', /CHECK/],
    ['a negative price', 'UPDATE bookings SET price = -1', /CHECK/],
    ['a negative rate', 'UPDATE bookings SET nightly_rate = -1', /CHECK/],
    ['a stay with a quantity', 'UPDATE bookings SET quantity = 1', /CHECK/],
    ['a stay in a car', 'UPDATE bookings SET bookable_id = 3', /wrong_bookable/],
    ['a stay that turns into a rental', `UPDATE bookings SET kind = 'rental'`, /wrong_bookable/],
    ['a stay in a room that is not there', 'UPDATE bookings SET bookable_id = 99', /wrong_bookable|FOREIGN KEY/],
    ['a guest who is not there', 'UPDATE bookings SET guest_id = 99', /FOREIGN KEY/],
    ['a room that turns into a car', `UPDATE bookables SET kind = 'car' WHERE id = 1`, /wrong_bookable/],
    ['two rooms of one number', `UPDATE rooms SET number = '101'`, /UNIQUE/],
    ['a room for nobody', 'UPDATE rooms SET capacity = 0', /CHECK/],
    ['a state of housekeeping that is none', `UPDATE rooms SET housekeeping = 'fine'`, /CHECK/],
    ['more stock than there is', 'UPDATE resources SET available_quantity = 11', /CHECK/],
    ['a setting that is no JSON', `INSERT INTO settings VALUES ('x', 'no json')`, /CHECK/],
    ['an unknown role', `INSERT INTO users (username, username_key, email, email_key, password_hash, role, created_at, updated_at) VALUES ('a', 'a', 'a', 'a', 'a', 'owner', 0, 0)`, /CHECK/],
    ['a car that drove backwards', 'UPDATE cars SET mileage = -1', /CHECK/],
    ['deleting a room that is booked', 'DELETE FROM rooms WHERE bookable_id = 1; DELETE FROM bookables WHERE id = 1', /FOREIGN KEY/],
  ]
  for (const [name, sql, says] of wrong) {
    test(name, async (t) => {
      const { sqlite, stay } = await house(t)
      stay(1, 1, at(10), at(12))
      assert.throws(() => sqlite.transaction(() => sqlite.exec(sql))(), says)
    })
  }

  test('every table is STRICT', async (t) => {
    const { sqlite } = await house(t)
    const loose = sqlite.prepare(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' AND NOT strict`).pluck().all()
    assert.deepEqual(loose, [])
  })

  test('every foreign key restricts: nothing goes with what it refers to', async (t) => {
    const { sqlite } = await house(t)
    const others = sqlite.prepare(`SELECT l.name, k.on_delete FROM pragma_table_list l, pragma_foreign_key_list(l.name) k
      WHERE l.schema = 'main' AND k.on_delete <> 'RESTRICT'`).all()
    assert.deepEqual(others, [])
  })
})
