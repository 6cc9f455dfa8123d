import { useEffect } from 'react'
import { listChanges } from '../shared/contract/operations.ts'
import { call } from './client.ts'
import { refresh } from './query.ts'
import { useSession } from './state/session.ts'

const INTERVAL_MS = 700

/**
 * Follows what other desks change: asks the feed for news and, only when there are some, asks again
 * for what is on the screen. In the desktop window the shell says when to look.
 */
export function useLiveChanges(): void {
  const signedIn = useSession((session) => session.token !== null && session.user?.must_change_password === false && session.user.role !== 'customer')
  useEffect(() => {
    if (!signedIn) return
    let seen: number | undefined
    let stopped = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let asking = false

    async function look(): Promise<void> {
      clearTimeout(timer)
      if (asking || stopped) return
      asking = true
      try {
        if (document.visibilityState === 'visible') {
          const { seq } = await call(listChanges, { query: { after: seen } })
          if (seen !== undefined && seq !== seen) await refresh()
          seen = seq
        }
      } catch {
        // The banner says so; the next look tells when the desk is back.
      } finally {
        asking = false
        if (!stopped) timer = setTimeout(() => void look(), INTERVAL_MS)
      }
    }

    const lookNow = () => void look()
    const stopListening = window.skranke?.onChange(lookNow)
    document.addEventListener('visibilitychange', lookNow)
    lookNow()
    return () => {
      stopped = true
      clearTimeout(timer)
      stopListening?.()
      document.removeEventListener('visibilitychange', lookNow)
    }
  }, [signedIn])
}
