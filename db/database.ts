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
  /**
   * What `write` made sure of and answered for this very object, in this transaction or an earlier
   * one: done again only after one that failed, which may have taken it back.
   */
  once<T>(subject: object, write: () => T): T
  /** Runs `work`, and takes back what it wrote where `isGood` says no to what it answered, or where it throws. */
  tentatively<T>(work: () => T, isGood: (made: T) => boolean): T
  readonly orm: BetterSQLite3Database
}

/** A connection that writes, with what the commit queue alone has to say to it. */
export interface Connection extends WritableDb {
  /** A transaction or a part of one was taken back. */
  rolledBack(): void
}

export function wrap(sqlite: Database.Database): Connection {
  const prepared = new Map<string, Database.Statement>()
  const raw = new Map<string, Database.Statement>()
  const built = new Map<string, unknown>()
  const remembered = createMemory(sqlite)
  let written = new WeakMap<object, unknown>()

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

  function rolledBack(): void {
    written = new WeakMap()
  }

  return {
    get: <Row>(sql: string, ...values: Values) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: Values) => statement(sql).all(...values) as Row[],
    rows: <Row extends readonly unknown[]>(sql: string, ...values: Values) => rawStatement(sql).all(...values) as Row[],
    run(sql, ...values) {
      const { changes, lastInsertRowid } = statement(sql).run(...values)
      return { changes, lastInsertRowid: Number(lastInsertRowid) }
    },
    once<T>(subject: object, write: () => T) {
      if (!written.has(subject)) written.set(subject, write())
      return written.get(subject) as T
    },
    tentatively<T>(work: () => T, isGood: (made: T) => boolean) {
      statement('SAVEPOINT tentative').run()
      let good = false
      try {
        const made = work()
        good = isGood(made)
        return made
      } finally {
        if (!good) rolledBack()
        // An error such as a full disk may have ended the whole transaction.
        if (!good && sqlite.inTransaction) statement('ROLLBACK TO tentative').run()
        if (sqlite.inTransaction) statement('RELEASE tentative').run()
      }
    },
    rolledBack,
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
