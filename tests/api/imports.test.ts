import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ImportReport } from '../../shared/contract/imports.ts'
import type { Room } from '../../shared/contract/rooms.ts'
import type { Stay } from '../../shared/contract/stays.ts'
import { aStay, rooms } from '../support/builders.ts'
import { openTestDesk, type AnyBody, type Answer, type Client, type TestDesk } from '../support/desk.ts'

type ImportAnswer = Answer<ImportReport & AnyBody>

function send(desk: TestDesk, what: string, csv: string, apply?: 'none' | 'all' | 'good', headers: Record<string, string> = {}, client: Client = desk.as('admin')): Promise<ImportAnswer> {
  return client.send('POST', `/api/v1/imports/${what}${apply ? `?apply=${apply}` : ''}`, csv, { headers: { 'content-type': 'text/csv', ...headers } })
}

async function imported(...args: Parameters<typeof send>): Promise<ImportReport> {
  const answer = await send(...args)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const numbers = async (desk: TestDesk) => (await desk.as('staff').get<{ items: Room[] }>('/api/v1/bookings/rooms?limit=100')).body.items.map(({ number }) => number)
const allStays = async (desk: TestDesk) => (await desk.as('staff').get<{ items: Stay[] }>('/api/v1/stays?sort=created&limit=100')).body.items

const ROOMS = 'number,name,category,floor,capacity,nightlyRate,hourlyRate\r\n101,Room 101,Single,1,1,895.50,\r\n102,"Room 102 ""Havblik"", corner",Double,1,2,1195,\r\n,Øresund,Meeting room,2,12,,450\r\n'

test('a dry run says what each row would make, and makes nothing', async (t) => {
  const desk = await openTestDesk(t)
  const before = await desk.as('staff').get('/api/v1/changes')
  const report = await imported(desk, 'rooms', ROOMS)
  assert.deepEqual({ ...report, rows: report.rows.map(({ line, ok }) => [line, ok]) }, {
    what: 'rooms', applied: false, good: 3, bad: 0, rows: [[2, true], [3, true], [4, true]],
  })
  assert.match(report.rows[1]!.text, /102.*Room 102 "Havblik", corner.*Double.*1195/)
  assert.deepEqual(await numbers(desk), [])
  assert.deepEqual((await desk.as('staff').get('/api/v1/changes')).body, before.body)
})

test('an import makes what its dry run said', async (t) => {
  const desk = await openTestDesk(t)
  assert.equal((await imported(desk, 'rooms', ROOMS, 'all')).applied, true)
  const { items } = (await desk.as('staff').get<{ items: Room[] }>('/api/v1/bookings/rooms')).body
  assert.deepEqual(items.map(({ number, name, roomType, floor, capacity, nightlyRate, hourlyRate }) => ({ number, name, roomType, floor, capacity, nightlyRate, hourlyRate })), [
    { number: '101', name: 'Room 101', roomType: 'Single', floor: 1, capacity: 1, nightlyRate: 895.5, hourlyRate: null },
    { number: '102', name: 'Room 102 "Havblik", corner', roomType: 'Double', floor: 1, capacity: 2, nightlyRate: 1195, hourlyRate: null },
    { number: null, name: 'Øresund', roomType: 'Meeting room', floor: 2, capacity: 12, nightlyRate: null, hourlyRate: 450 },
  ])
})

const MIXED = [
  'number,category,nightlyRate', '101,Single,895', '101,Single,895', '103,,895', '104,Single,cheap', '105,Single,-1', '106,Single,895',
].join('\n')

test('each bad row is named with its line and a sentence, in the reader\'s language', async (t) => {
  const desk = await openTestDesk(t)
  const english = await imported(desk, 'rooms', MIXED)
  assert.deepEqual(english.rows.map(({ line, ok }) => [line, ok]), [[2, true], [3, false], [4, false], [5, false], [6, false], [7, true]])
  const [, twice, untyped, cheap, negative] = english.rows.map(({ text }) => text)
  assert.equal(twice, 'There is a room 101 already.')
  assert.equal(untyped, 'Missing required fields: roomType')
  assert.match(cheap!, /nightlyRate must be a number/)
  assert.match(negative!, /nightlyRate must be at least 0/)
  const danish = await imported(desk, 'rooms', MIXED, 'none', { 'accept-language': 'da' })
  assert.notEqual(danish.rows[1]!.text, twice)
  assert.match(danish.rows[3]!.text, /skal være et tal/)
})

test('all or nothing: one bad row stops it', async (t) => {
  const desk = await openTestDesk(t)
  const report = await imported(desk, 'rooms', MIXED, 'all')
  assert.deepEqual([report.applied, report.good, report.bad], [false, 2, 4])
  assert.deepEqual(await numbers(desk), [])
})

test('good rows alone: the bad ones are left out', async (t) => {
  const desk = await openTestDesk(t)
  const report = await imported(desk, 'rooms', MIXED, 'good')
  assert.deepEqual([report.applied, report.good, report.bad], [true, 2, 4])
  assert.deepEqual(await numbers(desk), ['101', '106'])
})

test('a file as a Danish spreadsheet saves it: byte order mark, semicolons, decimal commas', async (t) => {
  const desk = await openTestDesk(t)
  // More commas than semicolons, which would mislead a guess over all rows.
  const csv = '\uFEFFNumber;Category;Nightly Rate;Description\r\n101;Enkelt;995,50;"Bad, balkon, udsigt, ro, sol"\r\n102;Enkelt;1.195,00;a, b, c, d, e\r\n103;Enkelt;1 295;\r\n104;Suite;12.500;\r\n105;Suite;1495.5;\r\n;;;\r\n'
  assert.equal((await imported(desk, 'rooms', csv, 'all')).applied, true)
  const { items } = (await desk.as('staff').get<{ items: Room[] }>('/api/v1/bookings/rooms')).body
  assert.deepEqual(items.map(({ number, nightlyRate }) => [number, nightlyRate]), [['101', 995.5], ['102', 1195], ['103', 1295], ['104', 12500], ['105', 1495.5]])
  assert.equal(items[0]!.description, 'Bad, balkon, udsigt, ro, sol')
})

test('a comma is no decimal mark where it separates the cells', async (t) => {
  const desk = await openTestDesk(t)
  const report = await imported(desk, 'rooms', 'number,category,nightlyRate\n101,Single,"995,50"\n')
  assert.deepEqual([report.good, report.bad], [0, 1])
})

test('stays: rooms or categories, one after another, under the rules of the desk', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101', '102')
  const csv = [
    'roomNumber,category,arrival,departure,guestName,guestEmail,guestPhone,adults,children,nightlyRate,notes,source,status',
    '101,,2027-03-01,2027-03-04,Søren Åkjær,soeren@post.example,\'+45 20 30 40 50,2,1,950,"Late,\nabout 23:00",Phone,',
    ',Standard single room,2027-03-01,2027-03-02,Mette Kjær,,,,,,,,pending',
    '101,,2027-03-03,2027-03-05,Too Late,,,,,,,,',
    ',Standard single room,2027-03-01,2027-03-03,Nobody Fits,,,,,,,,',
    '999,,2027-03-01,2027-03-02,No Room,,,,,,,,',
    '102,,2027-03-05,2027-03-05,No Night,,,,,,,,',
    '102,,01-03-2027,2027-03-05,No Date,,,,,,,,',
    '102,,2027-03-06,2027-03-08,Bad State,,,,,,,,completed',
    ',,2027-03-06,2027-03-08,Nowhere,,,,,,,,',
    '102,,2027-03-06,2027-03-08,,,,,,,,,',
  ].join('\r\n')
  const report = await imported(desk, 'stays', csv, 'good')
  assert.deepEqual(report.rows.filter(({ ok }) => ok).map(({ line }) => line), [2, 4], 'a cell of two lines counts as two')
  const refused = Object.fromEntries(report.rows.filter(({ ok }) => !ok).map(({ line, text }) => [line, text]))
  assert.match(refused[5]!, /Room 101 is taken from 2027-03-01 to 2027-03-04 \(Søren Åkjær\)/)
  assert.match(refused[6]!, /No Standard single room is free/)
  assert.equal(refused[7], 'There is no room 999.')
  assert.equal(refused[8], 'The departure must be after the arrival.')
  assert.match(refused[9]!, /arrival must be a date/)
  assert.match(refused[10]!, /status must be one of confirmed, pending/)
  assert.equal(refused[11], 'Give roomNumber or category.')
  assert.equal(refused[12], 'Missing required fields: guestName')

  const [first, second] = await allStays(desk)
  assert.deepEqual([first!.roomNumber, first!.guest!.name, first!.guest!.phone, first!.adults, first!.children, first!.nightlyRate, first!.total, first!.notes, first!.source],
    ['101', 'Søren Åkjær', '+45 20 30 40 50', 2, 1, 950, 2850, 'Late,\nabout 23:00', 'Phone'])
  assert.deepEqual([second!.roomNumber, second!.status, second!.nightlyRate], ['102', 'pending', 995])
})

test('what the desk exports it can import', async (t) => {
  const desk = await openTestDesk(t)
  await rooms(desk, '101', '102')
  await aStay().in('101').from('2027-05-01').nights(3).for('=Åse, "Bjørn"').with({ guestPhone: '+45 1', notes: 'two\nlines', nightlyRate: 812.25 }).book(desk)
  await aStay().in('102').from('2027-05-02').nights(2).pending().book(desk)
  const file = (await desk.as('staff').get('/api/v1/stays/export/csv')).text
  const other = await openTestDesk(t)
  await rooms(other, '101', '102')
  assert.equal((await imported(other, 'stays', file, 'all')).applied, true)
  const told = (stay: Stay) => [stay.roomNumber, stay.arrival, stay.departure, stay.guest?.name, stay.guest?.phone, stay.nightlyRate, stay.total, stay.notes, stay.status]
  assert.deepEqual((await allStays(other)).map(told), (await allStays(desk)).map(told))
})

test('a dry run of stays tells nobody outside', async (t) => {
  const desk = await openTestDesk(t, { settings: { billingServiceUrl: 'http://127.0.0.1:9' } })
  await rooms(desk, '101')
  const csv = 'roomNumber,arrival,departure,guestName\n101,2027-03-01,2027-03-02,Holm\n'
  assert.equal((await imported(desk, 'stays', csv)).good, 1)
  assert.equal(desk.desk.services.database.db.get<{ n: number }>('SELECT count(*) AS n FROM outbox')!.n, 0)
  assert.equal((await imported(desk, 'stays', csv, 'all')).applied, true)
  assert.equal(desk.desk.services.database.db.get<{ n: number }>('SELECT count(*) AS n FROM outbox')!.n, 1)
})

test('cars, providers and resources', async (t) => {
  const desk = await openTestDesk(t)
  const cars = await imported(desk, 'cars', 'brand,model,fuelType,mileage,hasDamage\nŠkoda,Enyaq,Electric,12990,true\nFord,Focus,Petrol,-1,\nFord,Focus,Petrol,1.5,\nFord,Ka,Petrol,100,perhaps\n', 'good')
  assert.deepEqual(cars.rows.map(({ ok }) => ok), [true, false, false, false])
  const { body } = await desk.as('staff').get<{ brand: string, has_damage: boolean }[]>('/cars')
  assert.deepEqual(body.map(({ brand, has_damage: damage }) => [brand, damage]), [['Škoda', true]])

  const providers = await imported(desk, 'providers', 'name;email;slotMinutes\nÅse;aase@spa.example;45\nBjørn;aase@spa.example;30\nIda;not an address;30\n', 'good')
  assert.deepEqual(providers.rows.map(({ ok }) => ok), [true, false, false])
  const found = await desk.as('staff').get<{ items: { name: string, slotMinutes: number }[] }>('/api/v1/providers')
  assert.deepEqual(found.body.items.map(({ name, slotMinutes }) => [name, slotMinutes]), [['Åse', 45]])

  const resources = await imported(desk, 'resources', 'name\ttotal_quantity\tavailable_quantity\nBicycle\t20\t18\nBicycle\t1\t\nCot\t1\t2\n', 'good')
  assert.deepEqual(resources.rows.map(({ ok }) => ok), [true, false, false])
})

test('a file that is no list is refused with what is wrong', async (t) => {
  const desk = await openTestDesk(t)
  const refusal = async (csv: string, what = 'stays') => {
    const answer = await send(desk, what, csv, 'all')
    assert.equal(answer.status, 400, answer.text)
    return answer.body.error
  }
  assert.match(await refusal('arrival,guestName\n'), /roomNumber \| category, departure/)
  assert.match(await refusal('\n'), /arrival/)
  assert.match(await refusal('roomNumber,arrival,departure,guestName\n101,2027-01-01,2027-01-02,"Holm\n'), /cannot be read as CSV/)
  assert.match(await refusal('room,roomNumber,arrival,departure,guestName\n'), /roomNumber × 2/)
  const empty = await imported(desk, 'rooms', 'number,category\n', 'all')
  assert.deepEqual(empty, { what: 'rooms', applied: false, good: 0, bad: 0, rows: [] })
})

test('only an administrator imports, only what there is, only CSV', async (t) => {
  const desk = await openTestDesk(t)
  assert.equal((await send(desk, 'rooms', ROOMS, 'all', {}, desk.as('staff'))).status, 403)
  assert.equal((await send(desk, 'rooms', ROOMS, 'all', {}, desk.withToken())).status, 401)
  assert.equal((await send(desk, 'boats', ROOMS)).status, 400)
  assert.equal((await send(desk, 'rooms', '{}', 'all', { 'content-type': 'application/json' })).status, 415)
  assert.equal((await desk.as('admin').post('/api/v1/imports/rooms?apply=some', ROOMS, { headers: { 'content-type': 'text/csv' } })).status, 400)
})
