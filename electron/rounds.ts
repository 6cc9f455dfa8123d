import type { Logger } from 'pino'
import { operate, queryOf, type Services } from './api/services.ts'
import { isReminderDue, takeDueReminders, type Reminder } from './engine/reminders.ts'
import { expirePending } from './engine/slots.ts'

const EVERY_MS = 15_000

/** What time alone brings about: pending bookings that expire, reminders that come due. */
export interface Rounds {
  /** Goes round now, for a clock that jumped or a machine that slept. */
  go(): Promise<void>
  stop(): void
}

export function startRounds(services: Services, logger: Logger, remind: (reminders: readonly Reminder[]) => void): Rounds {
  async function go(): Promise<void> {
    try {
      // Looked at without a transaction first: most rounds find nothing, and then nothing is written.
      if (isAnythingDue(services)) {
        const reminders = await operate(services, null, (op) => {
          expirePending(op)
          return takeDueReminders(op)
        })
        remind(reminders)
      }
    } catch (error) {
      logger.error({ err: error }, 'The rounds failed; they go on')
    }
  }
  const timer = setInterval(() => void go(), EVERY_MS)
  timer.unref()
  return { go, stop: () => clearInterval(timer) }
}

function isAnythingDue(services: Services): boolean {
  const query = queryOf(services)
  return query.db.get(`SELECT 1 FROM bookings WHERE status = 'pending' AND expires_at IS NOT NULL AND expires_at <= ? LIMIT 1`, query.now) !== undefined || isReminderDue(query)
}
