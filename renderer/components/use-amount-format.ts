import { useMemo } from 'react'
import { currencyDecimals } from '../../shared/money.ts'
import { localeOf, useLanguage } from '../i18n.ts'
import { useProperty } from '../property.ts'

export interface AmountFormat {
  currency: string
  /** `1.195,50`: always all decimals, so that a column lines up; the column's head says the currency. */
  amount(value: number): string
  /** `75,3 %` of 0.753. */
  share(value: number): string
}

/** Numbers for the columns of a table. */
export function useAmountFormat(): AmountFormat {
  const language = useLanguage()
  const currency = useProperty()?.currency ?? 'DKK'
  return useMemo(() => {
    const locale = localeOf(language)
    const decimals = currencyDecimals(currency)
    const amount = new Intl.NumberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    const share = new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
    return { currency, amount: (value) => amount.format(value), share: (value) => share.format(value) }
  }, [language, currency])
}
