import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatOf } from '../../renderer/format.ts'

const danish = formatOf('da', 'DKK', 'Europe/Copenhagen', '2026-11-21')
const english = formatOf('en', 'DKK', 'Europe/Copenhagen', '2026-11-21')

test('a business date is the same day whatever zone the screen is in', () => {
  for (const zone of ['Pacific/Kiritimati', 'America/Santiago', 'Asia/Kathmandu']) {
    assert.equal(formatOf('en', 'DKK', zone, '2026-11-21').longDate('2026-11-30'), 'Monday, 30 November 2026')
  }
})

test('the year is said only where it is another', () => {
  assert.equal(english.date('2026-11-30'), 'Mon 30 Nov')
  assert.equal(english.date('2027-01-04'), 'Mon 4 Jan 2027')
  assert.equal(danish.date('2026-11-30'), 'man. 30. nov.')
})

test('instants are told in the time of the house', () => {
  assert.equal(danish.time('2026-11-21T13:05:00Z'), '14.05')
  assert.equal(english.time('2026-07-01T12:05:00+00:00'), '14:05')
})

test('money: whole amounts without decimals, others with all of them', () => {
  assert.equal(danish.money(1195).replaceAll('\u00a0', ' '), '1.195 kr.')
  assert.equal(danish.money(995.5).replaceAll('\u00a0', ' '), '995,50 kr.')
  assert.equal(formatOf('en', 'JPY', 'Asia/Tokyo', '2026-11-21').money(1200), '¥1,200')
})

test('near days have names, also within a sentence', () => {
  assert.equal(english.day('2026-11-21'), 'Today')
  assert.equal(english.dayWithin('2026-11-22'), 'tomorrow')
  assert.equal(english.dayWithin('2026-11-24'), 'Tue 24 Nov')
  assert.equal(english.relativeDay('2026-11-24'), 'in 3 days')
})
