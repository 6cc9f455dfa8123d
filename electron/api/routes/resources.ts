import * as contract from '../../../shared/contract/resources.ts'
import { addResource, cancelPurchase, changeResource, listPurchases, listResources, placePurchase } from '../../engine/resources.ts'
import type { RouteTable } from '../route-table.ts'

export function resourceRoutes(routes: RouteTable): void {
  routes.read(contract.listResources, (query) => {
    const all = listResources(query)
    return {
      message: 'Resources fetched successfully',
      resources: all.filter((resource) => resource.available_quantity > 0),
      'out of stock resources': all.filter((resource) => resource.available_quantity === 0),
    }
  })
  routes.write(contract.createResource, (op, { body }) => addResource(op, body))
  routes.write(contract.updateResource, (op, { params, body }) => changeResource(op, params.id, body))
  routes.write(contract.createPurchase, (op, { body }) => placePurchase(op, body))
  routes.read(contract.listPurchases, (query, { caller }) => listPurchases(query, caller.actor?.role === 'customer' ? caller.actor.id : null))
  routes.write(contract.cancelPurchase, (op, { params }) => {
    cancelPurchase(op, params.id)
    return { message: 'Booking cancelled' }
  })
}
