import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { is, SQL } from 'drizzle-orm'
import { getTableConfig, SQLiteSyncDialect, SQLiteTable } from 'drizzle-orm/sqlite-core'
import Database from 'better-sqlite3'
import * as schema from '../../db/schema.ts'
import { latestVersion, migrate, migrations } from '../../db/migrate.ts'
import { configure, openDatabase } from '../../db/open.ts'
import { listBackups } from '../../db/backup.ts'
import { temporaryFolder } from '../support/desk.ts'

const SNAPSHOT = path.join(import.meta.dirname, 'schema.snapshot.sql')

async function migrated(t: TestContext): Promise<Database.Database> {
  const opened = await openDatabase(':memory:')
  t.after(() => opened.close())
  return opened.sqlite
}

const tables: SQLiteTable[] = Object.values(schema).filter((value) => is(value, SQLiteTable))

/** Conditions are compared by their words: `kind = 'resource'`. */
function words(condition: SQL | string | undefined): string {
  const text = condition instanceof SQL ? new SQLiteSyncDialect().sqlToQuery(condition).sql : condition ?? ''
  return text.replaceAll(/[\s"`()]+/g, ' ').trim().toLowerCase()
}

test('schema.ts names the tables of the migrated database, no more and no fewer', async (t) => {
  const sqlite = await migrated(t)
  const there = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all()
  assert.deepEqual(tables.map((table) => getTableConfig(table).name).sort(), there)
})

interface Column { name: string, type: string, notnull: number, dflt_value: string | null, pk: number, hidden: number }

for (const table of tables) {
  const config = getTableConfig(table)

  test(`schema.ts says of ${config.name} what the migrations made: columns`, async (t) => {
    const sqlite = await migrated(t)
    const there = sqlite.prepare('SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(?)').all(config.name) as Column[]
    const keys = new Set([...config.columns.filter(({ primary }) => primary), ...config.primaryKeys.flatMap(({ columns }) => columns)].map(({ name }) => name))
    assert.deepEqual(
      config.columns.map((column) => ({
        name: column.name, type: column.getSQLType().toUpperCase(),
        notNull: keys.has(column.name) || column.notNull, key: keys.has(column.name), generated: column.generated !== undefined,
        default: column.hasDefault && !column.primary ? asSql(column.default) : null,
      })),
      there.map((column) => ({
        name: column.name, type: column.type,
        notNull: column.pk > 0 || column.notnull === 1, key: column.pk > 0, generated: column.hidden === 2,
        default: column.dflt_value,
      })))
  })

  test(`schema.ts says of ${config.name} what the migrations made: foreign keys`, async (t) => {
    const sqlite = await migrated(t)
    const there = sqlite.prepare(`SELECT "from" || ' -> ' || "table" || '.' || "to" || ' ' || lower(on_delete) FROM pragma_foreign_key_list(?)`).pluck().all(config.name)
    const said = config.foreignKeys.map((key) => {
      const { columns, foreignColumns, foreignTable } = key.reference()
      return `${columns.map(({ name }) => name).join()} -> ${getTableConfig(foreignTable).name}.${foreignColumns.map(({ name }) => name).join()} ${key.onDelete}`
    })
    assert.deepEqual(said.sort(), there.sort())
  })

  test(`schema.ts says of ${config.name} what the migrations made: indexes`, async (t) => {
    const sqlite = await migrated(t)
    const list = sqlite.prepare('SELECT name, "unique", origin FROM pragma_index_list(?)').all(config.name) as { name: string, unique: number, origin: string }[]
    const columnsOf = (index: string) => sqlite.prepare('SELECT name FROM pragma_index_info(?) ORDER BY seqno').pluck().all(index).join(', ')
    const there = list.filter(({ origin }) => origin !== 'pk').map(({ name, unique, origin }) => {
      const sql = sqlite.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(name) as string | null
      return [origin === 'u' ? 'unique column' : name, unique === 1, columnsOf(name), words(sql?.split(/\bWHERE\b/)[1])].join(' | ')
    })
    const said = [
      ...config.indexes.map(({ config: index }) => [
        index.name, index.unique === true, index.columns.map((column) => column instanceof SQL ? '' : column.name).join(', '), words(index.where),
      ].join(' | ')),
      ...config.columns.filter(({ isUnique }) => isUnique).map(({ name }) => ['unique column', true, name, ''].join(' | ')),
    ]
    assert.deepEqual(said.sort(), there.sort())
  })
}

function asSql(value: unknown): string {
  if (value instanceof SQL) return new SQLiteSyncDialect().sqlToQuery(value).sql
  if (typeof value === 'boolean') return value ? '1' : '0'
  return typeof value === 'number' ? String(value) : `'${String(value)}'`
}

test('the schema is the one that was reviewed: tests/db/schema.snapshot.sql', async (t) => {
  const sqlite = await migrated(t)
  const now = `-- What the migrations make, version ${latestVersion()}. To accept a change: UPDATE_SNAPSHOTS=1 node --test tests/db/schema.test.ts\n\n${
    (sqlite.prepare(`SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY tbl_name, type DESC, name`).pluck().all() as string[])
      .map((sql) => `${sql};\n`).join('\n')}`
  if (process.env.UPDATE_SNAPSHOTS) fs.writeFileSync(SNAPSHOT, now)
  assert.equal(now.replaceAll('\r\n', '\n'), fs.readFileSync(SNAPSHOT, 'utf8').replaceAll('\r\n', '\n'))
})

test('migrations are numbered without a gap', () => {
  assert.deepEqual(migrations().map(({ version }) => version), migrations().map((_, index) => index + 1))
})

const populate = `
  INSERT INTO users (id, username, username_key, email, email_key, password_hash, role, created_at, updated_at) VALUES (1, 'admin', 'admin', 'a@b.dk', 'a@b.dk', 'x', 'admin', 0, 0);
  INSERT INTO sessions (jti, user_id, created_at, expires_at) VALUES ('one', 1, 0, 1);
  INSERT INTO settings VALUES ('currency', '"DKK"');
  INSERT INTO bookables (id, kind, name, created_at, updated_at) VALUES (1, 'room', 'Room 101', 0, 0), (2, 'provider', 'Holm', 0, 0), (3, 'resource', 'Bicycle', 0, 0), (4, 'car', 'Polo', 0, 0);
  INSERT INTO rooms (bookable_id, number, category) VALUES (1, '101', 'Single');
  INSERT INTO providers (bookable_id, email, email_key) VALUES (2, 'h@b.dk', 'h@b.dk');
  INSERT INTO resources (bookable_id, total_quantity, available_quantity) VALUES (3, 10, 10);
  INSERT INTO cars (bookable_id, brand, model, fuel_type, mileage) VALUES (4, 'VW', 'Polo', 'petrol', 12);
  INSERT INTO timeslots (id, room_id, starts_at, ends_at) VALUES (1, 1, 50, 60);
  INSERT INTO guests (id, name, search_key, created_at, updated_at) VALUES (1, 'Søren', ' soren', 0, 0);
  INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, guest_id, user_id, created_at, updated_at)
    VALUES (1, 'stay', 1, 'confirmed', 10, 20, '2027-01-01', '2027-01-02', 'Single', 1, 1, 0, 0);
  INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, timeslot_id, created_at, updated_at) VALUES (2, 'slot', 1, 'confirmed', 50, 60, 1, 0, 0);
  INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, quantity, created_at, updated_at) VALUES (3, 'purchase', 3, 'confirmed', 0, 0, 4, 0, 0);
  INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, created_at, updated_at) VALUES (4, 'rental', 4, 'confirmed', 10, 20, 0, 0);
  INSERT INTO bookings (id, kind, bookable_id, status, starts_at, ends_at, created_at, updated_at) VALUES (5, 'appointment', 2, 'confirmed', 10, 20, 0, 0);
  INSERT INTO rentals (booking_id, mileage_out) VALUES (4, 12);
  INSERT INTO audit (at, user_id, entity, entity_id, step) VALUES (0, 1, 'booking', 1, 'created');
  INSERT INTO outbox (id, key, type, subject, booking_id, destinations, payload, created_at) VALUES (1, 'k', 'booking.created', 'booking/1', 1, ' billing ', '{}', 0);
  INSERT INTO deliveries (message_id, destination, subject, next_try_at) VALUES (1, 'billing', 'booking/1', 0);
  INSERT INTO destinations (name, taken, address) VALUES ('billing', 1, 'there');
  INSERT INTO webhooks (url, secrets, created_at, updated_at) VALUES ('http://127.0.0.1', '[]', 0, 0);
  INSERT INTO idempotency VALUES ('s', 'k', 'h', 201, '{}', 0)`

function counts(sqlite: Database.Database): Record<string, unknown> {
  const names = sqlite.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`).pluck().all() as string[]
  return Object.fromEntries(names.map((name) => [name, sqlite.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]))
}

test('each migration takes a populated database on without losing a row, with a backup before it', async (t) => {
  const folder = temporaryFolder(t)
  const file = path.join(folder, 'hotel.db')
  const backupFolder = path.join(folder, 'backups')
  const sqlite = new Database(file)
  t.after(() => sqlite.close())
  configure(sqlite)
  const upTo = (version: number) => migrate(sqlite, { file, backupFolder, now: () => 0, upTo: version })
  await upTo(1)
  sqlite.exec(populate)
  const before = counts(sqlite)
  assert.deepEqual(Object.entries(before).filter(([, count]) => count === 0), [], 'each table of version 1 holds something')

  for (let version = 2; version <= latestVersion(); version += 1) {
    await upTo(version)
    const after = counts(sqlite)
    for (const [table, count] of Object.entries(before)) if (table in after) assert.equal(after[table], count, `${table} after version ${version}`)
    assert.ok(listBackups(backupFolder).some(({ name }) => name.includes(`-before-${version}`)))
  }
  assert.equal(sqlite.pragma('user_version', { simple: true }), latestVersion())
  assert.deepEqual(sqlite.pragma('foreign_key_check'), [])
  assert.equal(sqlite.pragma('foreign_keys', { simple: true }), 1)
  assert.equal(sqlite.pragma('integrity_check', { simple: true }), 'ok')
  // The rule outlives the migrations.
  assert.throws(() => sqlite.exec(`INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, created_at, updated_at)
    VALUES ('stay', 1, 'confirmed', 15, 25, '2027-01-01', '2027-01-02', 'Single', 0, 0)`), /bookable_taken/)
})

test('messages of before the envelopes keep what they said, to whom, and their keys', async (t) => {
  const folder = temporaryFolder(t)
  const file = path.join(folder, 'hotel.db')
  const sqlite = new Database(file)
  t.after(() => sqlite.close())
  configure(sqlite)
  const upTo = (version: number) => migrate(sqlite, { file, backupFolder: path.join(folder, 'backups'), now: () => 0, upTo: version })
  await upTo(2)
  sqlite.exec(populate)
  const keys = Array.from({ length: 4 }, () => crypto.randomUUID())
  const add = sqlite.prepare('INSERT INTO outbox (id, key, type, subject, booking_id, destinations, payload, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const stay = JSON.stringify({
    id: 1, kind: 'stay', bookableId: 1, status: 'confirmed', startsAt: 10, endsAt: 20, arrival: '2027-01-01', departure: '2027-01-02', category: 'Single',
    guestName: 'Åse', price: 99500, paid: 0, currency: 'SEK', timeZone: 'Europe/Stockholm', mail: { kind: 'change', to: 'aase@guest.example', what: '101' },
  })
  add.run(2, keys[0], 'booking.moved', 'booking/1', 1, ' billing ', stay, 5)
  add.run(3, keys[1], 'booking.moved', 'booking/1', 1, ' billing ', stay, 6)
  add.run(5, keys[2], 'car.added', 'car/4', null, ' events webhook:2 ', '{"car_id":4}', 7)
  add.run(9, keys[3], 'booking.moved', 'booking/2', 2, ' billing ', '{', 8)
  await upTo(3)
  const facts = ['stay', 1, 'confirmed', 10, 20, '2027-01-01', '2027-01-02', 'Single', 'Åse', null, null, 99500, 0]
  const messages = sqlite.prepare('SELECT id, key, type, subject, booking_id, destinations, currency, time_zone, created_at, kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, guest_name, quantity, user_id, price, paid, payload FROM messages WHERE id > 1 ORDER BY id').raw().all()
  assert.deepEqual(messages, [
    [2, keys[0], 'booking.moved', 'booking/1', 1, ' billing ', 'SEK', 'Europe/Stockholm', 5, ...facts, '{"kind":"change","to":"aase@guest.example","what":"101"}'],
    [3, keys[1], 'booking.moved', 'booking/1', 1, ' billing ', 'SEK', 'Europe/Stockholm', 6, ...facts, '{"kind":"change","to":"aase@guest.example","what":"101"}'],
    [5, keys[2], 'car.added', 'car/4', null, ' events webhook:2 ', '', 'UTC', 7, ...facts.map(() => null), '{"car_id":4}'],
    [9, keys[3], 'booking.moved', 'booking/2', 2, ' billing ', '', 'UTC', 8, ...facts.map(() => null), '{'],
  ])
  assert.equal(sqlite.prepare('SELECT count(*) FROM envelopes').pluck().get(), 4)
})

test('migrating again changes nothing', async (t) => {
  const sqlite = await migrated(t)
  const before = sqlite.pragma('schema_version', { simple: true })
  await migrate(sqlite, { file: ':memory:', backupFolder: temporaryFolder(t), now: () => 0 })
  assert.equal(sqlite.pragma('schema_version', { simple: true }), before)
})
