import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { listRooms, type Room } from '../../../shared/contract/rooms.ts'
import { call } from '../../client.ts'

// The path comes first, as in the keys of `useCall`: a change of a room then refreshes this list too.
const KEY = [listRooms.path, 'all'] as const
const PAGE = 100

/** Every room, deactivated ones too, by number and name as people count: 9 before 10. */
export function useRooms(): UseQueryResult<Room[]> {
  return useQuery({ queryKey: KEY, queryFn: allRooms })
}

async function allRooms(): Promise<Room[]> {
  const first = await call(listRooms, { query: { active: 'false', page: 1, limit: PAGE } })
  const others = Array.from({ length: Math.max(0, first.pages - 1) }, (_, index) =>
    call(listRooms, { query: { active: 'false', page: index + 2, limit: PAGE } }))
  const rooms = [first, ...await Promise.all(others)].flatMap(({ items }) => items)
  return rooms.sort((a, b) => compare(a.number ?? '', b.number ?? '') || compare(a.name, b.name))
}

const { compare } = new Intl.Collator(undefined, { numeric: true })

/** Shows a room's change before the desk has answered. @returns what takes it back */
export function useRoomPreview(): (id: number, change: Partial<Room>) => () => void {
  const client = useQueryClient()
  return (id, change) => {
    const before = client.getQueryData<Room[]>(KEY)
    client.setQueryData<Room[]>(KEY, (rooms) => rooms?.map((room) => room.id === id ? { ...room, ...change } : room))
    return () => client.setQueryData(KEY, before)
  }
}
