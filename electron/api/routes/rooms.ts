import * as contract from '../../../shared/contract/rooms.ts'
import { addRoom, changeRoom, deactivateRoom, getRoom, housekeepingList, listRooms, setHousekeeping } from '../../engine/rooms.ts'
import type { RouteTable } from '../route-table.ts'

export function roomRoutes(routes: RouteTable): void {
  routes.read(contract.listRooms, (query, { query: { type, active, page, limit } }) =>
    listRooms(query, { page, limit, type, activeOnly: (active ?? 'true').toLowerCase() === 'true' }))
  routes.read(contract.getRoom, (query, { params }) => getRoom(query, params.id))
  routes.write(contract.createRoom, (op, { body }) => getRoom(op, addRoom(op, body)))
  routes.write(contract.createRooms, (op, { body }) => {
    for (const room of body.rooms) addRoom(op, room)
    return { created: body.rooms.length }
  })
  routes.write(contract.updateRoom, (op, { params, body, version }) => changeRoom(op, params.id, body, version))
  routes.write(contract.deleteRoom, (op, { params }) => {
    deactivateRoom(op, params.id)
    return { message: 'Room deactivated' }
  })
  routes.read(contract.listHousekeeping, (query) => ({ rooms: housekeepingList(query) }))
  routes.write(contract.setHousekeeping, (op, { params, body, version }) => setHousekeeping(op, params.id, body.housekeeping, version))
}
