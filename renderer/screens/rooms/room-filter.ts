import type { Housekeeping, Room } from '../../../shared/contract/rooms.ts'

export interface RoomFilter {
  text: string
  housekeeping: Housekeeping | 'all'
  inactive: boolean
}

export const NO_FILTER: RoomFilter = { text: '', housekeeping: 'all', inactive: false }

/** Rooms whose number begins with the text, or whose name, category or description holds it. */
export function filterRooms(rooms: readonly Room[], { text, housekeeping, inactive }: RoomFilter): Room[] {
  const wanted = text.trim().toLocaleLowerCase()
  return rooms.filter((room) => (inactive || room.isActive)
    && (housekeeping === 'all' || (room.number !== null && room.housekeeping === housekeeping))
    && (wanted === '' || fits(room, wanted)))
}

function fits(room: Room, wanted: string): boolean {
  if (room.number?.toLocaleLowerCase().startsWith(wanted)) return true
  return [room.name === room.number ? '' : room.name, room.roomType, room.description ?? ''].some((text) => text.toLocaleLowerCase().includes(wanted))
}

/** By category, in the alphabet's order. */
export function byCategory(rooms: readonly Room[]): { category: string, rooms: Room[] }[] {
  const groups = Map.groupBy(rooms, ({ roomType }) => roomType)
  return [...groups].map(([category, rooms]) => ({ category, rooms })).sort((a, b) => a.category.localeCompare(b.category))
}
