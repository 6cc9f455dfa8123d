// Placing stays through the engine alone, beside bare inserts of the same rows in transactions of the same size
import path from 'node:path'
import { configure, openDatabase } from '../../db/open.ts'
import { addRoom } from '../../electron/engine/rooms.ts'
import { DEFAULT_SETTINGS } from '../../electron/engine/settings.ts'
import { placeStay } from '../../electron/engine/stays.ts'
import { addDays } from '../../shared/time.ts'
import { figure, inTurns, milliseconds, option, say, verdict } from './support/measure.ts'
import { withFolder } from './support/processes.ts'

const ROUNDS = option('ROUNDS', 7)
const IN_ONE = option('IN_ONE', 500)
const TRANSACTIONS = option('TRANSACTIONS', 10)
const ROOMS = 500

const settings = { ...DEFAULT_SETTINGS, timeZone: 'Europe/Copenhagen' }
const now = Date.parse('2026-11-21T10:00:00Z')

await withFolder(async (folder) => {
  const database = await openDatabase(path.join(folder, 'hotel.db'))
  const rooms = await database.commits.run((db) => Array.from({ length: ROOMS }, (_, at) => addRoom(
    { db, now, settings, actor: null }, { name: `Room ${at}`, number: 1001 + at, roomType: 'Standard double room', nightlyRate: 995 })))

  let next = 0
  const perTurn = IN_ONE * TRANSACTIONS
  const perSecond = async (transaction: (first: number) => unknown) => {
    const took = await milliseconds(async () => {
      for (let one = 0; one < TRANSACTIONS; one += 1) {
        await transaction(next)
        next += IN_ONE
      }
    })
    return perTurn / took * 1000
  }

  const days: string[] = []
  const day = (at: number) => days[at] ??= addDays('2027-01-01', at)
  const engine = (first: number) => database.commits.run((db) => {
    for (let n = first; n < first + IN_ONE; n += 1) {
      const night = Math.floor(n / ROOMS)
      placeStay({ db, now, settings, actor: null }, { roomNumber: 1001 + n % ROOMS, arrival: day(night), departure: day(night + 1), guestName: 'Søren Holm' })
    }
  })

  // The same tables, with their indexes and triggers, on a connection set up the same way.
  const sqlite = database.sqlite
  configure(sqlite)
  const guest = sqlite.prepare(`INSERT INTO guests (name, search_key, created_at, updated_at) VALUES (?, ?, ?, ?)`)
  const booking = sqlite.prepare(
    `INSERT INTO bookings (kind, bookable_id, status, starts_at, ends_at, arrival, departure, category, guest_id, guest_name, nightly_rate, price, created_at, updated_at)
     VALUES ('stay', ?, 'confirmed', ?, ?, ?, ?, 'Standard double room', ?, 'Søren Holm', 99500, 99500, ?, ?)`)
  const audit = sqlite.prepare(`INSERT INTO audit (at, entity, entity_id, step, changes) VALUES (?, ?, ?, 'created', '{}')`)
  const begin = sqlite.prepare('BEGIN IMMEDIATE')
  const commit = sqlite.prepare('COMMIT')
  const HOUR = 3_600_000
  const origin = Date.parse('2027-01-01T13:00:00Z')
  const insert = (n: number, guestId: number | null) => {
    const night = Math.floor(n / ROOMS)
    const startsAt = origin + night * 24 * HOUR
    return booking.run(rooms[n % ROOMS], startsAt, startsAt + 22 * HOUR, day(night), day(night + 1), guestId, now, now).lastInsertRowid
  }
  const sameRows = (first: number) => {
    begin.run()
    for (let n = first; n < first + IN_ONE; n += 1) {
      const guestId = guest.run('Søren Holm', ' soren holm', now, now).lastInsertRowid
      audit.run(now, 'guest', guestId)
      audit.run(now, 'booking', insert(n, Number(guestId)))
    }
    commit.run()
  }
  const oneRow = (first: number) => {
    begin.run()
    for (let n = first; n < first + IN_ONE; n += 1) insert(n, null)
    commit.run()
  }

  say(`Placing stays, ${IN_ONE} in a transaction, stays a second:`)
  await inTurns(1, { engine: () => perSecond(engine), sameRows: () => perSecond(sameRows) })
  const speed = await inTurns(ROUNDS, { engine: () => perSecond(engine), sameRows: () => perSecond(sameRows), oneRow: () => perSecond(oneRow) })
  figure('the engine (booking, guest, two audit entries)', speed.engine, '/s')
  figure('bare inserts of the same four rows', speed.sameRows, '/s')
  figure('bare inserts of one booking row', speed.oneRow, '/s')
  verdict('engine / the same rows', speed.engine / speed.sameRows, { atLeast: 0.5 })
  figure('engine / one booking row (for the record)', speed.engine / speed.oneRow, '')
  database.close()
})
