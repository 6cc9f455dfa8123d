import type Database from 'better-sqlite3'
import { wrap, type Connection, type WritableDb } from './database.ts'

interface Job {
  work: (db: WritableDb) => unknown
  resolve: (value: never) => void
  reject: (error: unknown) => void
}

type Outcome = { ok: true, value: unknown } | { ok: false, error: unknown }

/**
 * Group commit. A commit costs one wait for the disk however much is in it, so work that arrives in
 * one turn of the event loop shares one, each in a savepoint of its own: one that fails takes no
 * other with it. `run` resolves after the disk has it.
 *
 * With one client, waiting a turn for company would only be a wait. So the queue starts out
 * committing at once, and begins to collect when it sees a second job in the same turn; it goes
 * back when a turn brought only one.
 */
export class CommitQueue {
  readonly #sqlite: Database.Database
  readonly #db: Connection
  readonly #begin: Database.Statement
  readonly #commit: Database.Statement
  readonly #rollback: Database.Statement
  readonly #savepoint: Database.Statement
  readonly #release: Database.Statement
  readonly #rollbackTo: Database.Statement
  readonly #listeners = new Set<() => void>()
  #waiting: Job[] = []
  #turnEnds = false
  #jobsThisTurn = 0
  #company = false

  constructor(sqlite: Database.Database, db: Connection = wrap(sqlite)) {
    this.#sqlite = sqlite
    this.#db = db
    this.#begin = sqlite.prepare('BEGIN IMMEDIATE')
    this.#commit = sqlite.prepare('COMMIT')
    this.#rollback = sqlite.prepare('ROLLBACK')
    this.#savepoint = sqlite.prepare('SAVEPOINT job')
    this.#release = sqlite.prepare('RELEASE job')
    this.#rollbackTo = sqlite.prepare('ROLLBACK TO job')
  }

  /** Runs `work` in a transaction and answers when it is on disk. `work` must be synchronous. */
  run<T>(work: (db: WritableDb) => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const job: Job = { work, resolve: resolve as Job['resolve'], reject }
      this.#jobsThisTurn += 1
      this.#watchTurn()
      if (this.#company || this.#jobsThisTurn > 1) {
        this.#company = true
        this.#waiting.push(job)
      } else {
        this.#commitTogether([job])
      }
    })
  }

  /** Calls `listener` after each commit. Answers the function that stops it. */
  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Commits what waits, at once. */
  flush(): void {
    const jobs = this.#waiting
    this.#waiting = []
    if (jobs.length > 0) this.#commitTogether(jobs)
  }

  #watchTurn(): void {
    if (this.#turnEnds) return
    this.#turnEnds = true
    setImmediate(() => {
      this.#turnEnds = false
      this.#company = this.#jobsThisTurn > 1
      this.#jobsThisTurn = 0
      this.flush()
    })
  }

  #commitTogether(jobs: Job[]): void {
    const outcomes: Outcome[] = []
    let settled = false
    try {
      this.#begin.run()
      for (const job of jobs) {
        outcomes.push(jobs.length === 1 ? this.#attempt(job) : this.#attemptInSavepoint(job))
        // A full disk or a failing one makes SQLite roll back the whole transaction.
        if (!this.#sqlite.inTransaction) break
      }
      if (this.#sqlite.inTransaction) {
        if (jobs.length === 1 && !outcomes[0]!.ok) this.#rollback.run()
        else this.#commit.run()
        settled = true
      }
    } catch (error) {
      if (this.#sqlite.inTransaction) this.#rollback.run()
      this.#db.rolledBack()
      if (jobs.length === 1) {
        jobs[0]!.reject(error)
        return
      }
    }
    // Outside the try: nothing that goes wrong in the telling may look like a failed commit and run the jobs again.
    if (settled) this.#settle(jobs, outcomes)
    else this.#commitApart(jobs, outcomes)
  }

  /** Nothing of a shared transaction survived: each job gets one of its own, so only the guilty fail. */
  #commitApart(jobs: Job[], outcomes: Outcome[]): void {
    if (jobs.length === 1) this.#settle(jobs, outcomes)
    else for (const job of jobs) this.#commitTogether([job])
  }

  #attempt(job: Job): Outcome {
    try {
      const value = job.work(this.#db)
      if (isPromise(value)) throw new TypeError('A transaction must be synchronous: its function returned a promise')
      return { ok: true, value }
    } catch (error) {
      this.#db.rolledBack()
      return { ok: false, error }
    }
  }

  #attemptInSavepoint(job: Job): Outcome {
    this.#savepoint.run()
    const outcome = this.#attempt(job)
    if (!this.#sqlite.inTransaction) return outcome
    if (!outcome.ok) this.#rollbackTo.run()
    this.#release.run()
    return outcome
  }

  #settle(jobs: Job[], outcomes: Outcome[]): void {
    jobs.forEach((job, at) => {
      const outcome = outcomes[at]!
      if (outcome.ok) job.resolve(outcome.value as never)
      else job.reject(outcome.error)
    })
    if (outcomes.some((outcome) => outcome.ok)) for (const listener of this.#listeners) tell(listener)
  }
}

/** The commit stands whatever a listener does, and the others are told as well. */
function tell(listener: () => void): void {
  try {
    listener()
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error))
  }
}

function isPromise(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value
}
