import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { allRoutes } from '../../shared/contract/index.ts'
import { addDays } from '../../shared/time.ts'
import { aRoom, aStay, rooms, SINGLE } from '../support/builders.ts'
import { NOON, openTestDesk, type TestDesk } from '../support/desk.ts'

const HOUR = 3_600_000
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } })
const countStays = async (desk: TestDesk) => (await desk.as('staff').get('/api/v1/stays')).body.total

describe('an Idempotency-Key', () => {
  test('answers the first answer again, byte for byte', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const body = aStay().of(SINGLE).body()
    const first = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.equal(first.status, 201)
    desk.setNow(NOON + HOUR)
    const again = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.deepEqual([again.status, again.text], [first.status, first.text])
    assert.equal(await countStays(desk), 1)
  })

  test('does so across a restart', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const body = aStay().of(SINGLE).body()
    const first = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    await desk.restart()
    const again = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.deepEqual([again.status, again.text], [201, first.text])
    assert.equal(await countStays(desk), 1)
  })

  test('with another body is 422, and changes nothing', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    await desk.as('staff').post('/api/v1/stays', aStay().of(SINGLE).body(), keyed('k1'))
    const other = await desk.as('staff').post('/api/v1/stays', aStay().of(SINGLE).for('Lund').body(), keyed('k1'))
    assert.equal(other.status, 422)
    assert.equal(typeof other.body.error, 'string')
    assert.equal(await countStays(desk), 1)
  })

  test('keeps a refusal as well', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    const holder = await aStay().in('101').book(desk)
    const body = aStay().in('101').for('Lund').body()
    const refused = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.equal(refused.status, 409)
    await desk.as('staff').post(`/api/v1/stays/${holder.id}/cancel`)
    const again = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.deepEqual([again.status, again.text], [409, refused.text])
  })

  test('does not keep what was not understood', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    assert.equal((await desk.as('staff').post('/api/v1/stays', {}, keyed('k1'))).status, 400)
    assert.equal((await desk.as('staff').post('/api/v1/stays', aStay().in('101').body(), keyed('k1'))).status, 201)
  })

  test('lasts 24 hours', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const body = aStay().of(SINGLE).body()
    const first = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    desk.setNow(NOON + 24 * HOUR - 1)
    assert.equal((await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))).text, first.text)
    desk.setNow(NOON + 24 * HOUR)
    const anew = await desk.as('staff').post('/api/v1/stays', body, keyed('k1'))
    assert.equal(anew.status, 201)
    assert.notEqual(anew.body.id, first.body.id)
  })

  test('belongs to the user and the route it came with', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102', '103')
    const body = aStay().of(SINGLE).body()
    const ids = [
      await desk.as('staff').post('/api/v1/stays', body, keyed('k1')),
      await desk.as('admin').post('/api/v1/stays', body, keyed('k1')),
      await desk.as('staff').post('/api/v1/guests', { name: 'Holm' }, keyed('k1')),
    ].map(({ status, body }) => [status, body.id])
    assert.deepEqual(ids.map(([status]) => status), [201, 201, 201])
    assert.notEqual(ids[0]![1], ids[1]![1])
  })

  test('of twins that come at once makes one', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await rooms(desk, ...Array.from({ length: 20 }, (_, n) => String(101 + n)))
    const body = aStay().of(SINGLE).body()
    const answers = await Promise.all(Array.from({ length: 16 }, () => desk.as('staff').post('/api/v1/stays', body, keyed('twin'))))
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1)
    assert.ok(answers.every(({ status }) => status === 201))
    assert.equal(await countStays(desk), 1)
  })

  test('of twins with different bodies makes one and refuses the other', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    await rooms(desk, '101', '102')
    const answers = await Promise.all(['Holm', 'Lund'].map((name) => desk.as('staff').post('/api/v1/stays', aStay().of(SINGLE).for(name).body(), keyed('twin'))))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422])
  })

  test('has 1 to 255 characters', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    for (const key of ['', 'x'.repeat(256)]) assert.equal((await desk.as('staff').post('/api/v1/stays', aStay().in('101').body(), keyed(key))).status, 400)
    assert.equal((await desk.as('staff').post('/api/v1/stays', aStay().in('101').body(), keyed('x'.repeat(255)))).status, 201)
  })

  test('works on seed 000\'s bookings, and a passwordless trace of users', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    const body = { roomnumber: 101, category: SINGLE, checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00' }
    const [first, again] = [await desk.as('staff').post('/bookings', body, keyed('k')), await desk.as('staff').post('/bookings', body, keyed('k'))]
    assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text])

    const user = { username: 'lund', email_address: 'lund@hotel.example', password: 'long enough, this', confirm_password: 'long enough, this' }
    const created = await desk.as('admin').post('/users/', user, keyed('k'))
    assert.deepEqual([created.status, (await desk.as('admin').post('/users/', user, keyed('k'))).text], [201, created.text])
    // A plain digest of a body with a password in it would undo what the slow hash is for.
    const { createHash } = await import('node:crypto')
    const digest = createHash('sha256').update(JSON.stringify(user)).digest('base64')
    const kept = desk.desk.services.database.db.all<{ body_hash: string }>('SELECT body_hash FROM idempotency')
    assert.ok(kept.length > 0 && kept.every(({ body_hash: hash }) => hash !== digest))
  })
})

describe('what happens once under one key, though it answers 200 or lies outside the database', () => {
  test('a payment', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const stays = [await aStay().in('101').book(desk), await aStay().in('102').book(desk)]
    const pay = (id: number, amount: number) => desk.as('staff').post(`/api/v1/bookings/${id}/payments`, { amount }, keyed('pay'))
    const paid = (id: number) => desk.desk.services.database.db.get<{ paid: number }>('SELECT paid FROM bookings WHERE id = ?', id)!.paid
    const first = await pay(stays[0]!.id, 10)
    assert.deepEqual([first.status, (await pay(stays[0]!.id, 10)).text], [200, first.text])
    assert.equal((await pay(stays[0]!.id, 20)).status, 422)
    assert.equal((await pay(stays[1]!.id, 10)).status, 200, 'the key of one stay says nothing of another')
    assert.deepEqual(stays.map(({ id }) => paid(id)), [1000, 1000])
  })

  test('a split', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101', '102')
    const stay = await aStay().in('101').nights(4).book(desk)
    const split = () => desk.as('staff').post(`/api/v1/stays/${stay.id}/split`, { night: addDays(stay.arrival, 2), roomNumber: '102' }, keyed('split'))
    const first = await split()
    assert.deepEqual([first.status, (await split()).text], [200, first.text])
    assert.equal(await countStays(desk), 2)
  })

  test('an import, but a dry run is not the import', async (t) => {
    const desk = await openTestDesk(t)
    const csv = 'brand,model,fuel_type,mileage\nToyota,Corolla,petrol,10\n'
    const cars = async () => (await desk.as('staff').get<unknown[]>('/cars')).body.length
    const bring = (apply: string) => desk.as('admin').post(`/api/v1/imports/cars?apply=${apply}`, csv, { headers: { 'idempotency-key': 'list', 'content-type': 'text/csv' } })
    assert.equal((await bring('none')).status, 200)
    const first = await bring('all')
    assert.deepEqual([first.status, (await bring('all')).text, await cars()], [200, first.text, 1])
  })

  test('a backup', async (t) => {
    const desk = await openTestDesk(t)
    const make = () => desk.as('admin').post('/api/v1/backups', undefined, keyed('night'))
    const [first, twin] = await Promise.all([make(), make()])
    assert.equal(first.status, 201)
    desk.setNow(NOON + HOUR)
    assert.deepEqual([twin.text, (await make()).text], [first.text, first.text])
    assert.equal((await desk.as('admin').get<unknown[]>('/api/v1/backups')).body.length, 1)
  })
})

test('every POST of the contract that answers 201 honours it', () => {
  assert.deepEqual(allRoutes.filter(({ method, status, creates }) => method === 'POST' && status === 201 && !creates).map(({ path }) => path), [])
})
