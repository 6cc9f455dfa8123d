import Database from 'better-sqlite3'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { sqliteCode, wrap, type ReadableDb } from './database.ts'
import { CommitQueue } from './commit-queue.ts'
import { APPLICATION_ID, latestVersion, migrate } from './migrate.ts'
import { StartError } from './start-error.ts'

const SQLITE_MAGIC = 'SQLite format 3\0'
/** Files up to this size are checked whole at every open; it takes some 100 ms. */
const CHECKED_WHOLE = 64 * 2 ** 20
// statfs(2) f_type of file systems whose locks and shared memory SQLite cannot rely on.
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'], [0x517b, 'SMB'], [0xff534d42, 'CIFS'], [0xfe534d42, 'SMB2'], [0x5346414f, 'AFS'], [0x73757245, 'Coda'],
])

export interface OpenDatabase {
  readonly file: string
  readonly sqlite: Database.Database
  readonly db: ReadableDb
  readonly commits: CommitQueue
  /** True where the file was made by this open. */
  readonly isNew: boolean
  close(): void
}

/**
 * Opens the property's database, making or migrating it where needed.
 * @throws StartError with one clear line where that cannot be, and then has written nothing.
 */
export async function openDatabase(file: string, options: { backupFolder?: string, now?: () => number } = {}): Promise<OpenDatabase> {
  const memory = file === ':memory:'
  const wasThere = memory || hasBytes(file)
  if (!memory) {
    prepareFolder(file)
    refuseNetworkFileSystem(file)
    refuseForeignHeader(file)
  }
  const wasLocked = fs.existsSync(lockOf(file))
  const lock = memory ? undefined : lockFile(file)
  let sqlite: Database.Database | undefined
  try {
    sqlite = new Database(file)
    // Without a table it is one that was never finished; a table of somebody else's is refused with the rest.
    const isNew = sqlite.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
    if (!isNew && !memory) refuseDamage(sqlite, file)
    configure(sqlite)
    await migrate(sqlite, { file, backupFolder: options.backupFolder ?? path.join(path.dirname(file), 'backups'), now: options.now ?? Date.now })
    const opened = sqlite
    const db = wrap(opened)
    return {
      file, sqlite: opened, db, isNew,
      commits: new CommitQueue(opened, wrap(opened)),
      close() {
        opened.close()
        lock?.close()
      },
    }
  } catch (error) {
    sqlite?.close()
    if (!wasThere) for (const suffix of ['', '-wal', '-shm', '-journal']) fs.rmSync(file + suffix, { force: true })
    lock?.close()
    if (lock && !wasLocked) fs.rmSync(lockOf(file), { force: true })
    throw asStartError(error, file)
  }
}

/** What must hold of every connection that writes, set at every open: SQLite keeps none of it but WAL. */
export function configure(sqlite: Database.Database): void {
  sqlite.pragma('journal_mode = WAL')
  sqlite.pragma('synchronous = FULL')
  sqlite.pragma('fullfsync = ON')
  sqlite.pragma('foreign_keys = ON')
  sqlite.pragma('busy_timeout = 5000')
  // 16 MiB of its own; the system keeps the rest of the file in memory as well as SQLite would.
  sqlite.pragma('cache_size = -16384')
  sqlite.pragma('journal_size_limit = 67108864')
  // Up to 32 MiB of log before it is copied into the file: pages that many bookings touch are copied once.
  sqlite.pragma('wal_autocheckpoint = 8192')
  sqlite.pragma('trusted_schema = OFF')
}

function hasBytes(file: string): boolean {
  return fs.existsSync(file) && fs.statSync(file).size > 0
}

function prepareFolder(file: string): void {
  const folder = path.dirname(file)
  try {
    fs.mkdirSync(folder, { recursive: true })
    if (fs.existsSync(file) && !fs.statSync(file).isFile()) throw new StartError(`${file} is not a file: set DB_PATH to the database's file.`)
    fs.accessSync(fs.existsSync(file) ? file : folder, fs.constants.R_OK | fs.constants.W_OK)
    fs.accessSync(folder, fs.constants.W_OK)
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}): give this user the right to write the folder ${folder}, or set DB_PATH to another place.`)
  }
}

function refuseNetworkFileSystem(file: string): void {
  const network = os.platform() === 'win32'
    ? path.resolve(file).startsWith('\\\\') && 'a network share'
    : NETWORK_FILE_SYSTEMS.get(fs.statfsSync(path.dirname(file)).type >>> 0)
  if (network) throw new StartError(`${file} lies on ${network}, where a database cannot be kept safely: set DB_PATH to a disk of this machine. Other desks reach it over the LAN.`)
}

/** Reads the header as bytes, before SQLite opens the file and could write beside it. */
function refuseForeignHeader(file: string): void {
  if (!hasBytes(file)) return
  const header = Buffer.alloc(100)
  const handle = fs.openSync(file, 'r')
  try {
    fs.readSync(handle, header, 0, 100, 0)
  } finally {
    fs.closeSync(handle)
  }
  if (header.toString('latin1', 0, 16) !== SQLITE_MAGIC) throw damaged(file)
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)
  if (hasBytes(`${file}-wal`)) return // The log holds the newer header; SQLite reads both.
  if (fs.statSync(file).size < header.readUInt32BE(28) * pageSize) throw damaged(file)
  // One page is the schema's, and it may be empty: a first start that was killed or found no room.
  if (header.readUInt32BE(28) > 1) refuseVersion(file, header.readUInt32BE(60), header.readUInt32BE(68))
}

function refuseVersion(file: string, version: number, applicationId: number): void {
  if (applicationId !== APPLICATION_ID) throw new StartError(`${file} is another program's database: set DB_PATH to Skranke's own, or to a new file.`)
  if (version > latestVersion()) throw new StartError(`${file} was written by a newer version of Skranke: install that version, or set DB_PATH to another file.`)
}

function refuseDamage(sqlite: Database.Database, file: string): void {
  refuseVersion(file, sqlite.pragma('user_version', { simple: true }) as number, sqlite.pragma('application_id', { simple: true }) as number)
  // A large file is checked in its backups instead, so that a start takes no longer with the years.
  if (fs.statSync(file).size > CHECKED_WHOLE) return
  if (sqlite.pragma('quick_check(1)', { simple: true }) !== 'ok') throw damaged(file)
}

function damaged(file: string): StartError {
  return new StartError(`${file} is damaged: put the newest file of the folder ${path.join(path.dirname(file), 'backups')} in its place, or set DB_PATH to another file.`)
}

const lockOf = (file: string) => `${file}.lock`

/**
 * Holds a lock beside the database as long as this process lives. The operating system lets go of
 * it even after a kill, and a look at the database with another tool stays possible.
 */
function lockFile(file: string): Database.Database {
  let lock: Database.Database | undefined
  try {
    lock = new Database(lockOf(file), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw new StartError(`${file} is already open in another Skranke: use that one, or stop it first.`)
    throw asStartError(error, file)
  }
}

/** What SQLite refuses while a desk opens, as a line that names the file; any other error is left as it is. */
export function asStartError(error: unknown, file: string): Error {
  const code = sqliteCode(error)
  if (!code) return error as Error
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return damaged(file)
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) return new StartError(`${file} cannot be written, the disk is full or failing (${code}): make room on it and start again.`)
  if (code.startsWith('SQLITE_BUSY')) return new StartError(`${file} is held by another program: close that program and start again.`)
  return new StartError(`${file} cannot be opened (${code}): check that the folder exists and that this user may write there.`)
}
