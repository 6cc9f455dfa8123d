import { notifications } from '@mantine/notifications'
import { ApiError, OfflineError } from './errors.ts'
import { words } from './i18n.ts'

/** A short word that something was done; it goes by itself. */
export function tell(message: string): void {
  notifications.show({ message, autoClose: 3500 })
}

/** Something went wrong: stays long enough to be read. */
export function tellError(error: unknown): void {
  // The banner says already that the desk is out of reach, and the lock that the session ended.
  if (error instanceof OfflineError || (error instanceof ApiError && error.status === 401)) return
  notifications.show({ color: 'red', title: words('common.failed'), message: sentenceOf(error), autoClose: 12_000 })
}

/** What to tell a person about an error, with what to do. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  return words(error instanceof OfflineError ? 'common.offline' : 'common.unexpected')
}
