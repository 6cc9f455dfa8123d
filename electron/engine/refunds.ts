import type { Settings } from '../../shared/contract/settings.ts'
import type { EpochMs } from '../../shared/time.ts'

const HOUR = 3_600_000

/**
 * What is paid back when a booking is cancelled, in minor units (contract, section 7): all of what
 * was paid until some hours before the start, a part of it until the start, nothing after.
 */
export function refundOf(
  booking: { paid: number, startsAt: EpochMs }, now: EpochMs,
  policy: Pick<Settings, 'refundFullHours' | 'refundLatePercent'>,
): number {
  if (now >= booking.startsAt) return 0
  if (now <= booking.startsAt - policy.refundFullHours * HOUR) return booking.paid
  return Math.round(booking.paid * policy.refundLatePercent / 100)
}
