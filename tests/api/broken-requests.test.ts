import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { allRoutes, type Route } from '../../shared/contract/index.ts'
import { openTestDesk, type Answer, type TestDesk } from '../support/desk.ts'
import { aBlock, aGuest, aRoom, aStay } from '../support/builders.ts'
import { nearlyValueOf } from '../support/schema-values.ts'

/* No 5xx on any input (contract, section 2): thousands of requests that are nearly right. */

/** Routes that end the sessions the test works with, or take long on purpose: they are tried apart, and less often. */
const APART = new Set(['POST /login/', 'POST /logout/', 'POST /users/', 'PUT /api/v1/users/me/password', 'PATCH /api/v1/users/:id', 'POST /api/v1/backups', 'POST /api/v1/setup/demo'])
const nameOf = ({ method, path }: Route) => `${method} ${path}`

interface Request { method: string, url: string, body: unknown, headers: Record<string, string> }

const idText = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 8 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom('0', '-1', '1.5', 'abc', '1e3', '99999999999999999999', '%00', '%F0', '%', '1%2F2', ' ', '1;', 'me', '٣') },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }).map(encodeSafely) },
)

/** Lone surrogates cannot be encoded; they cannot be typed into an address either. */
function encodeSafely(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

function requestOf(route: Route): fc.Arbitrary<Request> {
  const query = route.query ? nearlyValueOf(route.query) : fc.constant({})
  const body: fc.Arbitrary<unknown> = route.bodyType === 'text/csv'
    ? fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom('number,name,category\n101,Room,Single', 'roomNumber,arrival,departure,guest\n101,2027-02-10,2027-02-12,Holm', '"', ',,,\n,,,'))
    : route.body ? nearlyValueOf(route.body) : fc.constant(undefined)
  const versions = fc.constantFrom(undefined, undefined, '"1"', '*', '"99"', 'W/"1"', 'x', '')
  return fc.record({ ids: fc.array(idText, { minLength: 4, maxLength: 4 }), query, body, ifMatch: versions, key: fc.oneof({ weight: 8, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom('k', 'x'.repeat(255)) }) })
    .map(({ ids, query, body, ifMatch, key }) => {
      const path = (route.also && ids[0]!.length % 2 ? route.also[0]! : route.path).replace(/:[A-Za-z]+/g, () => ids.shift()!)
      const pairs = Object.entries(typeof query === 'object' && query !== null ? query : {}).map(([name, value]) =>
        `${encodeSafely(name)}=${encodeSafely(typeof value === 'string' ? value : JSON.stringify(value) ?? '')}`)
      return {
        method: route.method, url: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path, body: harmless(body),
        headers: { ...(route.bodyType ? { 'content-type': route.bodyType } : {}), ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }), ...(key === undefined ? {} : { 'idempotency-key': key }) },
      }
    })
}

/** A property whose limits are one request a minute would be no test of anything else. */
function harmless(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const { openRequestsPerMinute: _open, tokenRequestsPerSecond: _token, ...rest } = body as Record<string, unknown>
  return rest
}

function expectGraceful(answer: Answer, request: Request): void {
  const told = `${request.method} ${request.url} ${JSON.stringify(request.body)}\n${answer.status} ${answer.text.slice(0, 500)}`
  assert.ok(answer.status < 500, told)
  assert.notEqual(answer.status, 429, told)
  if (answer.status < 400) return
  assert.equal(answer.headers['content-type'], 'application/json; charset=utf-8', told)
  assert.equal(typeof answer.body.error, 'string', told)
  assert.ok(answer.body.error.length > 0, told)
  assert.doesNotMatch(answer.body.error, /\{\{|SQLITE|node_modules|undefined/, told)
  if (answer.body.fields !== undefined) {
    assert.ok(Object.keys(answer.body.fields).length > 0, told)
    for (const why of Object.values(answer.body.fields)) assert.equal(typeof why, 'string', told)
  }
}

async function furnished(t: TestContext): Promise<TestDesk> {
  const desk = await openTestDesk(t, { settings: { openRequestsPerMinute: 1_000_000, tokenRequestsPerSecond: 1_000_000 } })
  for (const number of ['101', '102']) await aRoom(number).add(desk)
  await aRoom('201').category('Suite').add(desk)
  await aStay().in('101').nights(2).book(desk)
  await aStay().in('201').pending().book(desk)
  await aBlock('102').add(desk)
  await aGuest(desk)
  return desk
}

const send = (desk: TestDesk, { method, url, body, headers }: Request) =>
  desk.as('admin').send(method, url, body === undefined ? undefined : headers['content-type'] ? String(body) : JSON.stringify(body), { headers })

test('requests that are nearly right are answered or refused, with a reason', async (t) => {
  const desk = await furnished(t)
  const routes = allRoutes.filter((route) => !APART.has(nameOf(route)))
  const answered = new Map<number, number>()
  await fc.assert(fc.asyncProperty(fc.constantFrom(...routes).chain(requestOf), async (request) => {
    const answer = await send(desk, request)
    answered.set(answer.status, (answered.get(answer.status) ?? 0) + 1)
    expectGraceful(answer, request)
  }), { numRuns: Number(process.env.SKRANKE_FUZZ_RUNS ?? 20_000), ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}), endOnFailure: true })
  t.diagnostic(`${[...answered.values()].reduce((sum, count) => sum + count, 0)} requests: ${[...answered].sort(([a], [b]) => a - b).map(([status, count]) => `${count} times ${status}`).join(', ')}`)
  assert.ok(answered.has(200) && answered.has(201) && answered.has(400) && answered.has(404), 'some succeed, some do not')
})

for (const route of allRoutes.filter((route) => APART.has(nameOf(route)))) {
  test(`${nameOf(route)} is as patient`, async (t) => {
    const desk = await furnished(t)
    await fc.assert(fc.asyncProperty(requestOf(route), async (request) => {
      const answer = await desk.withToken().send(request.method, request.url, request.body)
      // Five wrong passwords, and the desk asks for patience: that is not what is tried here.
      desk.setNow(desk.now() + 16 * 60_000)
      expectGraceful(answer, request)
    }), { numRuns: 40 })
  })
}

test('bytes that are no request at all are refused', async (t) => {
  const desk = await furnished(t)
  const admin = desk.as('admin')
  const bodies = ['{', '[', 'null', '"text"', '1', '[]', '{"a":1}}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{}}}', '\u0000', '\ufeff{}', '{"arrival":1e999}', '['.repeat(50_000), `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, `"${'x'.repeat(100_000)}"`, '{"a":1,"a":2}', ' ']
  for (const route of allRoutes.filter(({ body }) => body !== undefined)) {
    if (APART.has(nameOf(route))) continue
    for (const body of bodies) {
      const request = { method: route.method, url: route.path.replace(/:what/, 'rooms').replace(/:[A-Za-z]+/g, '1'), body, headers: {} }
      expectGraceful(await admin.send(request.method, request.url, body), request)
    }
  }
})
