import * as contract from '../../../shared/contract/calendar.ts'
import { fromMinor } from '../../../shared/money.ts'
import { freeRooms, stayHours } from '../../engine/availability.ts'
import { addBlock, changeBlock, getBlock, listBlocks, removeBlock } from '../../engine/blocks.ts'
import { rearranged } from '../../engine/bookings.ts'
import { writtenCalendar } from '../../engine/calendar.ts'
import { refuse } from '../../engine/errors.ts'
import { moveTogether } from '../../engine/moves.ts'
import { undoSteps } from '../../engine/undo.ts'
import { Written, type RouteTable } from '../route-table.ts'

export function calendarRoutes(routes: RouteTable): void {
  routes.read(contract.availability, ({ db, settings }, { query: { from, to, category, adults, except } }) => {
    if (to <= from) refuse('bad_dates', {}, ['to'])
    const { startsAt, endsAt } = stayHours(settings, from, to)
    const rooms = freeRooms(db, startsAt, endsAt, { category, adults, except })
    return {
      from, to,
      rooms: rooms.map((room) => ({
        id: room.id, number: room.number, name: room.name, category: room.category, capacity: room.capacity, floor: room.floor,
        nightlyRate: room.nightly_rate === null ? null : fromMinor(room.nightly_rate, settings.currency), housekeeping: room.housekeeping,
      })),
    }
  })
  routes.read(contract.calendar, (query, { query: request }) => new Written(writtenCalendar(query, request)))
  routes.write(contract.moveTogether, (op, { body }) => moveTogether(op, body.moves))
  routes.write(contract.undoSteps, (op, { body }) => undoSteps(op, body.steps))
  routes.read(contract.listBlocks, (query, { query: request }) => listBlocks(query, request))
  routes.read(contract.getBlock, (query, { params }) => getBlock(query, params.id))
  routes.write(contract.createBlock, (op, { body }) => addBlock(op, body))
  routes.write(contract.updateBlock, (op, { params, body, version }) => changeBlock(op, params.id, body, version))
  routes.write(contract.deleteBlock, (op, { params }) => {
    removeBlock(op, params.id)
    const [removed] = rearranged(op, [], [params.id]).bookings
    return { message: 'The room is back in sale', lastChange: removed!.lastChange }
  })
}
