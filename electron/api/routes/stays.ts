import * as contract from '../../../shared/contract/stays.ts'
import type { Stay } from '../../../shared/contract/stays.ts'
import type { Operation } from '../../engine/operation.ts'
import {
  cancelStay, changeStay, checkIn, checkOut, confirmStay, markNoShow, moveStay, placeStay, splitStay, undoStay,
} from '../../engine/stays.ts'
import { getStay, listStays, stayHistory, staysAfter, type StayFilter } from '../../engine/stay-view.ts'
import { csvCell } from '../csv.ts'
import type { RouteTable } from '../route-table.ts'
import { queryOf, type Services } from '../services.ts'
import { streamOf } from '../streams.ts'

const PIECE = 250

export function stayRoutes(routes: RouteTable, services: Services): void {
  routes.write(contract.createStay, (op, { body }) => getStay(op, placeStay(op, body)))
  routes.read(contract.listStays, (query, { query: filter }) => listStays(query, filter))
  routes.raw(contract.exportStays, ({ query }, reply) => reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="stays.csv"')
    .send(streamOf(csvPieces(services, query))))
  routes.read(contract.getStay, (query, { params }) => getStay(query, params.id))
  routes.read(contract.stayHistory, (query, { params }) => stayHistory(query, params.id))

  routes.write(contract.updateStay, (op, { params, body, version }) => {
    changeStay(op, params.id, body, version)
    return getStay(op, params.id)
  })
  routes.write(contract.moveStay, (op, { params, body, version }) => {
    moveStay(op, params.id, body, version)
    return getStay(op, params.id)
  })
  routes.write(contract.splitStay, (op, { params, body, version }) => {
    const second = splitStay(op, params.id, body, version)
    return { first: getStay(op, params.id), second: getStay(op, second) }
  })

  const steps = [
    [contract.confirmStay, confirmStay], [contract.checkIn, checkIn], [contract.checkOut, checkOut],
    [contract.cancelStay, cancelStay], [contract.noShow, markNoShow], [contract.undoStay, undoStay],
  ] as const
  for (const [route, step] of steps) {
    routes.write(route, (op: Operation, { params, version }): Stay => {
      step(op, params.id, version)
      return getStay(op, params.id)
    })
  }
}

const COLUMNS = [
  'id', 'roomNumber', 'category', 'arrival', 'departure', 'nights', 'status', 'guest', 'email', 'phone',
  'adults', 'children', 'nightlyRate', 'total', 'paid', 'balance', 'currency', 'source', 'notes',
] as const

function* csvPieces(services: Services, filter: StayFilter): Generator<string> {
  yield `${COLUMNS.join(',')}\r\n`
  for (let last = 0, more = true; more;) {
    const stays = staysAfter(queryOf(services), filter, last, PIECE)
    more = stays.length === PIECE
    last = stays.at(-1)?.id ?? last
    if (stays.length > 0) yield stays.map(csvLine).join('')
  }
}

function csvLine(stay: Stay): string {
  const cells = COLUMNS.map((column) => {
    if (column === 'guest') return stay.guest?.name
    if (column === 'email' || column === 'phone') return stay.guest?.[column]
    return stay[column]
  })
  return `${cells.map((cell) => typeof cell === 'number' ? String(cell) : csvCell(cell ?? '')).join(',')}\r\n`
}
