import type Database from 'better-sqlite3'
import fs from 'node:fs'
import path from 'node:path'
import { makeBackup } from './backup.ts'
import { StartError } from './start-error.ts'

/** "SKRN": tells a Skranke database from anybody else's. */
export const APPLICATION_ID = 0x534b524e

interface Migration { version: number, name: string, sql: string }

let known: Migration[] | undefined

/** The migrations, lowest version first: `0001-foundation.sql` leads to version 1. */
export function migrations(): Migration[] {
  if (!known) {
    const folder = path.join(import.meta.dirname, 'migrations')
    known = fs.readdirSync(folder).filter((name) => name.endsWith('.sql')).sort().map((name) => ({
      version: Number(name.slice(0, 4)), name, sql: fs.readFileSync(path.join(folder, name), 'utf8'),
    }))
  }
  return known
}

export function latestVersion(): number {
  return migrations().at(-1)!.version
}

/**
 * Brings a database to the newest version, each migration in a transaction of its own with a
 * verified backup before it. Foreign keys are off meanwhile and checked after (a rebuilt table would
 * otherwise lose its children).
 */
export async function migrate(
  sqlite: Database.Database,
  options: { file: string, backupFolder: string, now: () => number, upTo?: number },
): Promise<void> {
  const current = sqlite.pragma('user_version', { simple: true }) as number
  const due = migrations().filter(({ version }) => version > current && version <= (options.upTo ?? Infinity))
  for (const migration of due) {
    // A database that is being made holds nothing that could be lost.
    if (current > 0) await makeBackup(sqlite, options.backupFolder, { label: `before-${migration.version}`, now: options.now() })
    apply(sqlite, migration)
  }
}

function apply(sqlite: Database.Database, { version, name, sql }: Migration): void {
  sqlite.pragma('foreign_keys = OFF')
  try {
    sqlite.transaction(() => {
      sqlite.exec(sql)
      const orphans = sqlite.pragma('foreign_key_check') as unknown[]
      if (orphans.length > 0) throw new StartError(`The migration ${name} would leave ${orphans.length} rows without what they refer to; nothing was changed. Please report this.`)
      sqlite.pragma(`application_id = ${APPLICATION_ID}`)
      sqlite.pragma(`user_version = ${version}`)
    }).immediate()
  } finally {
    sqlite.pragma('foreign_keys = ON')
  }
}
