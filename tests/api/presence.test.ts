import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { io } from 'socket.io-client'
import type { AtBooking } from '../../shared/contract/presence.ts'
import { NOON, openTestDesk, PASSWORD, type Client, type TestDesk } from '../support/desk.ts'

/* Who is at what: told by each desk, heard by the others, gone with whoever stops saying so. */

const SECOND = 1000

const tell = (client: Client, bookingIds: number[], doing = 'editing') => client.put<{ until: string, error: string }>('/api/v1/presence', { bookingIds, doing })
const seenBy = async (client: Client) => (await client.get<{ presence: AtBooking[] }>('/api/v1/changes')).body.presence

/** Another browser in which this user is signed in. */
async function secondSession(desk: TestDesk, username: string): Promise<Client> {
  const { status, body } = await desk.withToken().post<{ token: string }>('/login/', { username, password: PASSWORD })
  assert.equal(status, 200)
  return desk.withToken(body.token)
}

describe('presence', () => {
  it('is seen by the other desks and not by one\'s own', async (t) => {
    const desk = await openTestDesk(t)
    const { status, body } = await tell(desk.as('staff'), [7, 3, 7], 'moving')
    assert.deepEqual([status, body.until], [200, '2027-02-10T12:00:10+01:00'])
    const expected = [{ bookingId: 7, by: 'staff', doing: 'moving' }, { bookingId: 3, by: 'staff', doing: 'moving' }]
    assert.deepEqual(await seenBy(desk.as('admin')), expected)
    assert.deepEqual(await seenBy(desk.as('staff')), [])
    const { body: { changes } } = await desk.as('admin').get<{ changes: unknown[] }>('/api/v1/changes?after=0')
    assert.ok(changes.length > 0, 'it comes along with changes too')
  })

  it('is what was said last, and of no bookings none', async (t) => {
    const desk = await openTestDesk(t)
    await tell(desk.as('staff'), [1, 2], 'moving')
    await tell(desk.as('staff'), [2])
    assert.deepEqual(await seenBy(desk.as('admin')), [{ bookingId: 2, by: 'staff', doing: 'editing' }])
    assert.equal((await tell(desk.as('staff'), [])).body.until, '2027-02-10T12:00:00+01:00')
    assert.deepEqual(await seenBy(desk.as('admin')), [])
  })

  it('is forgotten ten seconds after it was last said', async (t) => {
    const desk = await openTestDesk(t)
    await tell(desk.as('staff'), [1])
    desk.setNow(NOON + 9 * SECOND)
    await tell(desk.as('staff'), [1])
    desk.setNow(NOON + 19 * SECOND - 1)
    assert.equal((await seenBy(desk.as('admin'))).length, 1)
    desk.setNow(NOON + 19 * SECOND)
    assert.deepEqual(await seenBy(desk.as('admin')), [])
  })

  it('is not kept by a clock that was set back', async (t) => {
    const desk = await openTestDesk(t)
    await tell(desk.as('staff'), [1])
    desk.setNow(NOON - 3600 * SECOND)
    assert.deepEqual(await seenBy(desk.as('admin')), [])
    await tell(desk.as('staff'), [1])
    assert.equal((await seenBy(desk.as('admin'))).length, 1)
  })

  it('belongs to a session: two browsers of one user are two desks', async (t) => {
    const desk = await openTestDesk(t)
    const second = await secondSession(desk, 'staff')
    await tell(desk.as('staff'), [1])
    await tell(second, [2], 'moving')
    assert.deepEqual(await seenBy(desk.as('staff')), [{ bookingId: 2, by: 'staff', doing: 'moving' }])
    assert.deepEqual(await seenBy(second), [{ bookingId: 1, by: 'staff', doing: 'editing' }])
    await tell(second, [])
    assert.equal((await seenBy(desk.as('admin'))).length, 1)
  })

  it('ends with its session: signed out, or barred', async (t) => {
    const desk = await openTestDesk(t)
    const second = await secondSession(desk, 'staff')
    await tell(desk.as('staff'), [1])
    await tell(second, [2])
    assert.equal((await second.post('/logout/')).status, 200)
    assert.deepEqual(await seenBy(desk.as('admin')), [{ bookingId: 1, by: 'staff', doing: 'editing' }])
    const { body: { id } } = await desk.as('staff').get('/api/v1/users/me')
    assert.equal((await desk.as('admin').patch(`/api/v1/users/${id}`, { active: false })).status, 200)
    assert.deepEqual(await seenBy(desk.as('admin')), [])
  })

  it('is the staff\'s', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await tell(desk.as('customer'), [1])).status, 403)
    assert.equal((await tell(desk.withToken(), [1])).status, 401)
  })

  it('that makes no sense is 400', async (t) => {
    const desk = await openTestDesk(t)
    const many = Array.from({ length: 201 }, (_, at) => at + 1)
    for (const body of [{}, { bookingIds: [1] }, { bookingIds: [1], doing: 'sleeping' }, { bookingIds: [0], doing: 'moving' }, { bookingIds: ['x'], doing: 'moving' }, { bookingIds: many, doing: 'moving' }]) {
      assert.equal((await desk.as('staff').put('/api/v1/presence', body)).status, 400, JSON.stringify(body).slice(0, 60))
    }
    assert.equal((await tell(desk.as('staff'), many.slice(1))).status, 200)
  })

  it('writes nothing, tells the window of the desk itself when somebody begins or ends, and not when they go on', async (t) => {
    const desk = await openTestDesk(t)
    const { body: { seq } } = await desk.as('admin').get<{ seq: number }>('/api/v1/changes')
    let told = 0
    t.after(desk.desk.onChange(() => { told += 1 }))
    await tell(desk.as('staff'), [1])
    assert.equal(told, 1)
    desk.setNow(NOON + 4 * SECOND)
    await tell(desk.as('staff'), [1])
    assert.equal(told, 1)
    await tell(desk.as('staff'), [1], 'moving')
    assert.equal(told, 2)
    await tell(desk.as('staff'), [])
    assert.equal(told, 3)
    assert.equal((await desk.as('admin').get<{ seq: number }>('/api/v1/changes')).body.seq, seq)
  })

  it('comes over the socket to staff at the desk', async (t) => {
    const desk = await openTestDesk(t, { listen: true })
    const heard = listenAs(t, desk, 'admin')
    const own = listenAs(t, desk, 'staff')
    for (const listener of [heard, own]) await listener.join()
    await tell(desk.as('staff'), [5], 'moving')
    await heard.until(1)
    await tell(desk.as('staff'), [])
    await heard.until(2)
    await own.until(2)
    assert.deepEqual(heard.messages, [[{ bookingId: 5, by: 'staff', doing: 'moving' }], []])
    assert.deepEqual(own.messages, [[], []])
  })
})

function listenAs(t: TestContext, desk: TestDesk, role: 'staff' | 'admin') {
  const socket = io(desk.url, { auth: { token: desk.as(role).token }, reconnection: false, transports: ['websocket'] })
  t.after(() => socket.close())
  const messages: AtBooking[][] = []
  let wake = () => {}
  socket.on('presence', (others: AtBooking[]) => {
    messages.push(others)
    wake()
  })
  return {
    messages,
    join: () => socket.emitWithAck('join_desk') as Promise<unknown>,
    async until(count: number) {
      while (messages.length < count) await new Promise<void>((resolve) => { wake = resolve })
    },
  }
}
