import type { Say } from '../../i18n.ts'

/** The desk's own rule; said here too so that it is said before sending. */
export const SHORTEST_PASSWORD = 10

/** Why a new password, typed twice, cannot be taken. */
export function passwordFaults(t: Say, password: string, again: string): { password?: string, again?: string } {
  if (password.length < SHORTEST_PASSWORD) return { password: t('users.form.short') }
  return password === again ? {} : { again: t('users.form.differs') }
}
