import { create } from 'zustand'
import type { Static } from 'typebox'
import type { SignedIn } from '../../shared/contract/users.ts'

export type SessionUser = Static<typeof SignedIn>['user']

/**
 * `in`: signed in. `locked`: somebody was, and what they typed is kept behind the lock, whether they
 * locked the desk themselves or their session ended. `out`: nobody is.
 */
export type SessionStatus = 'starting' | 'out' | 'in' | 'locked'

interface Session {
  status: SessionStatus
  token: string | null
  user: SessionUser | null
  /** Why the lock is on. */
  reason: 'locked' | 'expired' | null
  /** Counts who sat down, so that one user's half-filled forms are never shown to the next. */
  sitting: number
  enter(token: string, user: SessionUser): void
  lock(reason: 'locked' | 'expired'): void
  leave(): void
}

const TOKEN = 'skranke.token'

function keepToken(token: string | null): void {
  if (window.skranke) void window.skranke.session.save(token)
  else if (token === null) sessionStorage.removeItem(TOKEN)
  else sessionStorage.setItem(TOKEN, token)
}

/** The token of the last visit, from safe storage in the desktop window or from this browser tab. */
export async function keptToken(): Promise<string | null> {
  return window.skranke ? window.skranke.session.load() : sessionStorage.getItem(TOKEN)
}

export const useSession = create<Session>()((set, get) => ({
  status: 'starting',
  token: null,
  user: null,
  reason: null,
  sitting: 0,
  enter(token, user) {
    keepToken(token)
    const isSame = get().user?.id === user.id
    set({ status: 'in', token, user, reason: null, sitting: isSame ? get().sitting : get().sitting + 1 })
  },
  lock(reason) {
    if (get().status !== 'in') return
    keepToken(null)
    set({ status: 'locked', token: null, reason })
  },
  leave() {
    keepToken(null)
    set({ status: 'out', token: null, user: null, reason: null })
  },
}))

/** Whether the signed-in user may run the property; screens hide what would only be refused. */
export function useIsAdmin(): boolean {
  return useSession(({ user }) => user?.role === 'admin')
}
