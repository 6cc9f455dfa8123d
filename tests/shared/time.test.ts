import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, instantAt, isTimeZone, localClock, nightsBetween, parseDate, parseTime } from '../../shared/time.ts'
import { stayHours } from '../../electron/engine/availability.ts'
import { DEFAULT_SETTINGS } from '../../electron/engine/settings.ts'

/** Daylight saving of an hour in the north, in the south at midnight, of half an hour, and none at all. */
const ZONES = ['Europe/Copenhagen', 'America/Santiago', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC', 'America/New_York', 'Pacific/Auckland'] as const

const dates = fc.integer({ min: 0, max: 150 * 365 }).map((days) => addDays('1950-01-01', days))
const instants = fc.integer({ min: Date.parse('1950-01-01T00:00:00Z'), max: Date.parse('2150-01-01T00:00:00Z') })
const zones = fc.constantFrom(...ZONES)

describe('nights across daylight saving', () => {
  for (const zone of ZONES) {
    test(`in ${zone} they are the difference of dates`, () => {
      const settings = { ...DEFAULT_SETTINGS, timeZone: zone }
      fc.assert(fc.property(dates, fc.integer({ min: 1, max: 400 }), (arrival, nights) => {
        const departure = addDays(arrival, nights)
        assert.equal(nightsBetween(arrival, departure), nights)
        const { startsAt, endsAt } = stayHours(settings, arrival, departure)
        const clock = localClock(zone)
        assert.equal(clock.local(startsAt), `${arrival}T14:00:00`)
        assert.equal(clock.local(endsAt), `${departure}T12:00:00`)
        const asked = Temporal.PlainDate.from(clock.date(startsAt)).until(clock.date(endsAt), { largestUnit: 'days' }).days
        assert.equal(asked, nights)
      }), { numRuns: 500 })
    })
  }

  const changes = [
    ['Europe/Copenhagen', '2027-03-27', '2027-03-28'], ['Europe/Copenhagen', '2027-10-30', '2027-10-31'],
    ['America/Santiago', '2027-04-03', '2027-04-04'], ['America/Santiago', '2027-09-04', '2027-09-05'],
    ['Australia/Lord_Howe', '2027-04-03', '2027-04-04'], ['Australia/Lord_Howe', '2027-10-02', '2027-10-03'],
    ['Asia/Kathmandu', '2027-03-27', '2027-03-28'],
  ] as const
  for (const [zone, arrival, departure] of changes) {
    test(`${zone}: the night of ${arrival} is one night`, () => assert.equal(nightsBetween(arrival, departure), 1))
  }
})

describe('reading a time', () => {
  const COPENHAGEN = 'Europe/Copenhagen'
  const cases: [text: string, zone: string, instant: string | undefined][] = [
    ['2024-11-01T14:00:00', COPENHAGEN, '2024-11-01T13:00:00Z'],
    ['2024-07-01T14:00:00', COPENHAGEN, '2024-07-01T12:00:00Z'],
    ['2024-11-01 14:00', COPENHAGEN, '2024-11-01T13:00:00Z'],
    [' 2024-11-01T14:00 ', COPENHAGEN, '2024-11-01T13:00:00Z'],
    ['2024-11-01T14:00:00Z', COPENHAGEN, '2024-11-01T14:00:00Z'],
    ['2024-11-01T14:00:00.250Z', COPENHAGEN, '2024-11-01T14:00:00.250Z'],
    ['2024-11-01T14:00:00+05:45', COPENHAGEN, '2024-11-01T08:15:00Z'],
    ['2024-11-01T14:00:00-0300', COPENHAGEN, '2024-11-01T17:00:00Z'],
    ['2024-02-29T00:00:00', 'UTC', '2024-02-29T00:00:00Z'],
    // Skipped: one o'clock and a half does not happen twice, half past two not at all.
    ['2027-03-28T02:30:00', COPENHAGEN, '2027-03-28T01:30:00Z'],
    // Doubled: the first of the two.
    ['2027-10-31T02:30:00', COPENHAGEN, '2027-10-31T00:30:00Z'],
    ['2027-09-05T00:30:00', 'America/Santiago', '2027-09-05T04:30:00Z'],
    ['2027-10-03T02:15:00', 'Australia/Lord_Howe', '2027-10-02T15:45:00Z'],
    ['2024-11-01T14:00:00', 'Asia/Kathmandu', '2024-11-01T08:15:00Z'],
    ['2023-02-29T14:00:00', COPENHAGEN, undefined],
    ['2024-11-01T25:00:00', COPENHAGEN, undefined],
    ['2024-13-01T14:00:00', COPENHAGEN, undefined],
    ['2024-11-01', COPENHAGEN, undefined],
    ['14:00', COPENHAGEN, undefined],
    ['tomorrow', COPENHAGEN, undefined],
    ['', COPENHAGEN, undefined],
    ['1730466000000', COPENHAGEN, undefined],
    ['2024-11-01T14:00:00+99:00', COPENHAGEN, undefined],
    ['2024-11-01T14:00:00[Europe/Paris]', COPENHAGEN, undefined],
  ]
  for (const [text, zone, instant] of cases) {
    test(`${JSON.stringify(text)} in ${zone} is ${instant ?? 'no time'}`, () => {
      assert.equal(parseTime(text, zone), instant === undefined ? undefined : Date.parse(instant))
    })
  }

  test('without an offset it is what Temporal makes of it', () => {
    fc.assert(fc.property(instants, zones, (at, zone) => {
      const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC').toPlainDateTime().round('second')
      const expected = local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds
      assert.equal(parseTime(local.toString({ smallestUnit: 'second' }), zone), expected)
    }), { numRuns: 2000 })
  })

  test('with an offset it is that instant, whatever the zone', () => {
    fc.assert(fc.property(instants, zones, zones, (at, zone, other) => {
      const text = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(other).toString({ timeZoneName: 'never' })
      assert.equal(parseTime(text, zone), Temporal.Instant.from(text).epochMilliseconds)
    }), { numRuns: 2000 })
  })

  test('any text is read or refused, never thrown at', () => {
    const almost = fc.tuple(fc.constantFrom('2024-11-01', '0000-00-00', '9999-12-31', '-271821-04-20'), fc.constantFrom('T', ' ', 't', ''), fc.string({ maxLength: 12 })).map((parts) => parts.join(''))
    fc.assert(fc.property(fc.oneof(fc.string(), almost), zones, (text, zone) => {
      const at = parseTime(text, zone)
      assert.ok(at === undefined || Number.isSafeInteger(at))
    }), { numRuns: 3000 })
  })
})

describe('showing an instant', () => {
  test('is what Temporal shows, in any order', () => {
    fc.assert(fc.property(fc.array(instants, { minLength: 1, maxLength: 5 }), zones, (several, zone) => {
      const clock = localClock(zone)
      for (const at of several) {
        const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        assert.equal(clock.local(at), zoned.toPlainDateTime().toString({ smallestUnit: 'second' }))
        assert.equal(clock.rfc3339(at), zoned.toString({ smallestUnit: 'second', timeZoneName: 'never' }))
        assert.equal(clock.date(at), zoned.toPlainDate().toString())
        assert.equal(clock.offset(at), zoned.offsetNanoseconds / 1e6)
      }
    }), { numRuns: 2000 })
  })

  test('is right on both sides of every change of the clocks', () => {
    for (const zone of ZONES) {
      const clock = localClock(zone)
      let at: Temporal.ZonedDateTime | null = Temporal.ZonedDateTime.from(`2000-01-01T00:00[${zone}]`)
      for (let change = 0; change < 60 && at; change += 1) {
        at = at.getTimeZoneTransition('next')
        for (const shift of at ? [-1, 0, 1] : []) {
          const instant = at!.epochMilliseconds + shift
          assert.equal(clock.rfc3339(instant), Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toString({ smallestUnit: 'second', timeZoneName: 'never' }))
        }
      }
    }
  })

  test('is read back as the same instant', () => {
    fc.assert(fc.property(instants.map((at) => at - at % 1000), zones, (at, zone) => {
      assert.equal(parseTime(localClock(zone).rfc3339(at), 'UTC'), at)
    }), { numRuns: 2000 })
  })
})

describe('dates', () => {
  test('one is written as year, month and day', () => {
    for (const text of ['2027-03-01', '2024-02-29', '0001-01-01', '9999-12-31']) assert.equal(parseDate(text)?.toString(), text)
    for (const text of ['2027-3-1', '2027-02-29', '2027-00-10', '20270301', '2027-03-01T00:00', '', 'today', '+002027-03-01', '2027-03-01 ']) assert.equal(parseDate(text), undefined, text)
  })

  test('a date and a time of day are an instant, skipped hours included', () => {
    assert.equal(instantAt('2027-09-05', '00:00', 'America/Santiago'), Date.parse('2027-09-05T04:00:00Z'))
    assert.equal(instantAt('2027-03-28', '14:00', 'Europe/Copenhagen'), Date.parse('2027-03-28T12:00:00Z'))
  })

  test('zones are known or not', () => {
    assert.equal(isTimeZone('Europe/Copenhagen'), true)
    assert.equal(isTimeZone('Mars/Phobos'), false)
    assert.equal(isTimeZone(''), false)
  })
})
