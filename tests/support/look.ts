import assert from 'node:assert/strict'
import Database from 'better-sqlite3'

/* The database as another program sees it, while the desk has it open or after. */

/** Reads with a connection of its own that cannot write. */
export function lookInto<T>(file: string, look: (sqlite: Database.Database) => T): T {
  const sqlite = new Database(file, { readonly: true })
  try {
    return look(sqlite)
  } finally {
    sqlite.close()
  }
}

/** What must hold of a database whatever happened to the process that wrote it. */
export function expectSound(sqlite: Database.Database): void {
  assert.equal(sqlite.pragma('integrity_check', { simple: true }), 'ok')
  assert.deepEqual(sqlite.pragma('foreign_key_check'), [])
  const overlaps = sqlite.prepare(`
    SELECT * FROM (
      SELECT id, bookable_id, starts_at, lag(ends_at) OVER (PARTITION BY bookable_id ORDER BY starts_at) AS before
      FROM bookings WHERE holds
    ) WHERE before > starts_at`).all()
  assert.deepEqual(overlaps, [], 'no two bookings hold one room at once')
}
