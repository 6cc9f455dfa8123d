import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import Database from 'better-sqlite3'
import { listBackups, makeBackup, rotateBackups } from '../../db/backup.ts'
import { openDatabase } from '../../db/open.ts'
import { NOON, temporaryFolder } from '../support/desk.ts'

const DAY = 86_400_000

async function populated(t: TestContext) {
  const folder = temporaryFolder(t)
  const opened = await openDatabase(path.join(folder, 'hotel.db'))
  t.after(() => opened.close())
  await opened.commits.run((db) => {
    for (let row = 0; row < 300; row += 1) db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('car', ?, 0, 0)`, `Car ${row} ${'x'.repeat(300)}`)
  })
  return { opened, backups: path.join(folder, 'backups') }
}

test('a backup holds everything and opens as a database of its own', async (t) => {
  const { opened, backups } = await populated(t)
  const made = await makeBackup(opened.sqlite, backups, { now: NOON })
  assert.equal(made.name, 'skranke-20270210T110000000.db')
  assert.deepEqual(listBackups(backups), [made])
  assert.deepEqual(fs.readdirSync(backups), [made.name])

  const restored = path.join(backups, '..', 'restored.db')
  fs.copyFileSync(path.join(backups, made.name), restored)
  const copy = await openDatabase(restored)
  assert.equal(copy.db.get<{ n: number }>('SELECT count(*) AS n FROM bookables')!.n, 300)
  copy.close()
})

test('what is written while a backup runs does not spoil it', async (t) => {
  const { opened, backups } = await populated(t)
  const backup = makeBackup(opened.sqlite, backups, { now: NOON })
  for (let row = 0; row < 50; row += 1) {
    await opened.commits.run((db) => db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('car', ?, 0, 0)`, `Late ${row}`))
  }
  const { name } = await backup
  const copy = new Database(path.join(backups, name), { readonly: true })
  t.after(() => copy.close())
  assert.equal(copy.pragma('integrity_check', { simple: true }), 'ok')
})

test('a damaged copy is noticed, and not kept', async (t) => {
  const folder = temporaryFolder(t)
  const file = path.join(folder, 'hotel.db')
  const opened = await openDatabase(file)
  await opened.commits.run((db) => {
    for (let row = 0; row < 500; row += 1) db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('car', ?, 0, 0)`, `Car ${row} ${'x'.repeat(300)}`)
  })
  opened.close()
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, fs.statSync(file).size - 4 * 4096)
  fs.closeSync(handle)
  const damaged = new Database(file)
  t.after(() => damaged.close())
  const backups = path.join(folder, 'backups')
  await assert.rejects(makeBackup(damaged, backups, { now: NOON }), /does not read back/)
  assert.deepEqual(fs.readdirSync(backups), [])
})

test('two backups of one instant do not get in each other\'s way', async (t) => {
  const { opened, backups } = await populated(t)
  await Promise.all([makeBackup(opened.sqlite, backups, { now: NOON }), makeBackup(opened.sqlite, backups, { now: NOON })])
  assert.equal(fs.readdirSync(backups).filter((name) => name.endsWith('.part')).length, 0)
  for (const { name } of listBackups(backups)) {
    const copy = new Database(path.join(backups, name), { readonly: true })
    assert.equal(copy.pragma('integrity_check', { simple: true }), 'ok')
    copy.close()
  }
})

test('rotation keeps the newest, and the last one made before a migration', async (t) => {
  const { opened, backups } = await populated(t)
  await makeBackup(opened.sqlite, backups, { now: NOON - 9 * DAY, label: 'before-2' })
  await makeBackup(opened.sqlite, backups, { now: NOON - 8 * DAY, label: 'before-3' })
  for (const days of [4, 3, 2, 1, 0]) await makeBackup(opened.sqlite, backups, { now: NOON - days * DAY })
  fs.writeFileSync(path.join(backups, 'notes.txt'), 'of somebody else')
  rotateBackups(backups, 3)
  assert.deepEqual(listBackups(backups).map(({ createdAt }) => (NOON - createdAt) / DAY), [0, 1, 2, 8])
  assert.ok(fs.existsSync(path.join(backups, 'notes.txt')))
})

test('a folder that is not there holds no backups', (t) => {
  assert.deepEqual(listBackups(path.join(temporaryFolder(t), 'none')), [])
})
