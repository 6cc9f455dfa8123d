import type { Desk } from '../../../electron/desk.ts'
import type { Settings } from '../../../shared/contract/settings.ts'

/** Signs the administrator in as any client does, sets what is given, and answers the token. */
export async function signIn(desk: Desk, settings: Partial<Settings>, password = 'a password for benches'): Promise<string> {
  const signedIn = await desk.app.inject({ method: 'POST', url: '/login/', payload: { username: 'admin', password } })
  if (signedIn.statusCode !== 200) throw new Error(signedIn.body)
  const { token } = signedIn.json<{ token: string }>()
  const set = await desk.app.inject({ method: 'PATCH', url: '/api/v1/settings', headers: { authorization: `Bearer ${token}` }, payload: settings })
  if (set.statusCode !== 200) throw new Error(set.body)
  return token
}
