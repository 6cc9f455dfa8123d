import * as contract from '../../../shared/contract/cars.ts'
import { addCar, cancelRental, changeCar, changeRental, getCar, getRental, handOver, listCars, listRentals, placeRental, removeCar, takeBack } from '../../engine/cars.ts'
import type { RouteTable } from '../route-table.ts'

export function carRoutes(routes: RouteTable): void {
  routes.read(contract.listCars, (query) => listCars(query))
  routes.read(contract.getCar, (query, { params }) => getCar(query, params.id))
  routes.write(contract.createCar, (op, { body }) => ({ message: 'Car added successfully', car_id: addCar(op, body) }))
  routes.write(contract.updateCar, (op, { params, body }) => changeCar(op, params.id, body))
  routes.write(contract.deleteCar, (op, { params }) => {
    removeCar(op, params.id)
    return { message: 'Car deleted successfully' }
  })

  routes.write(contract.createRental, (op, { body }) => getRental(op, placeRental(op, body)))
  routes.read(contract.listRentals, (query, { query: request }) => listRentals(query, request))
  routes.read(contract.getRental, (query, { params }) => getRental(query, params.id))
  routes.write(contract.updateRental, (op, { params, body, version }) => {
    changeRental(op, params.id, body, version)
    return getRental(op, params.id)
  })
  routes.write(contract.handOver, (op, { params, body, version }) => {
    handOver(op, params.id, body, version)
    return getRental(op, params.id)
  })
  routes.write(contract.takeBack, (op, { params, body, version }) => {
    takeBack(op, params.id, body, version)
    return getRental(op, params.id)
  })
  routes.write(contract.cancelRental, (op, { params, version }) => {
    cancelRental(op, params.id, version)
    return getRental(op, params.id)
  })
}
