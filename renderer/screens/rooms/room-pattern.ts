import type { NewRoom } from '../../../shared/contract/rooms.ts'

/** The most rooms that the desk adds at once. */
export const MOST_ROOMS = 2000

/** Rooms by floor, as houses number them: "4 floors of 15" from 101 to 415. `''` is a field that was emptied. */
export interface RoomPattern {
  floors: number | ''
  perFloor: number | ''
  firstFloor: number | ''
  firstRoom: number | ''
  category: string
  /** In the property's currency; null for none. */
  nightlyRate: number | null
  /** Guests per room, 2 where left out. */
  capacity?: number | ''
}

export const FIRST_PATTERN: RoomPattern = { floors: 4, perFloor: 15, firstFloor: 1, firstRoom: 1, category: '', nightlyRate: null, capacity: 2 }

/** The numbers that a pattern makes, floor by floor; none while a field is empty or the pattern is larger than the desk takes. */
export function floorsOf({ floors, perFloor, firstFloor, firstRoom }: RoomPattern): { floor: number, numbers: string[] }[] {
  if (floors === '' || perFloor === '' || firstFloor === '' || firstRoom === '') return []
  const counts = [floors, perFloor, firstFloor, firstRoom]
  if (!counts.every(Number.isInteger) || floors < 1 || perFloor < 1 || firstFloor < 0 || firstRoom < 0) return []
  if (floors * perFloor > MOST_ROOMS) return []
  // All floors have as many digits as the longest, or 1-115 and 11-15 would both be 1115.
  const digits = Math.max(2, String(firstRoom + perFloor - 1).length)
  return Array.from({ length: floors }, (_, index) => {
    const floor = firstFloor + index
    const numbers = Array.from({ length: perFloor }, (_, room) => `${floor}${String(firstRoom + room).padStart(digits, '0')}`)
    return { floor, numbers }
  })
}

/** How many rooms a pattern asks for, also where that is too many; 0 while it is incomplete. */
export function countOf({ floors, perFloor }: RoomPattern): number {
  return Math.max(0, Number(floors)) * Math.max(0, Number(perFloor))
}

/** The rooms that a pattern makes; none while it is incomplete. */
export function roomsOf(pattern: RoomPattern): NewRoom[] {
  const roomType = pattern.category.trim()
  if (roomType === '') return []
  return floorsOf(pattern).flatMap(({ floor, numbers }) => numbers.map((number) => ({
    number, name: number, roomType, floor,
    capacity: pattern.capacity || 2,
    ...(pattern.nightlyRate === null ? {} : { nightlyRate: pattern.nightlyRate }),
  })))
}
