import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { errors } from '../../shared/i18n/en/errors.ts'
import { addDays } from '../../shared/time.ts'
import { temporaryFolder } from '../support/desk.ts'
import { mountSmallDisk } from '../support/disk.ts'
import { createClient, type HttpAnswer, type HttpClient } from '../support/http.ts'
import { expectSound, lookInto } from '../support/look.ts'
import { PASSWORD, startDesk, startInVain } from '../support/process.ts'

const CLIENTS = 4

interface Booked { ids: Set<number>, night: string }

/** Several programs book until each was refused once; answers the refusals. */
async function bookUntilFull(url: string, token: string, booked: Booked): Promise<HttpAnswer[]> {
  return Promise.all(Array.from({ length: CLIENTS }, async () => {
    const client = createClient(url, token)
    try {
      for (;;) {
        const answer = await book(client, booked)
        if (answer.status !== 201) return answer
      }
    } finally {
      client.close()
    }
  }))
}

async function book(client: HttpClient, booked: Booked): Promise<HttpAnswer> {
  const arrival = booked.night
  booked.night = addDays(arrival, 1)
  const answer = await client.post('/api/v1/stays', { roomNumber: '101', arrival, departure: booked.night, guestName: 'Holm', notes: 'x'.repeat(1000) })
  if (answer.status === 201) booked.ids.add(answer.body.id)
  return answer
}

async function addRoom(client: HttpClient): Promise<void> {
  const answer = await client.post('/api/v1/admin/rooms', { name: 'Room 101', number: '101', roomType: 'Double', nightlyRate: 995, capacity: 2 })
  assert.equal(answer.status, 201, answer.text)
}

function expectAllThere(file: string, { ids }: Booked): void {
  lookInto(file, (sqlite) => {
    expectSound(sqlite)
    assert.deepEqual(new Set(sqlite.prepare(`SELECT id FROM bookings WHERE kind = 'stay'`).pluck().all()), ids)
  })
}

function expectSaysFull(refusals: readonly HttpAnswer[]): void {
  for (const { status, body } of refusals) assert.deepEqual({ status, error: body.error }, { status: 507, error: errors.disk_full })
}

test('a full disk: 507 says so, what was booked is there, and it goes on when there is room', async (t) => {
  const disk = mountSmallDisk(t, 16)
  if (!disk) {
    t.skip('only root may mount; the limit on file sizes below takes its place')
    return
  }
  const file = path.join(disk.folder, 'hotel.db')
  const desk = await startDesk(t, file, { env: { LOG_LEVEL: 'silent' } })
  const client = createClient(desk.url)
  const token = await client.signIn('admin', PASSWORD)
  await addRoom(client)
  const booked: Booked = { ids: new Set(), night: '2027-01-01' }

  for (const leaving of [256 * 1024, 64 * 1024, 0]) {
    disk.fill(leaving)
    expectSaysFull(await bookUntilFull(desk.url, token, booked))
    // Looking works on a full disk.
    const read = await client.get<{ total: number }>('/api/v1/stays?limit=1')
    assert.deepEqual([read.status, read.body.total], [200, booked.ids.size])
    assert.equal((await client.get('/health')).status, 200)
    expectAllThere(file, booked)
    disk.makeRoom()
    assert.equal((await book(client, booked)).status, 201, 'works on with room')
  }

  // Killed while the disk is full, it comes back with all of it.
  disk.fill(0)
  expectSaysFull(await bookUntilFull(desk.url, token, booked))
  client.close()
  await desk.end('SIGKILL')
  disk.makeRoom()
  const again = await startDesk(t, file)
  expectAllThere(file, booked)
  const after = createClient(again.url, token)
  assert.equal((await book(after, booked)).status, 201)
  after.close()
  assert.deepEqual(await again.end('SIGTERM'), { code: 0, signal: null })
  expectAllThere(file, booked)
})

test('a desk that starts on a full disk says so in a line, and starts when there is room', async (t) => {
  const disk = mountSmallDisk(t, 4)
  if (!disk) {
    t.skip('only root may mount')
    return
  }
  const file = path.join(disk.folder, 'hotel.db')
  for (const leaving of [0, 4096, 16 * 4096, 60 * 4096]) {
    disk.fill(leaving)
    const { code, stdout, stderr } = await startInVain(t, file)
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' })
    assert.match(stderr, /^[^\n]+\n$/)
    assert.ok(stderr.includes(file) && stderr.includes('make room'), stderr)
  }
  disk.makeRoom()
  const desk = await startDesk(t, file)
  const client = createClient(desk.url)
  await client.signIn('admin', PASSWORD)
  client.close()
  assert.deepEqual(await desk.end('SIGTERM'), { code: 0, signal: null })
})

const limits = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0

test('a file that may grow no more: 507 says so, and it goes on when it may', { skip: !limits && 'needs prlimit' }, async (t) => {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const desk = await startDesk(t, file, { env: { LOG_LEVEL: 'silent' } })
  const client = createClient(desk.url)
  const token = await client.signIn('admin', PASSWORD)
  await addRoom(client)
  const booked: Booked = { ids: new Set(), night: '2027-01-01' }
  assert.equal((await book(client, booked)).status, 201)

  const limit = (bytes: number | 'unlimited') => assert.equal(spawnSync('prlimit', [`--pid=${desk.pid}`, `--fsize=${bytes}:unlimited`]).status, 0)
  limit(fs.statSync(`${file}-wal`).size + 64 * 1024)
  expectSaysFull(await bookUntilFull(desk.url, token, booked))
  assert.equal((await client.get('/api/v1/stays?limit=1')).status, 200)
  expectAllThere(file, booked)
  limit('unlimited')
  assert.equal((await book(client, booked)).status, 201, 'works on')
  client.close()
  assert.deepEqual(await desk.end('SIGTERM'), { code: 0, signal: null })
  expectAllThere(file, booked)
})
