import assert from 'node:assert/strict'
import { afterEach, beforeEach, test, type TestContext } from 'node:test'
import type { AtBooking } from '../../shared/contract/presence.ts'

/* What this desk tells the others and what it makes of what they tell, with the wire and the clock in the test's hands. */

interface Told { bookingIds: number[], doing: string }

const kept = new Map<string, string>()
const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
Object.assign(globalThis, { window: {}, sessionStorage: storage, localStorage: storage })

const { stopDoing, tellDoing } = await import('../../renderer/presence.ts')
const { usePresenceStore } = await import('../../renderer/state/presence.ts')
const { useSession } = await import('../../renderer/state/session.ts')
const { useConnection } = await import('../../renderer/state/connection.ts')

const told: Told[] = []
/** Requests that have not been answered yet; each call answers one. */
const waiting: (() => void)[] = []
let isHeld = false
let isAway = false

globalThis.fetch = (async (_url: string, init: { body: string }) => {
  told.push(JSON.parse(init.body) as Told)
  if (isHeld) await new Promise<void>((resolve) => waiting.push(resolve))
  if (isAway) throw new TypeError('Failed to fetch')
  return new Response(JSON.stringify({ until: '2027-02-10T12:00:10+01:00' }), { status: 200 })
}) as typeof fetch

/** Until all that is under way is done. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

beforeEach(() => {
  useSession.getState().enter('a token', { id: 7, username: 'ida', email: '', is_admin: false, role: 'staff', must_change_password: false })
})

afterEach(async () => {
  isHeld = isAway = false
  stopDoing()
  await settled()
  told.length = waiting.length = 0
  useConnection.getState().reached()
})

function withTimers(t: TestContext): void {
  t.mock.timers.enable({ apis: ['setTimeout'] })
}

test('is told at once, again every four seconds, and ended', async (t) => {
  withTimers(t)
  tellDoing([3, 4], 'moving')
  assert.deepEqual(told, [{ bookingIds: [3, 4], doing: 'moving' }])
  await settled()
  t.mock.timers.tick(3_999)
  assert.equal(told.length, 1)
  t.mock.timers.tick(1)
  await settled()
  assert.deepEqual(told[1], told[0])
  stopDoing()
  await settled()
  assert.deepEqual(told[2]!.bookingIds, [])
  t.mock.timers.tick(60_000)
  assert.equal(told.length, 3)
})

test('what changes while one is on the way is told after it, the last alone', async () => {
  isHeld = true
  tellDoing([1], 'moving')
  tellDoing([2], 'moving')
  stopDoing()
  tellDoing([3], 'editing')
  assert.equal(told.length, 1)
  isHeld = false
  waiting[0]!()
  await settled()
  assert.deepEqual(told.map(({ bookingIds }) => bookingIds), [[1], [3]])
})

test('who ends what was replaced ends nothing', async () => {
  const end = tellDoing([1], 'editing')
  tellDoing([2], 'moving')
  await settled()
  end()
  await settled()
  assert.deepEqual(told.at(-1), { bookingIds: [2], doing: 'moving' })
})

test('to end what never began says nothing', async () => {
  stopDoing()
  await settled()
  assert.deepEqual(told, [])
})

test('out of reach nothing is thrown, nothing asked, and it is told when the desk is back', async (t) => {
  withTimers(t)
  isAway = true
  tellDoing([1], 'editing')
  await settled()
  assert.equal(useConnection.getState().online, false)
  t.mock.timers.tick(4_000)
  await settled()
  assert.equal(told.length, 1)
  isAway = false
  useConnection.getState().reached()
  t.mock.timers.tick(4_000)
  await settled()
  assert.equal(told.length, 2)
})

test('behind the lock nobody is at anything', async (t) => {
  withTimers(t)
  tellDoing([1], 'editing')
  await settled()
  useSession.getState().lock('locked')
  t.mock.timers.tick(4_000)
  await settled()
  assert.equal(told.length, 1)
})

test('who is at what is kept by booking, who moves before who edits, and the same again wakes nobody', () => {
  const hear = (others: AtBooking[]) => usePresenceStore.getState().hear(others)
  let woken = 0
  const stop = usePresenceStore.subscribe(() => { woken += 1 })
  const anna = { bookingId: 5, by: 'anna', doing: 'moving' } as const
  const bo = { bookingId: 5, by: 'bo', doing: 'editing' } as const
  hear([bo, anna])
  assert.deepEqual([...usePresenceStore.getState().others], [[5, { by: 'anna', doing: 'moving' }]])
  hear([anna, bo])
  assert.equal(woken, 1)
  hear([bo])
  assert.equal(woken, 2)
  hear([{ ...bo, bookingId: 6 }])
  assert.equal(woken, 3)
  hear([])
  hear([])
  assert.equal(woken, 4)
  stop()
})
