import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readDay } from '../../renderer/components/day-text.ts'

const TODAY = '2026-11-21'

it('reads a day as people type it', () => {
  for (const [text, day] of [
    ['24/12', '2026-12-24'], ['24.12.', '2026-12-24'], ['24-12', '2026-12-24'], ['2412', '2026-12-24'], ['24 12', '2026-12-24'],
    ['24/12/2027', '2027-12-24'], ['24.12.27', '2027-12-24'], ['241227', '2027-12-24'], ['2026-12-24', '2026-12-24'],
    ['21/11', '2026-11-21'], ['20/11', '2027-11-20'], ['+3', '2026-11-24'], ['-1', '2026-11-20'], ['29/2', null], ['31/4', null], ['soon', null], ['', null], ['99', null],
  ] as const) assert.equal(readDay(text, TODAY), day, text)
})

it('finds the next 29 February only in a leap year', () => {
  assert.equal(readDay('29/2', '2027-11-21'), '2028-02-29')
})
