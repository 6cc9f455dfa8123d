import assert from 'node:assert/strict'
import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { test } from 'node:test'
import { io } from 'socket.io-client'
import { addDays } from '../../shared/time.ts'
import { temporaryFolder } from '../support/desk.ts'
import { createClient } from '../support/http.ts'
import { expectSound, lookInto } from '../support/look.ts'
import { PASSWORD, startDesk } from '../support/process.ts'
import { startReceiver } from '../support/receiver.ts'

/* SIGTERM and SIGINT: what was accepted is answered, then the desk ends with 0. */

const CLIENTS = 8

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} under load: every stay in the book was answered, and every answer is in the book`, async (t) => {
    const billing = await startReceiver(t)
    const file = path.join(temporaryFolder(t), 'hotel.db')
    const desk = await startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url } })
    const first = createClient(desk.url)
    const token = await first.signIn('admin', PASSWORD)
    const rooms = Array.from({ length: CLIENTS }, (_, at) => String(101 + at))
    await first.post('/api/v1/rooms/bulk', { rooms: rooms.map((number) => ({ name: `Room ${number}`, number, roomType: 'Double', nightlyRate: 995, capacity: 2 })) })
    first.close()

    const booked = new Set<number>()
    await Promise.all(rooms.map(async (roomNumber) => {
      const client = createClient(desk.url, token)
      try {
        for (let night = '2027-01-01'; ; night = addDays(night, 1)) {
          const answer = await client.post('/api/v1/stays', { roomNumber, arrival: night, departure: addDays(night, 1), guestName: 'Holm' })
          // A desk that is closing says so; it does not say "booked" and forget.
          if (answer.status === 503) return
          assert.equal(answer.status, 201, answer.text)
          booked.add(answer.body.id)
          if (booked.size === 60) process.kill(desk.pid, signal)
        }
      } catch (error) {
        if (error instanceof assert.AssertionError) throw error
        // The desk takes no more connections.
      } finally {
        client.close()
      }
    }))
    assert.deepEqual(await desk.ended, { code: 0, signal: null }, desk.stderr())
    assert.ok(booked.size >= 60)
    lookInto(file, (sqlite) => {
      expectSound(sqlite)
      assert.deepEqual(new Set(sqlite.prepare(`SELECT id FROM bookings WHERE kind = 'stay'`).pluck().all()), booked)
    })
  })
}

test('it ends though a program hangs in the middle of a request, a screen listens, and billing does not answer', async (t) => {
  const billing = await startReceiver(t)
  billing.answer(() => new Promise(() => {}))
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const desk = await startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url } })
  const client = createClient(desk.url)
  const token = await client.signIn('admin', PASSWORD)
  await client.post('/api/v1/admin/rooms', { name: 'Room 101', number: '101', roomType: 'Double', nightlyRate: 995, capacity: 2 })

  const screen = io(desk.url, { auth: { token }, transports: ['websocket'], reconnection: false })
  t.after(() => screen.close())
  await once(screen as unknown as NodeJS.EventEmitter, 'connect')
  const hanging = net.connect(Number(new URL(desk.url).port), '127.0.0.1')
  t.after(() => hanging.destroy())
  hanging.on('error', () => {})
  await once(hanging, 'connect')
  hanging.write('POST /bookings HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"roomnumber"')
  const silent = net.connect(Number(new URL(desk.url).port), '127.0.0.1')
  t.after(() => silent.destroy())
  silent.on('error', () => {})
  await once(silent, 'connect')

  const stay = await client.post('/api/v1/stays', { roomNumber: '101', arrival: '2027-01-01', departure: '2027-01-02', guestName: 'Holm' })
  assert.equal(stay.status, 201, stay.text)
  await billing.until(() => billing.requests.length > 0)
  const told = billing.received[0]!.key
  assert.deepEqual(await desk.end('SIGTERM'), { code: 0, signal: null }, desk.stderr())
  client.close()

  // What billing never answered goes again, with the same key.
  billing.answer(() => ({ status: 200 }))
  const again = await startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url } })
  await billing.until(() => billing.received[0]!.times > 1)
  assert.equal(billing.received[0]!.key, told)
  assert.equal(billing.received.length, 1)
  await again.end('SIGTERM')
})

test('a second signal does not break off what the first one began', async (t) => {
  const billing = await startReceiver(t)
  const answers: (() => void)[] = []
  billing.answer(() => new Promise((resolve) => { answers.push(() => resolve({ status: 200 })) }))
  const file = path.join(temporaryFolder(t), 'hotel.db')
  const desk = await startDesk(t, file, { env: { BILLING_SERVICE_URL: billing.url } })
  const client = createClient(desk.url)
  await client.signIn('admin', PASSWORD)
  await client.post('/api/v1/admin/rooms', { name: 'Room 101', number: '101', roomType: 'Double', nightlyRate: 995, capacity: 2 })
  await client.post('/api/v1/stays', { roomNumber: '101', arrival: '2027-01-01', departure: '2027-01-02', guestName: 'Holm' })
  client.close()
  await billing.until(() => answers.length === 1)
  process.kill(desk.pid, 'SIGINT')
  process.kill(desk.pid, 'SIGTERM')
  // Ctrl-C in a terminal reaches the desk and the npm before it, which passes it on.
  process.kill(desk.pid, 'SIGINT')
  answers[0]!()
  assert.deepEqual(await desk.ended, { code: 0, signal: null }, desk.stderr())
})
