import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { getStay, createStay } from '../../shared/contract/stays.ts'
import { login } from '../../shared/contract/users.ts'

/* The client in the two worlds it lives in, with the wire in the test's hands. */

interface Seen { url: string, method: string, headers: Record<string, string>, body?: string }
type Wire = (request: Seen) => { status: number, body: unknown } | 'nothing'

const kept = new Map<string, string>()
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
Object.assign(globalThis, { window: {}, sessionStorage: storage, localStorage: storage })

const { call, urlOf, ApiError, OfflineError } = await import('../../renderer/client.ts')
const { useSession } = await import('../../renderer/state/session.ts')
const { useConnection } = await import('../../renderer/state/connection.ts')

const seen: Seen[] = []

function answerOverHttp(wire: Wire): void {
  globalThis.fetch = (async (url: string, init: Seen) => {
    const request = { ...init, url }
    seen.push(request)
    const answer = wire(request)
    if (answer === 'nothing') throw new TypeError('Failed to fetch')
    return new Response(JSON.stringify(answer.body), { status: answer.status })
  }) as typeof fetch
}

const user = { id: 7, username: 'ida', email: '', is_admin: false, role: 'staff' as const, must_change_password: false }
const stay = { body: { arrival: '2027-03-01', departure: '2027-03-04', guestName: 'Holm' } }

afterEach(() => {
  seen.length = 0
  delete (globalThis.window as { skranke?: unknown }).skranke
  useSession.getState().leave()
  useConnection.getState().reached()
})

test('an address has its parameters in place and leaves out what is empty', () => {
  assert.equal(urlOf(getStay, { params: { id: 12 } }), '/api/v1/stays/12')
  assert.equal(urlOf(getStay, { params: { id: 1 }, query: { q: 'Åse & Co', status: undefined, from: '' } }), '/api/v1/stays/1?q=%C3%85se+%26+Co')
})

test('a refusal carries the sentence, the fields and the state as it is now', async () => {
  answerOverHttp(() => ({ status: 412, body: { error: 'Somebody was faster', fields: { arrival: 'is over' }, current: { id: 3 } } }))
  await assert.rejects(call(createStay, stay), (error: unknown) => {
    assert.ok(error instanceof ApiError)
    assert.deepEqual([error.status, error.message, error.fields, error.current], [412, 'Somebody was faster', { arrival: 'is over' }, { id: 3 }])
    return true
  })
})

test('what got no answer is sent again with the same key, so that it is made once', async () => {
  answerOverHttp(() => 'nothing')
  await assert.rejects(call(createStay, stay), OfflineError)
  assert.equal(useConnection.getState().online, false)
  answerOverHttp(() => ({ status: 201, body: { id: 1 } }))
  await call(createStay, stay)
  assert.equal(useConnection.getState().online, true)
  await call(createStay, stay)
  const [lost, again, another] = seen.map(({ headers }) => headers['idempotency-key'])
  assert.equal(again, lost)
  assert.notEqual(another, lost)
  assert.match(lost!, /^[0-9a-f]{32}$/)
})

test('a dead token locks the desk; a wrong password at sign-in does not', async () => {
  useSession.getState().enter('token', user)
  answerOverHttp(() => ({ status: 401, body: { error: 'no' } }))
  await assert.rejects(call(login, { body: { username: 'ida', password: 'x' } }), ApiError)
  assert.equal(useSession.getState().status, 'in')
  await assert.rejects(call(getStay, { params: { id: 1 } }), ApiError)
  assert.deepEqual([useSession.getState().status, useSession.getState().reason, useSession.getState().token], ['locked', 'expired', null])
  assert.equal(useSession.getState().user?.username, 'ida')
})

test('another person at the desk begins anew, the same one goes on', () => {
  const { enter, lock } = useSession.getState()
  enter('one', user)
  const { sitting } = useSession.getState()
  lock('locked')
  enter('two', user)
  assert.equal(useSession.getState().sitting, sitting)
  enter('three', { ...user, id: 8 })
  assert.equal(useSession.getState().sitting, sitting + 1)
})

test('the bridge of the desktop window carries the same request', async () => {
  let carried: Seen | undefined
  const request = async (sent: Seen) => {
    carried = sent
    return { ok: true as const, status: 200, headers: {}, body: '{"id":5}' }
  }
  Object.assign(globalThis.window, { skranke: { request, session: { load: async () => null, save: async () => undefined } } })
  useSession.getState().enter('token', user)
  assert.deepEqual(await call(getStay, { params: { id: 5 } }), { id: 5 })
  assert.equal(carried?.url, '/api/v1/stays/5')
  assert.equal(carried?.headers.authorization, 'Bearer token')
  Object.assign(globalThis.window, { skranke: { request: async () => ({ ok: false, error: 'gone' }), session: { save: async () => undefined } } })
  await assert.rejects(call(getStay, { params: { id: 5 } }), OfflineError)
})
