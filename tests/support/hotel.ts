import assert from 'node:assert/strict'
import path from 'node:path'
import type { TestContext } from 'node:test'
import type { NewStay, Stay } from '../../shared/contract/stays.ts'
import { addDays } from '../../shared/time.ts'
import { temporaryFolder } from './desk.ts'
import { createClient, type HttpClient } from './http.ts'
import { PASSWORD, startDesk, type RunningDesk } from './process.ts'

/** A small hotel behind a real server: 201 to 210 are doubles, 301 to 303 suites. */
export interface Hotel {
  url: string
  client: HttpClient
  today: string
  book(stay: Partial<NewStay> & { guestName: string, roomNumber: string }, nights?: number): Promise<Stay>
  /** A guest's stay as the API has it now. */
  stayOf(guest: string): Promise<Stay>
  /** Kills the server, as a power cut does. */
  crash(): Promise<void>
  /** Starts it again where it was. */
  restart(): Promise<void>
}

export async function openHotel(t: TestContext): Promise<Hotel> {
  const file = path.join(temporaryFolder(t), 'hotel.db')
  let server: RunningDesk = await startDesk(t, file)
  const { url } = server
  const client = createClient(url)
  t.after(() => client.close())
  await client.signIn('admin', PASSWORD)
  const numbered = (numbers: string[], roomType: string, nightlyRate: number) => numbers.map((number) => ({ name: `Room ${number}`, number, roomType, nightlyRate, capacity: 2 }))
  const rooms = [
    ...numbered(Array.from({ length: 10 }, (_, at) => String(201 + at)), 'Double', 995),
    ...numbered(['301', '302', '303'], 'Suite', 1895),
  ]
  const made = await client.post('/api/v1/rooms/bulk', { rooms })
  assert.equal(made.status, 201, made.text)
  const user = await client.post('/users/', { username: 'staff', email_address: 'staff@hotel.example', password: PASSWORD, confirm_password: PASSWORD, role: 'staff' })
  assert.equal(user.status, 201, user.text)
  const settled = await client.send('PATCH', '/api/v1/settings', { propertyName: 'Hotel Søfryd', setupDone: true })
  assert.equal(settled.status, 200, settled.text)
  const { today } = (await client.get<{ today: string }>('/api/v1/property')).body

  return {
    url, client, today,
    async book(stay, nights = 1) {
      const arrival = stay.arrival ?? today
      const answer = await client.post<Stay>('/api/v1/stays', { arrival, departure: addDays(arrival, nights), ...stay })
      assert.equal(answer.status, 201, answer.text)
      return answer.body
    },
    async stayOf(guest) {
      const { items } = (await client.get<{ items: Stay[] }>(`/api/v1/stays?q=${encodeURIComponent(guest)}`)).body
      assert.equal(items.length, 1, `stays of ${guest}`)
      return items[0]!
    },
    async crash() {
      await server.end('SIGKILL')
    },
    async restart() {
      server = await startDesk(t, file, { env: { PORT: new URL(url).port } })
    },
  }
}
