import { NumberInput } from '@mantine/core'
import { addDays, nightsBetween } from '../../../shared/time.ts'
import { DayInput } from '../../components/day-input.tsx'
import { useWords } from '../../i18n.ts'
import { isDate } from './what-is-free.ts'

interface Props {
  arrival: string
  departure: string
  errors: { arrival?: string, departure?: string }
  /** The guest is in the house: when they came is history. */
  arrivalFixed?: boolean
  onChange(dates: { arrival: string, departure: string }): void
}

/** Arrival, departure and nights, which follow each other: a new arrival keeps the nights. */
export function DateFields({ arrival, departure, errors, arrivalFixed, onChange }: Props) {
  const t = useWords()
  const nights = isDate(arrival) && isDate(departure) ? nightsBetween(arrival, departure) : 1
  return (
    <>
      <DayInput label={t('common.arrival')} value={arrival} error={errors.arrival} disabled={arrivalFixed}
        onChange={(date) => date !== null && onChange({ arrival: date, departure: addDays(date, Math.max(1, nights)) })} />
      <DayInput label={t('common.departure')} value={departure} error={errors.departure}
        onChange={(date) => date !== null && onChange({ arrival, departure: date })} />
      <NumberInput label={t('stay.nights')} value={nights} min={1} max={700} allowDecimal={false} clampBehavior="strict"
        onChange={(value) => {
          if (typeof value === 'number' && value >= 1 && isDate(arrival)) onChange({ arrival, departure: addDays(arrival, value) })
        }} />
    </>
  )
}
