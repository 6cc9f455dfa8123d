import { DateInput, type DateInputProps } from '@mantine/dates'
import { useWords } from '../i18n.ts'
import { useProperty } from '../property.ts'
import { readDay } from './day-text.ts'

interface Props extends Omit<DateInputProps, 'value' | 'onChange' | 'dateParser' | 'valueFormat'> {
  value: string | null
  /** A business date; null where it was cleared. */
  onChange(date: string | null): void
}

/** A business date, typed as one likes or chosen, and shown with the month in letters: no doubt which is which. */
export function DayInput({ value, onChange, ...rest }: Props) {
  const t = useWords()
  const today = useProperty()?.today ?? '1970-01-01'
  return (
    <DateInput value={value} valueFormat="D MMM YYYY" placeholder={t('common.dayHint')} dateParser={(text) => readDay(text, today)} clearable={false} allowDeselect={false}
      onChange={(date) => onChange(date === null ? null : String(date).slice(0, 10))} {...rest} />
  )
}
