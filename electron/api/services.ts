import type { ReadableDb } from '../../db/database.ts'
import type { OpenDatabase } from '../../db/open.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { Actor, Operation, Query } from '../engine/operation.ts'
import type { Presence } from './presence.ts'

/** What the routes stand on; the desk composes it. */
export interface Services {
  readonly database: OpenDatabase
  readonly now: () => number
  /** The settings as they stand. */
  readonly settings: () => Settings
  /** Reads the settings again after a commit that changed them. */
  readonly reloadSettings: () => void
  readonly key: string
  readonly backupFolder: string
  readonly version: string
  /** Asks the payment service where a guest can pay; null where it does not say. */
  readonly requestCheckout: (url: string, booking: { id: number, price: number, currency: string, room: { name: string } | null }) => Promise<string | null>
  /** Who is at which bookings. */
  readonly presence: Presence
  /** Tells the worker to try now what waits. */
  readonly wakeDeliveries: () => void
}

export function queryOf(services: Services, db: ReadableDb = services.database.db): Query {
  return { db, now: services.now(), settings: services.settings() }
}

/** Runs a change in a transaction that shares its commit with others; answers when it is on disk. */
export function operate<T>(services: Services, actor: Actor | null, work: (op: Operation) => T): Promise<T> {
  return services.database.commits.run((db) => work({ db, now: services.now(), settings: services.settings(), actor }))
}
