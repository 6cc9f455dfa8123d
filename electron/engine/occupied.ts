import { refuse } from './errors.ts'
import type { Operation } from './operation.ts'

/** Refuses where another guest is still in the room, whatever the dates say. */
export function expectEmpty(op: Operation, roomId: number, except: number): void {
  const inRoom = op.db.get<{ guest_name: string | null, number: string }>(
    `SELECT b.guest_name, r.number FROM bookings b INDEXED BY bookings_in_house JOIN rooms r ON r.bookable_id = b.bookable_id
     WHERE b.kind = 'stay' AND b.status = 'checked_in' AND b.bookable_id = ? AND b.id <> ? LIMIT 1`, roomId, except)
  if (inRoom) refuse('room_occupied', { room: inRoom.number, guest: inRoom.guest_name ?? '–' })
}
