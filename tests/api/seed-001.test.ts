import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

/* Seed 001: appointments with providers (contract, section 5). */

async function withProvider(t: TestContext, more: object = {}): Promise<{ desk: TestDesk, id: number }> {
  const desk = await openTestDesk(t)
  const answer = await desk.as('admin').post('/api/v1/providers', { name: 'Dr. Holm', email: 'holm@clinic.example', ...more })
  assert.equal(answer.status, 201, answer.text)
  return { desk, id: answer.body.id }
}

describe('the seed\'s examples, word for word', () => {
  it('books an appointment', async (t) => {
    const { desk, id } = await withProvider(t)
    const answer = await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2024-12-25', time: '14:30' })
    assert.equal(answer.status, 201)
    assert.deepEqual(answer.body, {
      id: answer.body.id, provider_id: id, date: '2024-12-25', time: '14:30:00', created_at: '2027-02-10T11:00:00',
    })
  })

  it('refuses the same slot again', async (t) => {
    const { desk, id } = await withProvider(t)
    await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2024-12-25', time: '14:30' })
    const answer = await desk.as('customer').post('/api/v1/bookings', { provider_id: id, date: '2024-12-25', time: '14:30' })
    assert.equal(answer.status, 409)
    assert.equal(answer.body.error, 'This time slot is already booked')
  })

  it('names the fields that are missing', async (t) => {
    const { desk, id } = await withProvider(t)
    const ask = async (body: object) => (await desk.as('staff').post('/api/v1/bookings', body))
    assert.equal((await ask({ provider_id: id })).body.error, 'Missing required fields: date, time')
    assert.equal((await ask({ date: '2024-12-25' })).body.error, 'Missing required fields: provider_id, time')
    assert.equal((await ask({ date: '', time: '', provider_id: null })).status, 400)
  })

  it('says that there is no such provider', async (t) => {
    const { desk } = await withProvider(t)
    const answer = await desk.as('staff').post('/api/v1/bookings', { provider_id: 99, date: '2024-12-25', time: '14:30' })
    assert.deepEqual([answer.status, answer.body.error], [404, 'Provider not found'])
  })
})

describe('the time of an appointment', () => {
  it('is refused where it is none', async (t) => {
    const { desk, id } = await withProvider(t)
    for (const bad of [{ date: '2024-13-01' }, { date: '2024-02-30' }, { date: 20241225 }, { time: '25:00' }, { time: '14.30' }, { time: 1430 }, { provider_id: 'x' }, { provider_id: 1.5 }]) {
      const answer = await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2024-12-25', time: '14:30', ...bad })
      assert.equal(answer.status, 400, JSON.stringify(bad))
      assert.ok(answer.body.fields, answer.text)
    }
  })

  it('starts exactly when another ends', async (t) => {
    const { desk, id } = await withProvider(t, { slotMinutes: 45 })
    const at = async (time: string) => (await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2027-03-01', time })).status
    assert.deepEqual([await at('10:00'), await at('10:45'), await at('09:15')], [201, 201, 201])
  })

  it('overlaps another by a minute', async (t) => {
    const { desk, id } = await withProvider(t, { slotMinutes: 45 })
    const at = async (time: string) => (await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2027-03-01', time })).status
    assert.deepEqual([await at('10:00'), await at('10:44'), await at('09:16')], [201, 409, 409])
  })

  it('is that of the property where daylight saving skips it', async (t) => {
    const { desk, id } = await withProvider(t)
    const answer = await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2027-03-28', time: '02:30' })
    assert.equal(answer.body.time, '03:30:00')
  })

  it('lies within the hours that were set, for a customer; the desk may make an exception', async (t) => {
    const { desk, id } = await withProvider(t, { workingHours: { start: '09:00', end: '12:00', days: [1, 2, 3, 4, 5] } })
    const book = async (role: 'customer' | 'staff', date: string, time: string) => (await desk.as(role).post('/api/v1/bookings', { provider_id: id, date, time })).status
    assert.equal(await book('customer', '2027-03-01', '11:30'), 201)
    assert.equal(await book('customer', '2027-03-01', '11:45'), 400)
    assert.equal(await book('customer', '2027-03-07', '10:00'), 400, 'a Sunday')
    assert.equal(await book('staff', '2027-03-07', '10:00'), 201)
  })
})

describe('a provider\'s day', () => {
  it('shows each slot and whether it is free', async (t) => {
    const { desk, id } = await withProvider(t, { workingHours: { start: '09:00', end: '10:40' } })
    await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2024-12-25', time: '09:20' })
    const answer = await desk.as('customer').get(`/api/v1/providers/${id}/availability?date=2024-12-25`)
    assert.equal(answer.status, 200)
    assert.deepEqual(answer.body.slots, [
      { time: '09:00', available: false }, { time: '09:30', available: false }, { time: '10:00', available: true },
    ])
    assert.equal((answer.body.provider as { id: number }).id, id)
    assert.equal(answer.body.date, '2024-12-25')
  })

  it('wants a date', async (t) => {
    const { desk, id } = await withProvider(t)
    assert.equal((await desk.as('staff').get(`/api/v1/providers/${id}/availability`)).status, 400)
    assert.equal((await desk.as('staff').get(`/api/v1/providers/${id}/availability?date=soon`)).status, 400)
    assert.equal((await desk.as('staff').get('/api/v1/providers/99/availability?date=2024-12-25')).status, 404)
  })
})

describe('providers', () => {
  it('are listed page by page', async (t) => {
    const { desk } = await withProvider(t)
    await desk.as('admin').post('/api/v1/providers', { name: 'Dr. Bech', email: 'bech@clinic.example' })
    const page = await desk.as('customer').get('/api/v1/providers?limit=1&page=2')
    assert.deepEqual([page.body.total, page.body.pages, page.body.items.length, page.body.items[0]!.name], [2, 2, 1, 'Dr. Holm'])
  })

  it('have an address of their own', async (t) => {
    const { desk } = await withProvider(t)
    const answer = await desk.as('admin').post('/api/v1/providers', { name: 'Another', email: 'HOLM@clinic.example' })
    assert.equal(answer.status, 400)
  })

  it('with bookings are deactivated, not lost', async (t) => {
    const { desk, id } = await withProvider(t)
    await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2027-03-01', time: '10:00' })
    assert.equal((await desk.as('admin').delete(`/api/v1/providers/${id}`)).status, 200)
    assert.equal((await desk.as('staff').get(`/api/v1/providers/${id}`)).body.isActive, false)
    assert.equal((await desk.as('staff').get('/api/v1/providers')).body.total, 0)
    assert.equal((await desk.as('staff').post('/api/v1/bookings', { provider_id: id, date: '2027-03-02', time: '10:00' })).status, 404)
  })

  it('without bookings are gone', async (t) => {
    const { desk, id } = await withProvider(t)
    await desk.as('admin').delete(`/api/v1/providers/${id}`)
    assert.equal((await desk.as('staff').get(`/api/v1/providers/${id}`)).status, 404)
  })
})
