import type { Language } from '../shared/contract/settings.ts'
import { nightsBetween } from '../shared/time.ts'
import { localeOf, useLanguage, words } from './i18n.ts'
import { useProperty } from './property.ts'

/** How dates, times and amounts are written for the reader. Dates are business dates, `2027-03-01`. */
export interface Format {
  /** `Mon 1 Mar`, with the year where it is not the present one. */
  date(date: string): string
  /** `Monday 1 March 2027` */
  longDate(date: string): string
  /** `Today`, `Tomorrow`, `Yesterday`, else as `date`. */
  day(date: string): string
  /** The same within a sentence: `until tomorrow`. */
  dayWithin(date: string): string
  /** `1–4 Mar`, or across months and years with what differs. */
  span(from: string, to: string): string
  /** `in 3 days`, `2 days ago`, against the business date. */
  relativeDay(date: string): string
  /** `14:05` at the property, of an RFC 3339 instant. */
  time(instant: string): string
  /** `1 Mar 2027, 14:05` at the property. */
  moment(instant: string): string
  /** `995,50 kr.`; whole amounts without decimals. */
  money(amount: number): string
  /** Always with the currency's decimals: for sums in a column. */
  exactMoney(amount: number): string
  number(value: number): string
  /** `75.3%` of 0.753. */
  percent(share: number): string
  bytes(count: number): string
}

export function useFormat(): Format {
  const language = useLanguage()
  const { currency = 'DKK', timeZone = 'UTC', today = '1970-01-01' } = useProperty() ?? {}
  return formatFor(language, currency, timeZone, today)
}

let last: { key: string, format: Format } | undefined

/** Every row of a list asks for the same one, and making it is dear. */
function formatFor(language: Language, currency: string, timeZone: string, today: string): Format {
  const key = [language, currency, timeZone, today].join(' ')
  if (last?.key !== key) last = { key, format: formatOf(language, currency, timeZone, today) }
  return last.format
}

export function formatOf(language: Language, currency: string, timeZone: string, today: string): Format {
  const locale = localeOf(language)
  // A business date is no instant: it is shown as the UTC day of that name, whatever zone the screen is in.
  const ofDate = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', ...options })
  const short = ofDate({ weekday: 'short', month: 'short' })
  const shortWithYear = ofDate({ weekday: 'short', month: 'short', year: 'numeric' })
  const long = ofDate({ weekday: 'long', month: 'long', year: 'numeric' })
  const brief = ofDate({ month: 'short' })
  const briefWithYear = ofDate({ month: 'short', year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const moment = new Intl.DateTimeFormat(locale, {
    timeZone, day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  })
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
  const whole = new Intl.NumberFormat(locale, {
    style: 'currency', currency, currencyDisplay: 'narrowSymbol', trailingZeroDisplay: 'stripIfInteger',
  })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const size = (unit: 'kilobyte' | 'megabyte') => new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 })

  const at = (date: string) => new Date(`${date}T00:00:00Z`)
  const isThisYear = (date: string) => date.slice(0, 4) === today.slice(0, 4)
  // British English sets a comma after the weekday only where there is a year: a column reads better without any.
  const date = (text: string) => (isThisYear(text) ? short : shortWithYear).format(at(text)).replace(',', '')
  const day = (text: string) => {
    switch (nightsBetween(today, text)) {
      case 0: return words('common.today')
      case 1: return words('common.tomorrow')
      case -1: return words('common.yesterday')
      default: return undefined
    }
  }
  return {
    date,
    longDate: (text) => long.format(at(text)),
    day: (text) => day(text) ?? date(text),
    dayWithin: (text) => day(text)?.toLocaleLowerCase(locale) ?? date(text),
    span: (from, to) => (isThisYear(from) && isThisYear(to) ? brief : briefWithYear).formatRange(at(from), at(to)),
    relativeDay: (text) => relative.format(nightsBetween(today, text), 'day'),
    time: (instant) => time.format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    money: (amount) => whole.format(amount),
    exactMoney: (amount) => exact.format(amount),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes: (count) => (count < 1e6 ? size('kilobyte').format(count / 1e3) : size('megabyte').format(count / 1e6)),
  }
}
