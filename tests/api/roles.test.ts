import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allRoutes, ROLES, type Role, type Route } from '../../shared/contract/index.ts'
import { openTestDesk } from '../support/desk.ts'

/* Who may call what: every route of the contract, walked. */

const urlsOf = ({ path, also = [] }: Route) => [path, ...also].map((url) => url.replace(/:what/, 'rooms').replace(/:[A-Za-z]+/g, '999999'))
const closed = allRoutes.flatMap((route) => route.role === 'open' ? [] : urlsOf(route).map((url) => ({ ...route, role: route.role as Role, url, name: `${route.method} ${url}` })))
const lowerThan = (role: Role) => ROLES.slice(0, ROLES.indexOf(role))

test('every route but the open ones wants a token', async (t) => {
  const desk = await openTestDesk(t)
  for (const { method, url, name } of closed) {
    for (const token of [undefined, '', 'not.a.token']) {
      const answer = await desk.withToken(token).send(method, url)
      assert.equal(answer.status, 401, name)
      assert.equal(answer.body.error, 'Sign in first: the token is missing, expired or revoked.')
    }
  }
})

test('a role that is too low is refused, whatever it sends', async (t) => {
  const desk = await openTestDesk(t)
  for (const { method, url, name, role } of closed) {
    for (const lower of lowerThan(role)) {
      const answer = await desk.as(lower).send(method, url, method === 'GET' ? undefined : {})
      assert.equal(answer.status, 403, `${name} as ${lower}`)
      assert.deepEqual(answer.body, { error: 'Your role does not allow this.' })
    }
  }
})

test('a role that may is not refused for its role', async (t) => {
  const desk = await openTestDesk(t)
  for (const { method, url, name, role, path } of closed) {
    if (path === '/logout/') continue
    for (const may of ROLES.slice(ROLES.indexOf(role))) {
      const answer = await desk.as(may).send(method, url, method === 'GET' ? undefined : {})
      assert.ok(![401, 405].includes(answer.status) && answer.status < 500, `${name} as ${may}: ${answer.status}`)
      assert.notEqual(answer.body?.error, 'Your role does not allow this.', `${name} as ${may}`)
    }
  }
})

test('the open routes are these, and no other', () => {
  assert.deepEqual(allRoutes.filter(({ role }) => role === 'open').map(({ method, path }) => `${method} ${path}`).sort(), OPEN.toSorted())
})

const OPEN = [
  'GET /api/v1/bookings/rooms', 'GET /api/v1/bookings/rooms/:id', 'GET /api/v1/bookings/rooms/:id/timeslots', 'GET /api/v1/property', 'GET /health', 'POST /api/v1/payments/notifications', 'POST /login/', 'POST /users/',
]
