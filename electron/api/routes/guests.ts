import * as contract from '../../../shared/contract/guests.ts'
import { addGuest, changeGuest, getGuest, listGuests } from '../../engine/guests.ts'
import type { RouteTable } from '../route-table.ts'

export function guestRoutes(routes: RouteTable): void {
  routes.read(contract.listGuests, (query, { query: request }) => listGuests(query, request))
  routes.read(contract.getGuest, (query, { params }) => getGuest(query, params.id))
  routes.write(contract.createGuest, (op, { body }) => getGuest(op, addGuest(op, body)))
  routes.write(contract.updateGuest, (op, { params, body, version }) => changeGuest(op, params.id, body, version))
}
