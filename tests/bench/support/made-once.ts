import Database from 'better-sqlite3'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { readConfig } from '../../../electron/config.ts'
import { openDesk } from '../../../electron/desk.ts'
import { migrations } from '../../../db/migrate.ts'
import { milliseconds, say } from './measure.ts'

/* Databases that take a while to make: kept until their maker or the schema changes. */

export const TIME_ZONE = 'Europe/Copenhagen'

/** The file of that name, in the system's folder for temporary files; made by a desk and `fill` where it is not there. */
export async function madeOnce(name: string, maker: string, fill: (file: string) => void): Promise<string> {
  const hash = createHash('sha256').update(fs.readFileSync(maker)).update(fs.readFileSync(import.meta.filename)).update(migrations().map(({ sql }) => sql).join(''))
  const made = hash.digest('hex').slice(0, 12)
  const folder = path.join(os.tmpdir(), 'skranke-bench-hotels')
  const file = path.join(folder, `${name}-${made}.db`)
  if (fs.existsSync(file)) return file
  fs.mkdirSync(folder, { recursive: true })
  for (const old of fs.readdirSync(folder)) if (old.startsWith(`${name}-`) && !old.includes(made)) fs.rmSync(path.join(folder, old), { force: true })
  const unfinished = path.join(folder, `unfinished-${process.pid}-${made}.db`)
  // The desk's own timers keep no process alive, and here there is nothing else that would.
  const awake = setInterval(() => {}, 1000)
  const took = await milliseconds(async () => {
    const desk = await openDesk(readConfig({
      DB_PATH: unfinished, PORT: '0', SKRANKE_ADMIN_PASSWORD: 'a password for benches', SKRANKE_TIME_ZONE: TIME_ZONE, LOG_LEVEL: 'error',
    }, []))
    await desk.close()
    fill(unfinished)
  }).finally(() => clearInterval(awake))
  fs.rmSync(`${unfinished}.lock`, { force: true })
  fs.renameSync(`${unfinished}.key`, `${file}.key`)
  fs.renameSync(unfinished, file)
  say(`Made ${path.basename(file)} in ${(took / 1000).toFixed(1)} s (${Math.round(fs.statSync(file).size / 2 ** 20)} MiB) in ${folder}`)
  return file
}

/** Fills tables without triggers and indexes, which come back afterwards as the migrations made them: what is filled in must not overlap by construction. */
export function fillQuickly(file: string, add: (sqlite: Database.Database) => void): void {
  const sqlite = new Database(file)
  sqlite.pragma('journal_mode = OFF')
  sqlite.pragma('synchronous = OFF')
  sqlite.pragma('cache_size = -262144')
  const later = sqlite.prepare<[], { name: string, type: string, sql: string }>(
    `SELECT name, type, sql FROM sqlite_schema WHERE tbl_name IN ('bookings', 'audit') AND type IN ('index', 'trigger') AND sql IS NOT NULL`).all()
  for (const { name, type } of later) sqlite.exec(`DROP ${type} "${name}"`)
  sqlite.transaction(() => add(sqlite))()
  for (const { sql } of later) sqlite.exec(sql)
  if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) throw new Error(`${file} does not hold together`)
  sqlite.pragma('journal_mode = WAL')
  sqlite.close()
}
