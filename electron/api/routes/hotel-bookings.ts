import * as contract from '../../../shared/contract/hotel-bookings.ts'
import { CSV_HEADER, hotelBookingCsvAfter, hotelBookingsAfter, placeHotelBooking } from '../../engine/hotel-bookings.ts'
import { csvCell } from '../csv.ts'
import type { RouteTable } from '../route-table.ts'
import { queryOf, type Services } from '../services.ts'
import { streamOf } from '../streams.ts'

/** Stays a piece of a stream is made of: about a millisecond of work, and short-lived memory. */
const PIECE = 300

export function hotelBookingRoutes(routes: RouteTable, services: Services): void {
  routes.write(contract.createHotelBooking, (op, { body }) => placeHotelBooking(op, body))

  routes.raw(contract.listHotelBookings, ({ query }, reply) => {
    reply.type('application/json; charset=utf-8')
    if (query.limit === undefined) return reply.send(streamOf(listPieces(services, query.after_id ?? 0)))
    return reply.send(hotelBookingsAfter(queryOf(services), query.after_id ?? 0, Math.min(query.limit, 100)))
  })

  routes.raw(contract.exportHotelBookings, (_, reply) => reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="bookings.csv"')
    .send(streamOf(csvPieces(services))))
}

function* listPieces(services: Services, afterId: number): Generator<string> {
  let opening = '['
  for (let last = afterId; ;) {
    const stays = hotelBookingsAfter(queryOf(services), last, PIECE)
    if (stays.length > 0) {
      yield opening + JSON.stringify(stays).slice(1, -1)
      opening = ','
      last = stays.at(-1)!.id
    }
    if (stays.length < PIECE) break
  }
  yield opening === '[' ? '[]' : ']'
}

function* csvPieces(services: Services): Generator<string> {
  yield `${CSV_HEADER}\r\n`
  for (let last = 0, count = PIECE; count === PIECE;) {
    const piece = hotelBookingCsvAfter(queryOf(services), last, PIECE, csvCell)
    last = piece.lastId
    count = piece.count
    if (count > 0) yield piece.lines
  }
}
