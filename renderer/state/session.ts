import { create } from 'zustand'
import type { Static } from 'typebox'
import type { SignedIn } from '../../shared/contract/users.ts'

export type SessionUser = Static<typeof SignedIn>['user']

interface Session {
  /** False until the token that was kept has been looked for. */
  ready: boolean
  token: string | null
  user: SessionUser | null
  /** The screen is covered until the password is said again; what is on it stays. */
  locked: boolean
  /** The token died by itself: sign in over the screen. */
  expired: boolean
  load(): Promise<void>
  signIn(token: string, user: SessionUser): void
  setUser(user: SessionUser): void
  lock(): void
  expire(token: string): void
  signOut(): void
}

const KEY = 'skranke.token'

/** The browser keeps the token for its tab; the desktop window keeps it encrypted. */
function keep(token: string | null): void {
  if (window.skranke) void window.skranke.session.save(token)
  else if (token === null) sessionStorage.removeItem(KEY)
  else sessionStorage.setItem(KEY, token)
}

export const useSession = create<Session>((set, get) => ({
  ready: false, token: null, user: null, locked: false, expired: false,
  async load() {
    const token = window.skranke ? await window.skranke.session.load() : sessionStorage.getItem(KEY)
    set({ token, ready: true })
  },
  signIn(token, user) {
    keep(token)
    set({ token, user, locked: false, expired: false })
  },
  setUser(user) {
    set({ user })
  },
  lock() {
    if (get().token !== null) set({ locked: true })
  },
  expire(token) {
    if (get().token !== token) return
    keep(null)
    set({ token: null, expired: get().user !== null })
  },
  signOut() {
    keep(null)
    set({ token: null, user: null, locked: false, expired: false })
  },
}))
