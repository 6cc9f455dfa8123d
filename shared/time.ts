/**
 * Time at a property: instants are epoch milliseconds in UTC, nights are counted in business dates,
 * and the property's IANA zone joins the two. A local time that daylight saving skips or doubles is
 * resolved as Temporal's `compatible` does.
 */
export type EpochMs = number

const HAS_OFFSET = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/
// A zone in brackets (RFC 9557) is refused: ignoring it would move the time without a word.
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[^[]*$/
// A day inside the years that are written with four digits, so that the local date is one of them in any zone.
const EARLIEST = Date.parse('0001-01-02T00:00:00Z')
const LATEST = Date.parse('9999-12-30T00:00:00Z')

/** Reads a time: with an offset or Z that instant, without one the zone's local time. Undefined where it is no time. */
export function parseTime(text: string, timeZone: string): EpochMs | undefined {
  const trimmed = text.trim()
  if (!DATE_TIME.test(trimmed)) return undefined
  try {
    const at = HAS_OFFSET.test(trimmed.slice(16))
      ? Temporal.Instant.from(trimmed).epochMilliseconds
      : Temporal.PlainDateTime.from(trimmed, { overflow: 'reject' }).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
    return at >= EARLIEST && at <= LATEST ? at : undefined
  } catch {
    return undefined
  }
}

/** Reads a date, `2027-03-01` and nothing else. Undefined where it is none. */
export function parseDate(text: string): Temporal.PlainDate | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' })
  } catch {
    return undefined
  }
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}

/** Nights between two dates: the difference of dates, whatever the clocks did in between. */
export function nightsBetween(arrival: string, departure: string): number {
  return Math.round((Date.parse(departure) - Date.parse(arrival)) / DAY_OF_UTC)
}

/** A date and a time of day at the property, as an instant. */
export function instantAt(date: string, time: string, timeZone: string): EpochMs {
  return Temporal.PlainDateTime.from(`${date}T${time}`)
    .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

// Dates counted as UTC days: there 86,400,000 is exact, because UTC has no daylight saving.
const DAY_OF_UTC = 86_400_000

interface LocalClock {
  /** Local date and time without offset, to the second: `2024-11-01T14:00:00`. */
  local(at: EpochMs): string
  /** RFC 3339 with the zone's offset: `2024-11-01T14:00:00+01:00`. */
  rfc3339(at: EpochMs): string
  /** The date at that instant: `2024-11-01`. */
  date(at: EpochMs): string
  /** Milliseconds the zone is ahead of UTC at that instant. */
  offset(at: EpochMs): number
}

const clocks = new Map<string, LocalClock>()
const MOST_WRITTEN = 8192

/**
 * Formats instants for one zone. A list of a million stays formats two million instants, so between
 * two transitions of the zone the offset is remembered and the rest is plain arithmetic.
 */
export function localClock(timeZone: string): LocalClock {
  let clock = clocks.get(timeZone)
  if (!clock) clocks.set(timeZone, clock = createLocalClock(timeZone))
  return clock
}

function createLocalClock(timeZone: string): LocalClock {
  const spans: { from: number, to: number, offset: number, suffix: string }[] = []
  let last = { from: 1, to: 0, offset: 0, suffix: '' }

  function spanAt(at: EpochMs) {
    if (at >= last.from && at < last.to) return last
    const known = spans.find((span) => at >= span.from && at < span.to)
    if (known) return last = known
    const here = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
    const next = here.getTimeZoneTransition('next')
    const previous = here.add({ milliseconds: 1 }).getTimeZoneTransition('previous')
    last = {
      from: previous ? previous.epochMilliseconds : -Infinity,
      to: next ? next.epochMilliseconds : Infinity,
      offset: here.offsetNanoseconds / 1e6,
      suffix: here.offset,
    }
    spans.push(last)
    return last
  }

  // Stays begin and end at the same hours of day: most instants of a list were written before.
  const written = new Map<EpochMs, string>()
  function local(at: EpochMs): string {
    let text = written.get(at)
    if (text === undefined) {
      text = new Date(at + spanAt(at).offset).toISOString().slice(0, 19)
      if (written.size >= MOST_WRITTEN) written.clear()
      written.set(at, text)
    }
    return text
  }

  return {
    local,
    rfc3339: (at) => local(at) + spanAt(at).suffix.slice(0, 6),
    date: (at) => local(at).slice(0, 10),
    offset: (at) => spanAt(at).offset,
  }
}
