import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { openTestDesk, type TestDesk } from '../support/desk.ts'

/* Seed 002: resources with quantities (contract, section 6). Users and sign-in stand in a file of their own. */

async function withBikes(t: TestContext, more: object = {}): Promise<{ desk: TestDesk, id: number }> {
  const desk = await openTestDesk(t)
  const answer = await desk.as('admin').post('/resources/', { name: 'Bike', description: 'With a basket', total_quantity: 5, available_quantity: 5, ...more })
  assert.equal(answer.status, 201, answer.text)
  return { desk, id: answer.body.id }
}

const available = async (desk: TestDesk) => {
  const { body } = await desk.as('customer').get('/resources/')
  return [...body.resources as { available_quantity: number }[], ...body['out of stock resources'] as { available_quantity: number }[]][0]!.available_quantity
}

describe('resources', () => {
  it('are those with something available, and those without', async (t) => {
    const { desk, id } = await withBikes(t)
    await desk.as('admin').post('/resources/', { name: 'Kayak', total_quantity: 2, available_quantity: 0 })
    for (const path of ['/resources/', '/resources']) {
      const answer = await desk.as('customer').get(path)
      assert.equal(answer.status, 200)
      assert.equal(answer.body.message, 'Resources fetched successfully')
      assert.deepEqual(answer.body.resources, [{ id, name: 'Bike', description: 'With a basket', total_quantity: 5, available_quantity: 5 }])
      assert.deepEqual((answer.body['out of stock resources'] as { name: string }[]).map(({ name }) => name), ['Kayak'])
    }
  })

  it('are refused with a reason', async (t) => {
    const { desk } = await withBikes(t)
    for (const body of [
      {}, { name: 'x' }, { name: 'x', total_quantity: -1 }, { name: 'x', total_quantity: 1, available_quantity: 2 },
      { name: 'Bike', total_quantity: 1 }, { name: 'x', total_quantity: 1.5 }, { name: 'x', total_quantity: '3' }, { name: ' ', total_quantity: 1 },
    ]) {
      const answer = await desk.as('admin').post('/resources/', body)
      assert.equal(answer.status, 400, JSON.stringify(body))
      assert.ok(answer.body.error)
    }
  })

  it('are an administrator\'s to add', async (t) => {
    const { desk } = await withBikes(t)
    assert.equal((await desk.as('staff').post('/resources/', { name: 'x', total_quantity: 1 })).status, 403)
    assert.equal((await desk.withToken().get('/resources/')).status, 401)
  })
})

describe('booking a quantity', () => {
  it('takes a resource by id, by name, and by id as text', async (t) => {
    const { desk, id } = await withBikes(t)
    for (const resource of [id, 'Bike', String(id)]) {
      const answer = await desk.as('customer').post('/bookings/', { resource, purchase_quantity: 1 })
      assert.equal(answer.status, 201, answer.text)
      assert.deepEqual(answer.body, { id: answer.body.id, resource: id, purchase_quantity: 1, booking_date: '2027-02-10T12:00:00+01:00' })
    }
    assert.equal(await available(desk), 2)
  })

  it('takes the last one and no more', async (t) => {
    const { desk } = await withBikes(t)
    assert.equal((await desk.as('customer').post('/bookings/', { resource: 'Bike', purchase_quantity: 5 })).status, 201)
    const answer = await desk.as('customer').post('/bookings/', { resource: 'Bike', purchase_quantity: 1 })
    assert.equal(answer.status, 400)
    assert.equal(answer.body.error, 'Only 0 of Bike are available')
    assert.equal(await available(desk), 0)
  })

  it('is refused with a reason', async (t) => {
    const { desk, id } = await withBikes(t)
    for (const body of [{}, { resource: 'Bike' }, { purchase_quantity: 1 }, ...[0, -1, 1.5, '2', null].map((purchase_quantity) => ({ resource: 'Bike', purchase_quantity }))]) {
      assert.equal((await desk.as('customer').post('/bookings/', body)).status, 400, JSON.stringify(body))
    }
    assert.equal((await desk.as('customer').post('/bookings/', { resource: 'Boat', purchase_quantity: 1 })).status, 404)
    assert.equal((await desk.as('customer').post('/bookings/', { resource: 9999, purchase_quantity: 1 })).status, 404)
    for (const resource of [`0x${id.toString(16)}`, `${id}.0`, `${id}e0`, `+${id}`, `-${id}`, '', ' ', 'Infinity']) {
      assert.equal((await desk.as('customer').post('/bookings/', { resource, purchase_quantity: 1 })).status, resource === '' ? 400 : 404, resource)
    }
    assert.equal(await available(desk), 5)
  })

  it('is given back when it is cancelled, once', async (t) => {
    const { desk } = await withBikes(t)
    const first = await desk.as('customer').post('/bookings/', { resource: 'Bike', purchase_quantity: 3 })
    const second = await desk.as('customer').post('/bookings/', { resource: 'Bike', purchase_quantity: 1 })
    assert.equal((await desk.as('customer').delete(`/bookings/${first.body.id}`)).status, 200)
    assert.equal((await desk.as('customer').put(`/api/v1/bookings/${second.body.id}/cancel`)).status, 200)
    assert.equal((await desk.as('customer').delete(`/bookings/${first.body.id}`)).status, 400)
    assert.equal(await available(desk), 5)
  })

  it('is one\'s own to see; staff see all', async (t) => {
    const { desk } = await withBikes(t)
    await desk.as('staff').post('/bookings/', { resource: 'Bike', purchase_quantity: 1 })
    const own = await desk.as('customer').post('/bookings/', { resource: 'Bike', purchase_quantity: 2 })
    const quantities = async (role: 'customer' | 'staff' | 'admin') => (await desk.as(role).get<{ purchase_quantity: number }[]>('/bookings/')).body.map((booking) => booking.purchase_quantity)
    assert.deepEqual(await quantities('customer'), [2])
    assert.deepEqual(await quantities('staff'), [1, 2])
    assert.equal((await desk.as('staff').delete(`/bookings/${own.body.id}`)).status, 200)
    const others = await desk.as('staff').post('/bookings/', { resource: 'Bike', purchase_quantity: 1 })
    assert.equal((await desk.as('customer').delete(`/bookings/${others.body.id}`)).status, 403)
  })

  it('is not mixed with hotel stays: the slash tells them apart', async (t) => {
    const { desk } = await withBikes(t)
    await desk.as('staff').post('/bookings/', { resource: 'Bike', purchase_quantity: 1 })
    assert.deepEqual((await desk.as('staff').get('/bookings')).body, [])
  })
})
