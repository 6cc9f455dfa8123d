import { NumberInput, Select, SimpleGrid, Textarea } from '@mantine/core'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { DayInput } from '../../components/day-input.tsx'
import type { Fields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { GuestField } from '../stay/guest-field.tsx'
import { TimeField } from './time-field.tsx'

export interface AppointmentValues {
  guestId: number | null
  guestName: string
  providerId: number
  date: string
  time: string
  minutes: number
  notes: string | null
}

/** Who, with whom, when and how long. */
export function AppointmentFields({ fields, providers }: { fields: Fields<AppointmentValues>, providers: readonly CalendarRow[] }) {
  const t = useWords()
  const { values, set, errorOf } = fields
  return (
    <>
      <GuestField value={values.guestName} error={errorOf('guestName')} autoFocus
        onChange={(name) => {
          set('guestName', name)
          set('guestId', null)
        }}
        onChoose={({ id, name }) => {
          set('guestName', name)
          set('guestId', id)
        }} />
      <Select label={t('schedules.providers.one')} allowDeselect={false} value={String(values.providerId)} error={errorOf('providerId')}
        data={providers.map(({ id, label }) => ({ value: String(id), label }))} onChange={(id) => id !== null && set('providerId', Number(id))} />
      <SimpleGrid cols={3} spacing="sm">
        <DayInput label={t('schedules.date')} value={values.date} error={errorOf('date')} onChange={(date) => date !== null && set('date', date)} />
        <TimeField label={t('schedules.time')} value={values.time} error={errorOf('time')} onChange={(time) => set('time', time)} />
        <NumberInput label={t('schedules.minutes')} value={values.minutes} min={5} max={1440} step={5} allowDecimal={false} error={errorOf('minutes')}
          onChange={(minutes) => typeof minutes === 'number' && set('minutes', minutes)} />
      </SimpleGrid>
      <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={1} maxRows={4} maxLength={4000} error={errorOf('notes')}
        onChange={(event) => set('notes', event.currentTarget.value || null)} />
    </>
  )
}
