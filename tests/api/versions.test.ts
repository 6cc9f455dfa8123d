import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { aBlock, aGuest, aRoom, aStay } from '../support/builders.ts'
import { openTestDesk, type AnyBody, type TestDesk } from '../support/desk.ts'

/* Contract, section 2: native resources carry a version, and a stale If-Match gets 412 and the current state. */

interface Resource { id: number, path: string, change: object, method: 'PUT' | 'PATCH' | 'POST', role: 'staff' | 'admin' }

const resources: Record<string, (desk: TestDesk) => Promise<Resource>> = {
  stay: async (desk) => {
    await aRoom('101').add(desk)
    const { id } = await aStay().in('101').nights(3).book(desk)
    return { id, path: `/api/v1/stays/${id}`, change: { notes: 'late' }, method: 'PATCH', role: 'staff' }
  },
  guest: async (desk) => {
    const { id } = await aGuest(desk)
    return { id, path: `/api/v1/guests/${id}`, change: { vip: true }, method: 'PATCH', role: 'staff' }
  },
  block: async (desk) => {
    await aRoom('101').add(desk)
    const { id } = await aBlock('101').add(desk)
    return { id, path: `/api/v1/blocks/${id}`, change: { notes: 'paint' }, method: 'PATCH', role: 'staff' }
  },
  room: async (desk) => {
    const { id } = await aRoom('101').add(desk)
    return { id, path: `/api/v1/admin/rooms/${id}`, change: { description: 'sea view' }, method: 'PUT', role: 'admin' }
  },
  housekeeping: async (desk) => {
    const { id } = await aRoom('101').add(desk)
    return { id, path: `/api/v1/housekeeping/${id}`, change: { housekeeping: 'dirty' }, method: 'PUT', role: 'staff' }
  },
  user: async (desk) => {
    const { body } = await desk.as('admin').post('/users/', { username: 'lund', email_address: 'l@hotel.example', password: 'long enough, this', confirm_password: 'long enough, this' })
    return { id: body.id, path: `/api/v1/users/${body.id}`, change: { role: 'staff' }, method: 'PATCH', role: 'admin' }
  },
}

describe('If-Match', () => {
  for (const [name, make] of Object.entries(resources)) {
    test(`${name}: a stale one is 412 with the current state, a fresh one or none counts`, async (t: TestContext) => {
      const desk = await openTestDesk(t)
      const { path, change, method, role } = await make(desk)
      const send = (match?: string, body: object = change) => desk.as(role).send<AnyBody>(method, path, body, match === undefined ? {} : { headers: { 'if-match': match } })
      for (const stale of ['"99"', '99', 'W/"99"', '"0"', 'x', '"abc"', '""']) {
        const refused = await send(stale)
        assert.equal(refused.status, 412, stale)
        assert.equal(typeof refused.body.error, 'string')
        assert.equal(refused.body.current.version, 1, stale)
      }
      const changed = await send('"1"')
      assert.equal(changed.status, 200, changed.text)
      assert.equal(changed.body.version, 2)
      assert.equal(changed.headers.etag, '"2"')
      assert.equal((await send('"1"')).status, 412)
      assert.equal((await send('W/"2"')).status, 200)
      assert.equal((await send('*')).status, 200)
      assert.equal((await send()).status, 200)
    })
  }

  test('a change that changes nothing keeps the version', async (t) => {
    const desk = await openTestDesk(t)
    const { path, change } = await resources.stay!(desk)
    await desk.as('staff').patch(path, change)
    const again = await desk.as('staff').patch(path, change)
    assert.equal(again.body.version, 2)
    assert.equal((await desk.as('staff').get<AnyBody[]>(`${path}/history`)).body.length, 2)
  })

  test('counts for the steps of a stay', async (t) => {
    const desk = await openTestDesk(t)
    const { path } = await resources.stay!(desk)
    for (const step of ['check-in', 'cancel', 'no-show', 'undo', 'confirm', 'check-out']) {
      assert.equal((await desk.as('staff').post(`${path}/${step}`, undefined, { headers: { 'if-match': '"7"' } })).status, 412, step)
    }
    for (const [step, body] of [['move', { roomNumber: '101' }], ['split', { night: '2027-02-11', roomNumber: '101' }]] as const) {
      assert.equal((await desk.as('staff').post(`${path}/${step}`, body, { headers: { 'if-match': '"7"' } })).status, 412, step)
    }
    assert.equal((await desk.as('staff').post(`${path}/check-in`, undefined, { headers: { 'if-match': '"1"' } })).status, 200)
  })
})
