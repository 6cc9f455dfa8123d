import * as contract from '../../../shared/contract/tidy.ts'
import { proposeTidying } from '../../engine/tidy-proposal.ts'
import type { RouteTable } from '../route-table.ts'

export function tidyRoutes(routes: RouteTable): void {
  routes.read(contract.tidyStays, (query, { query: request }) => proposeTidying(query, request))
}
