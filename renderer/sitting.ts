import { changePassword, login, logout, me } from '../shared/contract/users.ts'
import { ApiError, call } from './client.ts'
import { queryClient } from './query.ts'
import { usePreferences } from './state/preferences.ts'
import { keptToken, useSession } from './state/session.ts'
import { useUi } from './state/ui.ts'

/* Sitting down at the desk and getting up again: what signing in, locking and signing out do beyond the store. */

/** Takes up the session of the last visit, if it still holds. */
export async function resume(): Promise<void> {
  const session = useSession.getState()
  const token = await keptToken()
  if (token === null) return session.leave()
  useSession.setState({ token })
  try {
    session.enter(token, await call(me, {}))
  } catch (error) {
    // The desk may only be starting: the token is kept for the next try.
    if (!(error instanceof ApiError)) throw error
    session.leave()
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  const before = useSession.getState()
  const { token, user } = await call(login, { body: { username, password } })
  // Another person: nothing of the one before is shown or kept.
  if (before.user !== null && before.user.id !== user.id) forget()
  usePreferences.getState().setLastUsername(user.username)
  useSession.getState().enter(token, user)
  void queryClient.invalidateQueries()
}

/** The token dies at once, also on the desk's machine; what is on the screen stays, covered. */
export function lockDesk(): void {
  if (useSession.getState().status !== 'in') return
  endToken()
  useSession.getState().lock('locked')
}

export function signOut(): void {
  endToken()
  useSession.getState().leave()
  forget()
  window.location.hash = '#/'
}

export async function changeOwnPassword(currentPassword: string | undefined, newPassword: string): Promise<void> {
  await call(changePassword, { body: { currentPassword, newPassword } })
  const { token, user, enter } = useSession.getState()
  if (token !== null && user !== null) enter(token, { ...user, must_change_password: false })
}

function endToken(): void {
  // Sent with the token before the store forgets it. Out of reach, the token is forgotten here and expires there.
  if (useSession.getState().token !== null) call(logout, {}).catch(() => undefined)
}

function forget(): void {
  queryClient.clear()
  useUi.getState().closeAll()
}
