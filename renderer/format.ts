import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { currencyDecimals } from '../shared/money.ts'
import { useProperty } from './property.ts'

/** How dates, times and amounts are written for the reader. Dates are business dates, `2027-03-01`. */
export interface Format {
  /** `Mon 1 Mar` */
  day(date: string): string
  /** `1 Mar 2027` */
  date(date: string): string
  /** `Monday 1 March 2027` */
  longDate(date: string): string
  /** `1–4 Mar`, or across months and years with what differs. */
  span(from: string, to: string): string
  /** `14:05` at the property, of an RFC 3339 instant. */
  time(instant: string): string
  /** `1 Mar 2027, 14:05` at the property. */
  moment(instant: string): string
  /** `995,50 kr.`; whole amounts without decimals. */
  money(amount: number): string
  /** `1 234` */
  number(value: number): string
  /** `75 %` of 0.75. */
  percent(share: number): string
}

const LOCALES: Record<string, string> = { en: 'en-GB', da: 'da-DK' }

export function useFormat(): Format {
  const { i18n } = useTranslation()
  const property = useProperty()
  const timeZone = property?.timeZone ?? 'UTC'
  const currency = property?.currency ?? 'DKK'
  return useMemo(() => createFormat(LOCALES[i18n.language] ?? 'en-GB', timeZone, currency), [i18n.language, timeZone, currency])
}

export function createFormat(locale: string, timeZone: string, currency: string): Format {
  const ofDate = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
  const day = ofDate({ weekday: 'short', day: 'numeric', month: 'short' })
  const date = ofDate({ day: 'numeric', month: 'short', year: 'numeric' })
  const longDate = ofDate({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const span = ofDate({ day: 'numeric', month: 'short', year: 'numeric' })
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone })
  const decimals = currencyDecimals(currency)
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  const whole = new Intl.NumberFormat(locale, { style: 'currency', currency, minimumFractionDigits: 0, maximumFractionDigits: 0 })
  const number = new Intl.NumberFormat(locale)
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const at = (text: string) => new Date(`${text}T00:00:00Z`)
  return {
    day: (text) => day.format(at(text)),
    date: (text) => date.format(at(text)),
    longDate: (text) => longDate.format(at(text)),
    span: (from, to) => span.formatRange(at(from), at(to)),
    time: (instant) => time.format(new Date(instant)),
    moment: (instant) => moment.format(new Date(instant)),
    money: (amount) => (Number.isInteger(amount) ? whole : exact).format(amount),
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
  }
}
