import type { OpenDatabase } from '../../db/open.ts'
import type { AtBooking, Doing } from '../../shared/contract/presence.ts'
import type { Settings } from '../../shared/contract/settings.ts'
import type { EpochMs } from '../../shared/time.ts'
import { sessionOf, type Session } from '../engine/users.ts'

/** A desk that went silent is forgotten after this long. */
const LASTS_MS = 10_000

/** Who is at which bookings now. Of use for seconds only, so it is kept in memory and never on the disk. */
export interface Presence {
  /** A session says what it is at; of no bookings, that it is at none. @returns until when that holds */
  tell(session: Session, bookingIds: readonly number[], doing: Doing): EpochMs
  /** What the sessions besides this one are at: two browsers of one user are two desks. */
  besides(session: Session | null): AtBooking[]
  /** Calls `listener` when somebody begins or ends. Answers the function that stops it. */
  onChange(listener: () => void): () => void
  close(): void
}

interface AtWork { by: string, bookingIds: readonly number[], doing: Doing, until: EpochMs }

interface House { database: OpenDatabase, now: () => EpochMs, settings: () => Settings }

export function createPresence({ database, now, settings }: House): Presence {
  const atWork = new Map<string, AtWork>()
  const listeners = new Set<() => void>()
  let timer: NodeJS.Timeout | undefined

  /** A clock that was set back keeps nobody longer. */
  const isOver = ({ until }: AtWork) => until <= now() || until > now() + LASTS_MS
  const hasEnded = (jti: string) => sessionOf({ db: database.db, now: now(), settings: settings() }, jti) === undefined

  function forget(isGone: (jti: string, one: AtWork) => boolean): void {
    let isChanged = false
    for (const [jti, one] of atWork) if (isGone(jti, one)) isChanged = atWork.delete(jti)
    if (isChanged) tellListeners()
  }

  function tellListeners(): void {
    for (const listener of listeners) listener()
  }

  /** Looks again when the first may be over, as long as there is one. */
  function watch(): void {
    if (timer !== undefined || atWork.size === 0) return
    const first = Math.min(...[...atWork.values()].map(({ until }) => until))
    timer = setTimeout(() => {
      timer = undefined
      forget((_, one) => isOver(one))
      watch()
    }, Math.min(Math.max(first - now(), 100), LASTS_MS)).unref()
  }

  // Signing out, a new password and barring end a session with a commit; with nobody at anything that costs nothing.
  const stopListening = database.commits.onCommit(() => forget(hasEnded))

  return {
    tell(session, ids, doing) {
      const bookingIds = [...new Set(ids)]
      const before = atWork.get(session.jti)
      const until = bookingIds.length === 0 ? now() : now() + LASTS_MS
      if (bookingIds.length === 0) atWork.delete(session.jti)
      else atWork.set(session.jti, { by: session.username, bookingIds, doing, until })
      if (!isSame(before && !isOver(before) ? before : undefined, atWork.get(session.jti))) tellListeners()
      watch()
      return until
    },
    besides(session) {
      const found: AtBooking[] = []
      for (const [jti, one] of atWork) {
        if (jti === session?.jti || isOver(one)) continue
        for (const bookingId of one.bookingIds) found.push({ bookingId, by: one.by, doing: one.doing })
      }
      return found
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close() {
      stopListening()
      clearTimeout(timer)
    },
  }
}

function isSame(one: AtWork | undefined, other: AtWork | undefined): boolean {
  return one?.by === other?.by && one?.doing === other?.doing && one?.bookingIds.join() === other?.bookingIds.join()
}
