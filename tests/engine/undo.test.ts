import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { openTestDesk, TODAY, type TestDesk } from '../support/desk.ts'
import { aBlock, aStay, rooms, step } from '../support/builders.ts'
import { addDays } from '../../shared/time.ts'
import type { PackedCalendar } from '../../shared/contract/calendar.ts'
import type { Stay } from '../../shared/contract/stays.ts'

/** A stay as it is, without what tells of the change itself. */
function facts({ version: _version, updatedAt: _updatedAt, undoable: _undoable, lastChange: _lastChange, ...rest }: Stay) {
  return rest
}

async function read(desk: TestDesk, id: number): Promise<Stay> {
  return (await desk.as('staff').get<Stay>(`/api/v1/stays/${id}`)).body
}

async function house(t: TestContext): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, '101', '102', '103')
  return desk
}

describe('undo restores exactly', () => {
  const steps: [name: string, (desk: TestDesk, stay: Stay) => Promise<unknown>][] = [
    ['a change of dates', (desk, { id }) => desk.as('staff').patch(`/api/v1/stays/${id}`, { departure: addDays(TODAY, 5) })],
    ['a change of guest, party, rate and notes', (desk, { id }) => desk.as('staff').patch(`/api/v1/stays/${id}`, { guestName: 'Sørensen', adults: 2, nightlyRate: 1, notes: 'late', locked: true })],
    ['a move to another room', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/move`, { roomNumber: '102' })],
    ['a move to other dates', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/move`, { arrival: addDays(TODAY, 1), departure: addDays(TODAY, 9) })],
    ['a split', (desk, { id }) => desk.as('staff').post(`/api/v1/stays/${id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })],
    ['a check-in', (desk, { id }) => step(desk, id, 'check-in')],
    ['a cancellation', (desk, { id }) => step(desk, id, 'cancel')],
    ['a no-show', (desk, { id }) => step(desk, id, 'no-show')],
  ]
  for (const [name, take] of steps) {
    test(name, async (t) => {
      const desk = await house(t)
      const before = await aStay().in('101').nights(3).book(desk)
      await take(desk, before)
      assert.notDeepEqual(facts(await read(desk, before.id)), facts(before))
      assert.deepEqual(facts(await step(desk, before.id, 'undo')), facts(before))
    })
  }

  test('an early check-out, and then the check-in', async (t) => {
    const desk = await house(t)
    const booked = await aStay().in('101').nights(3).book(desk)
    const inHouse = await step(desk, booked.id, 'check-in')
    const left = await step(desk, booked.id, 'check-out')
    assert.equal(left.departure, TODAY)
    assert.deepEqual(facts(await step(desk, booked.id, 'undo')), facts(inHouse))
    assert.deepEqual(facts(await step(desk, booked.id, 'undo')), facts(booked))
    const nothing = await desk.as('staff').post(`/api/v1/stays/${booked.id}/undo`)
    assert.equal(nothing.status, 409)
  })
})

test('undo of a split takes the second part back, even one that was cancelled', async (t) => {
  const desk = await house(t)
  for (const cancelFirst of [false, true]) {
    const stay = await aStay().in('101').nights(3).book(desk)
    const { body } = await desk.as('staff').post<{ second: Stay }>(`/api/v1/stays/${stay.id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })
    if (cancelFirst) await step(desk, body.second.id, 'cancel')
    assert.equal((await step(desk, stay.id, 'undo')).nights, 3)
    assert.equal((await read(desk, body.second.id)).status, 'cancelled')
    await step(desk, stay.id, 'cancel')
  }
})

test('a cancellation cannot be undone when the room was given away', async (t) => {
  const desk = await house(t)
  const stay = await aStay().in('101').for('Holm').book(desk)
  await step(desk, stay.id, 'cancel')
  await aStay().in('101').for('Lund').book(desk)
  const answer = await desk.as('staff').post(`/api/v1/stays/${stay.id}/undo`)
  assert.equal(answer.status, 409)
  assert.match(answer.body.error, /Room 101 is taken .*Lund/)
  assert.equal((await read(desk, stay.id)).status, 'cancelled')
})

test('an early departure frees the rest of the nights, also when the guest leaves in the afternoon', async (t) => {
  for (const leaving of ['2027-02-11T08:00:00+01:00', '2027-02-11T12:00:00+01:00', '2027-02-11T17:00:00+01:00']) {
    await t.test(leaving, async (t) => {
      const desk = await house(t)
      const stay = await aStay().in('101').nights(4).book(desk)
      await step(desk, stay.id, 'check-in')
      desk.setNow(leaving)
      const left = await step(desk, stay.id, 'check-out')
      assert.deepEqual([left.departure, left.nights, left.total], ['2027-02-11', 1, 995])
      await aStay().in('101').from('2027-02-11').nights(3).book(desk)
    })
  }
})

test('a block that would reach into a stay is refused with its name', async (t) => {
  const desk = await house(t)
  const block = await aBlock('101').add(desk)
  await aStay().in('101').from(addDays(TODAY, 1)).for('Holm').book(desk)
  const answer = await desk.as('staff').patch(`/api/v1/blocks/${block.id}`, { to: addDays(TODAY, 3) })
  assert.equal(answer.status, 409)
  assert.match(answer.body.error, /Room 101 .*Holm/)
})

describe('undo of a step', () => {
  interface Done { steps: number[], bookings: { id: number, version: number, lastChange: number }[] }
  const undo = (desk: TestDesk, ...steps: number[]) => desk.as('staff').post<Done & { error: string }>('/api/v1/calendar/undo', { steps })
  async function takeBack(desk: TestDesk, ...steps: number[]): Promise<Done> {
    const answer = await undo(desk, ...steps)
    assert.equal(answer.status, 200, answer.text)
    return answer.body
  }
  const patch = async (desk: TestDesk, id: number, body: object) => (await desk.as('staff').patch<Stay>(`/api/v1/stays/${id}`, body)).body
  const move = async (desk: TestDesk, id: number, body: object) => (await desk.as('staff').post<Stay>(`/api/v1/stays/${id}/move`, body)).body

  test('takes back one that is not the last, and leaves what came after', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const moved = await move(desk, stay.id, { roomNumber: '102' })
    const noted = await patch(desk, stay.id, { notes: 'late' })
    const done = await takeBack(desk, moved.lastChange)
    const now = await read(desk, stay.id)
    assert.deepEqual([now.roomNumber, now.notes, now.undoable], ['101', 'late', 'changed'])
    assert.deepEqual(done.bookings, [{ id: stay.id, version: noted.version + 1, lastChange: done.steps[0] }])
    assert.deepEqual([now.version, now.lastChange], [noted.version + 1, done.steps[0]])
  })

  test('one that somebody changed since is refused, with what the stay is and by whom', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').for('Holm').book(desk)
    const moved = await move(desk, stay.id, { roomNumber: '102' })
    await desk.as('admin').post(`/api/v1/stays/${stay.id}/move`, { roomNumber: '103' })
    const refused = await undo(desk, moved.lastChange)
    assert.equal(refused.status, 409)
    assert.equal(refused.body.error, `This cannot be taken back: Holm was changed since (admin). It is now 103, ${TODAY} – ${addDays(TODAY, 1)}, confirmed.`)
    assert.equal((await read(desk, stay.id)).roomNumber, '103')
  })

  test('undone can be undone, as often as one likes', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    let step = (await move(desk, stay.id, { roomNumber: '102' })).lastChange
    for (const room of ['101', '102', '101', '102', '101']) {
      step = (await takeBack(desk, step)).steps[0]!
      const now = await read(desk, stay.id)
      assert.deepEqual([now.roomNumber, now.undoable], [room, room === '102' ? 'moved' : null])
    }
  })

  test('a step is taken back once', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const { lastChange } = await move(desk, stay.id, { roomNumber: '102' })
    await takeBack(desk, lastChange, lastChange)
    const again = await undo(desk, lastChange)
    assert.deepEqual([again.status, again.body.error], [409, 'This step was taken back already.'])
    assert.equal((await undo(desk, 999_999)).status, 404)
    assert.equal((await undo(desk)).status, 400)
  })

  test('several are taken back together, or none of them', async (t) => {
    const desk = await house(t)
    const first = await aStay().in('101').for('Holm').book(desk)
    const second = await aStay().in('102').for('Lund').book(desk)
    const steps = [
      (await move(desk, first.id, { roomNumber: '103' })).lastChange,
      (await move(desk, second.id, { roomNumber: '101' })).lastChange,
      (await move(desk, first.id, { roomNumber: '102' })).lastChange,
    ]
    const alone = await undo(desk, steps[0]!)
    assert.match(alone.body.error, /Holm was changed since/)
    const done = await takeBack(desk, ...steps)
    assert.deepEqual([(await read(desk, first.id)).roomNumber, (await read(desk, second.id)).roomNumber], ['101', '102'])
    await takeBack(desk, ...done.steps)
    assert.deepEqual([(await read(desk, first.id)).roomNumber, (await read(desk, second.id)).roomNumber], ['102', '101'])
    const third = await aStay().in('103').for('Krogh').book(desk)
    const elsewhere = await move(desk, third.id, { arrival: addDays(TODAY, 1), departure: addDays(TODAY, 2) })
    await aStay().in('103').for('Vinter').book(desk)
    const renamed = await patch(desk, first.id, { notes: 'late' })
    const refused = await undo(desk, renamed.lastChange, elsewhere.lastChange)
    assert.equal(refused.status, 409)
    assert.match(refused.body.error, /^Krogh: Room 103 is taken .*Vinter/)
    assert.equal((await read(desk, first.id)).notes, 'late')
  })

  test('a booking is taken back by cancelling it, and comes back', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const block = await aBlock('102').add(desk)
    const done = await takeBack(desk, stay.lastChange, block.lastChange)
    assert.equal((await read(desk, stay.id)).status, 'cancelled')
    assert.equal((await desk.as('staff').get(`/api/v1/blocks/${block.id}`)).status, 404)
    assert.equal((await undo(desk, stay.lastChange)).status, 409)
    await takeBack(desk, ...done.steps)
    assert.equal((await read(desk, stay.id)).status, 'confirmed')
    assert.equal((await desk.as('staff').get(`/api/v1/blocks/${block.id}`)).status, 200)
    await step(desk, stay.id, 'check-in')
    assert.equal((await undo(desk, stay.lastChange)).status, 409)
    assert.equal((await read(desk, stay.id)).status, 'checked_in')
  })

  test('a split takes its second part along, there and back, though it is the first alone that is named', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').nights(3).book(desk)
    const { body } = await desk.as('staff').post<{ first: Stay, second: Stay }>(`/api/v1/stays/${stay.id}/split`, { night: addDays(TODAY, 1), roomNumber: '102' })
    let steps = [body.first.lastChange]
    for (const [nights, status] of [[3, 'cancelled'], [1, 'confirmed'], [3, 'cancelled'], [1, 'confirmed']] as const) {
      const done = await takeBack(desk, ...steps)
      assert.deepEqual([(await read(desk, stay.id)).nights, (await read(desk, body.second.id)).status], [nights, status])
      assert.deepEqual(done.bookings.map(({ id }) => id).sort(), [stay.id, body.second.id])
      const own = (await desk.as('staff').get<{ id: number }[]>(`/api/v1/stays/${stay.id}/history`)).body
      steps = done.steps.filter((id) => own.some((entry) => entry.id === id))
    }
    const done = await takeBack(desk, body.first.lastChange, body.second.lastChange)
    assert.equal(done.steps.length, 2)
    await takeBack(desk, ...done.steps)
    assert.equal((await read(desk, body.second.id)).status, 'confirmed')
  })

  test('what a guest in the house, or one who left, rules out stays ruled out', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').from(addDays(TODAY, 1)).nights(3).book(desk)
    const dated = await move(desk, stay.id, { arrival: TODAY })
    const moved = await move(desk, stay.id, { roomNumber: '102' })
    await step(desk, stay.id, 'check-in')
    assert.match((await undo(desk, dated.lastChange)).body.error, /in the house/)
    const back = await takeBack(desk, moved.lastChange)
    assert.equal((await read(desk, stay.id)).roomNumber, '101')
    await step(desk, stay.id, 'check-out')
    assert.equal((await undo(desk, ...back.steps)).status, 409)
    assert.equal((await read(desk, stay.id)).roomNumber, '101')
  })

  test('a room that was deactivated since takes nobody back', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const moved = await move(desk, stay.id, { roomNumber: '102' })
    await desk.as('admin').delete(`/api/v1/admin/rooms/${stay.roomId}`)
    assert.match((await undo(desk, moved.lastChange)).body.error, /101.*deactivated/)
  })

  test('a guest who was renamed since comes back by the new name', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').for('Holm').book(desk)
    const changed = await patch(desk, stay.id, { guestName: 'Lund' })
    await desk.as('staff').patch(`/api/v1/guests/${stay.guest!.id}`, { name: 'Holm-Krogh' })
    await desk.as('staff').patch(`/api/v1/guests/${changed.guest!.id}`, { name: 'Lundgren' })
    await takeBack(desk, changed.lastChange)
    assert.equal((await read(desk, stay.id)).guest!.name, 'Holm-Krogh')
    const picture = await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?from=${TODAY}&to=${addDays(TODAY, 7)}`)
    assert.deepEqual(picture.body.bars.flat().map(([, , , , label]) => label), ['Holm-Krogh'])
  })

  test('an appointment goes back to its provider and hour, and one that was booked is cancelled', async (t) => {
    const desk = await house(t)
    const staff = desk.as('staff')
    const provider = async (name: string) => (await desk.as('admin').post('/api/v1/providers', { name, email: `${name}@hotel.example` })).body.id
    const [first, second] = [await provider('holm'), await provider('lund')]
    const made = (await staff.post('/api/v1/appointments', { providerId: first, date: TODAY, time: '14:00', guestName: 'Krogh' })).body
    const moved = (await staff.patch(`/api/v1/appointments/${made.id}`, { providerId: second, time: '16:00' })).body
    await takeBack(desk, moved.lastChange as number)
    const back = (await staff.get(`/api/v1/appointments/${made.id}`)).body
    assert.deepEqual([back.providerId, back.time], [first, '14:00'])
    await takeBack(desk, made.lastChange as number)
    assert.equal((await staff.get(`/api/v1/appointments/${made.id}`)).body.status, 'cancelled')
    await desk.as('admin').delete(`/api/v1/providers/${second}`)
    assert.equal((await undo(desk, made.lastChange as number)).status, 409)
  })

  test('a room by the hour: money that went back stays back, money that came in keeps the booking, and a timeslot that is gone is gone', async (t) => {
    const desk = await house(t)
    const [admin, staff] = [desk.as('admin'), desk.as('staff')]
    const hall = (await admin.post('/api/v1/admin/rooms', { name: 'Hall', roomType: 'Hall', hourlyRate: 400 })).body.id
    await admin.post('/api/v1/admin/timeslots/generate', { roomId: hall, startDate: addDays(TODAY, 5), endDate: addDays(TODAY, 5), slotDuration: 60 })
    const { timeslots } = (await desk.withToken().get<{ timeslots: { id: number }[] }>(`/api/v1/bookings/rooms/${hall}/timeslots?date=${addDays(TODAY, 5)}`)).body
    const made = (await staff.post('/api/v1/slot-bookings', { timeslotId: timeslots[0]!.id, guestName: 'Krogh' })).body
    const moved = (await staff.patch(`/api/v1/slot-bookings/${made.id}`, { timeslotId: timeslots[1]!.id })).body
    await admin.delete(`/api/v1/admin/timeslots/${timeslots[0]!.id}`)
    assert.equal((await undo(desk, moved.lastChange as number)).status, 404)
    await admin.post(`/api/v1/bookings/${made.id}/payments`, {})
    assert.match((await undo(desk, made.lastChange as number)).body.error, /Krogh was changed since \(admin\)/)
    const cancelled = (await staff.post(`/api/v1/slot-bookings/${made.id}/cancel`)).body
    assert.match((await undo(desk, cancelled.lastChange as number)).body.error, /paid back/)
  })

  test('a car that is out is out', async (t) => {
    const desk = await house(t)
    const staff = desk.as('staff')
    const car = async () => (await staff.post<{ car_id: number }>('/cars/add', { brand: 'VW', model: 'Up', fuel_type: 'Petrol', mileage: 10 })).body.car_id
    const [first, second] = [await car(), await car()]
    const made = (await staff.post('/api/v1/rentals', { carId: first, guestName: 'Krogh', from: TODAY, to: addDays(TODAY, 2) })).body
    const moved = (await staff.patch(`/api/v1/rentals/${made.id}`, { carId: second })).body
    await takeBack(desk, (await takeBack(desk, moved.lastChange as number)).steps[0]!)
    const out = (await staff.post(`/api/v1/rentals/${made.id}/hand-over`, {})).body
    assert.equal(out.status, 'out')
    const twice = (await staff.get(`/api/v1/rentals/${made.id}`)).body
    assert.equal(twice.carId, second)
    assert.equal((await undo(desk, moved.lastChange as number)).status, 409)
    await takeBack(desk, out.lastChange as number)
    assert.equal((await staff.get(`/api/v1/rentals/${made.id}`)).body.status, 'confirmed')
  })

  test('a repeated Idempotency-Key takes back once', async (t) => {
    const desk = await house(t)
    const stay = await aStay().in('101').book(desk)
    const { lastChange } = await move(desk, stay.id, { roomNumber: '102' })
    const ask = () => desk.as('staff').post('/api/v1/calendar/undo', { steps: [lastChange] }, { headers: { 'idempotency-key': 'z' } })
    const first = await ask()
    assert.equal(first.status, 200)
    assert.equal((await ask()).text, first.text)
  })
})
