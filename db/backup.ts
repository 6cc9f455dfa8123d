import Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'

export interface BackupFile { name: string, bytes: number, createdAt: number, verified: boolean }

const NAME = /^skranke-(\d{8}T\d{6}\d*)(?:-[a-z0-9-]+)?\.db$/

/**
 * Copies the database while it is in use, page by page, checks the copy in a thread of its own, and
 * only then gives it its name: a file in the folder is a backup that was read back whole.
 */
export async function makeBackup(sqlite: Database.Database, folder: string, options: { label?: string, now: number }): Promise<BackupFile> {
  fs.mkdirSync(folder, { recursive: true })
  const stamp = new Date(options.now).toISOString().replace(/[-:.Z]/g, '')
  const name = `skranke-${stamp}${options.label ? `-${options.label}` : ''}.db`
  // A name of its own: two backups of one instant must not write into one file.
  const unfinished = path.join(folder, `${name}.${crypto.randomUUID()}.part`)
  try {
    // 1,000 pages a turn keep the desk answering in between.
    await sqlite.backup(unfinished, { progress: () => 1000 })
    await verify(unfinished)
    syncFile(unfinished)
    fs.renameSync(unfinished, path.join(folder, name))
  } catch (error) {
    for (const suffix of ['', '-journal', '-wal', '-shm']) fs.rmSync(unfinished + suffix, { force: true })
    throw error
  }
  return { name, bytes: fs.statSync(path.join(folder, name)).size, createdAt: options.now, verified: true }
}

/** Newest first. */
export function listBackups(folder: string): BackupFile[] {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder).filter((name) => NAME.test(name)).sort().reverse().map((name) => {
    const stamp = NAME.exec(name)![1]!
    const iso = `${stamp.slice(0, 4)}-${stamp.slice(4, 6)}-${stamp.slice(6, 11)}:${stamp.slice(11, 13)}:${stamp.slice(13, 15)}.${stamp.slice(15, 18) || '000'}Z`
    return { name, bytes: fs.statSync(path.join(folder, name)).size, createdAt: Date.parse(iso), verified: true }
  })
}

/** Deletes all but the newest `keep` backups, never the last one made before a migration. */
export function rotateBackups(folder: string, keep: number): void {
  const backups = listBackups(folder)
  const lastBeforeMigration = backups.find(({ name }) => name.includes('-before-'))
  for (const { name } of backups.slice(keep)) {
    if (name !== lastBeforeMigration?.name) fs.rmSync(path.join(folder, name), { force: true })
  }
}

function verify(file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // The thread's program is text, so that it runs the same from sources, a bundle and an archive.
    const worker = new Worker(VERIFIER, { eval: true, workerData: { file, module: requireablePath() } })
    worker.once('message', (verdict: string) => {
      if (verdict === 'ok') resolve()
      else reject(new Error(`The backup ${file} does not read back: ${verdict}`))
    })
    worker.once('error', reject)
    // A thread that ends without a word has not read it.
    worker.once('exit', () => reject(new Error(`The backup ${file} was not read back`)))
  })
}

const VERIFIER = `
const { parentPort, workerData } = require('node:worker_threads')
const Database = require(workerData.module)
let db
let verdict
try {
  db = new Database(workerData.file)
  // A copy of a database in WAL mode would be read through files beside it; a backup is one file.
  db.pragma('journal_mode = DELETE')
  verdict = db.pragma('integrity_check(1)', { simple: true })
} catch (error) {
  verdict = error.message
}
if (db) db.close()
parentPort.postMessage(verdict)
`

function requireablePath(): string {
  return process.getBuiltinModule('node:module').createRequire(import.meta.url).resolve('better-sqlite3')
}

function syncFile(file: string): void {
  const handle = fs.openSync(file, 'r+')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
