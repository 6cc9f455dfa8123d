import { listChanges, type Change } from '../shared/contract/operations.ts'
import { call } from './client.ts'
import { useConnection } from './state/connection.ts'
import { usePresenceStore } from './state/presence.ts'
import { useSession } from './state/session.ts'

/*
 * What changed at this desk or another, asked for in numbers: one tiny question every 700 ms while
 * somebody is signed in and can see the answer. In the desktop window the shell says when to ask.
 */
const EVERY_MS = 700
const EVERY_WITH_BRIDGE_MS = 5_000
const OFFLINE_EVERY_MS = 1_500
const PATIENCE_MS = 8_000
/** The feed answers at most this many at once. */
const MOST_CHANGES = 500

type Listener = (changes: readonly Change[] | 'all') => void
const listeners = new Set<Listener>()

/** Calls back with what changed, or `all` where that is not known (after a lost connection). Answers how to stop. */
export function onChanges(listener: Listener): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

function tellListeners(changes: readonly Change[] | 'all'): void {
  for (const listener of listeners) listener(changes)
}

let running = false
let asking = false
let askAgain = false
let timer: ReturnType<typeof setTimeout> | undefined
let seen: number | undefined

/** Asks at once: after one's own change, and when the window comes to the front. */
export function pollNow(): void {
  if (!running) return
  if (asking) {
    askAgain = true
    return
  }
  clearTimeout(timer)
  void poll()
}

async function poll(): Promise<void> {
  asking = true
  const wasOnline = useConnection.getState().online
  try {
    const { seq, changes, presence } = await call(listChanges, { query: { after: seen } }, PATIENCE_MS)
    // A smaller number is another database: a backup was put back.
    if (!wasOnline || (seen !== undefined && seq < seen)) tellListeners('all')
    else if (changes.length > 0) tellListeners(changes)
    if (changes.length >= MOST_CHANGES) askAgain = true
    seen = seq
    if (running) usePresenceStore.getState().hear(presence)
  } catch {
    // The client has told the banner or the lock already. Who is at what is not known then.
    usePresenceStore.getState().hear([])
  }
  asking = false
  if (!running) return
  timer = setTimeout(() => {
    if (document.visibilityState === 'visible') void poll()
  }, askAgain ? 0 : pause())
  askAgain = false
}

function pause(): number {
  if (!useConnection.getState().online) return OFFLINE_EVERY_MS
  return window.skranke ? EVERY_WITH_BRIDGE_MS : EVERY_MS
}

/** Customers have no desk, and before the first password is chosen nothing may be asked. */
function mayAsk(): boolean {
  const { status, user } = useSession.getState()
  return status === 'in' && user !== null && user.role !== 'customer' && !user.must_change_password
}

/** Follows as long as somebody is signed in. Answers how to stop. */
export function startLive(): () => void {
  const follow = () => {
    if (mayAsk() && !running) {
      running = true
      // What is on the screen was read before the lock.
      if (seen !== undefined) tellListeners('all')
      pollNow()
    } else if (!mayAsk()) {
      running = false
      clearTimeout(timer)
      usePresenceStore.getState().hear([])
    }
  }
  const whenVisible = () => {
    if (document.visibilityState === 'visible') pollNow()
  }
  follow()
  const stops = [useSession.subscribe(follow), window.skranke?.onChange(pollNow)]
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    running = false
    clearTimeout(timer)
    document.removeEventListener('visibilitychange', whenVisible)
    for (const stop of stops) stop?.()
  }
}
