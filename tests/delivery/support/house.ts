import type { TestContext } from 'node:test'
import { openTestDesk, type TestDesk } from '../../support/desk.ts'
import { rooms } from '../../support/builders.ts'
import type { Settings } from '../../../shared/contract/settings.ts'

/** A desk with three rooms whose deliveries go where the settings say. */
export async function openHouse(t: TestContext, settings: Partial<Settings>): Promise<TestDesk> {
  const desk = await openTestDesk(t, { settings })
  await rooms(desk, '101', '102', '103')
  return desk
}

/** Waits until `condition` holds, looked at after each commit. */
export async function until(desk: TestDesk, condition: () => boolean, what = 'the condition'): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const limit = setTimeout(() => {
      stop()
      reject(new Error(`${what} did not come about: ${JSON.stringify(deliveries(desk).slice(0, 20))}`))
    }, 20_000)
    const look = () => {
      if (!condition()) return
      clearTimeout(limit)
      stop()
      resolve()
    }
    const stop = desk.desk.onChange(look)
    look()
  })
}

export interface DeliveryRow { id: number, destination: string, subject: string, state: string, attempts: number, next_try_at: number | null, last_error: string | null, type: string }

export function deliveries(desk: TestDesk, destination?: string): DeliveryRow[] {
  return desk.desk.services.database.db.all<DeliveryRow>(
    `SELECT d.id, d.destination, d.subject, d.state, d.attempts, d.next_try_at, d.last_error, m.type
     FROM deliveries d JOIN messages m ON m.id = d.message_id ORDER BY d.id`).filter((row) => destination === undefined || row.destination === destination)
}

/** Puts the clock on and lets the desk look at it. */
export function later(desk: TestDesk, milliseconds: number): void {
  desk.setNow(desk.now() + milliseconds)
  desk.desk.wake()
}

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
