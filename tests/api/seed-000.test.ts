import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDesk } from '../support/desk.ts'
import { aRoom, SINGLE } from '../support/builders.ts'

/** The request body of the seed, word for word. */
const EXAMPLE = `{
    "roomnumber": 101,
    "category": "Standard single room",
    "checkin": "2024-11-01T14:00:00",
    "checkout": "2024-11-05T12:00:00"
}`

test('the example of seed 000 is booked, listed and exported', async (t) => {
  const desk = await openTestDesk(t)
  const staff = desk.as('staff')
  await aRoom('101').category(SINGLE).add(desk)

  const created = await staff.post('/bookings', EXAMPLE)
  assert.equal(created.status, 201)
  const expected = {
    id: 1, roomnumber: 101, category: 'Standard single room', isbooking: true,
    checkin: '2024-11-01T14:00:00', checkout: '2024-11-05T12:00:00', status: 'confirmed', guest_name: null,
  }
  assert.deepEqual(created.body, expected)

  const listed = await staff.get('/bookings')
  assert.equal(listed.status, 200)
  assert.deepEqual(listed.body, [expected])

  const csv = await staff.get('/bookings/export/csv')
  assert.equal(csv.status, 200)
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(csv.headers['content-disposition'], 'attachment; filename="bookings.csv"')
  assert.equal(csv.text, 'id,roomnumber,category,isbooking,checkin,checkout\r\n1,101,Standard single room,1,2024-11-01T14:00:00,2024-11-05T12:00:00\r\n')
})
