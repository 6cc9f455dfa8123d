import * as contract from '../../../shared/contract/imports.ts'
import { importCsv } from '../../engine/imports.ts'
import type { RouteTable } from '../route-table.ts'

export function importRoutes(routes: RouteTable): void {
  routes.write(contract.importCsv, (op, { params, query, body }) => importCsv(op, params.what, body, query.apply ?? 'none'))
}
