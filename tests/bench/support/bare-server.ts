import Database from 'better-sqlite3'
import Fastify from 'fastify'
import { CommitQueue } from '../../../db/commit-queue.ts'
import type { WritableDb } from '../../../db/database.ts'
import { configure } from '../../../db/open.ts'
import { beReady, processorTime, setUpOf } from './part.ts'

/* The least that keeps two bookings apart: Fastify, one overlap seek, one insert. */

const { dbPath } = setUpOf<{ dbPath: string }>()
const sqlite = new Database(dbPath)
configure(sqlite)
sqlite.exec(`CREATE TABLE bookings (id INTEGER PRIMARY KEY, room INTEGER NOT NULL, category TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL) STRICT;
  CREATE INDEX holding ON bookings (room, starts_at, ends_at)`)
const commits = new CommitQueue(sqlite)

interface Body { roomnumber: number, category: string, checkin: string, checkout: string }

function book(db: WritableDb, { roomnumber, category, checkin, checkout }: Body) {
  const startsAt = Date.parse(checkin)
  const endsAt = Date.parse(checkout)
  const last = db.get<{ ends_at: number }>('SELECT ends_at FROM bookings WHERE room = ? AND starts_at < ? ORDER BY starts_at DESC LIMIT 1', roomnumber, endsAt)
  if (last && last.ends_at > startsAt) throw Object.assign(new Error('taken'), { statusCode: 409 })
  const id = db.run('INSERT INTO bookings (room, category, starts_at, ends_at) VALUES (?, ?, ?, ?)', roomnumber, category, startsAt, endsAt).lastInsertRowid
  return { id, roomnumber, category, isbooking: true, checkin, checkout }
}

const app = Fastify()
app.post('/grouped', async (request, reply) => {
  const answer = await commits.run((db) => book(db, request.body as Body))
  return reply.code(201).send(answer)
})
// The same queue, emptied after each request: a commit for every one.
app.post('/apart', async (request, reply) => {
  const done = commits.run((db) => book(db, request.body as Body))
  commits.flush()
  return reply.code(201).send(await done)
})
const url = await app.listen({ host: '127.0.0.1', port: 0 })

beReady({ url }, () => ({ processor: processorTime() }), async () => {
  await app.close()
  sqlite.close()
})
