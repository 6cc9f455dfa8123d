import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { aRoom } from '../support/builders.ts'
import { NOON, openTestDesk, PASSWORD, type Client, type TestDesk } from '../support/desk.ts'

interface SignedIn { message: string, token: string, user: { id: number, username: string, email: string, is_admin: boolean, role: string, must_change_password: boolean }, error: string }

const signIn = (desk: TestDesk, username: string, password: string, from?: string) =>
  desk.withToken().post<SignedIn>('/login/', { username, password }, { from })
const newUser = (username: string, more: object = {}) => ({
  username, email_address: `${username}@hotel.example`, password: 'long enough, this', confirm_password: 'long enough, this', ...more,
})
const MINUTE = 60_000

describe('signing in', () => {
  test('answers a message, a token and the user, with and without the slash', async (t) => {
    const desk = await openTestDesk(t)
    for (const path of ['/login/', '/login']) {
      const { status, body } = await desk.withToken().post<SignedIn>(path, { username: 'admin', password: PASSWORD })
      assert.equal(status, 200)
      assert.equal(typeof body.message, 'string')
      assert.deepEqual(body.user, { id: 1, username: 'admin', email: 'admin@skranke.example', is_admin: true, role: 'admin', must_change_password: false })
      assert.equal((await desk.withToken(body.token).get('/users/')).status, 200)
    }
  })

  test('the name counts as people write it', async (t) => {
    const desk = await openTestDesk(t)
    await desk.as('admin').post('/users/', newUser('Søren'))
    assert.equal((await signIn(desk, ' søREN', 'long enough, this')).status, 200)
  })

  test('names what is missing', async (t) => {
    const desk = await openTestDesk(t)
    const { status, body } = await desk.withToken().post('/login/', {})
    assert.equal(status, 400)
    assert.equal(body.error, 'Missing required fields: username, password')
    assert.deepEqual(Object.keys(body.fields), ['username', 'password'])
    assert.equal((await desk.withToken().post('/login/', { username: 'admin', password: '' })).status, 400)
    assert.equal((await desk.withToken().post('/login/', { username: 1, password: true })).status, 400)
  })

  test('answers an unknown name as it answers a wrong password', async (t) => {
    const desk = await openTestDesk(t)
    const wrong = await signIn(desk, 'admin', 'not the password', '10.0.0.1')
    const unknown = await signIn(desk, 'nobody', 'not the password', '10.0.0.2')
    assert.equal(wrong.status, 401)
    assert.deepEqual([unknown.status, unknown.text], [wrong.status, wrong.text])
  })

  test('five failures of a name in 15 minutes make it wait, wherever it comes from', async (t) => {
    const desk = await openTestDesk(t)
    for (let failure = 0; failure < 5; failure += 1) {
      desk.setNow(NOON + failure * MINUTE)
      assert.equal((await signIn(desk, 'admin', 'wrong', `10.0.0.${failure}`)).status, 401)
    }
    const refused = await signIn(desk, 'Admin', PASSWORD, '10.0.0.99')
    assert.equal(refused.status, 429)
    assert.equal(refused.headers['retry-after'], String(11 * 60))
    assert.equal((await signIn(desk, 'staff', PASSWORD, '10.0.0.99')).status, 200, 'another name may')
    desk.setNow(NOON + 15 * MINUTE)
    assert.equal((await signIn(desk, 'admin', PASSWORD, '10.0.0.99')).status, 200)
  })

  test('five failures of an address make it wait, whatever the name', async (t) => {
    const desk = await openTestDesk(t)
    for (let failure = 0; failure < 5; failure += 1) assert.equal((await signIn(desk, `guess ${failure}`, 'wrong', '10.0.0.1')).status, 401)
    assert.equal((await signIn(desk, 'admin', PASSWORD, '10.0.0.1')).status, 429)
    assert.equal((await signIn(desk, 'admin', PASSWORD, '10.0.0.2')).status, 200)
  })

  test('guesses that come all at once are counted as well', async (t) => {
    const desk = await openTestDesk(t)
    const answers = await Promise.all(Array.from({ length: 25 }, (_, guess) => signIn(desk, 'admin', `guess ${guess}`, `10.0.0.${guess}`)))
    const statuses = answers.map(({ status }) => status)
    assert.ok(statuses.every((status) => status === 401 || status === 429), statuses.join())
    assert.ok(statuses.filter((status) => status === 401).length <= 5, statuses.join())
    assert.equal((await signIn(desk, 'admin', PASSWORD, '10.0.0.99')).status, 429)
  })

  test('a right password forgets the failures of the name', async (t) => {
    const desk = await openTestDesk(t)
    for (let round = 0; round < 3; round += 1) {
      for (let failure = 0; failure < 4; failure += 1) assert.equal((await signIn(desk, 'admin', 'wrong', `10.0.${round}.${failure}`)).status, 401)
      assert.equal((await signIn(desk, 'admin', PASSWORD, `10.0.${round}.9`)).status, 200)
    }
  })
})

describe('tokens', () => {
  const isAlive = async (client: Client) => (await client.get('/api/v1/users/me')).status === 200

  test('Bearer and Token mean the same, in any case', async (t) => {
    const desk = await openTestDesk(t)
    const { token } = desk.as('staff')
    for (const scheme of ['Bearer', 'Token', 'bearer', 'TOKEN']) {
      assert.equal((await desk.withToken().get('/bookings', { headers: { authorization: `${scheme} ${token}` } })).status, 200, scheme)
    }
    for (const header of ['', token!, `Basic ${token}`, `Bearer`, 'Bearer ', `Bearer ${token} x`, `Bearer ${token}x`]) {
      assert.equal((await desk.withToken().get('/bookings', { headers: { authorization: header } })).status, 401, header)
    }
  })

  test('alg none, other algorithms, other keys and changed claims are refused', async (t) => {
    const desk = await openTestDesk(t)
    const [header, claims, signature] = desk.as('customer').token!.split('.') as [string, string, string]
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    const sign = (text: string, hash: string, key: string) => `${text}.${createHmac(hash, key).update(text).digest('base64url')}`
    const { key } = desk.desk.services
    assert.deepEqual(decode(header), { alg: 'HS256', typ: 'JWT' })
    assert.equal(sign(`${header}.${claims}`, 'sha256', key), `${header}.${claims}.${signature}`)
    const forged = [
      `${encode({ alg: 'none', typ: 'JWT' })}.${claims}.`,
      `${encode({ alg: 'None' })}.${claims}.${signature}`,
      `${encode({ typ: 'JWT' })}.${claims}.${signature}`,
      sign(`${encode({ alg: 'HS512', typ: 'JWT' })}.${claims}`, 'sha512', key),
      sign(`${encode({ alg: 'HS384', typ: 'JWT' })}.${claims}`, 'sha384', key),
      sign(`${encode({ alg: 'RS256', typ: 'JWT' })}.${claims}`, 'sha256', key),
      sign(`${header}.${claims}`, 'sha256', 'another key'),
      sign(`${header}.${claims}`, 'sha256', ''),
      `${header}.${encode({ ...decode(claims), jti: 'session of admin' })}.${signature}`,
      sign(`${header}.${encode({ ...decode(claims), jti: undefined })}`, 'sha256', key),
      sign(`${header}.${encode({ ...decode(claims), jti: 'no such session' })}`, 'sha256', key),
      sign(`${header}.${encode({ ...decode(claims), jti: { a: 1 } })}`, 'sha256', key),
      sign(`${header}.${encode({ ...decode(claims), exp: Math.floor(desk.now() / 1000) })}`, 'sha256', key),
      sign(`${header}.${encode({ ...decode(claims), exp: undefined })}`, 'sha256', key),
      sign(`${header}.${encode({ ...decode(claims), exp: '2099-01-01' })}`, 'sha256', key),
      `${header}.${claims}`, '..', `${header}..${signature}`,
    ]
    for (const token of forged) assert.equal(await isAlive(desk.withToken(token)), false, token)
  })

  test('a token\'s own end counts, also after it was used', async (t) => {
    const desk = await openTestDesk(t)
    const [header, claims] = desk.as('customer').token!.split('.') as [string, string, string]
    const ends = Math.floor(desk.now() / 1000) + 60
    const text = `${header}.${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(claims, 'base64url').toString()) as object, exp: ends })).toString('base64url')}`
    const client = desk.withToken(`${text}.${createHmac('sha256', desk.desk.services.key).update(text).digest('base64url')}`)
    assert.equal(await isAlive(client), true)
    desk.setNow(ends * 1000 - 1)
    assert.equal(await isAlive(client), true)
    desk.setNow(ends * 1000)
    assert.equal(await isAlive(client), false)
  })

  test('the role is the user\'s as it stands, not what the token says', async (t) => {
    const desk = await openTestDesk(t)
    const [header, claims] = desk.as('customer').token!.split('.') as [string, string]
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString()) as object
    const text = `${header}.${Buffer.from(JSON.stringify({ ...said, role: 'admin' })).toString('base64url')}`
    const token = `${text}.${createHmac('sha256', desk.desk.services.key).update(text).digest('base64url')}`
    assert.equal((await desk.withToken(token).get('/users/')).status, 403)
  })

  test('carry sub, role, jti, iat and exp', async (t) => {
    const desk = await openTestDesk(t)
    const { body } = await signIn(desk, 'staff', PASSWORD)
    const claims = JSON.parse(Buffer.from(body.token.split('.')[1]!, 'base64url').toString()) as { sub: string, role: string, jti: string, iat: number, exp: number }
    assert.deepEqual([claims.sub, claims.role, claims.iat], [String(body.user.id), 'staff', NOON / 1000])
    assert.ok(claims.exp > claims.iat && claims.jti.length > 20)
  })

  test('expire at their instant', async (t) => {
    const desk = await openTestDesk(t)
    const client = desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)
    desk.setNow(NOON + 16 * 60 * MINUTE - 1)
    assert.equal(await isAlive(client), true)
    desk.setNow(NOON + 16 * 60 * MINUTE)
    assert.equal(await isAlive(client), false)
  })

  test('are dead after signing out, also after a restart; others live on', async (t) => {
    const desk = await openTestDesk(t)
    for (const path of ['/logout/', '/logout']) {
      const client = desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)
      const other = desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)
      assert.equal(await isAlive(client), true)
      const out = await client.post(path)
      assert.deepEqual([out.status, typeof out.body.message], [200, 'string'])
      assert.equal(await isAlive(client), false)
      assert.equal((await client.post(path)).status, 401)
      await desk.restart()
      assert.equal(await isAlive(client), false)
      assert.equal(await isAlive(other), true)
    }
  })

  test('die with the user, a new password and a role', async (t) => {
    const desk = await openTestDesk(t)
    const admin = desk.as('admin')
    const { body: user } = await admin.post('/users/', newUser('lund', { role: 'staff' }))
    const client = async () => desk.withToken((await signIn(desk, 'lund', 'long enough, this')).body.token)
    const first = await client()
    assert.equal((await first.get('/bookings')).status, 200)
    await admin.patch(`/api/v1/users/${user.id}`, { role: 'customer' })
    assert.equal((await first.get('/bookings')).status, 403)
    await admin.patch(`/api/v1/users/${user.id}`, { active: false })
    assert.equal(await isAlive(first), false)
    assert.equal((await signIn(desk, 'lund', 'long enough, this')).status, 401)
    await admin.patch(`/api/v1/users/${user.id}`, { active: true })
    assert.equal(await isAlive(first), false)
    const second = await client()
    await admin.patch(`/api/v1/users/${user.id}`, { password: 'another long one' })
    assert.equal(await isAlive(second), false)
    assert.equal((await signIn(desk, 'lund', 'another long one')).status, 200)
  })

  test('a key that was given by hand signs them', async (t) => {
    const desk = await openTestDesk(t)
    desk.config.key = 'a key given by hand'
    const before = desk.as('staff')
    await desk.restart()
    assert.equal(await isAlive(before), false, 'the old key opens nothing any more')
    assert.equal(await isAlive(desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)), true)
  })
})

describe('users', () => {
  test('an administrator lists and adds them, with and without the slash', async (t) => {
    const desk = await openTestDesk(t)
    for (const path of ['/users/', '/users']) {
      const created = await desk.as('admin').post(path, newUser(`guest${path.length}`))
      assert.equal(created.status, 201)
      assert.equal(created.body.username, `guest${path.length}`)
      assert.equal(created.body.email, `guest${path.length}@hotel.example`)
      assert.equal(created.body.role, 'customer')
      const list = await desk.as('admin').get<{ id: number, username: string, email: string }[]>(path)
      assert.ok(list.body.some(({ id, username, email }) => id === created.body.id && username === created.body.username && email === created.body.email))
    }
  })

  test('never show a password or a hash', async (t) => {
    const desk = await openTestDesk(t)
    const answers = [
      await desk.as('admin').post('/users/', newUser('lund')), await desk.as('admin').get('/users/'), await desk.as('staff').get('/api/v1/users/me'),
      await signIn(desk, 'lund', 'long enough, this'), await desk.as('admin').patch('/api/v1/users/2', { password: 'another long one' }), await desk.as('admin').get('/api/v1/audit'),
    ]
    for (const { text } of answers) {
      assert.doesNotMatch(text, /argon2|"password(_?hash)?":|long enough|another long/i)
    }
    const stored = desk.desk.services.database.db.all<{ password_hash: string }>('SELECT password_hash FROM users')
    assert.ok(stored.every(({ password_hash: hash }) => hash.startsWith('$argon2id$')))
  })

  const refused: [name: string, body: object, field: string][] = [
    ['no name', { username: undefined }, 'username'],
    ['no address', { email_address: undefined }, 'email_address'],
    ['no password', { password: undefined }, 'password'],
    ['no second password', { confirm_password: undefined }, 'confirm_password'],
    ['passwords that differ', { confirm_password: 'long enough, that' }, 'confirm_password'],
    ['a password of nine characters', { password: '123456789', confirm_password: '123456789' }, 'password'],
    ['nine characters that take many bytes', { password: '😀'.repeat(9), confirm_password: '😀'.repeat(9) }, 'password'],
    ['an address that is none', { email_address: 'at home' }, 'email_address'],
    ['a name that is taken', { username: 'STAFF' }, 'username'],
    ['an address that is taken', { email_address: 'Staff@hotel.example' }, 'email_address'],
    ['a blank name', { username: '  ' }, 'username'],
    ['an unknown role', { role: 'owner' }, 'role'],
  ]
  for (const [name, change, field] of refused) {
    test(`${name} is 400 and named`, async (t) => {
      const desk = await openTestDesk(t)
      const answer = await desk.as('admin').post('/users/', newUser('lund', change))
      assert.equal(answer.status, 400)
      assert.deepEqual(Object.keys(answer.body.fields), [field])
    })
  }

  test('ten characters are enough, whatever they are', async (t) => {
    const desk = await openTestDesk(t)
    const password = '😀'.repeat(10)
    assert.equal((await desk.as('admin').post('/users/', newUser('lund', { password, confirm_password: password }))).status, 201)
    assert.equal((await signIn(desk, 'lund', password)).status, 200)
  })

  test('only an administrator adds them, and gives a role', async (t) => {
    const desk = await openTestDesk(t)
    assert.equal((await desk.withToken().post('/users/', newUser('a'))).status, 401)
    assert.equal((await desk.as('customer').post('/users/', newUser('a'))).status, 403)
    assert.equal((await desk.as('staff').post('/users/', newUser('a'))).status, 403)
    assert.equal((await desk.as('admin').post('/users/', newUser('a', { role: 'staff' }))).body.role, 'staff')
  })

  test('self-registration is for all where it is on, and makes customers alone', async (t) => {
    const desk = await openTestDesk(t)
    await desk.as('admin').patch('/api/v1/settings', { selfRegistration: true })
    const created = await desk.withToken().post('/users/', newUser('guest', { role: 'admin' }))
    assert.equal(created.status, 201)
    assert.equal(created.body.role, 'customer')
    assert.equal((await desk.as('customer').post('/users/', newUser('friend', { role: 'admin' }))).body.role, 'customer')
  })

  test('says when it was made, in UTC', async (t) => {
    const desk = await openTestDesk(t, { now: '2027-02-10T12:34:56+01:00' })
    assert.equal((await desk.as('admin').post('/users/', newUser('lund'))).body.created_at, '2027-02-10T11:34:56Z')
  })

  test('the last administrator stays one', async (t) => {
    const desk = await openTestDesk(t)
    for (const change of [{ role: 'staff' }, { active: false }]) assert.equal((await desk.as('admin').patch('/api/v1/users/1', change)).status, 409)
    await desk.as('admin').post('/users/', newUser('second', { role: 'admin' }))
    assert.equal((await desk.as('admin').patch('/api/v1/users/1', { role: 'staff' })).status, 200)
  })

  test('two that register one name at once: one gets it', async (t) => {
    const desk = await openTestDesk(t)
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => desk.as('admin').post('/users/', newUser('lund', { email_address: `l${n}@hotel.example` }))))
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 400, 400, 400, 400, 400, 400, 400])
  })
})

describe('one\'s own password', () => {
  test('is not changed without the old one, which is no wrong guess', async (t) => {
    const desk = await openTestDesk(t)
    for (let time = 0; time < 6; time += 1) {
      const answer = await desk.as('staff').put('/api/v1/users/me/password', { newPassword: 'a new long one' })
      assert.deepEqual([answer.status, Object.keys(answer.body.fields)], [400, ['currentPassword']])
    }
    assert.equal((await signIn(desk, 'staff', PASSWORD)).status, 200)
  })

  test('is changed by whoever knows the old one; the other sessions end', async (t) => {
    const desk = await openTestDesk(t)
    const here = desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)
    const there = desk.withToken((await signIn(desk, 'staff', PASSWORD)).body.token)
    const change = (body: object) => here.put('/api/v1/users/me/password', body)
    assert.equal((await change({ currentPassword: 'wrong', newPassword: 'a new long one' })).status, 400)
    assert.equal((await change({ newPassword: 'a new long one' })).status, 400)
    assert.equal((await change({ currentPassword: PASSWORD, newPassword: 'short' })).status, 400)
    assert.equal((await change({ currentPassword: PASSWORD, newPassword: PASSWORD })).status, 400)
    assert.equal((await change({ currentPassword: PASSWORD, newPassword: 'a new long one' })).status, 200)
    assert.equal((await here.get('/api/v1/users/me')).status, 200)
    assert.equal((await there.get('/api/v1/users/me')).status, 401)
    assert.equal((await signIn(desk, 'staff', 'a new long one')).status, 200)
  })
})

describe('the first administrator', () => {
  test('without SKRANKE_ADMIN_PASSWORD is admin with admin, and can do nothing but change it', async (t) => {
    const desk = await openTestDesk(t, { adminPassword: null })
    assert.equal((await desk.withToken().get('/api/v1/property')).body.firstRun, true)
    const { status, body } = await signIn(desk, 'admin', 'admin')
    assert.equal(status, 200)
    assert.equal(body.user.must_change_password, true)
    const admin = desk.withToken(body.token)
    for (const [method, url] of [['GET', '/users/'], ['POST', '/users/'], ['GET', '/bookings'], ['GET', '/api/v1/users/me'], ['PATCH', '/api/v1/settings'], ['POST', '/bookings'], ['POST', '/logout/']] as const) {
      const refused = await admin.send(method, url, method === 'GET' ? undefined : newUser('lund'))
      assert.equal(refused.status, 403, url)
      assert.match(refused.body.error, /Change your password first: PUT \/api\/v1\/users\/me\/password/)
    }
    assert.equal((await admin.put('/api/v1/users/me/password', { newPassword: 'admin' })).status, 400)
    assert.equal((await admin.put('/api/v1/users/me/password', { newPassword: 'a long one at last' })).status, 200)
    assert.equal((await admin.get('/users/')).status, 200)
    assert.equal((await desk.withToken().get('/api/v1/property')).body.firstRun, false)
    await desk.restart()
    assert.equal((await signIn(desk, 'admin', 'admin')).status, 401)
  })

  test('with the well-known password signs in from loopback alone', async (t) => {
    const desk = await openTestDesk(t, { adminPassword: null })
    for (const address of ['192.168.1.20', '::ffff:192.168.1.20', 'fe80::1']) {
      const refused = await signIn(desk, 'admin', 'admin', address)
      assert.equal(refused.status, 403, address)
      assert.equal(refused.body.token, undefined)
    }
    for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) assert.equal((await signIn(desk, 'admin', 'admin', address)).status, 200, address)
  })

  test('with SKRANKE_ADMIN_PASSWORD has that password, from anywhere', async (t) => {
    const desk = await openTestDesk(t, { adminPassword: 'given by the environment' })
    const { status, body } = await signIn(desk, 'admin', 'given by the environment', '192.168.1.20')
    assert.equal(status, 200)
    assert.equal(body.user.must_change_password, false)
    assert.equal((await signIn(desk, 'admin', 'admin')).status, 401)
  })

  test('keeps the password when the environment says another one later', async (t) => {
    const desk = await openTestDesk(t)
    await aRoom('101').add(desk)
    desk.config.adminPassword = 'another one'
    await desk.restart()
    assert.equal((await signIn(desk, 'admin', 'another one')).status, 401)
    assert.equal((await signIn(desk, 'admin', PASSWORD)).status, 200)
  })
})
