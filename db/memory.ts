import type Database from 'better-sqlite3'

/** Answers kept at once: the weeks that somebody scrolls through. */
const MOST_REMEMBERED = 32

/**
 * Keeps what was worked out of a database until anything in it changes. One number tells of what other
 * connections and programs have committed, another of all that this one has written: nothing that
 * writes needs to know of this.
 */
export function createMemory(sqlite: Database.Database): <T>(key: string, make: () => T) => T {
  const byOthers = sqlite.prepare('PRAGMA data_version').pluck()
  const byUs = sqlite.prepare('SELECT total_changes()').pluck()
  const kept = new Map<string, unknown>()
  let stamp = ''

  return <T>(key: string, make: () => T): T => {
    // What a transaction sees may be rolled back.
    if (sqlite.inTransaction) return make()
    const now = `${String(byOthers.get())} ${String(byUs.get())}`
    if (now !== stamp) kept.clear()
    stamp = now
    if (!kept.has(key)) {
      const made = make()
      if (kept.size >= MOST_REMEMBERED) kept.delete(kept.keys().next().value!)
      kept.set(key, made)
    }
    return kept.get(key) as T
  }
}
