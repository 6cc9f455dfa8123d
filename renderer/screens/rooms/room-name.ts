import type { Room } from '../../../shared/contract/rooms.ts'

/** How people call a room: by its number where it has one. */
export function nameOf(room: Pick<Room, 'number' | 'name'>): string {
  return room.number ?? room.name
}
