import assert from 'node:assert/strict'
import fs from 'node:fs'
import path from 'node:path'
import { describe, test } from 'node:test'
import Database from 'better-sqlite3'
import type { Settings } from '../../shared/contract/settings.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aRoom, aStay, rooms, step } from '../support/builders.ts'
import { openTestDesk, TODAY, type AnyBody } from '../support/desk.ts'

/* What keeps the house running: settings, housekeeping, changes, audit, deliveries, backups. */

test('health needs nothing', async (t) => {
  const desk = await openTestDesk(t)
  const { status, body } = await desk.withToken().get('/health')
  assert.deepEqual([status, body], [200, { status: 'ok' }])
})

describe('settings', () => {
  test('an administrator changes what is given; it counts at once and after a restart', async (t) => {
    const desk = await openTestDesk(t)
    const before = (await desk.as('staff').get<Settings>('/api/v1/settings')).body
    const changed = await desk.as('admin').patch<Settings>('/api/v1/settings', { propertyName: 'Hotel Åen', checkInTime: '16:00' })
    assert.deepEqual(changed.body, { ...before, propertyName: 'Hotel Åen', checkInTime: '16:00' })
    assert.equal((await desk.withToken().get('/api/v1/property')).body.name, 'Hotel Åen')
    await desk.restart()
    assert.deepEqual((await desk.as('staff').get<Settings>('/api/v1/settings')).body, changed.body)
  })

  test('win over the environment', async (t) => {
    const desk = await openTestDesk(t, { settings: { billingServiceUrl: 'http://127.0.0.1:9' } })
    assert.equal((await desk.as('staff').get('/api/v1/settings')).body.billingServiceUrl, 'http://127.0.0.1:9')
    await desk.as('admin').patch('/api/v1/settings', { billingServiceUrl: null })
    await desk.restart()
    assert.equal((await desk.as('staff').get('/api/v1/settings')).body.billingServiceUrl, null)
  })

  test('that make no sense are 400 and named', async (t) => {
    const desk = await openTestDesk(t)
    const wrong: Record<string, unknown> = {
      timeZone: 'Mars/Phobos', currency: 'dkk', language: 'xx', checkInTime: '25:00', checkOutTime: '9', propertyName: ' ', openRequestsPerMinute: 0, pendingMinutes: 1.5,
      billingServiceUrl: 'ftp://x', corsOrigins: ['https://a.example/path'], allowedHosts: ['a b'], backupTime: 'noon', backupsKept: 0, tokenlessSeeds: ['005'], unknown: 1,
    }
    for (const [name, value] of Object.entries(wrong)) {
      const { status, body } = await desk.as('admin').patch('/api/v1/settings', { [name]: value })
      assert.equal(status, 400, name)
      assert.ok(Object.keys(body.fields).some((field) => field === name || field.startsWith(`${name}.`)), `${name}: ${JSON.stringify(body)}`)
    }
  })

  test('holidays are kept in order, each day once, and the front desk reads them', async (t) => {
    const desk = await openTestDesk(t)
    const [easter, christmas] = [{ date: '2027-03-28', name: 'Påskedag' }, { date: '2027-12-25', name: 'Juledag' }]
    const changed = await desk.as('admin').patch<Settings>('/api/v1/settings', { holidays: [christmas, easter] })
    assert.deepEqual([changed.status, changed.body.holidays], [200, [easter, christmas]])
    assert.deepEqual((await desk.as('staff').get<Settings>('/api/v1/settings')).body.holidays, [easter, christmas])
    assert.equal((await desk.as('staff').patch('/api/v1/settings', { holidays: [] })).status, 403)

    const refused = async (holidays: unknown) => {
      const { status, body } = await desk.as('admin').patch('/api/v1/settings', { holidays })
      return [status, Object.keys(body.fields).join(), body.error]
    }
    assert.deepEqual(await refused([easter, christmas, { ...easter, name: 'Easter' }]), [400, 'holidays', '2027-03-28 is there twice: a day is one holiday, with both names if need be.'])
    assert.deepEqual(await refused([{ date: '2027-02-29', name: 'x' }]), [400, 'holidays.0.date', 'Please correct: holidays.0.date must be a date such as 2027-03-01.'])
    assert.deepEqual(await refused([easter, { date: '2027-01-01', name: ' ' }]), [400, 'holidays.1.name', 'Please correct: holidays.1.name must not be blank.'])
    const many = Array.from({ length: 501 }, (_, day) => ({ date: addDays('2027-01-01', day), name: 'x' }))
    assert.deepEqual(await refused(many), [400, 'holidays', 'Please correct: holidays has too few or too many items.'])
    assert.equal((await desk.as('admin').patch('/api/v1/settings', { holidays: many.slice(1) })).status, 200)
  })

  test('the business date is the property\'s, not the machine\'s', async (t) => {
    const desk = await openTestDesk(t, { now: '2027-02-10T23:30:00Z', settings: { timeZone: 'Europe/Copenhagen' } })
    assert.equal((await desk.withToken().get('/api/v1/property')).body.today, '2027-02-11')
    await desk.as('admin').patch('/api/v1/settings', { timeZone: 'America/Santiago' })
    assert.equal((await desk.withToken().get('/api/v1/property')).body.today, '2027-02-10')
  })
})

test('housekeeping: a departure leaves a dirty room, somebody cleans it', async (t) => {
  const desk = await openTestDesk(t)
  const room = await aRoom('101').add(desk)
  await aRoom('102').add(desk)
  const list = async () => (await desk.as('staff').get<{ rooms: Record<string, unknown>[] }>('/api/v1/housekeeping')).body.rooms.map(({ number, housekeeping, occupied, arriving, departing }) => [number, housekeeping, occupied, arriving, departing])
  const stay = await aStay().in('101').book(desk)
  assert.deepEqual(await list(), [['101', 'clean', false, true, false], ['102', 'clean', false, false, false]])
  await step(desk, stay.id, 'check-in')
  desk.setNow('2027-02-11T09:00:00+01:00')
  assert.deepEqual((await list())[0], ['101', 'clean', true, false, true])
  await step(desk, stay.id, 'check-out')
  assert.deepEqual((await list())[0], ['101', 'dirty', false, false, false])
  // Whoever looked at the room before must notice: its version has moved on, and the change is in the feed.
  assert.equal((await desk.as('staff').put(`/api/v1/housekeeping/${room.id}`, { housekeeping: 'clean' }, { headers: { 'if-match': '"1"' } })).status, 412)
  assert.equal((await desk.as('staff').put(`/api/v1/housekeeping/${room.id}`, { housekeeping: 'inspected' })).body.housekeeping, 'inspected')
  assert.equal((await desk.as('staff').put(`/api/v1/housekeeping/${room.id}`, { housekeeping: 'fine' })).status, 400)
  assert.equal((await desk.as('staff').put('/api/v1/housekeeping/999', { housekeeping: 'clean' })).status, 404)
})

test('changes tell a second desk what happened since it looked, oldest first', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101')
  const { body: { seq } } = await desk.as('staff').get<{ seq: number }>('/api/v1/changes')
  const stay = await aStay().in('101').book(desk)
  await step(desk, stay.id, 'check-in')
  const { body } = await desk.as('staff').get<{ seq: number, changes: { seq: number, entity: string, entityId: number, step: string }[] }>(`/api/v1/changes?after=${seq}`)
  assert.deepEqual(body.changes.filter(({ entity }) => entity === 'booking').map(({ entityId, step }) => [entityId, step]), [[stay.id, 'created'], [stay.id, 'checked_in']])
  assert.equal(body.seq, body.changes.at(-1)!.seq)
  assert.deepEqual((await desk.as('staff').get<{ changes: unknown[] }>(`/api/v1/changes?after=${body.seq}`)).body.changes, [])
})

test('the audit says who did what, newest first; what was refused is not in it', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101')
  const stay = await aStay().in('101').book(desk)
  await aStay().in('101').ask(desk)
  await desk.as('admin').post(`/api/v1/stays/${stay.id}/cancel`)
  const { body } = await desk.as('admin').get('/api/v1/audit?entity=booking')
  assert.deepEqual(body.items.map(({ by, step, entityId }) => [by, step, entityId]), [['admin', 'cancelled', stay.id], ['staff', 'created', stay.id]])
  assert.equal((await desk.as('admin').get(`/api/v1/audit?entity=booking&entityId=${stay.id}&limit=1`)).body.total, 2)
})

describe('deliveries', () => {
  test('wait where nobody answers, can be tried again and given up', async (t) => {
    const desk = await openTestDesk(t, { settings: { billingServiceUrl: 'http://127.0.0.1:9' } })
    await rooms(desk, '101')
    await aStay().in('101').book(desk)
    const list = async (state = '') => (await desk.as('staff').get(`/api/v1/deliveries${state && `?state=${state}`}`)).body
    let item: AnyBody | undefined
    do {
      item = (await list()).items[0]
      await new Promise(setImmediate)
    } while (item?.attempts !== 1)
    assert.deepEqual([item.destination, item.state, item.bookingId], ['billing', 'waiting', 1])
    assert.match(String(item.lastError), /could not be reached/)
    const given = await desk.as('staff').post(`/api/v1/deliveries/${item.id}/give-up`)
    assert.deepEqual([given.status, given.body.state], [200, 'given_up'])
    assert.equal((await list('given_up')).total, 1)
    assert.equal((await list('waiting')).total, 0)
    const again = await desk.as('staff').post(`/api/v1/deliveries/${item.id}/retry`)
    assert.deepEqual([again.status, again.body.state], [200, 'waiting'])
    assert.equal((await desk.as('staff').post('/api/v1/deliveries/999/retry')).status, 404)
    assert.equal((await desk.as('staff').get('/api/v1/deliveries?state=lost')).status, 400)
  })

  test('without a service nothing is kept for it', async (t) => {
    const desk = await openTestDesk(t)
    await rooms(desk, '101')
    await aStay().in('101').book(desk)
    assert.equal((await desk.as('staff').get('/api/v1/deliveries')).body.total, 0)
  })
})

test('a backup is made, listed newest first, rotated, and holds what was there', async (t) => {
  const desk = await openTestDesk(t, { settings: { backupsKept: 2 } })
  await rooms(desk, '101')
  await aStay().in('101').book(desk)
  await aBlock('101').from('2027-03-01').to('2027-03-02').add(desk)
  const names: string[] = []
  for (const time of ['10:00', '11:00', '12:00']) {
    desk.setNow(`${TODAY}T${time}:00+01:00`)
    const { status, body } = await desk.as('admin').post('/api/v1/backups')
    assert.equal(status, 201)
    assert.equal(body.verified, true)
    assert.equal(body.createdAt, `${TODAY}T${time}:00+01:00`)
    names.push(String(body.name))
  }
  const { body } = await desk.as('admin').get<{ name: string }[]>('/api/v1/backups')
  assert.deepEqual(body.map(({ name }) => name), names.slice(1).reverse())
  assert.deepEqual(fs.readdirSync(path.join(desk.folder, 'backups')).sort(), names.slice(1).sort())
  const copy = new Database(path.join(desk.folder, 'backups', names[2]!), { readonly: true })
  t.after(() => copy.close())
  assert.equal(copy.prepare('SELECT count(*) FROM bookings').pluck().get(), 2)
})

test('what was booked is there after a restart', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101')
  const stay = await aStay().in('101').nights(2).book(desk)
  await desk.restart()
  assert.deepEqual((await desk.as('staff').get(`/api/v1/stays/${stay.id}`)).body, stay)
  assert.equal((await aStay().in('101').ask(desk)).status, 409)
})
