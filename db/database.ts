import Database from 'better-sqlite3'
import { drizzle, type BetterSQLite3Database } from 'drizzle-orm/better-sqlite3'
import { createMemory } from './memory.ts'

export type Value = string | number | bigint | null
/** Values in order for `?`, or one object for `:name`. */
export type Values = Value[] | [Record<string, Value>]

/**
 * A database that can be read. Statements are prepared once and kept by their text, so give them
 * as literals and pass values as parameters.
 */
export interface ReadableDb {
  get<Row>(sql: string, ...values: Values): Row | undefined
  all<Row>(sql: string, ...values: Values): Row[]
  /** Rows as arrays in column order: half the cost where there are thousands. */
  rows<Row extends readonly unknown[]>(sql: string, ...values: Values): Row[]
  /** Drizzle's query builder, for queries whose conditions vary. */
  readonly orm: Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$count'>
  /**
   * What `make` works out of this database, made again when anything in it has changed since, whoever
   * changed it: for answers that many ask for. Nobody may change what they are given.
   */
  remembered<T>(key: string, make: () => T): T
  /** A query of that builder that is asked often: built and prepared once, and kept by its name. */
  prepared<Prepared>(name: string, build: () => Prepared): Prepared
}

/** A database inside a transaction. Only the commit queue hands these out. */
export interface WritableDb extends ReadableDb {
  run(sql: string, ...values: Values): { changes: number, lastInsertRowid: number }
  readonly orm: BetterSQLite3Database
}

export function wrap(sqlite: Database.Database): WritableDb {
  const prepared = new Map<string, Database.Statement>()
  const raw = new Map<string, Database.Statement>()
  const built = new Map<string, unknown>()
  const remembered = createMemory(sqlite)

  function statement(sql: string): Database.Statement {
    let found = prepared.get(sql)
    if (!found) prepared.set(sql, found = sqlite.prepare(sql))
    return found
  }

  function rawStatement(sql: string): Database.Statement {
    let found = raw.get(sql)
    if (!found) raw.set(sql, found = sqlite.prepare(sql).raw())
    return found
  }

  return {
    get: <Row>(sql: string, ...values: Values) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Values) => statement(sql).all(...values) as Row[],
    rows: <Row extends readonly unknown[]>(sql: string, ...values: Values) => rawStatement(sql).all(...values) as Row[],
    run(sql, ...values) {
      const { changes, lastInsertRowid } = statement(sql).run(...values)
      return { changes, lastInsertRowid: Number(lastInsertRowid) }
    },
    orm: drizzle(sqlite),
    remembered,
    prepared<Prepared>(name: string, build: () => Prepared) {
      if (!built.has(name)) built.set(name, build())
      return built.get(name) as Prepared
    },
  }
}

/** SQLite's code for an error (`SQLITE_FULL`), undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  return error instanceof Database.SqliteError ? error.code : undefined
}
