import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { aRoom, rooms, SINGLE } from '../support/builders.ts'
import { openTestDesk, TODAY } from '../support/desk.ts'
import type { Stay } from '../../shared/contract/stays.ts'

const CLIENTS = 64
const ROUNDS = 200

test(`${CLIENTS} clients race for one room in overlapping dates, ${ROUNDS} rounds: one wins each`, async (t) => {
  const desk = await openTestDesk(t, { listen: true, settings: { tokenRequestsPerSecond: 1_000_000 } })
  await aRoom('101').add(desk)
  const staff = desk.as('staff')
  for (let round = 0; round < ROUNDS; round += 1) {
    // Every wish holds the night in the middle of the round's five days.
    const middle = addDays(TODAY, round * 5 + 2)
    const answers = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => {
      const arrival = addDays(middle, -(client % 3))
      const departure = addDays(middle, 1 + (client % 2))
      return client % 4 === 3
        ? staff.post('/api/v1/stays', { roomNumber: '101', arrival, departure, guestName: `Guest ${client}` })
        : staff.post('/bookings', { roomnumber: 101, category: SINGLE, checkin: `${arrival}T14:00:00`, checkout: `${departure}T12:00:00` })
    }))
    const statuses = answers.map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 201).length, 1, `round ${round}: ${statuses.join()}`)
    assert.equal(statuses.filter((status) => status === 409).length, CLIENTS - 1, `round ${round}: ${statuses.join()}`)
  }
  const { total } = (await staff.get('/api/v1/stays')).body
  assert.equal(total, ROUNDS)
})

test('clients that race for a category get a room each, and the rest a refusal', async (t) => {
  const desk = await openTestDesk(t, { listen: true })
  await rooms(desk, ...Array.from({ length: 20 }, (_, room) => String(101 + room)))
  const answers = await Promise.all(Array.from({ length: CLIENTS }, (_, client) => desk.as('staff').post<Stay>('/api/v1/stays', {
    category: SINGLE, arrival: TODAY, departure: addDays(TODAY, 1 + (client % 4)), guestName: `Guest ${client}`,
  })))
  const booked = answers.filter(({ status }) => status === 201)
  assert.equal(booked.length, 20)
  assert.equal(new Set(booked.map(({ body }) => body.roomNumber)).size, 20)
  assert.ok(answers.every(({ status }) => status === 201 || status === 409))
})

test('clients that race to move into one room: one gets it, and each keeps a room', async (t) => {
  const desk = await openTestDesk(t, { listen: true })
  const numbers = Array.from({ length: 16 }, (_, room) => String(101 + room))
  await rooms(desk, '999', ...numbers)
  const staff = desk.as('staff')
  const stays = await Promise.all(numbers.map((roomNumber) => staff.post<Stay>('/api/v1/stays', { roomNumber, arrival: TODAY, departure: addDays(TODAY, 2), guestName: roomNumber })))
  const moves = await Promise.all(stays.map(({ body }) => staff.post(`/api/v1/stays/${body.id}/move`, { roomNumber: '999' })))
  assert.deepEqual(moves.map(({ status }) => status).sort(), [200, ...Array.from({ length: 15 }, () => 409)])
  const after = await staff.get<{ items: Stay[] }>('/api/v1/stays?limit=100')
  assert.equal(new Set(after.body.items.map(({ roomNumber }) => roomNumber)).size, 16)
})

test('clients that change one stay by the same version: one is heard, the others see what became of it', async (t) => {
  const desk = await openTestDesk(t, { listen: true })
  await aRoom('101').add(desk)
  const staff = desk.as('staff')
  const { body: stay } = await staff.post<Stay>('/api/v1/stays', { roomNumber: '101', arrival: TODAY, departure: addDays(TODAY, 2), guestName: 'Holm' })
  const answers = await Promise.all(Array.from({ length: 16 }, (_, client) => staff.patch(`/api/v1/stays/${stay.id}`, { notes: `note ${client}` }, { headers: { 'if-match': '"1"' } })))
  assert.equal(answers.filter(({ status }) => status === 200).length, 1)
  const refused = answers.filter(({ status }) => status === 412)
  assert.equal(refused.length, 15)
  assert.ok(refused.every(({ body }) => body.current.version === 2))
})
