import type { Logger } from 'pino'
import { operate, type Services } from './api/services.ts'
import { takeDueReminders, type Reminder } from './engine/reminders.ts'
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

function isAnythingDue({ database, now, settings }: Services): boolean {
  const ahead = Math.max(0, ...settings().reminderHours) * 3_600_000
  return database.db.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM bookings WHERE status = 'pending' AND expires_at IS NOT NULL AND expires_at <= :now)
       OR EXISTS (SELECT 1 FROM bookings WHERE kind IN ('slot', 'appointment') AND status IN ('pending', 'confirmed') AND starts_at > :now AND starts_at <= :soon)`,
    { now: now(), soon: now() + ahead }) !== undefined
}
