import { NumberInput, Select, SimpleGrid, Text } from '@mantine/core'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { generateTimeslots } from '../../../shared/contract/slots.ts'
import { DayInput } from '../../components/day-input.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import { TimeField } from './time-field.tsx'

interface Values { roomId: number, startDate: string, endDate: string, slotDuration: number, start: string, end: string }

/** Puts hours of a room on sale: slots from one day to another; those that are there already stay. */
export function OpenHours({ rooms, today, onClose }: { rooms: readonly CalendarRow[], today: string, onClose(): void }) {
  const t = useWords()
  const fields = useFields<Values>({ roomId: rooms[0]?.id ?? 0, startDate: today, endDate: today, slotDuration: 60, start: '09:00', end: '17:00' }, { workingHours: 'end' })
  const generate = useChange(generateTimeslots, { quiet: true })
  const { values, set, errorOf } = fields

  function open() {
    const isPossible = fields.check({
      endDate: values.endDate < values.startDate ? t('schedules.hourly.datesBackwards') : undefined,
      end: values.end <= values.start ? t('schedules.providers.hoursBackwards') : undefined,
    })
    if (!isPossible) return
    const { start, end, ...body } = values
    generate.mutate({ body: { ...body, workingHours: { start, end } } }, {
      onError: fields.fail,
      onSuccess({ count }) {
        tell(t('schedules.hourly.opened', { count }))
        onClose()
      },
    })
  }
  return (
    <FormDialog title={t('schedules.hourly.openTitle')} action={t('schedules.hourly.open')} busy={generate.isPending} fault={fields.fault} onSubmit={open} onClose={onClose}>
      <Text size="sm" c="dimmed">{t('schedules.hourly.openText')}</Text>
      <Select data-autofocus label={t('common.room')} allowDeselect={false} value={String(values.roomId)} error={errorOf('roomId')} data={rooms.map(({ id, label }) => ({ value: String(id), label }))}
        onChange={(id) => id !== null && set('roomId', Number(id))} />
      <SimpleGrid cols={2} spacing="sm">
        <DayInput label={t('schedules.hourly.firstDay')} value={values.startDate} error={errorOf('startDate')} onChange={(date) => date !== null && set('startDate', date)} />
        <DayInput label={t('schedules.hourly.lastDay')} value={values.endDate} error={errorOf('endDate')} onChange={(date) => date !== null && set('endDate', date)} />
        <TimeField label={t('schedules.providers.start')} value={values.start} error={errorOf('start')} onChange={(time) => set('start', time)} />
        <TimeField label={t('schedules.providers.end')} value={values.end} error={errorOf('end')} onChange={(time) => set('end', time)} />
      </SimpleGrid>
      <NumberInput label={t('schedules.hourly.length')} value={values.slotDuration} min={5} max={1440} step={5} allowDecimal={false} error={errorOf('slotDuration')}
        onChange={(minutes) => typeof minutes === 'number' && set('slotDuration', minutes)} />
    </FormDialog>
  )
}
