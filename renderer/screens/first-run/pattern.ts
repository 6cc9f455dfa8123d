import type { NewRoom } from '../../../shared/contract/rooms.ts'
import { floorsOf, MOST_ROOMS, type RoomPattern } from '../rooms/room-pattern.ts'

export interface Kind {
  key: number
  name: string
  capacity: number | ''
  /** In the property's currency; empty: not said yet. */
  rate: number | ''
  /** How many of a floor's rooms; the last kind takes what is left. */
  perFloor: number | ''
}

export type Shape = Pick<RoomPattern, 'floors' | 'perFloor' | 'firstFloor' | 'firstRoom'>

export interface PlannedRoom { number: string, floor: number, kind: Kind }

export type Plan =
  | { rooms: PlannedRoom[], fault: null }
  | { rooms: [], fault: 'tooMany' | 'tooManyRooms' | 'sameName' | 'needName' | 'incomplete' }

/** Every floor alike: the first kind's rooms first, the last kind what is left. */
export function planOf(shape: Shape, kinds: readonly Kind[]): Plan {
  const wrong = (fault: Exclude<Plan['fault'], null>): Plan => ({ rooms: [], fault })
  if (Number(shape.floors) * Number(shape.perFloor) > MOST_ROOMS) return wrong('tooManyRooms')
  const floors = floorsOf({ ...shape, category: '', nightlyRate: null })
  if (floors.length === 0) return wrong('incomplete')
  const names = kinds.map(({ name }) => name.trim().toLocaleLowerCase())
  if (names.includes('')) return wrong('needName')
  if (new Set(names).size < names.length) return wrong('sameName')
  if (takenPerFloor(kinds) > Number(shape.perFloor)) return wrong('tooMany')
  return { fault: null, rooms: floors.flatMap(({ floor, numbers }) => numbers.map((number, index) => ({ number, floor, kind: kindAt(kinds, index) }))) }
}

/** What all kinds but the last take of a floor. */
export function takenPerFloor(kinds: readonly Kind[]): number {
  return kinds.slice(0, -1).reduce((sum, { perFloor }) => sum + Number(perFloor), 0)
}

function kindAt(kinds: readonly Kind[], index: number): Kind {
  let end = 0
  const kind = kinds.slice(0, -1).find(({ perFloor }) => index < (end += Number(perFloor)))
  return kind ?? kinds.at(-1)!
}

export function toNewRoom({ number, floor, kind }: PlannedRoom): NewRoom {
  return {
    number, name: number, floor, roomType: kind.name.trim(), capacity: kind.capacity || 2,
    ...(kind.rate === '' ? {} : { nightlyRate: kind.rate }),
  }
}
