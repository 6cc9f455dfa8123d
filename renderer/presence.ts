import { useEffect } from 'react'
import { tellPresence, type Doing } from '../shared/contract/presence.ts'
import { call } from './client.ts'
import { useConnection } from './state/connection.ts'
import { useSession } from './state/session.ts'

/*
 * Tells the other desks which bookings this one is moving or editing. It is a courtesy: it waits for
 * nothing, never throws, and where nobody answers it is simply not told.
 */

/** The desk forgets after 10 seconds, so that one that died marks nothing for long. */
const AGAIN_MS = 4_000
const PATIENCE_MS = 8_000

interface AtWork { readonly bookingIds: readonly number[], readonly doing: Doing }

const IDLE: AtWork = { bookingIds: [], doing: 'editing' }

let current = IDLE
let isTelling = false
let timer: ReturnType<typeof setTimeout> | undefined

/** This desk is at these bookings from now on, until it is at others or at none. Answers how to end just this. */
export function tellDoing(bookingIds: readonly number[], doing: Doing): () => void {
  const mine = current = bookingIds.length === 0 ? IDLE : { bookingIds, doing }
  void tellOthers()
  return () => {
    if (current === mine) stopDoing()
  }
}

/** This desk is at nothing any more. */
export function stopDoing(): void {
  if (current === IDLE) return
  current = IDLE
  void tellOthers()
}

/** One at a time, for two on the way could overtake each other: what changed meanwhile is told next. */
async function tellOthers(): Promise<void> {
  if (isTelling) return
  isTelling = true
  clearTimeout(timer)
  let told: AtWork
  do {
    told = current
    await tell(told)
  } while (told !== current)
  isTelling = false
  if (current !== IDLE) timer = setTimeout(() => void tellOthers(), AGAIN_MS)
}

async function tell({ bookingIds, doing }: AtWork): Promise<void> {
  if (useSession.getState().status !== 'in' || !useConnection.getState().online) return
  try {
    await call(tellPresence, { body: { bookingIds: [...bookingIds], doing } }, PATIENCE_MS)
  } catch {
    // The client has told the banner or the lock already.
  }
}

/** While this is shown, and `bookingIds` are any, others see who is at them. */
export function useDoing(bookingIds: readonly number[], doing: Doing): void {
  const ids = bookingIds.join()
  useEffect(() => {
    if (ids !== '') return tellDoing(ids.split(',').map(Number), doing)
  }, [ids, doing])
}
