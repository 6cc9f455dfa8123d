import { NumberInput, Select, SimpleGrid, Textarea } from '@mantine/core'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { DayInput } from '../../components/day-input.tsx'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import type { Fields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { GuestField } from '../stay/guest-field.tsx'
import { TimeField } from './time-field.tsx'

export interface RentalValues {
  guestName: string
  carId: number
  fromDate: string
  fromTime: string
  toDate: string
  toTime: string
  price: number
  notes: string | null
}

/** The desk's names of the fields, where the form has two for one. */
export const RENTAL_NAMES = { from: 'fromDate', to: 'toDate' } as const

/** Who has which car, from when to when. Of one that is out only the end can change. */
export function RentalFields({ fields, cars, isOut = false }: { fields: Fields<RentalValues>, cars: readonly CalendarRow[], isOut?: boolean }) {
  const t = useWords()
  const { currency } = useAmountFormat()
  const { values, set, errorOf } = fields
  const moment = (end: 'from' | 'to') => {
    const [date, time] = [`${end}Date`, `${end}Time`] as const
    return (
      <SimpleGrid cols={2} spacing="sm">
        <DayInput label={t(`schedules.cars.${end}`)} value={values[date]} error={errorOf(date)} onChange={(day) => day !== null && set(date, day)} />
        <TimeField label={t('schedules.time')} value={values[time]} error={errorOf(time)} onChange={(at) => set(time, at)} />
      </SimpleGrid>
    )
  }
  return (
    <>
      <GuestField value={values.guestName} error={errorOf('guestName')} autoFocus onChange={(name) => set('guestName', name)} onChoose={({ name }) => set('guestName', name)} />
      {!isOut && (
        <Select label={t('schedules.cars.one')} searchable allowDeselect={false} value={String(values.carId)} error={errorOf('carId')}
          data={cars.map(({ id, label, group }) => ({ value: String(id), label: `${label} · ${group}` }))} onChange={(id) => id !== null && set('carId', Number(id))} />
      )}
      {!isOut && moment('from')}
      {moment('to')}
      <NumberInput label={t('schedules.cars.price', { currency })} value={values.price} min={0} allowNegative={false} error={errorOf('price')}
        onChange={(price) => typeof price === 'number' && set('price', price)} />
      <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={1} maxRows={4} maxLength={4000} error={errorOf('notes')}
        onChange={(event) => set('notes', event.currentTarget.value || null)} />
    </>
  )
}
