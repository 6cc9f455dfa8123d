/**
 * Money is an integer of minor units (øre, cents, yen) everywhere inside; only JSON carries it as a
 * number of major units, because the seeds do. How many decimals a currency has is ISO 4217's
 * matter, which Intl knows.
 */
const decimalsOf = new Map<string, number>()

/** How many decimals amounts in this currency have: DKK 2, JPY 0, KWD 3. */
export function currencyDecimals(currency: string): number {
  let decimals = decimalsOf.get(currency)
  if (decimals === undefined) {
    decimals = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    decimalsOf.set(currency, decimals)
  }
  return decimals
}

/** 995.5 DKK → 99550 øre, rounded half away from zero as the decimal is written, not as binary stores it. */
export function toMinor(amount: number, currency: string): number {
  const decimals = currencyDecimals(currency)
  const shifted = Number(`${Math.abs(amount)}e${decimals}`)
  const minor = Number.isNaN(shifted) ? Math.round(Math.abs(amount) * 10 ** decimals) : Math.round(shifted)
  return amount < 0 ? -minor : minor
}

/** 99550 øre → 995.5 DKK. */
export function fromMinor(minor: number, currency: string): number {
  return minor / 10 ** currencyDecimals(currency)
}

const formats = new Map<string, Intl.NumberFormat>()

/** 99550 øre → "995,50 kr." in the reader's language. */
export function formatMinor(minor: number, currency: string, locale: string): string {
  const key = `${locale} ${currency}`
  let format = formats.get(key)
  if (!format) formats.set(key, format = new Intl.NumberFormat(locale, { style: 'currency', currency }))
  return format.format(fromMinor(minor, currency))
}
