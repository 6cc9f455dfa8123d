import type { ReadableDb, WritableDb } from '../../db/database.ts'
import type { Role } from '../../shared/contract/route.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { EpochMs } from '../../shared/time.ts'

/** Who acts. `id` is null for the desk itself and for old clients without a token. */
export interface Actor {
  id: number | null
  username: string
  role: Role
}

/** What a question to the engine may look at. */
export interface Query {
  readonly db: ReadableDb
  readonly now: EpochMs
  readonly settings: Settings
}

/** What a change may touch: it runs in one transaction, at one instant, for one actor. */
export interface Operation extends Query {
  readonly db: WritableDb
  readonly actor: Actor | null
}
