import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { easterSunday, HOLIDAY_COUNTRIES, publicHolidays, type HolidayCountry } from '../../shared/holidays.ts'

const dates = (country: HolidayCountry, year: number) => publicHolidays(country, year).map(({ date }) => date.slice(5))
const named = (country: HolidayCountry, year: number, name: string) => publicHolidays(country, year).filter((holiday) => holiday.name.includes(name)).map(({ date }) => date)

test('Easter as the almanacs have it, its earliest and latest day among them', () => {
  const known = [
    '1818-03-22', '1886-04-25', '1900-04-15', '1943-04-25', '1954-04-18', '1961-04-02', '1981-04-19', '2000-04-23', '2008-03-23', '2011-04-24',
    '2016-03-27', '2019-04-21', '2020-04-12', '2021-04-04', '2022-04-17', '2023-04-09', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28',
    '2028-04-16', '2029-04-01', '2030-04-21', '2038-04-25', '2049-04-18', '2076-04-19', '2285-03-22',
  ]
  assert.deepEqual(known.map((date) => easterSunday(Number(date.slice(0, 4)))), known)
})

test('Easter is a Sunday from 22 March to 25 April, and comes again after 5,700,000 years', () => {
  fc.assert(fc.property(fc.integer({ min: 1583, max: 9999 }), (year) => {
    const easter = easterSunday(year)
    assert.equal(Temporal.PlainDate.from(easter).dayOfWeek, 7)
    assert.ok(easter.slice(5) >= '03-22' && easter.slice(5) <= '04-25', easter)
    assert.equal(easterSunday(year + 5_700_000).slice(-5), easter.slice(-5))
  }))
})

test('every list is in order, says nothing twice and stays in its year', () => {
  fc.assert(fc.property(fc.constantFrom(...HOLIDAY_COUNTRIES), fc.integer({ min: 1950, max: 2200 }), (country, year) => {
    const found = publicHolidays(country, year)
    assert.deepEqual(found.map(({ date }) => date), [...new Set(found.map(({ date }) => date))].sort())
    assert.ok(found.every(({ date, name }) => date.startsWith(`${year}-`) && name !== ''))
  }))
})

test('Denmark, with the Great Prayer Day until 2023', () => {
  assert.deepEqual(publicHolidays('DK', 2023), [
    { date: '2023-01-01', name: 'Nytårsdag' }, { date: '2023-04-06', name: 'Skærtorsdag' }, { date: '2023-04-07', name: 'Langfredag' },
    { date: '2023-04-09', name: 'Påskedag' }, { date: '2023-04-10', name: '2. påskedag' }, { date: '2023-05-05', name: 'Store bededag' },
    { date: '2023-05-18', name: 'Kristi himmelfartsdag' }, { date: '2023-05-28', name: 'Pinsedag' }, { date: '2023-05-29', name: '2. pinsedag' },
    { date: '2023-12-25', name: 'Juledag' }, { date: '2023-12-26', name: '2. juledag' },
  ])
  assert.deepEqual(dates('DK', 2024), ['01-01', '03-28', '03-29', '03-31', '04-01', '05-09', '05-19', '05-20', '12-25', '12-26'])
  assert.deepEqual(dates('DK', 2027), ['01-01', '03-25', '03-26', '03-28', '03-29', '05-06', '05-16', '05-17', '12-25', '12-26'])
  assert.deepEqual(named('DK', 2024, 'bededag'), [])
})

test('Norway; where the Constitution Day is a Whit Monday it is one day with both names', () => {
  assert.deepEqual(dates('NO', 2026), ['01-01', '04-02', '04-03', '04-05', '04-06', '05-01', '05-14', '05-17', '05-24', '05-25', '12-25', '12-26'])
  assert.deepEqual(publicHolidays('NO', 2027).filter(({ date }) => date === '2027-05-17'), [{ date: '2027-05-17', name: 'Grunnlovsdagen, Andre pinsedag' }])
  assert.equal(publicHolidays('NO', 2027).length, 11)
})

test('Sweden: Midsummer and All Saints are Saturdays, the national day took the place of Whit Monday', () => {
  assert.deepEqual(dates('SE', 2026), ['01-01', '01-06', '04-03', '04-05', '04-06', '05-01', '05-14', '05-24', '06-06', '06-20', '10-31', '12-25', '12-26'])
  assert.deepEqual([2024, 2025, 2027].map((year) => named('SE', year, 'Midsommar')[0]), ['2024-06-22', '2025-06-21', '2027-06-26'])
  assert.deepEqual([2024, 2025, 2027].map((year) => named('SE', year, 'helgons')[0]), ['2024-11-02', '2025-11-01', '2027-11-06'])
  assert.deepEqual(named('SE', 2004, 'Annandag pingst'), ['2004-05-31'])
  assert.deepEqual([...named('SE', 2004, 'nationaldag'), ...named('SE', 2005, 'Annandag pingst')], [])
})

test('Germany, what all of it keeps', () => {
  assert.deepEqual(dates('DE', 2026), ['01-01', '04-03', '04-06', '05-01', '05-14', '05-25', '10-03', '12-25', '12-26'])
  assert.deepEqual(named('DE', 2017, 'Reformationstag'), ['2017-10-31'])
  assert.deepEqual([...named('DE', 2018, 'Reformationstag'), ...named('DE', 1989, 'Einheit')], [])
})

test('England and Wales, with the days in the place of those at a weekend', () => {
  assert.deepEqual(dates('GB', 2026), ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-26', '12-28'])
  assert.deepEqual(dates('GB', 2025), ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26'])
  assert.deepEqual(named('GB', 2021, 'substitute'), ['2021-12-27', '2021-12-28'])
  assert.deepEqual(named('GB', 2022, 'substitute'), ['2022-01-03', '2022-12-27'])
  assert.deepEqual(named('GB', 2023, 'substitute'), ['2023-01-02'])
  assert.deepEqual(named('GB', 2028, 'substitute'), ['2028-01-03'])
  assert.deepEqual(named('GB', 2020, 'Early May'), ['2020-05-08'])
  assert.deepEqual(dates('GB', 2022).filter((date) => date >= '05-01' && date < '12-01'), ['05-02', '06-02', '06-03', '08-29', '09-19'])
  assert.deepEqual(dates('GB', 2023).filter((date) => date.startsWith('05')), ['05-01', '05-08', '05-29'])
})
