import assert from 'node:assert/strict'
import os from 'node:os'
import { describe, test } from 'node:test'
import { aRoom } from '../support/builders.ts'
import { openTestDesk, type Client } from '../support/desk.ts'

const change = (admin: Client, settings: object) => admin.patch('/api/v1/settings', settings)

describe('the Host header', () => {
  const ask = (client: Client, host: string) => client.get('/health', { headers: { host } })

  test('names the machine as it is known to Skranke', async (t) => {
    const client = (await openTestDesk(t)).withToken()
    const own = Object.values(os.networkInterfaces()).flatMap((addresses) => addresses ?? []).map(({ address, family }) => family === 'IPv6' ? `[${address}]` : address)
    for (const host of ['localhost', 'localhost:5000', 'LOCALHOST', '127.0.0.1', '127.0.0.1:5000', '[::1]', '[::1]:5000', os.hostname(), ...own, ...own.map((address) => `${address}:5000`)]) {
      assert.equal((await ask(client, host)).status, 200, host)
    }
  })

  test('of another name is refused, wherever it leads', async (t) => {
    const desk = await openTestDesk(t)
    for (const host of ['evil.example', 'evil.example:5000', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:localhost', '8.8.8.8', 'localhost:5000:x', 'user@localhost']) {
      for (const [client, url] of [[desk.withToken(), '/health'], [desk.as('admin'), '/bookings'], [desk.withToken(), '/docs'], [desk.withToken(), '/openapi.json'], [desk.withToken(), '/nothing']] as const) {
        const answer = await client.get(url, { headers: { host } })
        assert.equal(answer.status, 403, `${host} ${url}`)
        assert.equal(typeof answer.body.error, 'string')
      }
    }
  })

  test('of a name that an administrator added is let in, at once', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await ask(desk.withToken(), 'desk.hotel.example')).status, 403)
    assert.equal((await change(desk.as('admin'), { allowedHosts: ['Desk.Hotel.example'] })).status, 200)
    assert.equal((await ask(desk.withToken(), 'desk.hotel.example:5000')).status, 200)
    await change(desk.as('admin'), { allowedHosts: [] })
    assert.equal((await ask(desk.withToken(), 'desk.hotel.example')).status, 403)
  })
})

describe('other origins', () => {
  const origin = 'https://accounting.example'
  const preflight = (client: Client, method: string) => client.send('OPTIONS', '/bookings', undefined, {
    headers: { origin, 'access-control-request-method': method, 'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key' },
  })

  test('are told nothing', async (t) => {
    const desk = await openTestDesk(t)
    const answer = await desk.as('staff').get('/bookings', { headers: { origin } })
    assert.equal(answer.headers['access-control-allow-origin'], undefined)
    assert.equal((await preflight(desk.withToken(), 'POST')).headers['access-control-allow-origin'], undefined)
  })

  test('that an administrator opened may read and write, and no other', async (t) => {
    const desk = await openTestDesk(t)
    await change(desk.as('admin'), { corsOrigins: [origin] })
    const answer = await desk.as('staff').get('/bookings', { headers: { origin } })
    assert.equal(answer.headers['access-control-allow-origin'], origin)
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
      const asked = await preflight(desk.withToken(), method)
      assert.ok(asked.status < 300, `${method}: ${asked.status}`)
      assert.equal(asked.headers['access-control-allow-origin'], origin)
      assert.ok(String(asked.headers['access-control-allow-methods']).split(/,\s*/).includes(method), `${method} of ${String(asked.headers['access-control-allow-methods'])}`)
      assert.match(String(asked.headers['access-control-allow-headers']), /authorization.*if-match/i)
    }
    for (const other of ['https://evil.example', 'http://accounting.example', 'https://accounting.example.evil.example', 'null']) {
      assert.equal((await desk.as('staff').get('/bookings', { headers: { origin: other } })).headers['access-control-allow-origin'], undefined, other)
    }
  })
})

test('every answer carries the headers that keep a browser careful', async (t) => {
  const desk = await openTestDesk(t)
  for (const [client, url] of [[desk.withToken(), '/health'], [desk.withToken(), '/bookings'], [desk.withToken(), '/nothing'], [desk.as('staff'), '/bookings'], [desk.withToken(), '/docs/']] as const) {
    const { headers } = await client.get(url)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'self'/, url)
    assert.match(policy, /script-src 'self'(;|$)/, url)
    assert.match(policy, /object-src 'none'/, url)
    assert.match(policy, /frame-ancestors 'none'/, url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
    assert.match(String(headers['x-frame-options']), /SAMEORIGIN|DENY/i, url)
    assert.match(String(headers['referrer-policy']), /no-referrer/, url)
    assert.equal(headers['x-powered-by'], undefined, url)
    // Over plain HTTP on the LAN this would lock browsers out.
    assert.equal(headers['strict-transport-security'], undefined, url)
  }
})

describe('rates', () => {
  test('of open routes: as many as the setting says, per address, then 429 with Retry-After', async (t) => {
    const desk = await openTestDesk(t, { settings: { openRequestsPerMinute: 5 } })
    const ask = (from: string) => desk.withToken().get('/health', { from })
    for (let request = 0; request < 5; request += 1) assert.equal((await ask('10.0.0.1')).status, 200)
    const refused = await ask('10.0.0.1')
    assert.equal(refused.status, 429)
    assert.match(String(refused.headers['retry-after']), /^[1-9]\d?$/)
    assert.match(refused.body.error, /Too many requests/)
    assert.equal((await ask('10.0.0.2')).status, 200)
    assert.equal((await ask('::ffff:10.0.0.1')).status, 429, 'the same address, written otherwise')
    assert.equal((await desk.as('staff').get('/bookings', { from: '10.0.0.1' })).status, 200, 'with a token another limit counts')
  })

  test('with a token: as many as the setting says, per address, then 429 with Retry-After', async (t) => {
    const desk = await openTestDesk(t, { settings: { tokenRequestsPerSecond: 5 } })
    const answers = await Promise.all(Array.from({ length: 40 }, () => desk.as('staff').get('/api/v1/users/me', { from: '10.0.0.1' })))
    const refused = answers.filter(({ status }) => status === 429)
    assert.ok(refused.length > 0)
    assert.equal(refused[0]!.headers['retry-after'], '1')
    assert.equal((await desk.as('staff').get('/api/v1/users/me', { from: '10.0.0.2' })).status, 200)
  })

  test('are settings, and count at once', async (t) => {
    const desk = await openTestDesk(t, { settings: { openRequestsPerMinute: 1 } })
    assert.equal((await desk.withToken().get('/health')).status, 200)
    assert.equal((await desk.withToken().get('/health')).status, 429)
    await change(desk.as('admin'), { openRequestsPerMinute: 100 })
    assert.equal((await desk.withToken().get('/health')).status, 200)
  })

  test('at first are 300 a minute and 6,000 a second', async (t) => {
    const { body } = await (await openTestDesk(t)).as('staff').get('/api/v1/settings')
    assert.deepEqual([body.openRequestsPerMinute, body.tokenRequestsPerSecond], [300, 6000])
  })
})

describe('old clients without a token', () => {
  const booking = { roomnumber: 101, category: 'Standard single room', checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00' }

  test('are let in from named addresses, for the routes of chosen seeds', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    const old = desk.withToken()
    const from = '192.168.1.40'
    assert.equal((await old.get('/bookings', { from })).status, 401, 'off at first')
    await change(desk.as('admin'), { tokenlessAddresses: [from], tokenlessSeeds: ['000'] })
    assert.equal((await old.post('/bookings', booking, { from })).status, 201)
    assert.equal((await old.get('/bookings', { from })).status, 200)
    assert.equal((await old.get('/bookings/export/csv', { from: `::ffff:${from}` })).status, 200)
    assert.equal((await old.get('/bookings', { from: '192.168.1.41' })).status, 401, 'another address')
    assert.equal((await old.get('/cars', { from })).status, 401, 'another seed')
    assert.equal((await old.get('/api/v1/stays', { from })).status, 401, 'the desk\'s own routes')
    assert.equal((await old.get('/users/', { from })).status, 401)
    assert.equal((await old.get('/bookings', { from, headers: { authorization: 'Bearer wrong' } })).status, 401, 'a bad token is worse than none')
    await change(desk.as('admin'), { tokenlessSeeds: [] })
    assert.equal((await old.get('/bookings', { from })).status, 401)
  })

  test('cannot say themselves where they come from', async (t) => {
    const desk = await openTestDesk(t)
    await change(desk.as('admin'), { tokenlessAddresses: ['192.168.1.40'], tokenlessSeeds: ['000'] })
    for (const header of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'client-ip']) {
      assert.equal((await desk.withToken().get('/bookings', { from: '10.0.0.1', headers: { [header]: '192.168.1.40' } })).status, 401, header)
    }
  })
})
