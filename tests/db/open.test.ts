import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import Database from 'better-sqlite3'
import { openDatabase } from '../../db/open.ts'
import { latestVersion } from '../../db/migrate.ts'
import { StartError } from '../../db/start-error.ts'
import { temporaryFolder } from '../support/desk.ts'

/** Everything in a folder by its hash, but the empty file that only carries a lock. */
function snapshot(folder: string): Record<string, string> {
  return Object.fromEntries(fs.readdirSync(folder).filter((name) => !name.endsWith('.lock')).sort().map((name) => {
    const file = path.join(folder, name)
    return [name, fs.statSync(file).isFile() ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : 'folder']
  }))
}

async function expectRefusal(file: string, says: RegExp): Promise<void> {
  const before = snapshot(path.dirname(file))
  await assert.rejects(openDatabase(file), (error: unknown) => {
    assert.ok(error instanceof StartError, String(error))
    assert.ok(error.message.includes(file), `names the file: ${error.message}`)
    assert.ok(!error.message.includes('\n'), 'is one line')
    assert.match(error.message, says)
    return true
  })
  assert.deepEqual(snapshot(path.dirname(file)), before, 'nothing was written')
}

async function makeDatabase(file: string, rows = 0): Promise<void> {
  const opened = await openDatabase(file)
  await opened.commits.run((db) => {
    for (let row = 0; row < rows; row += 1) db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('room', ?, 0, 0)`, `Room ${row} ${'x'.repeat(200)}`)
  })
  opened.close()
  fs.rmSync(`${file}.lock`, { force: true })
}

test('a new database is made with its folder, and keeps what it must at every open', async (t) => {
  const file = path.join(temporaryFolder(t), 'a', 'b', 'hotel.db')
  for (const isNew of [true, false]) {
    const opened = await openDatabase(file)
    assert.equal(opened.isNew, isNew)
    const pragma = (name: string) => opened.sqlite.pragma(name, { simple: true })
    assert.equal(pragma('journal_mode'), 'wal')
    // 2 is FULL: without it a power cut can lose what was answered.
    assert.equal(pragma('synchronous'), 2)
    assert.equal(pragma('fullfsync'), 1)
    assert.equal(pragma('foreign_keys'), 1)
    assert.equal(pragma('trusted_schema'), 0)
    assert.equal(pragma('user_version'), latestVersion())
    opened.close()
  }
})

test('the damaged header of a database is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  await makeDatabase(file)
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Buffer.from('no database'), 0, 11, 0)
  fs.closeSync(handle)
  await expectRefusal(file, /is damaged: .*backups/)
})

test('a text file is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  fs.writeFileSync(file, 'roomnumber,category\n')
  await expectRefusal(file, /is damaged/)
})

test('a truncated database is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  await makeDatabase(file, 500)
  fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2))
  await expectRefusal(file, /is damaged/)
})

test('damage in the middle of a database is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  await makeDatabase(file, 500)
  const { size } = fs.statSync(file)
  const handle = fs.openSync(file, 'r+')
  fs.writeSync(handle, Buffer.alloc(8192, 0xa5), 0, 8192, size - 3 * 4096)
  fs.closeSync(handle)
  await expectRefusal(file, /is damaged/)
})

test('another program\'s database is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const foreign = new Database(file)
  foreign.exec('CREATE TABLE cookies (id INTEGER)')
  foreign.close()
  await expectRefusal(file, /another program's database/)
})

test('a database of a newer version is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  await makeDatabase(file)
  const sqlite = new Database(file)
  sqlite.pragma(`user_version = ${latestVersion() + 1}`)
  sqlite.close()
  await expectRefusal(file, /newer version/)
})

test('a folder in place of the file is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  fs.mkdirSync(file)
  await expectRefusal(file, /is not a file/)
})

test('a file in place of the folder is refused', async (t) => {
  const folder = temporaryFolder(t)
  fs.writeFileSync(path.join(folder, 'data'), '')
  await assert.rejects(openDatabase(path.join(folder, 'data', 'hotel.db')), StartError)
})

test('a folder that may not be written is refused', { skip: process.getuid?.() === 0 && 'root may write anywhere' }, async (t) => {
  const folder = path.join(temporaryFolder(t), 'locked')
  fs.mkdirSync(folder)
  fs.chmodSync(folder, 0o500)
  try {
    await expectRefusal(path.join(folder, 'hotel.db'), /cannot be written/)
  } finally {
    // Or it could not be removed after the test.
    fs.chmodSync(folder, 0o700)
  }
})

test('a second open is refused until the first has closed', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const first = await openDatabase(file)
  await assert.rejects(openDatabase(file), (error) => error instanceof StartError && error.message.includes(file) && /already open in another Skranke/.test(error.message))
  first.close()
  const second = await openDatabase(file)
  second.close()
})

test('a second process is refused, and let in after the first was killed', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const program = `
    import { openDatabase } from ${JSON.stringify(path.resolve(import.meta.dirname, '../../db/open.ts'))}
    await openDatabase(process.argv[1])
    process.stdout.write('open')
    setInterval(() => {}, 60_000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  await assert.rejects(openDatabase(file), /already open in another Skranke/)
  child.kill('SIGKILL')
  await ended
  const opened = await openDatabase(file)
  assert.equal(opened.sqlite.pragma('integrity_check', { simple: true }), 'ok')
  opened.close()
})
