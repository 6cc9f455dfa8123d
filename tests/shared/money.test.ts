import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { currencyDecimals, formatMinor, fromMinor, toMinor } from '../../shared/money.ts'

test('a currency has its own decimals', () => {
  assert.deepEqual(['DKK', 'EUR', 'JPY', 'KWD'].map(currencyDecimals), [2, 2, 0, 3])
})

test('amounts are rounded half away from zero, as they are written', () => {
  const cases: [amount: number, currency: string, minor: number][] = [
    [995, 'DKK', 99_500], [995.5, 'DKK', 99_550], [0.1 + 0.2, 'DKK', 30], [1.005, 'DKK', 101], [2.675, 'DKK', 268], [8.345, 'DKK', 835],
    [0.005, 'DKK', 1], [0.004, 'DKK', 0], [-1.005, 'DKK', -101], [1e-7, 'DKK', 0], [0, 'DKK', 0],
    [1234, 'JPY', 1234], [0.5, 'JPY', 1], [1.0005, 'KWD', 1001], [1_000_000_000, 'DKK', 100_000_000_000],
  ]
  for (const [amount, currency, minor] of cases) assert.equal(toMinor(amount, currency), minor, `${amount} ${currency}`)
})

test('what was minor units comes back the same', () => {
  fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom('DKK', 'JPY', 'KWD'), (minor, currency) => {
    assert.equal(toMinor(fromMinor(minor, currency), currency), minor)
  }), { numRuns: 5000 })
})

test('rounding is as exact as the decimals that are written', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 999 }), (whole, thousandths) => {
    const text = `${whole}.${String(thousandths).padStart(3, '0')}`
    const exact = (BigInt(whole) * 1000n + BigInt(thousandths) + 5n) / 10n
    assert.equal(toMinor(Number(text), 'DKK'), Number(exact), text)
  }), { numRuns: 5000 })
})

test('amounts are written in the reader\'s language', () => {
  assert.match(formatMinor(99_550, 'DKK', 'da'), /^995,50\skr\.$/)
  assert.match(formatMinor(99_550, 'DKK', 'en'), /^DKK\s995\.50$/)
})
