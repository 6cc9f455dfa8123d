import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf } from '../../renderer/screens/reports/csv.ts'

test('a report for a spreadsheet rounds averages to the currency and leaves sums alone', () => {
  const figures = { roomsAvailable: 3, roomsSold: 3, occupancy: 1, revenue: 200, adr: 200 / 3, revpar: 200 / 3 }
  const report = { from: '2027-03-01', to: '2027-03-02', rows: [{ period: '=Suite, large', ...figures }], total: figures }
  const csv = (currency: string) => csvOf(report, currency).split('\r\n')
  assert.deepEqual(csv('DKK'), [
    'period,roomsAvailable,roomsSold,occupancy,revenue,adr,revpar', `"'=Suite, large",3,3,1,200,66.67,66.67`, 'total,3,3,1,200,66.67,66.67',
  ])
  assert.equal(csv('JPY')[2], 'total,3,3,1,200,67,67')
})
