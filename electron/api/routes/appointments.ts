import * as contract from '../../../shared/contract/appointments.ts'
import { addAppointment, changeAppointment, endAppointment, getAppointment } from '../../engine/appointments.ts'
import { addProvider, changeProvider, getProvider, listProviders, providerDay, removeProvider } from '../../engine/providers.ts'
import type { RouteTable } from '../route-table.ts'

export function appointmentRoutes(routes: RouteTable): void {
  routes.read(contract.listProviders, (query, { query: { active, page, limit } }) => listProviders(query, { page, limit, activeOnly: active ?? true }))
  routes.read(contract.getProvider, (query, { params }) => getProvider(query, params.id))
  routes.write(contract.createProvider, (op, { body }) => addProvider(op, body))
  routes.write(contract.updateProvider, (op, { params, body, version }) => changeProvider(op, params.id, body, version))
  routes.write(contract.deleteProvider, (op, { params }) => ({
    message: removeProvider(op, params.id) === 'deleted' ? 'Provider deleted' : 'Provider deactivated',
  }))
  routes.read(contract.providerAvailability, (query, { params, query: { date } }) => providerDay(query, params.id, date))

  routes.write(contract.createAppointment, (op, { body }) => getAppointment(op, addAppointment(op, body)))
  routes.read(contract.getAppointment, (query, { params }) => getAppointment(query, params.id))
  routes.write(contract.updateAppointment, (op, { params, body, version }) => {
    changeAppointment(op, params.id, body, version)
    return getAppointment(op, params.id)
  })
  const ends = [[contract.completeAppointment, 'completed'], [contract.missAppointment, 'no_show'], [contract.cancelAppointment, 'cancelled']] as const
  for (const [route, status] of ends) {
    routes.write(route, (op, { params, version }) => {
      endAppointment(op, params.id, status, version)
      return getAppointment(op, params.id)
    })
  }
}
