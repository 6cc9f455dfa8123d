import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { before, test, type TestContext } from 'node:test'
import Database from 'better-sqlite3'
import { latestVersion } from '../../db/migrate.ts'
import { openDatabase } from '../../db/open.ts'
import { temporaryFolder } from '../support/desk.ts'
import { createClient } from '../support/http.ts'
import { PASSWORD, startDesk, startInVain, type ProcessOptions } from '../support/process.ts'
import { expectSound, lookInto } from '../support/look.ts'

/* A desk that cannot start: one line that names the file or port and says what to do, status 1, nothing written. */

const NOBODY = 65534
const isRoot = process.getuid?.() === 0
let whole: Buffer

before(async () => {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'skranke-'))
  const file = path.join(folder, 'hotel.db')
  const opened = await openDatabase(file)
  await opened.commits.run((db) => {
    for (let row = 0; row < 500; row += 1) db.run(`INSERT INTO bookables (kind, name, created_at, updated_at) VALUES ('room', ?, 0, 0)`, `Room ${row} ${'x'.repeat(200)}`)
  })
  opened.close()
  whole = fs.readFileSync(file)
  fs.rmSync(folder, { recursive: true })
})

/** Every file below a folder by its hash, but the empty ones that only carry a lock. */
function snapshot(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(files.map((name) => {
    const file = path.join(folder, name)
    return [name, fs.statSync(file).isFile() ? createHash('sha256').update(fs.readFileSync(file)).digest('hex') : 'folder']
  }))
}

async function expectRefusal(t: TestContext, file: string, says: RegExp[], options: ProcessOptions = {}): Promise<void> {
  const folder = path.dirname(file)
  const found = fs.existsSync(folder) ? snapshot(folder) : null
  const { code, signal, stdout, stderr } = await startInVain(t, file, options)
  assert.deepEqual({ code, signal, stdout }, { code: 1, signal: null, stdout: '' }, stderr)
  assert.match(stderr, /^[^\n]+\n$/, 'one line')
  for (const one of says) assert.match(stderr, one)
  assert.deepEqual(fs.existsSync(folder) ? snapshot(folder) : null, found, 'nothing was written')
}

/** Names the database's file, and what to do. */
const names = (file: string) => new RegExp(`^${file.replaceAll('.', '\\.')} `)

function databaseOf(t: TestContext, change: (bytes: Buffer) => Buffer | void = () => {}): string {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const bytes = Buffer.from(whole)
  fs.writeFileSync(file, change(bytes) ?? bytes)
  return file
}

test('a damaged header is refused', async (t) => {
  const file = databaseOf(t, (bytes) => void bytes.write('no database at all', 0))
  await expectRefusal(t, file, [names(file), /damaged: put the newest file of the folder .*backups in its place/])
})

test('a damaged page in the middle is refused', async (t) => {
  const file = databaseOf(t, (bytes) => void bytes.fill(0xa5, bytes.length - 3 * 4096, bytes.length - 4096))
  await expectRefusal(t, file, [names(file), /damaged: put the newest file/])
})

test('a damaged schema is refused', async (t) => {
  const file = databaseOf(t, (bytes) => void bytes.fill(0xa5, 100, 4096))
  await expectRefusal(t, file, [names(file), /damaged: put the newest file/])
})

test('a database cut off is refused', async (t) => {
  const file = databaseOf(t, (bytes) => bytes.subarray(0, Math.floor(bytes.length / 2)))
  await expectRefusal(t, file, [names(file), /damaged: put the newest file/])
})

test('a database of less than a page is refused', async (t) => {
  const file = databaseOf(t, (bytes) => bytes.subarray(0, 60))
  await expectRefusal(t, file, [names(file), /damaged: put the newest file/])
})

test('a newer version\'s database is refused', async (t) => {
  const file = databaseOf(t, (bytes) => void bytes.writeUInt32BE(latestVersion() + 1, 60))
  await expectRefusal(t, file, [names(file), /newer version of Skranke: install that version/])
})

test('another program\'s database is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'cookies.db')
  const sqlite = new Database(file)
  sqlite.exec('CREATE TABLE cookies (id INTEGER)')
  sqlite.close()
  await expectRefusal(t, file, [names(file), /another program's database: set DB_PATH/])
})

test('another program\'s database is refused also while it is in use', async (t) => {
  const file = path.join(temporaryFolder(t), 'cookies.db')
  const sqlite = new Database(file)
  t.after(() => sqlite.close())
  sqlite.pragma('journal_mode = WAL')
  sqlite.exec('CREATE TABLE cookies (id INTEGER)')
  const { code, stderr } = await startInVain(t, file)
  assert.equal(code, 1)
  assert.match(stderr, names(file))
  assert.match(stderr, /another program's database: set DB_PATH/)
  assert.deepEqual(sqlite.prepare('SELECT name FROM sqlite_schema').pluck().all(), ['cookies'])
})

test('a text file is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  fs.writeFileSync(file, 'roomnumber,category\n')
  await expectRefusal(t, file, [names(file)])
})

test('a folder in place of the file is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  fs.mkdirSync(file)
  await expectRefusal(t, file, [names(file), /set DB_PATH/])
})

test('a folder that this user may not write is refused', async (t) => {
  const folder = temporaryFolder(t)
  const file = path.join(folder, 'hotel.db')
  fs.chmodSync(folder, 0o555)
  await expectRefusal(t, file, [names(file), /cannot be written .*give this user the right/], isRoot ? { uid: NOBODY } : {})
})

test('a database that this user may only read is refused', async (t) => {
  const file = databaseOf(t)
  fs.chmodSync(path.dirname(file), 0o777)
  fs.chmodSync(file, 0o444)
  await expectRefusal(t, file, [names(file), /cannot be written .*give this user the right/], isRoot ? { uid: NOBODY } : {})
})

test('a key that this user may not read is refused', async (t) => {
  const file = databaseOf(t)
  fs.chmodSync(path.dirname(file), 0o777)
  fs.chmodSync(file, 0o666)
  fs.writeFileSync(`${file}.key`, 'k'.repeat(43), { mode: 0o000 })
  const { code, stderr } = await startInVain(t, file, isRoot ? { uid: NOBODY } : {})
  assert.equal(code, 1)
  assert.match(stderr, /^[^\n]+\.key cannot be read: give this user the right to, or set KEY\.\n$/)
})

test('a port in use is refused before anything is written', async (t) => {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  const { port } = server.address() as net.AddressInfo
  const file = path.join(temporaryFolder(t), 'new', 'hotel.db')
  await expectRefusal(t, file, [new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is in use: stop the program that uses it, or set PORT`)], { env: { PORT: String(port) } })
})

test('an address of another machine is refused before anything is written', async (t) => {
  const file = path.join(temporaryFolder(t), 'new', 'hotel.db')
  await expectRefusal(t, file, [/HOST=192\.0\.2\.1 .*set HOST/], { env: { HOST: '192.0.2.1', PORT: '5000' } })
  await expectRefusal(t, file, [/HOST=192\.0\.2\.1 .*set HOST/], { env: { HOST: '192.0.2.1' } })
})

for (const [name, value] of [
  ['PORT', 'http'], ['LOG_LEVEL', 'loud'], ['SKRANKE_TIME_ZONE', 'Copenhagen'], ['SKRANKE_CURRENCY', 'krone'],
  ['BILLING_SERVICE_URL', 'billing-service:5002'], ['EVENT_SERVICE_URL', 'ftp://events'], ['PAYMENT_SERVICE_URL', 'http://payment:99999'],
  ['AMQP_URL', 'http://rabbitmq'], ['AMQP_URL', 'amqp://rabbitmq:port'], ['KAFKA_BROKERS', 'kafka'], ['KAFKA_BROKERS', 'kafka:0'],
  ['NATS_URL', 'nats:4222'], ['NATS_URL', 'nats://one:4222,two:4222'], ['SMTP_URL', 'mail.hotel.example'], ['SMTP_URL', 'smtp://'], ['MAIL_FROM', 'the desk'],
] as const) {
  test(`${name}=${value} is refused`, async (t) => {
    const file = path.join(temporaryFolder(t), 'new', 'hotel.db')
    await expectRefusal(t, file, [new RegExp(`^${name}=${value} `)], { env: { [name]: value } })
  })
}

test('a wrong address is refused without its password', async (t) => {
  const file = path.join(temporaryFolder(t), 'new', 'hotel.db')
  await expectRefusal(t, file, [/^SMTP_URL=smtp:\/\/…@mail:99999 is no address: write one like smtp:\/\/mail:587\.$/m], { env: { SMTP_URL: 'smtp://desk:open@sesame@mail:99999' } })
})

test('right addresses of everything are accepted', async (t) => {
  await startDesk(t, path.join(temporaryFolder(t), 'hotel.db'), { env: {
    BILLING_SERVICE_URL: 'http://127.0.0.1:9/', EVENT_SERVICE_URL: 'https://127.0.0.1:9/events', PAYMENT_SERVICE_URL: 'http://127.0.0.1:9', AMQP_URL: 'amqp://desk:secret@127.0.0.1:9/%2f',
    KAFKA_BROKERS: '127.0.0.1:9, localhost:9', NATS_URL: 'nats://127.0.0.1:9', SMTP_URL: 'smtps://desk%40hotel:secret@127.0.0.1:9?pool=true', MAIL_FROM: 'desk@hotel.example',
  } })
})

test('a database on a network file system is refused', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  // What statfs answers on NFS; mounting one needs a server.
  const asIfNfs = `import fs from 'node:fs'; const statfs = fs.statfsSync; fs.statfsSync = (...args) => ({ ...statfs(...args), type: 0x6969 })`
  await expectRefusal(t, file, [names(file), /lies on NFS.*set DB_PATH to a disk of this machine/], { nodeArgs: ['--import', `data:text/javascript,${encodeURIComponent(asIfNfs)}`] })
})

test('a database that another desk holds is refused, and the other goes on', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const first = await startDesk(t, file)
  await expectRefusal(t, file, [names(file), /already open in another Skranke: use that one, or stop it first/])
  const client = createClient(first.url)
  await client.signIn('admin', PASSWORD)
  client.close()
  assert.deepEqual(await first.end('SIGTERM'), { code: 0, signal: null })
})

test('a database that another program holds alone is refused', async (t) => {
  const file = databaseOf(t)
  // A process of its own: a look at the file from here would let go of the locks that this process has on it.
  const program = `
    import Database from 'better-sqlite3'
    const sqlite = new Database(process.argv[1])
    sqlite.pragma('locking_mode = EXCLUSIVE')
    sqlite.exec('BEGIN IMMEDIATE; COMMIT')
    process.stdout.write('held')
    process.stdin.resume()`
  const other = spawn(process.execPath, ['--input-type=module', '-e', program, file], { cwd: import.meta.dirname, stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = once(other, 'exit')
  t.after(async () => {
    other.kill('SIGKILL')
    await ended
  })
  await once(other.stdout, 'data')
  await expectRefusal(t, file, [names(file), /held by another program: close that program/])
})

test('the sample hotel is refused on a database that holds data, and changes nothing', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const desk = await startDesk(t, file)
  const client = createClient(desk.url)
  await client.signIn('admin', PASSWORD)
  const room = await client.post('/api/v1/admin/rooms', { name: 'Room 101', number: '101', roomType: 'Double', nightlyRate: 995, capacity: 2 })
  assert.equal(room.status, 201, room.text)
  client.close()
  await desk.end('SIGTERM')
  await expectRefusal(t, file, [names(file), /holds data already: --demo needs a new database/], { args: ['--demo'] })
})

test('the sample hotel is refused where somebody has begun to set up a house', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const desk = await startDesk(t, file)
  const client = createClient(desk.url)
  await client.signIn('admin', PASSWORD)
  const lund = await client.post('/users/', { username: 'lund', email_address: 'lund@hotel.example', password: 'long enough, this', confirm_password: 'long enough, this' })
  assert.equal(lund.status, 201, lund.text)
  client.close()
  await desk.end('SIGTERM')
  await expectRefusal(t, file, [names(file), /holds data already/], { args: ['--demo'] })
})

test('a desk that was killed while it made its database starts again', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const opened = new Database(file)
  opened.exec('BEGIN; CREATE TABLE half (id INTEGER)')
  // What a kill leaves of it: an empty file, and a journal that was never finished.
  opened.close()
  assert.equal(fs.statSync(file).size, 0)
  const desk = await startDesk(t, file)
  await desk.end('SIGTERM')
  lookInto(file, expectSound)
})

test('an unfinished key is not taken for one', async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  fs.writeFileSync(`${file}.key`, '')
  const { code, stderr } = await startInVain(t, file)
  assert.equal(code, 1)
  assert.match(stderr, /^[^\n]+\.key holds no whole key: remove it and a new one is made[^\n]+\n$/)
})
