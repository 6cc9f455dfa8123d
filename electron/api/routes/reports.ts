import * as contract from '../../../shared/contract/reports.ts'
import { performance } from '../../engine/reports.ts'
import type { RouteTable } from '../route-table.ts'

export function reportRoutes(routes: RouteTable): void {
  routes.read(contract.performanceReport, (query, { query: request }) => performance(query, request))
}
