import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import type { Calendar, PackedCalendar } from '../../shared/contract/calendar.ts'
import { addDays } from '../../shared/time.ts'
import { barsOf, groupsOf, type CalendarBar } from '../../renderer/screens/calendar/bars.ts'
import { dayOf } from '../../renderer/screens/calendar/days.ts'
import { moveOf } from '../../renderer/screens/calendar/drop.ts'
import { judge, mayChange, type Placement } from '../../renderer/screens/calendar/judge.ts'
import { laneRows } from '../../renderer/screens/calendar/lanes.ts'
import { BarStore } from '../../renderer/timeline/bar-store.ts'
import { isChange, moved, resized, type Change } from '../../renderer/timeline/change.ts'
import { linesOf, type Layout } from '../../renderer/timeline/layout.ts'
import { aRoom } from '../support/builders.ts'
import { openTestDesk, TODAY, type TestDesk } from '../support/desk.ts'

/*
 * What the calendar shows, what it thinks of a gesture, and what the desk makes of it: whatever is
 * dragged where, by however many bars, and whatever is taken back or done again in between, screen
 * and database must tell the same, and the calendar must have known beforehand.
 */

const RUNS = Number(process.env.SKRANKE_GESTURE_RUNS ?? 25)
const ORIGIN = dayOf(TODAY)
const DAYS = 12
// Further than anything can be dragged.
const FROM = addDays(TODAY, -120)
const TO = addDays(TODAY, 150)
const ROOMS = [['101', 'Single'], ['102', 'Single'], ['201', 'Double'], ['202', 'Double'], ['203', 'Double']] as const

/** What the screen would show, read anew. */
class Screen {
  readonly bars: BarStore<CalendarBar>
  readonly rows
  readonly layout: Layout
  readonly #all: readonly CalendarBar[]

  constructor(picture: Calendar) {
    this.#all = barsOf([picture], ORIGIN)
    this.bars = new BarStore(this.#all)
    this.rows = new Map(picture.rows.map((row) => [row.id, row]))
    this.layout = {
      lines: [...laneRows(this.#all).map((rowId) => ({ kind: 'row' as const, rowId, group: '' })), ...linesOf(groupsOf(picture.rows), new Set())],
      lineHeight: 30, labelWidth: 0, headerHeight: 0,
      scale: { columnMinutes: 1440, columnWidth: 50, firstColumn: -10, columns: 60, slotStart: 840, slotEnd: 2160 },
    }
  }

  get all(): readonly CalendarBar[] { return this.#all }

  /** Where everything lies, but for the row within the lane, which is nobody's. */
  places(): Map<number, string> {
    return new Map(this.#all.map(({ id, rowId, start, end, status }) => [id, `${Math.max(rowId, -1)} ${start} ${end} ${status}`]))
  }
}

async function look(desk: TestDesk): Promise<Screen> {
  return new Screen(unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?from=${FROM}&to=${TO}`)).body))
}

const where = fc.record({ line: fc.nat({ max: 12 }), days: fc.integer({ min: -3, max: 3 }) })
const bar = fc.nat({ max: 30 })
const commands = fc.array(fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('move' as const), bar, to: where }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('resize' as const), bar, edge: fc.constantFrom('start' as const, 'end' as const), days: fc.integer({ min: -3, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('together' as const), bars: fc.uniqueArray(bar, { minLength: 2, maxLength: 3 }), to: where }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('offer' as const), bar, to: where, which: fc.nat({ max: 2 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('checkIn' as const), bar }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('note' as const), bar }) },
  { weight: 4, arbitrary: fc.constant({ do: 'undo' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'redo' as const }) },
), { minLength: 4, maxLength: 25 })

test('any sequence of gestures and undos: the calendar knows what the desk will say, and both hold the same afterwards', async (t) => {
  await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.nat()), commands, async (dice, sequence) => {
    const desk = await openHotel(t)
    try {
      await play(desk, dice, sequence)
    } finally {
      await desk.desk.close()
    }
  }), { numRuns: RUNS, ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}) })
})

async function openHotel(t: TestContext): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  for (const [number, category] of ROOMS) await aRoom(number).category(category).rate(category === 'Single' ? 800 : 1000).add(desk)
  return desk
}

/** Fills the house: some stays in rooms, a block, two that have no room yet. */
async function fill(desk: TestDesk, dice: () => number): Promise<void> {
  const staff = desk.as('staff')
  for (let at = 0; at < 14; at++) {
    const arrival = addDays(TODAY, dice() % DAYS - 1)
    const departure = addDays(arrival, 1 + dice() % 4)
    const [roomNumber] = ROOMS[dice() % ROOMS.length]!
    if (at === 5) await staff.post('/api/v1/blocks', { roomNumber, from: arrival, to: departure })
    else if (at > 11) await staff.post('/api/v1/stays', { category: 'Double', unassigned: true, arrival, departure, guestName: `Waiting ${at}` })
    else await staff.post('/api/v1/stays', { roomNumber, arrival, departure, guestName: `Guest ${at}` })
  }
}

interface Deed { steps: number[], back: Map<number, string> }

async function play(desk: TestDesk, stream: Iterator<number>, sequence: typeof commands extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  await fill(desk, () => stream.next().value as number)
  const staff = desk.as('staff')
  let screen = await look(desk)
  const done: Deed[] = []
  const undone: Deed[] = []

  const settle = async (moves: readonly Placement[]) => {
    const wanted = moves.map((move) => moveOf(move, { originDay: ORIGIN, rows: screen.rows })).filter((move) => move !== undefined)
    if (wanted.length === 0) return
    const before = screen.places()
    const answer = await staff.post<{ steps: number[] }>('/api/v1/calendar/moves', {
      moves: wanted.map(({ bar: { id, version }, body }) => ({ id, version, ...body })),
    })
    assert.equal(answer.status, 200, `what the calendar allows, the desk does: ${answer.text}`)
    const expected = new Map(before)
    for (const { bar: { id, status }, rowId, start, end } of wanted) expected.set(id, `${Math.max(rowId, -1)} ${start} ${end} ${status}`)
    screen = await look(desk)
    assert.deepEqual(screen.places(), expected, 'what was shown at once is what the desk then tells')
    done.push({ steps: answer.body.steps, back: before })
    undone.length = 0
  }
  const pick = (index: number) => screen.all[index % Math.max(1, screen.all.length)]
  const rowAt = (line: number) => {
    const rows = screen.layout.lines.filter((one) => one.kind === 'row')
    return rows[line % rows.length]!.rowId
  }

  for (const command of sequence) {
    switch (command.do) {
      case 'move':
      case 'offer': {
        const grabbed = pick(command.bar)
        if (!grabbed || !mayChange(grabbed, 'move')) break
        const change = moved(screen.layout.scale, grabbed, command.to.days, rowAt(command.to.line))
        const judged = judge([change], screen.bars, screen.rows)
        if (judged.verdict === 'ok') await settle([change])
        else if (judged.verdict === 'ask' && command.do === 'offer') await settle(judged.offers[command.which % judged.offers.length]!.moves)
        else if (judged.reason === 'taken') await refused(change)
        break
      }
      case 'resize': {
        const grabbed = pick(command.bar)
        if (!grabbed || !mayChange(grabbed, command.edge)) break
        const change = resized(screen.layout.scale, grabbed, command.edge, command.days)
        if (isChange(change) && judge([change], screen.bars, screen.rows).verdict === 'ok') await settle([change])
        break
      }
      case 'together': {
        const grabbed = command.bars.map(pick).filter((one) => one !== undefined)
        const [first] = grabbed
        if (!first || new Set(grabbed).size < grabbed.length) break
        const rows = screen.layout.lines.filter((one) => one.kind === 'row').map(({ rowId }) => rowId)
        const by = rows.indexOf(rowAt(command.to.line)) - rows.indexOf(first.rowId)
        const changes = grabbed.map((one) => moved(screen.layout.scale, one, command.to.days, rows[rows.indexOf(one.rowId) + by] ?? one.rowId))
        if (judge(changes, screen.bars, screen.rows).verdict === 'ok') await settle(changes)
        break
      }
      case 'checkIn':
      case 'note': {
        const grabbed = pick(command.bar)
        if (!grabbed || grabbed.status !== 'confirmed' || grabbed.rowId < 0) break
        // Another desk does something else: what was done here can be taken back all the same, or is refused with a reason.
        const answer = command.do === 'checkIn'
          ? await staff.post(`/api/v1/stays/${grabbed.id}/check-in`)
          : await staff.patch(`/api/v1/stays/${grabbed.id}`, { notes: 'Late' })
        assert.ok(answer.status < 500)
        screen = await look(desk)
        break
      }
      default: {
        const [from, to] = command.do === 'undo' ? [done, undone] : [undone, done]
        const deed = from.pop()
        if (!deed) break
        const before = screen.places()
        const answer = await staff.post<{ steps: number[], error: string }>('/api/v1/calendar/undo', { steps: deed.steps })
        screen = await look(desk)
        if (answer.status === 200) to.push({ steps: answer.body.steps, back: before })
        else {
          assert.ok(answer.status === 409, answer.text)
          assert.deepEqual(screen.places(), before, 'a refusal changes nothing')
        }
      }
    }
    await tellsTheSame(desk, screen)
  }

  // With nobody else at it, everything that was done is taken back to where it began.
  const isAlone = sequence.every((command) => command.do !== 'checkIn' && command.do !== 'note')
  for (const deed of isAlone ? done.toReversed() : []) {
    const answer = await staff.post('/api/v1/calendar/undo', { steps: deed.steps })
    assert.equal(answer.status, 200, answer.text)
    screen = await look(desk)
    assert.deepEqual(screen.places(), deed.back)
  }

  async function refused(change: Change<CalendarBar>): Promise<void> {
    const move = moveOf(change, { originDay: ORIGIN, rows: screen.rows })
    if (!move) return
    const answer = await staff.post('/api/v1/calendar/moves', { moves: [{ id: change.bar.id, ...move.body }] })
    assert.equal(answer.status, 409, `what the calendar calls taken, the desk refuses: ${answer.text}`)
    assert.deepEqual((await look(desk)).places(), screen.places())
  }
}

/** The database itself, asked without the calendar: the same bookings, in the same rooms, on the same dates, and none over another. */
async function tellsTheSame(desk: TestDesk, screen: Screen): Promise<void> {
  const held = await desk.operate(({ db }) => db.all<{ id: number, room: number | null, arrival: string, departure: string }>(
    "SELECT id, bookable_id AS room, arrival, departure FROM bookings WHERE kind IN ('stay', 'block') AND status NOT IN ('cancelled', 'no_show') ORDER BY id"))
  assert.deepEqual(
    screen.all.map(({ id, rowId, start, end }) => ({ id, room: rowId < 0 ? null : rowId, arrival: addDays(TODAY, Math.floor(start / 1440)), departure: addDays(TODAY, Math.floor(end / 1440)) }))
      .toSorted((a, b) => a.id - b.id),
    held)
  for (const a of held) {
    for (const b of held) assert.ok(a.id >= b.id || a.room === null || a.room !== b.room || a.departure <= b.arrival || b.departure <= a.arrival, `${a.id} and ${b.id} overlap`)
  }
}
