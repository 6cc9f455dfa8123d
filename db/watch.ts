import type Database from 'better-sqlite3'

/**
 * Calls `listener` for every row of a table that is changed or deleted over this connection, whoever
 * does it and before the commit: for what is kept in memory beside the table. The triggers are
 * TEMP: they go with the connection and leave nothing in the file.
 */
export function watchChanges(sqlite: Database.Database, table: string, listener: () => void): void {
  const name = `changed_${table}`
  sqlite.function(name, () => {
    listener()
    return null
  })
  for (const event of ['UPDATE', 'DELETE']) {
    sqlite.exec(`CREATE TEMP TRIGGER ${name}_${event} AFTER ${event} ON main.${table} BEGIN SELECT ${name}(); END`)
  }
}
