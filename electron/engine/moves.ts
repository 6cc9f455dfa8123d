import type { BookingRow } from '../../db/schema.ts'
import type { MoveOfBooking, Rearranged } from '../../shared/contract/calendar.ts'
import { difference, record } from './audit.ts'
import { changedBlock, getBlock } from './blocks.ts'
import { expectVersion, find, giveWay, rearranged, takePlace, titleOf } from './bookings.ts'
import { EngineError, refuse } from './errors.ts'
import { publishBooking } from './notices.ts'
import { expectEmpty } from './occupied.ts'
import type { Operation } from './operation.ts'
import { getStay } from './stay-view.ts'
import { movedStay } from './stays.ts'
import { expectRooms } from './without-room.ts'

interface Move { at: number, wanted: MoveOfBooking, before: BookingRow }

/**
 * Moves several stays and blocks as one change, all or none: each gives way before any takes its
 * place, so that two may swap rooms and one may push another away. Otherwise the rules are those of
 * a single move.
 */
export function moveTogether(op: Operation, wanted: readonly MoveOfBooking[]): Rearranged {
  const moves = wanted.map((one, at) => ({ at, wanted: one, before: bookingRow(op, one, at) }))
  const twice = moves.find(({ at, before }) => moves.findIndex((other) => other.before.id === before.id) !== at)
  if (twice) refuse('named_twice', { booking: titleOf(twice.before) }, [fieldOf(twice.at)])

  giveWay(op, moves.map(({ before }) => before))
  // Whoever names no room takes what the others leave.
  const inTurn = [...moves.filter((move) => !picks(move)), ...moves.filter(picks)]
  const moved = inTurn.map((move) => refusing(move, () => {
    const { before } = move
    const after = { ...before, ...defined(becoming(op, move)) }
    takePlace(op, before, after)
    return { move, before, after }
  }))
  for (const { move, before, after } of moved) {
    if (after.kind === 'stay' && after.status === 'checked_in' && after.bookableId !== before.bookableId) refusing(move, () => expectEmpty(op, after.bookableId!, after.id))
  }
  expectRooms(op, moved)

  const steps: number[] = []
  for (const { before, after } of moved) {
    const changes = difference(before, after)
    if (Object.keys(changes).length === 0) continue
    const step = after.kind === 'stay' ? 'moved' : 'changed'
    steps.push(record(op, 'booking', after.id, step, changes))
    publishBooking(op, `booking.${step}`, after, before)
  }
  return rearranged(op, steps, wanted.map(({ id }) => id))
}

function bookingRow(op: Operation, { id, version }: MoveOfBooking, at: number): BookingRow {
  const row = find(op.db, id)
  if (!row || (row.kind !== 'stay' && row.kind !== 'block')) refuse('not_found', { what: 'Stay' }, [fieldOf(at)])
  return refusing({ at, before: row }, () => {
    expectVersion(row, version, () => row.kind === 'stay' ? getStay(op, id) : getBlock(op, id))
    return row
  })
}

function picks({ wanted }: Move): boolean {
  return wanted.roomNumber === undefined && wanted.category !== undefined
}

function becoming(op: Operation, { before, wanted }: Move): Partial<BookingRow> {
  if (before.kind === 'stay') return movedStay(op, before, wanted)
  if (wanted.roomNumber === null || (wanted.roomNumber === undefined && wanted.category !== undefined)) refuse('block_needs_room')
  return changedBlock(op, before, { roomNumber: wanted.roomNumber, from: wanted.arrival, to: wanted.departure })
}

function defined(values: Partial<BookingRow>): Partial<BookingRow> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function fieldOf(at: number): string {
  return `moves.${at}`
}

/** A refusal says whose move it is. */
function refusing<T>({ at, before }: Pick<Move, 'at' | 'before'>, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (error instanceof EngineError) throw new EngineError(error.code, { ...error.details, whose: titleOf(before), fields: [fieldOf(at)] })
    throw error
  }
}
