import Database from 'better-sqlite3'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wrap } from '../../db/database.ts'
import { configure } from '../../db/open.ts'
import { calendar } from '../../electron/engine/calendar.ts'
import { addDays } from '../../shared/time.ts'
import { aBlock, aStay, rooms } from '../support/builders.ts'
import { openTestDesk, TODAY } from '../support/desk.ts'

test('the calendar that is asked for again is never an old one', async (t) => {
  const desk = await openTestDesk(t)
  const numbers = ['101', '102', '103']
  await rooms(desk, ...numbers)
  const sqlite = new Database(desk.config.dbPath)
  t.after(() => sqlite.close())
  configure(sqlite)
  const elsewhere = wrap(sqlite)
  const window = { from: TODAY, to: addDays(TODAY, 14) }
  const ids = new Map(elsewhere.all<{ number: string, id: number }>('SELECT number, bookable_id AS id FROM rooms').map(({ number, id }) => [number, id]))
  const { id: first, guest } = await aStay().in('101').from(addDays(TODAY, 13)).for('Lund').book(desk)
  const [staff, admin] = [desk.as('staff'), desk.as('admin')]

  const room = fc.constantFrom(...numbers)
  const day = fc.nat({ max: 13 }).map((offset) => addDays(TODAY, offset))
  const stay = fc.nat({ max: 40 }).map((offset) => first + offset)
  const action = fc.oneof(
    fc.record({ do: fc.constant('book' as const), room, day }), fc.record({ do: fc.constant('block' as const), room, day }),
    fc.record({ do: fc.constant('move' as const), stay, room }), fc.record({ do: fc.constantFrom('cancel' as const, 'undo' as const, 'check-in' as const), stay }),
    fc.record({ do: fc.constant('honour' as const), vip: fc.boolean() }), fc.record({ do: fc.constant('clean' as const), room, as: fc.constantFrom('clean', 'dirty') }),
    fc.record({ do: fc.constant('currency' as const), currency: fc.constantFrom('DKK', 'JPY') }),
    fc.record({ do: fc.constant('elsewhere' as const), stay, name: fc.constantFrom('Holm', 'Bæk', 'Krogh') }),
  )
  type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

  // What the desk refuses changes nothing: that is as good a step as any.
  function act(now: Action): unknown {
    switch (now.do) {
      case 'book': return aStay().in(now.room).from(now.day).ask(desk)
      case 'block': return staff.post('/api/v1/blocks', { roomNumber: now.room, from: now.day, to: addDays(now.day, 1) })
      case 'move': return staff.post(`/api/v1/stays/${now.stay}/move`, { roomNumber: now.room })
      case 'honour': return staff.patch(`/api/v1/guests/${guest!.id}`, { vip: now.vip })
      case 'clean': return staff.put(`/api/v1/housekeeping/${ids.get(now.room)}`, { housekeeping: now.as })
      case 'currency': return admin.patch('/api/v1/settings', { currency: now.currency })
      case 'elsewhere': return elsewhere.run('UPDATE bookings SET guest_name = ? WHERE id = ?', now.name, now.stay)
      default: return staff.post(`/api/v1/stays/${now.stay}/${now.do}`)
    }
  }

  await aBlock('103').from(addDays(TODAY, 12)).nights(1).add(desk)
  await fc.assert(fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
    for (const now of actions) {
      await act(now)
      const { services } = desk.desk
      const fresh = calendar({ db: wrap(sqlite), now: desk.now(), settings: services.settings() }, window)
      for (const _ of ['first', 'again']) {
        const { body } = await staff.get(`/api/v1/calendar?from=${window.from}&to=${window.to}`)
        assert.deepEqual(body, JSON.parse(JSON.stringify(fresh)))
      }
    }
  }), { numRuns: 30 })
})
