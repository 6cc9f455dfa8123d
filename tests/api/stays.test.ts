import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { unpackCalendar } from '../../shared/calendar-packing.ts'
import type { PackedCalendar } from '../../shared/contract/calendar.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aGuest, aRoom, aStay, rooms, SINGLE, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type AnyBody, type TestDesk } from '../support/desk.ts'

const day = (offset: number) => addDays(TODAY, offset)

async function house(t: TestContext, ...numbers: string[]): Promise<TestDesk> {
  const desk = await openTestDesk(t)
  await rooms(desk, ...numbers.length > 0 ? numbers : ['101', '102'])
  return desk
}
const post = (desk: TestDesk, id: number, name: string, body?: object) => desk.as('staff').post<Stay & { error: string }>(`/api/v1/stays/${id}/${name}`, body)

describe('POST /stays', () => {
  test('books by dates; the times of day come from the settings', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('204').rate(995.5).add(desk)
    const stay = await aStay().in('204').from('2027-03-01').nights(3).for('Holm').with({ adults: 2, children: 1, guestEmail: 'h@hotel.example', guestPhone: '12 34', notes: 'late', source: 'phone' }).book(desk)
    const { id, roomNumber, category, arrival, departure, nights, status, nightlyRate, total, balance, paid, currency, adults, children, notes, source, version, checkin, checkout } = stay
    assert.deepEqual({ id, roomNumber, category, arrival, departure, nights, status, nightlyRate, total, balance, paid, currency, adults, children, notes, source, version, checkin, checkout }, {
      id: 1, roomNumber: '204', category: SINGLE, arrival: '2027-03-01', departure: '2027-03-04', nights: 3, status: 'confirmed', nightlyRate: 995.5, total: 2986.5, balance: 2986.5, paid: 0,
      currency: 'DKK', adults: 2, children: 1, notes: 'late', source: 'phone', version: 1, checkin: '2027-03-01T14:00:00+01:00', checkout: '2027-03-04T12:00:00+01:00',
    })
    assert.deepEqual([stay.guest?.name, stay.guest?.email, stay.guest?.phone], ['Holm', 'h@hotel.example', '12 34'])
    await desk.as('admin').patch('/api/v1/settings', { checkInTime: '16:00', checkOutTime: '10:00' })
    const later = await aStay().in('204').from('2027-03-10').book(desk)
    assert.deepEqual([later.checkin, later.checkout], ['2027-03-10T16:00:00+01:00', '2027-03-11T10:00:00+01:00'])
  })

  test('by category picks the room that leaves the fewest gaps; none free is 409', async (t) => {
    const desk = await house(t, '101', '102', '103')
    await aStay().in('102').from(day(0)).nights(2).book(desk)
    await aStay().in('102').from(day(4)).nights(2).book(desk)
    assert.equal((await aStay().of(SINGLE).from(day(2)).nights(2).book(desk)).roomNumber, '102')
    await aStay().of(SINGLE).from(day(2)).nights(2).book(desk)
    await aStay().of(SINGLE).from(day(2)).nights(2).book(desk)
    const full = await aStay().of(SINGLE).from(day(3)).ask(desk)
    assert.equal(full.status, 409)
    assert.match(full.body.error, new RegExp(`No ${SINGLE} is free`))
    assert.equal((await aStay().of('Suite').ask(desk)).status, 404)
  })

  test('refuses what makes no sense, and names it', async (t) => {
    const desk = await house(t)
    const refused: [body: object, status: number, fields: string[]][] = [
      [{}, 400, ['arrival', 'departure', 'guestName']],
      [{ ...aStay().body() }, 400, ['category', 'roomNumber']],
      [{ ...aStay().in('101').body(), departure: TODAY }, 400, ['departure']],
      [{ ...aStay().in('101').body(), departure: day(-1) }, 400, ['departure']],
      [{ ...aStay().in('101').body(), arrival: '10.02.2027' }, 400, ['arrival']],
      [{ ...aStay().in('101').body(), arrival: '2027-02-30' }, 400, ['arrival']],
      [{ ...aStay().in('101').body(), guestName: ' ' }, 400, ['guestName']],
      [{ ...aStay().in('101').body(), nightlyRate: -1 }, 400, ['nightlyRate']],
      [{ ...aStay().in('101').body(), adults: 1.5 }, 400, ['adults']],
      [{ ...aStay().in('101').body(), status: 'checked_in' }, 400, ['status']],
      [{ ...aStay().in('101').body(), guestEmail: 'none' }, 400, ['guestEmail']],
      [{ ...aStay().in('101').body(), category: 'Suite' }, 400, ['category']],
      [{ ...aStay().in('999').body() }, 404, ['roomNumber']],
      [{ ...aStay().in('101').body(), guestId: 999 }, 404, []],
    ]
    for (const [body, status, fields] of refused) {
      const answer = await desk.as('staff').post('/api/v1/stays', body)
      assert.equal(answer.status, status, JSON.stringify(body) + answer.text)
      assert.deepEqual(Object.keys(answer.body.fields ?? {}).sort(), fields, JSON.stringify(body))
    }
    assert.equal((await desk.as('staff').get('/api/v1/stays')).body.total, 0)
  })

  test('a taken room is 409 and says by whom and until when', async (t) => {
    const desk = await house(t)
    await aStay().in('101').nights(3).for('Holm').book(desk)
    const answer = await aStay().in('101').from(day(2)).ask(desk)
    assert.equal(answer.status, 409)
    assert.equal(answer.body.error, `Room 101 is taken from ${TODAY} to ${day(3)} (Holm).`)
  })

  test('a room that was deactivated takes none', async (t) => {
    const desk = await openTestDesk(t)
    const room = await aRoom('101').add(desk)
    await desk.as('admin').delete(`/api/v1/admin/rooms/${room.id}`)
    assert.equal((await aStay().in('101').ask(desk)).status, 409)
    assert.equal((await aStay().of(SINGLE).ask(desk)).status, 409)
  })

  test('a guest is recognised by name and address, never by the name alone', async (t) => {
    const desk = await house(t, '101', '102', '103')
    const first = await aStay().in('101').for('Hansen').with({ guestEmail: 'a@hotel.example' }).book(desk)
    const same = await aStay().in('102').for('Hansen').with({ guestEmail: 'a@hotel.example' }).book(desk)
    const other = await aStay().in('103').for('Hansen').book(desk)
    assert.equal(same.guest!.id, first.guest!.id)
    assert.notEqual(other.guest!.id, first.guest!.id)
  })

  test('a new address of a stay is its guest\'s', async (t) => {
    const desk = await house(t, '101', '102')
    const stays = [await aStay().in('101').for('Hansen').with({ guestEmail: 'a@hotel.example' }).book(desk), await aStay().in('102').for('Hansen').book(desk)]
    for (const [at, change] of [{ guestEmail: 'new@hotel.example' }, { guestName: 'Hansen', guestPhone: '12 34' }].entries()) {
      const { status, body } = await desk.as('staff').patch<Stay>(`/api/v1/stays/${stays[at]!.id}`, change)
      assert.deepEqual([status, body.guest!.id, body.guest!.name], [200, stays[at]!.guest!.id, 'Hansen'])
    }
    const guests = await Promise.all(stays.map(async ({ guest }) => (await desk.as('staff').get(`/api/v1/guests/${guest!.id}`)).body))
    assert.deepEqual(guests.map(({ email, phone }) => [email, phone]), [['new@hotel.example', null], [null, '12 34']])
  })
})

describe('the life of a stay', () => {
  test('from the option to the departure', async (t) => {
    const desk = await house(t)
    const { id } = await aStay().in('101').nights(2).pending().book(desk)
    assert.equal((await post(desk, id, 'check-in')).status, 409)
    assert.equal((await step(desk, id, 'confirm')).status, 'confirmed')
    const inHouse = await step(desk, id, 'check-in')
    assert.deepEqual([inHouse.status, inHouse.checkedInAt, inHouse.undoable], ['checked_in', '2027-02-10T12:00:00+01:00', 'checked_in'])
    assert.equal((await post(desk, id, 'cancel')).status, 409)
    assert.equal((await post(desk, id, 'no-show')).status, 409)
    desk.setNow('2027-02-12T10:00:00+01:00')
    const left = await step(desk, id, 'check-out')
    assert.deepEqual([left.status, left.departure, left.nights, left.checkedOutAt], ['completed', day(2), 2, '2027-02-12T10:00:00+01:00'])
    assert.equal((await desk.as('staff').get('/api/v1/housekeeping')).body.rooms instanceof Array, true)
    for (const name of ['check-in', 'check-out', 'cancel', 'no-show', 'confirm']) assert.equal((await post(desk, id, name)).status, 409, name)
  })

  test('nobody arrives before the day, after the stay, or into a room that is still occupied', async (t) => {
    const desk = await house(t)
    const late = await aStay().in('101').from(day(1)).book(desk)
    assert.match((await post(desk, late.id, 'check-in')).body.error, new RegExp(day(1)))
    assert.equal((await post(desk, late.id, 'no-show')).status, 409)
    const first = await aStay().in('101').nights(1).for('Holm').book(desk)
    await step(desk, first.id, 'check-in')
    desk.setNow(`${day(1)}T15:00:00+01:00`)
    const refused = await post(desk, late.id, 'check-in')
    assert.equal(refused.status, 409)
    assert.match(refused.body.error, /still occupied by Holm/)
    await step(desk, first.id, 'check-out')
    desk.setNow(`${day(3)}T15:00:00+01:00`)
    assert.match((await post(desk, late.id, 'check-in')).body.error, /ended/)
  })

  test('a move keeps the rate unless told, and may take another category and other dates', async (t) => {
    const desk = await house(t)
    await aRoom('301').category('Suite').rate(2495).add(desk)
    const { id } = await aStay().in('101').nights(2).book(desk)
    const moved = (await post(desk, id, 'move', { roomNumber: '301' })).body
    assert.deepEqual([moved.roomNumber, moved.category, moved.nightlyRate, moved.total, moved.version], ['301', 'Suite', 995, 1990, 2])
    const again = (await post(desk, id, 'move', { category: SINGLE, arrival: day(5), departure: day(8), nightlyRate: 500 })).body
    assert.deepEqual([again.category, again.arrival, again.departure, again.nights, again.total], [SINGLE, day(5), day(8), 3, 1500])
    await aStay().in('102').from(day(6)).book(desk)
    assert.equal((await post(desk, id, 'move', { roomNumber: '102' })).status, 409)
    assert.equal((await post(desk, id, 'move', { roomNumber: '999' })).status, 404)
    assert.equal((await post(desk, id, 'move', { colour: 'red' })).status, 400)
  })

  test('the arrival of a guest in the house stays; a longer stay needs a free room', async (t) => {
    const desk = await house(t)
    const { id } = await aStay().in('101').nights(2).book(desk)
    await step(desk, id, 'check-in')
    assert.equal((await desk.as('staff').patch(`/api/v1/stays/${id}`, { arrival: day(1) })).status, 409)
    assert.equal((await desk.as('staff').patch(`/api/v1/stays/${id}`, { departure: day(4) })).status, 200)
    await aStay().in('101').from(day(4)).book(desk)
    assert.equal((await desk.as('staff').patch(`/api/v1/stays/${id}`, { departure: day(5) })).status, 409)
  })

  test('a split makes two parts of one group, in two rooms', async (t) => {
    const desk = await house(t)
    const { id } = await aStay().in('101').nights(4).at(1000).book(desk)
    const { body } = await desk.as('staff').post<{ first: Stay, second: Stay }>(`/api/v1/stays/${id}/split`, { night: day(1), roomNumber: '102', nightlyRate: 800 })
    assert.deepEqual([body.first.nights, body.first.total, body.first.roomNumber, body.first.departure], [1, 1000, '101', day(1)])
    assert.deepEqual([body.second.nights, body.second.total, body.second.roomNumber, body.second.arrival, body.second.departure], [3, 2400, '102', day(1), day(4)])
    assert.deepEqual([body.first.groupId, body.second.groupId], [id, id])
    for (const night of [day(0), day(1), day(9), day(-1)]) assert.equal((await post(desk, id, 'split', { night, roomNumber: '102' })).status, 400, night)
  })

  test('the history says who did what, oldest first', async (t) => {
    const desk = await house(t)
    const { id } = await aStay().in('101').nights(1).book(desk)
    await desk.as('admin').post(`/api/v1/stays/${id}/move`, { roomNumber: '102', departure: day(3) })
    await step(desk, id, 'undo')
    const { body } = await desk.as('staff').get<{ by: string, step: string, changes: Record<string, { from: unknown, to: unknown }> }[]>(`/api/v1/stays/${id}/history`)
    assert.deepEqual(body.map(({ by, step }) => [by, step]), [['staff', 'created'], ['admin', 'moved'], ['staff', 'undone']])
    assert.deepEqual(body[1]!.changes, { roomNumber: { from: '101', to: '102' }, departure: { from: day(1), to: day(3) }, total: { from: 995, to: 2985 } })
  })
})

describe('GET /stays', () => {
  test('finds arrivals, departures, those in house and those overdue', async (t) => {
    const desk = await house(t, '101', '102', '103', '104', '105')
    const book = (room: string, from: number, nights: number) => aStay().in(room).from(day(from)).nights(nights).for(`Guest ${room}`).book(desk)
    const leaving = await book('101', 0, 1)
    const staying = await book('102', 0, 5)
    const forgotten = await book('103', 0, 3)
    await step(desk, leaving.id, 'check-in')
    await step(desk, staying.id, 'check-in')
    const arriving = await book('104', 1, 2)
    await book('105', 5, 2)
    desk.setNow(`${day(1)}T09:00:00+01:00`)
    const ids = async (query: string) => (await desk.as('staff').get(`/api/v1/stays?${query}`)).body.items.map(({ id }) => id).sort()
    assert.deepEqual(await ids('view=arrivals'), [arriving.id])
    assert.deepEqual(await ids('view=departures'), [leaving.id])
    assert.deepEqual(await ids('view=in_house'), [leaving.id, staying.id])
    assert.deepEqual(await ids('view=overdue'), [forgotten.id])
    assert.equal((await ids('view=all')).length, 5)
    assert.deepEqual(await ids(`from=${day(5)}&to=${day(6)}`), [5], 'touching these days, and not the one that leaves on the first')
    assert.deepEqual(await ids('q=104'), [arriving.id])
    assert.deepEqual(await ids('q=guest 104'), [arriving.id])
    assert.deepEqual(await ids('status=checked_in&q=101'), [leaving.id])
    assert.equal((await desk.as('staff').get('/api/v1/stays?view=yesterday')).status, 400)
  })

  test('finds guests by any word, with or without the strokes of their letters', async (t) => {
    const desk = await house(t)
    const { id } = await aStay().in('101').for('Søren Åkjær-Müller').with({ guestEmail: 'kontakt@hotel.example', guestPhone: '+45 12 34 56' }).book(desk)
    await aStay().in('102').for('100% Ole_').book(desk)
    const found = async (q: string) => (await desk.as('staff').get(`/api/v1/stays?q=${encodeURIComponent(q)}`)).body.items.map((stay) => stay.id)
    for (const q of ['soren', 'SØREN', 'akj', 'Åkjær', 'kontakt']) assert.deepEqual(await found(q), [id], q)
    for (const q of ['%', '_', 'oren', '\\']) assert.deepEqual(await found(q), [], q)
    assert.equal((await found('100%')).length, 1)
  })

  test('sorts by what it is asked to, both ways', async (t) => {
    const desk = await house(t, '101', '102', '1001')
    await aStay().in('102').from(day(2)).nights(1).for('Anna').at(300).book(desk)
    await aStay().in('1001').from(day(0)).nights(9).for('Carl').at(100).book(desk)
    await aStay().in('101').from(day(1)).nights(2).for('Bo').at(500).book(desk)
    const order = async (sort: string, direction = 'asc') => (await desk.as('staff').get<{ items: Stay[] }>(`/api/v1/stays?sort=${sort}&direction=${direction}`)).body.items.map(({ guest }) => guest!.name[0]).join('')
    assert.deepEqual(await Promise.all(['arrival', 'departure', 'guest', 'room', 'total', 'created'].map((sort) => order(sort))), ['CBA', 'ABC', 'ABC', 'BAC', 'ACB', 'ACB'])
    assert.equal(await order('room', 'desc'), 'CAB')
  })

  test('exports the same as CSV, harmless in a spreadsheet', async (t) => {
    const desk = await house(t)
    await aStay().in('101').for('=cmd|x').with({ notes: 'a "note", with\nlines', guestPhone: '+4512' }).book(desk)
    await aStay().in('102').for('Lund').book(desk)
    const { headers, text } = await desk.as('staff').get('/api/v1/stays/export/csv?q=%3Dcmd')
    assert.equal(headers['content-type'], 'text/csv; charset=utf-8')
    assert.match(text, /^id,roomNumber,category,arrival/)
    assert.match(text, /'=cmd\|x/)
    assert.match(text, /'\+4512/)
    assert.match(text, /"a ""note"", with\nlines"/)
    assert.doesNotMatch(text, /Lund/)
  })
})

describe('availability and the calendar', () => {
  const free = async (desk: TestDesk, query: string) => (await desk.as('staff').get<{ rooms: { number: string }[] }>(`/api/v1/availability?${query}`)).body.rooms.map(({ number }) => number)

  test('rooms are free up to the day another arrives, and from the day another leaves', async (t) => {
    const desk = await house(t, '101', '102')
    await aStay().in('101').from(day(5)).nights(2).book(desk)
    await aBlock('102').from(day(20)).nights(2).add(desk)
    assert.deepEqual(await free(desk, `from=${day(3)}&to=${day(5)}`), ['101', '102'])
    assert.deepEqual(await free(desk, `from=${day(4)}&to=${day(6)}`), ['102'])
    assert.deepEqual(await free(desk, `from=${day(6)}&to=${day(7)}`), ['102'])
    assert.deepEqual(await free(desk, `from=${day(7)}&to=${day(8)}`), ['101', '102'])
    assert.deepEqual(await free(desk, `from=${day(4)}&to=${day(6)}&except=1`), ['101', '102'])
    assert.deepEqual(await free(desk, `from=${day(19)}&to=${day(21)}`), ['101'])
  })

  test('by category and by party', async (t) => {
    const desk = await house(t, '101')
    await aRoom('301').category('Suite').sleeping(4).add(desk)
    const dates = `from=${day(0)}&to=${day(1)}`
    assert.deepEqual(await free(desk, `${dates}&category=Suite`), ['301'])
    assert.deepEqual(await free(desk, `${dates}&adults=3`), ['301'])
    assert.deepEqual(await free(desk, `${dates}&adults=5`), [])
    for (const query of ['', `from=${day(1)}`, `from=${day(1)}&to=${day(1)}`, `from=${day(2)}&to=${day(1)}`, 'from=x&to=y', `${dates}&adults=0`]) {
      assert.equal((await desk.as('staff').get(`/api/v1/availability?${query}`)).status, 400, query)
    }
  })

  test('what is free can be booked, and what is not cannot', async (t) => {
    const desk = await house(t, '101', '102', '103')
    await aStay().in('101').nights(3).book(desk)
    await aBlock('102').nights(2).add(desk)
    for (const [from, nights] of [[0, 1], [2, 1], [1, 5], [3, 2]] as const) {
      const rooms = await free(desk, `from=${day(from)}&to=${day(from + nights)}`)
      for (const number of ['101', '102', '103']) {
        const asked = await aStay().in(number).from(day(from)).nights(nights).ask(desk)
        assert.equal(asked.status, rooms.includes(number) ? 201 : 409, `${number} from ${from} for ${nights}`)
        if (asked.status === 201) await step(desk, asked.body.id, 'cancel')
      }
    }
  })

  test('the calendar shows rooms, stays and blocks that touch the days', async (t) => {
    const desk = await house(t, '101', '102')
    const before = await aStay().in('101').from(day(0)).nights(2).for('Holm').book(desk)
    await aStay().in('101').from(day(9)).nights(1).book(desk)
    const block = await aBlock('102').from(day(2)).nights(1).add(desk)
    const cancelled = await aStay().in('102').from(day(4)).book(desk)
    await step(desk, cancelled.id, 'cancel')
    const body = unpackCalendar((await desk.as('staff').get<PackedCalendar>(`/api/v1/calendar?from=${day(1)}&to=${day(9)}`)).body)
    assert.deepEqual(body.rows.map(({ label, group }) => [label, group]), [['101', SINGLE], ['102', SINGLE]])
    const bars = body.bars.map(({ id, row, start, end, status, label }) => ({ id, room: body.rows[row]!.label, start, end, status, label })).sort((a, b) => a.id - b.id)
    assert.deepEqual(bars, [
      { id: before.id, room: '101', start: -10 * 60, end: 36 * 60, status: 'confirmed', label: 'Holm' },
      { id: block.id, room: '102', start: 38 * 60, end: 60 * 60, status: 'out_of_order', label: null },
    ])
    for (const query of ['', `from=${day(2)}&to=${day(1)}`, `from=${day(0)}&to=${day(900)}`, `from=${day(0)}&to=${day(1)}&kind=boats`]) assert.equal((await desk.as('staff').get(`/api/v1/calendar?${query}`)).status, 400, query)
    for (const kind of ['rooms', 'providers', 'cars']) assert.equal((await desk.as('staff').get(`/api/v1/calendar?from=${day(0)}&to=${day(1)}&kind=${kind}`)).status, 200, kind)
  })

  test('its minutes are those of the wall clock, also in the night the clocks change', async (t) => {
    const desk = await house(t, '101')
    await aStay().in('101').from('2027-03-27').nights(2).book(desk)
    const { body } = await desk.as('staff').get<PackedCalendar>('/api/v1/calendar?from=2027-03-27&to=2027-03-30')
    assert.deepEqual(body.spans, [[14 * 60, 60 * 60]])
  })
})

describe('blocks', () => {
  test('take a room out of sale and give it back', async (t) => {
    const desk = await house(t)
    const block = await aBlock('101').nights(3).add(desk)
    assert.deepEqual([block.roomNumber, block.from, block.to, block.reason], ['101', TODAY, day(3), 'out_of_order'])
    assert.equal((await aStay().in('101').ask(desk)).status, 409)
    assert.equal((await desk.as('staff').get<AnyBody[]>('/api/v1/blocks')).body.length, 1)
    assert.equal((await desk.as('staff').patch(`/api/v1/blocks/${block.id}`, { roomNumber: '102', reason: 'out_of_service', notes: 'paint' })).status, 200)
    await aStay().in('101').book(desk)
    assert.equal((await desk.as('staff').delete(`/api/v1/blocks/${block.id}`)).status, 200)
    assert.equal((await desk.as('staff').delete(`/api/v1/blocks/${block.id}`)).status, 404)
    assert.equal((await desk.as('staff').get(`/api/v1/blocks/${block.id}`)).status, 404)
    await aStay().in('102').book(desk)
  })

  test('are refused where somebody stays, in unknown rooms and backwards', async (t) => {
    const desk = await house(t)
    await aStay().in('101').from(day(1)).book(desk)
    const ask = async (body: object) => (await desk.as('staff').post('/api/v1/blocks', { roomNumber: '101', from: day(0), to: day(1), ...body })).status
    assert.equal(await ask({}), 201)
    assert.equal(await ask({ to: day(2) }), 409)
    assert.equal(await ask({ roomNumber: '999' }), 404)
    assert.equal(await ask({ to: day(0) }), 400)
    assert.equal(await ask({ reason: 'whim' }), 400)
    assert.equal(await ask({ from: undefined }), 400)
  })

  test('is no stay, and a stay is no block', async (t) => {
    const desk = await house(t)
    const block = await aBlock('101').add(desk)
    const stay = await aStay().in('102').book(desk)
    assert.equal((await desk.as('staff').get(`/api/v1/stays/${block.id}`)).status, 404)
    assert.equal((await post(desk, block.id, 'cancel')).status, 404)
    assert.equal((await desk.as('staff').delete(`/api/v1/blocks/${stay.id}`)).status, 404)
  })
})

describe('guests', () => {
  test('are added, found, changed; their stays carry the new name', async (t) => {
    const desk = await house(t)
    const guest = await aGuest(desk, 'Søren Åkjær', { email: 's@hotel.example', phone: '+45 12 34 56 78', vip: true })
    assert.deepEqual([guest.name, guest.vip, guest.stays, guest.version], ['Søren Åkjær', true, 0, 1])
    const stay = await aStay().in('101').with({ guestId: guest.id }).book(desk)
    const find = async (q: string) => (await desk.as('staff').get(`/api/v1/guests?q=${encodeURIComponent(q)}`)).body
    for (const q of ['sor', 'ÅKJ', 's@hotel', '4512']) assert.deepEqual((await find(q)).items.map(({ id }) => id), [guest.id], q)
    assert.deepEqual([(await find('nobody')).total, (await find('')).total], [0, 1])
    const changed = await desk.as('staff').patch(`/api/v1/guests/${guest.id}`, { name: 'Søren Holm', phone: null })
    assert.deepEqual([changed.body.name, changed.body.phone, changed.body.stays], ['Søren Holm', null, 1])
    assert.equal((await desk.as('staff').get<Stay>(`/api/v1/stays/${stay.id}`)).body.guest!.name, 'Søren Holm')
    assert.equal((await find('akj')).total, 0)
    assert.equal((await desk.as('staff').post('/api/v1/guests', { name: '' })).status, 400)
    assert.equal((await desk.as('staff').patch(`/api/v1/guests/${guest.id}`, { colour: 'red' })).status, 400)
  })
})

describe('the performance report', () => {
  test('answers rows and a total', async (t) => {
    const desk = await house(t, '101', '102')
    await aStay().in('101').nights(2).at(1000).book(desk)
    await aBlock('102').nights(1).add(desk)
    const cancelled = await aStay().in('102').from(day(1)).at(5000).book(desk)
    await step(desk, cancelled.id, 'cancel')
    const { body } = await desk.as('staff').get(`/api/v1/reports/performance?from=${TODAY}&to=${day(2)}&by=day`)
    assert.deepEqual(body, {
      from: TODAY, to: day(2),
      rows: [
        { period: TODAY, roomsAvailable: 1, roomsSold: 1, occupancy: 1, revenue: 1000, adr: 1000, revpar: 1000 },
        { period: day(1), roomsAvailable: 2, roomsSold: 1, occupancy: 0.5, revenue: 1000, adr: 1000, revpar: 500 },
      ],
      total: { roomsAvailable: 3, roomsSold: 2, occupancy: 2 / 3, revenue: 2000, adr: 1000, revpar: 2000 / 3 },
    })
    for (const query of ['', `from=${TODAY}&to=${TODAY}`, `from=${TODAY}&to=${day(1)}&by=hour`, 'from=0001-01-01&to=9999-12-31']) assert.equal((await desk.as('staff').get(`/api/v1/reports/performance?${query}`)).status, 400, query)
  })
})
