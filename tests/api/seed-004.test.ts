import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openTestDesk, type TestDesk } from '../support/desk.ts'
import { openReceiver } from '../delivery/support/receiver.ts'

/* Seed 004: the car inventory and its rentals (contract, section 8). */

const COROLLA = { brand: 'Toyota', model: 'Corolla', fuel_type: 'Petrol', mileage: 12000, is_rented: false, has_damage: false }

async function withCar(t: TestContext, more: object = {}): Promise<{ desk: TestDesk, id: number }> {
  const desk = await openTestDesk(t)
  const answer = await desk.as('staff').post('/cars/add', { ...COROLLA, ...more })
  assert.equal(answer.status, 201, answer.text)
  assert.deepEqual(answer.body, { message: 'Car added successfully', car_id: answer.body.car_id })
  return { desk, id: answer.body.car_id as number }
}

const rent = (desk: TestDesk, carId: number, from: string, to: string) =>
  desk.as('staff').post('/api/v1/rentals', { carId, guestName: 'Holm', from, to })

describe('cars', () => {
  it('are listed and shown as the seed does', async (t) => {
    const { desk, id } = await withCar(t)
    const expected = { car_id: id, ...COROLLA, fuel_level: null, damage: null }
    assert.deepEqual((await desk.as('customer').get('/cars')).body, [expected])
    assert.deepEqual((await desk.as('customer').get(`/cars/${id}`)).body, expected)
    assert.equal((await desk.as('customer').get('/cars/99')).status, 404)
    assert.equal((await desk.as('customer').get('/cars/abc')).status, 400)
    assert.equal((await desk.withToken().get('/cars')).status, 401)
  })

  it('are staff\'s to add', async (t) => {
    const { desk } = await withCar(t)
    assert.equal((await desk.as('customer').post('/cars/add', COROLLA)).status, 403)
  })

  it('are refused with each missing field named', async (t) => {
    const { desk } = await withCar(t)
    const answer = await desk.as('staff').post('/cars/add', { brand: 'Toyota' })
    assert.equal(answer.status, 400)
    assert.deepEqual(Object.keys(answer.body.fields).sort(), ['fuel_type', 'mileage', 'model'])
    for (const bad of [{ mileage: -1 }, { mileage: 1.5 }, { mileage: '12000' }, { is_rented: 'no' }, { has_damage: 0 }, { brand: '' }, { model: ' ' }]) {
      assert.equal((await desk.as('staff').post('/cars/add', { ...COROLLA, ...bad })).status, 400, JSON.stringify(bad))
    }
  })

  it('are deleted unless they are out or promised', async (t) => {
    const { desk, id } = await withCar(t)
    const rental = await rent(desk, id, '2027-03-01T10:00', '2027-03-03T10:00')
    assert.equal((await desk.as('staff').delete(`/cars/${id}`)).status, 409)
    await desk.as('staff').post(`/api/v1/rentals/${rental.body.id}/cancel`)
    assert.equal((await desk.as('staff').delete(`/cars/${id}`)).status, 200)
    assert.equal((await desk.as('staff').get(`/cars/${id}`)).status, 404)
    assert.equal((await desk.as('staff').delete(`/cars/${id}`)).status, 404)
  })

  it('that are out when they are added can be taken back', async (t) => {
    const { desk, id } = await withCar(t, { is_rented: true })
    assert.equal((await desk.as('staff').get(`/cars/${id}`)).body.is_rented, true)
    const [rental] = (await desk.as('staff').get('/api/v1/rentals?status=out')).body.items
    assert.equal((await desk.as('staff').post(`/api/v1/rentals/${rental!.id}/take-back`, { mileage: 12500 })).status, 200)
    assert.deepEqual((await desk.as('staff').get(`/cars/${id}`)).body, { car_id: id, ...COROLLA, mileage: 12500, fuel_level: null, damage: null })
  })
})

describe('a rental', () => {
  it('holds the car alone', async (t) => {
    const { desk, id } = await withCar(t)
    const first = await rent(desk, id, '2027-03-01T10:00', '2027-03-03T10:00')
    assert.equal(first.status, 201, first.text)
    assert.equal(first.body.from, '2027-03-01T10:00:00+01:00')
    assert.equal((await rent(desk, id, '2027-03-03T09:59', '2027-03-04T10:00')).status, 409)
    assert.equal((await rent(desk, id, '2027-03-03T10:00', '2027-03-04T10:00')).status, 201, 'starts exactly when another ends')
    assert.equal((await rent(desk, 99, '2027-03-01T10:00', '2027-03-03T10:00')).status, 404)
    assert.equal((await rent(desk, id, '2027-03-09T10:00', '2027-03-09T10:00')).status, 400)
    assert.equal((await rent(desk, id, 'soon', '2027-03-09T10:00')).status, 400)
  })

  it('goes out and comes back, with mileage, fuel and damage', async (t) => {
    const { desk, id } = await withCar(t)
    const rental = await rent(desk, id, '2027-02-10T10:00', '2027-02-13T10:00')
    const act = (name: string, body: object = {}) => desk.as('staff').post(`/api/v1/rentals/${rental.body.id}/${name}`, body)
    assert.equal((await act('take-back')).status, 409, 'it is not out')
    const out = await act('hand-over', { mileage: 12010, fuelLevel: 90 })
    assert.deepEqual([out.body.status, out.body.mileageOut, out.body.fuelOut], ['out', 12010, 90])
    assert.equal((await desk.as('customer').get(`/cars/${id}`)).body.is_rented, true)
    assert.equal((await act('cancel')).status, 409)
    assert.equal((await act('take-back', { mileage: 12000 })).status, 400, 'no car drives backwards')
    await desk.later('2027-02-12T08:00:00+01:00')
    const back = await act('take-back', { mileage: 12345, fuelLevel: 40, damage: 'Scratch on the left door' })
    assert.deepEqual([back.body.status, back.body.mileageIn, back.body.fuelIn, back.body.damage], ['returned', 12345, 40, 'Scratch on the left door'])
    assert.deepEqual((await desk.as('customer').get(`/cars/${id}`)).body, {
      car_id: id, ...COROLLA, mileage: 12345, fuel_level: 40, has_damage: true, damage: 'Scratch on the left door',
    })
    assert.equal((await rent(desk, id, '2027-02-12T08:00', '2027-02-13T10:00')).status, 201, 'an early return frees the car')
  })

  it('is not handed over while the car is still out', async (t) => {
    const { desk, id } = await withCar(t)
    const first = await rent(desk, id, '2027-02-10T10:00', '2027-02-11T10:00')
    const second = await rent(desk, id, '2027-02-11T10:00', '2027-02-12T10:00')
    await desk.as('staff').post(`/api/v1/rentals/${first.body.id}/hand-over`, {})
    await desk.later('2027-02-11T11:00:00+01:00')
    assert.equal((await desk.as('staff').post(`/api/v1/rentals/${second.body.id}/hand-over`, {})).status, 409)
  })
})

describe('events', () => {
  it('are CloudEvents whose data is the car, in the transaction that adds it', async (t) => {
    const service = await openReceiver(t)
    const desk = await openTestDesk(t, { settings: { eventServiceUrl: service.url } })
    const { body } = await desk.as('staff').post('/cars/add', COROLLA)
    const [row] = desk.desk.services.database.db.all<{ key: string }>(`SELECT key FROM messages WHERE type = 'car.added'`)
    const event = (await service.received(1))[0]!.body
    assert.equal(event.specversion, '1.0')
    assert.equal(event.type, 'car.added')
    assert.equal(event.id, row!.key)
    assert.deepEqual(event.data, (await desk.as('staff').get(`/cars/${body.car_id}`)).body)
  })

  it('tell of each damage that a car comes back with, also where it had some before', async (t) => {
    const service = await openReceiver(t)
    const desk = await openTestDesk(t, { settings: { eventServiceUrl: service.url, eventTypes: ['car.damaged', 'car.changed'] } })
    const car = (await desk.as('staff').post('/cars/add', { ...COROLLA, has_damage: true })).body.car_id as number
    const damages = ['A scratch on the left door', 'A dent in the bonnet', 'A dent in the bonnet', null]
    for (const [at, damage] of damages.entries()) {
      const day = `2027-02-${10 + at}`
      await desk.later(`${day}T09:00:00+01:00`)
      const { body } = await rent(desk, car, `${day}T10:00`, `${day}T20:00`)
      await desk.as('staff').post(`/api/v1/rentals/${body.id}/hand-over`, {})
      assert.equal((await desk.as('staff').post(`/api/v1/rentals/${body.id}/take-back`, { damage })).status, 200)
    }
    await desk.as('staff').patch(`/api/v1/cars/${car}`, { damage: 'A dent in the boot' })
    const told = (await service.received(4)).map(({ body }) => [body.type, (body.data as { damage: string }).damage])
    assert.deepEqual(told, [...damages.slice(0, 3).map((damage) => ['car.damaged', damage]), ['car.changed', 'A dent in the boot']])
  })
})
