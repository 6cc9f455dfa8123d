import type { BookingRow } from '../../db/schema.ts'
import type { ReadableDb } from '../../db/database.ts'
import type { Rearranged } from '../../shared/contract/calendar.ts'
import type { Step } from '../../shared/contract/stays.ts'
import { localClock } from '../../shared/time.ts'
import { difference, record, type Changes } from './audit.ts'
import { find, giveWay, naming, rearranged, takePlace, titleOf } from './bookings.ts'
import { refuse } from './errors.ts'
import { isOpen, mayBecome } from './lifecycle.ts'
import { publishBooking } from './notices.ts'
import { expectEmpty } from './occupied.ts'
import type { Operation, Query } from './operation.ts'
import { expectRooms } from './without-room.ts'

/*
 * Taking steps back. A step of the audit holds each column before and after: taking it back writes
 * the values from before, if those from after are still there, and is a step itself, which can be
 * taken back again.
 */

interface TakenStep { id: number, bookingId: number, step: Step, changes: Changes, undone: boolean }

/** What becomes of a booking by what is taken back. */
interface Plan { before: BookingRow, now: BookingRow, cancelled: boolean }

/** What is to be written down, in the order in which it is done: doing it again goes the other way. */
interface Entry { bookingId: number, step: 'cancelled' | 'undone', changes: Changes, undoes?: TakenStep }

class Plans {
  readonly byBooking = new Map<number, Plan>()
  readonly entries: Entry[] = []
  readonly op: Operation

  constructor(op: Operation) {
    this.op = op
  }

  of(id: number): Plan {
    let known = this.byBooking.get(id)
    if (!known) {
      const before = find(this.op.db, id)!
      this.byBooking.set(id, known = { before, now: { ...before }, cancelled: false })
    }
    return known
  }

  get several(): boolean {
    return this.byBooking.size > 1
  }
}

/**
 * Takes back exactly these steps, whoever took them and whatever came after, or none of them. One
 * that placed a booking is taken back by cancelling it.
 * @throws EngineError `changed_since` where a column is not as the step left it
 */
export function undoSteps(op: Operation, ids: readonly number[]): Rearranged {
  const steps = new Map<number, TakenStep>()
  for (const id of ids) gather(op.db, id, steps)
  return takeBack(op, [...steps.values()])
}

/** Takes back the last step of a booking: of those that are neither its creation nor taken back already. */
export function undoLastStep(op: Operation, { id }: Pick<BookingRow, 'id'>): void {
  const last = op.db.get<{ id: number }>(
    `SELECT id FROM audit WHERE entity_id = ? AND entity = 'booking' AND undone = 0 AND step NOT IN ('created', 'undone') ORDER BY id DESC LIMIT 1`, id)
  if (!last) refuse('nothing_to_undo')
  undoSteps(op, [last.id])
}

/** A step, and what was done along with it. */
function gather(db: ReadableDb, id: number, steps: Map<number, TakenStep>): void {
  if (steps.has(id)) return
  const step = stepOf(db, id) ?? refuse('not_found', { what: 'Step' })
  if (step.undone) refuse('step_undone')
  steps.set(id, step)
  const along = alongOf(step)
  if (along !== undefined && stepOf(db, along)?.undone === false) gather(db, along, steps)
}

function stepOf(db: ReadableDb, id: number): TakenStep | undefined {
  const row = db.get<{ entity_id: number, step: Step, changes: string, undone: number }>(
    `SELECT entity_id, step, changes, undone FROM audit WHERE id = ? AND entity = 'booking'`, id)
  return row && { id, bookingId: row.entity_id, step: row.step, changes: JSON.parse(row.changes) as Changes, undone: row.undone === 1 }
}

function takeBack(op: Operation, steps: readonly TakenStep[]): Rearranged {
  const plans = new Plans(op)
  const newestFirst = steps.toSorted((a, b) => b.id - a.id)
  for (const step of newestFirst) naming(steps.length > 1 ? titleOf(plans.of(step.bookingId).before) : undefined, () => plan(plans, step))
  const each = [...plans.byBooking.values()]
  const whose = (row: BookingRow) => plans.several ? titleOf(row) : undefined
  for (const one of each) naming(whose(one.before), () => expectAllowed(op, one))
  if (plans.several) giveWay(op, each.map(({ before }) => before))
  for (const { before, now } of each) naming(whose(now), () => takePlace(op, before, now))
  expectRooms(op, each.map(({ before, now }) => ({ before, after: now })))
  for (const { before, now } of each) {
    const comesIn = now.kind === 'stay' && now.status === 'checked_in' && (before.status !== 'checked_in' || before.bookableId !== now.bookableId)
    if (comesIn) naming(whose(now), () => expectEmpty(op, now.bookableId!, now.id))
  }
  const written = writeDown(op, plans.entries)
  for (const { before, now, cancelled } of each) publishBooking(op, cancelled ? 'booking.cancelled' : 'booking.undone', now, before)
  return rearranged(op, written, [...plans.byBooking.keys()])
}

function plan(plans: Plans, step: TakenStep): void {
  if (step.step === 'created') return cancel(plans, step.bookingId, step)
  const second = secondPartOf(step)
  if (step.step === 'split' && second !== undefined && holds(plans.of(second).now)) cancel(plans, second)
  restore(plans, step)
}

function secondPartOf({ changes }: TakenStep): number | undefined {
  return changes.secondPart?.[1] as number | undefined
}

function restore(plans: Plans, step: TakenStep): void {
  const { op } = plans
  const { now } = plans.of(step.bookingId)
  const isOfGuest = 'guestId' in step.changes
  if (step.step === 'cancelled' && isLess(step.changes.paid)) refuse('money_returned')
  const columns: Partial<BookingRow> = {}
  for (const [key, [was, is]] of Object.entries(step.changes)) {
    if (!(key in now)) continue
    // A guest who was renamed since is the same guest.
    if (now[key as keyof BookingRow] !== is && !(isOfGuest && key === 'guestName')) changedSince(op, now, step, key)
    Object.assign(columns, { [key]: was })
  }
  if (isOfGuest && columns.guestId != null) columns.guestName = op.db.get<{ name: string }>('SELECT name FROM guests WHERE id = ?', columns.guestId)!.name
  plans.entries.push({ bookingId: now.id, step: 'undone', changes: difference(now, columns), undoes: step })
  Object.assign(now, columns)
}

function isLess([was, is]: readonly [unknown, unknown] = [0, 0]): boolean {
  return (is as number) < (was as number)
}

function cancel(plans: Plans, id: number, created?: TakenStep): void {
  const plan = plans.of(id)
  const { now } = plan
  if (plan.cancelled) return
  if (created && !holds(now)) refuse('step_undone')
  if (!mayBecome(now.kind, now.status, 'cancelled')) refuse('bad_transition', { from: now.status, to: 'cancelled' })
  if (created && now.paid > 0) changedSince(plans.op, now, created, 'paid')
  const after = { status: 'cancelled', expiresAt: null } as const
  plans.entries.push({ bookingId: id, step: 'cancelled', changes: difference(now, after) })
  Object.assign(now, after)
  plan.cancelled = true
}

function changedSince(op: Operation, now: BookingRow, step: TakenStep, column: string): never {
  const later = op.db.get<{ username: string | null }>(
    `SELECT u.username FROM audit a LEFT JOIN users u ON u.id = a.user_id
     WHERE a.entity_id = ? AND a.entity = 'booking' AND a.id > ? AND json_type(a.changes, '$.' || ?) IS NOT NULL ORDER BY a.id DESC LIMIT 1`,
    now.id, step.id, column)
  refuse('changed_since', { booking: titleOf(now), by: later?.username ? ` (${later.username})` : '', state: stateOf(op, now) })
}

/** Where and when a booking is, in words that need no translation: `103, 2027-02-10 – 2027-02-12, confirmed`. */
function stateOf({ db, settings }: Query, { bookableId, category, startsAt, endsAt, arrival, departure, status }: BookingRow): string {
  const place = bookableId === null ? category : db.get<{ name: string }>(
    'SELECT coalesce(r.number, o.name) AS name FROM bookables o LEFT JOIN rooms r ON r.bookable_id = o.id WHERE o.id = ?', bookableId)?.name
  const time = (at: number) => localClock(settings.timeZone).local(at).slice(0, 16).replace('T', ' ')
  return [place, arrival === null ? `${time(startsAt)} – ${time(endsAt)}` : `${arrival} – ${departure}`, status].filter(Boolean).join(', ')
}

const PLACE = ['bookableId', 'startsAt', 'endsAt', 'nightlyRate'] as const

/** A step that is not the last must leave what came after it possible. */
function expectAllowed(op: Operation, { before, now }: Plan): void {
  const moved = (columns: readonly (keyof BookingRow)[]) => columns.some((column) => before[column] !== now[column])
  if (before.status === now.status && moved(PLACE)) {
    if (!isOpen(now.status)) refuse(now.kind === 'stay' ? 'stay_closed' : now.kind === 'block' ? 'block_gone' : 'booking_closed', { status: now.status })
    if (now.status === 'checked_in' && now.kind === 'stay' && moved(['startsAt'])) refuse('stay_in_house', {}, ['arrival'])
    if (now.status === 'checked_in' && now.kind === 'rental' && moved(['startsAt', 'bookableId'])) refuse('rental_out')
  }
  if (now.kind === 'stay' && now.bookableId === null && (now.status === 'checked_in' || now.status === 'completed')) refuse('stay_needs_room', {}, ['roomNumber'])
  if (now.timeslotId !== before.timeslotId && now.timeslotId !== null && !op.db.get('SELECT 1 FROM timeslots WHERE id = ?', now.timeslotId)) refuse('slot_gone')
  if (now.bookableId !== null && holds(now) && (now.bookableId !== before.bookableId || !holds(before))) expectInUse(op, now.bookableId)
}

function holds({ status }: BookingRow): boolean {
  return status !== 'cancelled' && status !== 'no_show'
}

/** What was taken out of use since takes nothing back. */
function expectInUse(op: Operation, bookableId: number): void {
  const there = op.db.get<{ kind: string, name: string, active: number }>(
    'SELECT o.kind, coalesce(r.number, o.name) AS name, o.active FROM bookables o LEFT JOIN rooms r ON r.bookable_id = o.id WHERE o.id = ?', bookableId)
  if (!there) refuse('not_found', { what: 'What was booked' })
  if (!there.active) refuse(there.kind === 'room' ? 'room_inactive' : 'not_found', { room: there.name, what: there.name })
}

/** @returns the ids of the steps that taking back is itself */
function writeDown(op: Operation, entries: readonly Entry[]): number[] {
  const cancellations = new Map<number, number>()
  const undoneBy = new Map<number, number>()
  for (const { bookingId, step, changes, undoes } of entries) {
    if (undoes) {
      setUndone(op, undoes, true)
      undoneBy.set(undoes.id, record(op, 'booking', bookingId, step, { ...changes, step: [undoes.step, null], undoes: [undoes.id, null] }))
    } else cancellations.set(bookingId, record(op, 'booking', bookingId, step, changes))
  }
  for (const { undoes } of entries) {
    const along = undoes && (cancellations.get(secondPartOf(undoes) ?? 0) ?? undoneBy.get(alongOf(undoes) ?? 0))
    if (along !== undefined) op.db.run(`UPDATE audit SET changes = json_set(changes, '$.along', json_array(?, NULL)) WHERE id = ?`, along, undoneBy.get(undoes!.id)!)
  }
  return [...cancellations.values(), ...undoneBy.values()].sort((a, b) => a - b)
}

/** What is taken back along with this step: what was done to the second part of a split. */
function alongOf({ changes }: TakenStep): number | undefined {
  return changes.along?.[0] as number | undefined
}

/** Marks a step as taken back; what it had taken back itself counts again, and so on. */
function setUndone(op: Operation, step: TakenStep, undone: boolean): void {
  op.db.run('UPDATE audit SET undone = ? WHERE id = ?', undone ? 1 : 0, step.id)
  const undoes = step.changes.undoes?.[0] as number | undefined
  const earlier = undoes === undefined ? undefined : stepOf(op.db, undoes)
  if (earlier) setUndone(op, earlier, !undone)
}
