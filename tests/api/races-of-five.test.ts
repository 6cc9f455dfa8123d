import assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import type { Timeslot } from '../../shared/contract/slots.ts'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

/*
 * 64 clients at once for one slot, one appointment, one car, the last item of a resource, over
 * HTTP: exactly one wins. SKRANKE_RACE_ROUNDS=20 looks into one of them quickly.
 */

const ROUNDS = Number(process.env.SKRANKE_RACE_ROUNDS ?? 200)
const CLIENTS = 64

async function open(t: TestContext): Promise<TestDesk> {
  return openTestDesk(t, { listen: true, settings: { tokenRequestsPerSecond: 1_000_000 } })
}

async function race(desk: TestDesk, url: string, body: object, losers: number): Promise<void> {
  const statuses = await Promise.all(Array.from({ length: CLIENTS }, async () => (await desk.as('customer').post(url, body)).status))
  assert.equal(statuses.filter((status) => status === 201).length, 1)
  assert.equal(statuses.filter((status) => status === losers).length, CLIENTS - 1)
}

it('one slot', async (t) => {
  const desk = await open(t)
  const room = await desk.as('admin').post('/api/v1/admin/rooms', { name: 'A', roomType: 'meeting' })
  await desk.as('admin').post('/api/v1/admin/timeslots/generate', { roomId: room.body.id, startDate: '2027-03-01', endDate: '2027-03-01', slotDuration: 5 , workingHours: { start: '00:00', end: '23:55' } })
  const { body } = await desk.withToken().get<{ timeslots: Timeslot[] }>(`/api/v1/bookings/rooms/${room.body.id}/timeslots?date=2027-03-01&duration=5`)
  assert.ok(body.timeslots.length >= ROUNDS)
  for (const slot of body.timeslots.slice(0, ROUNDS)) await race(desk, '/api/v1/bookings', { roomId: room.body.id, timeslotId: slot.id }, 400)
})

it('one appointment', async (t) => {
  const desk = await open(t)
  const provider = await desk.as('admin').post('/api/v1/providers', { name: 'Dr. Holm', email: 'holm@clinic.example', slotMinutes: 5 })
  for (let round = 0; round < ROUNDS; round += 1) {
    const time = `${String(8 + Math.floor(round / 12) % 12).padStart(2, '0')}:${String(round % 12 * 5).padStart(2, '0')}`
    const date = `2027-03-${String(1 + Math.floor(round / 144)).padStart(2, '0')}`
    await race(desk, '/api/v1/bookings', { provider_id: provider.body.id, date, time }, 409)
  }
})

it('one car', async (t) => {
  const desk = await open(t)
  const car = await desk.as('staff').post('/cars/add', { brand: 'Toyota', model: 'Corolla', fuel_type: 'Petrol', mileage: 1 })
  for (let round = 0; round < ROUNDS; round += 1) {
    const day = (ahead: number) => Temporal.PlainDate.from('2027-03-01').add({ days: ahead }).toString()
    const body = { carId: car.body.car_id, guestName: 'Holm', from: `${day(round)}T10:00`, to: `${day(round + 1)}T10:00` }
    const statuses = await Promise.all(Array.from({ length: CLIENTS }, async () => (await desk.as('staff').post('/api/v1/rentals', body)).status))
    assert.equal(statuses.filter((status) => status === 201).length, 1)
  }
})

it('the last item of a resource', async (t) => {
  const desk = await open(t)
  for (let round = 0; round < ROUNDS; round += 1) {
    const resource = await desk.as('admin').post('/resources/', { name: `Bike ${round}`, total_quantity: 5, available_quantity: 1 })
    await race(desk, '/bookings/', { resource: resource.body.id, purchase_quantity: 1 }, 400)
  }
})
