import { Checkbox, Select, Text, Textarea } from '@mantine/core'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { createSlotBooking } from '../../../shared/contract/slots.ts'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { GuestField } from '../stay/guest-field.tsx'
import { FormDialog } from '../users/form-dialog.tsx'
import type { OpenSlot } from './bars.ts'
import { momentOf } from './moment-words.ts'
import type { Moments } from './moments.ts'
import { tellDone } from './tell-done.ts'

interface Values { guestId: number | null, guestName: string, timeslotId: number, notes: string | null, isOption: boolean }

interface Props {
  room: CalendarRow
  /** The slots that are free, the chosen one among them. */
  slots: readonly OpenSlot[]
  slot: OpenSlot
  moments: Moments
  onClose(): void
}

/** A free hour of a room, for a guest. */
export function NewSlotBooking({ room, slots, slot, moments, onClose }: Props) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<Values>({ guestId: null, guestName: '', timeslotId: slot.id, notes: null, isOption: false })
  const create = useChange(createSlotBooking, { quiet: true })
  const { values, set, errorOf } = fields
  const chosen = slots.find(({ id }) => id === values.timeslotId) ?? slot
  const price = (room.hourlyRate ?? 0) * (chosen.end - chosen.start) / 60

  function book() {
    if (!fields.check({ guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    const { isOption, ...body } = values
    create.mutate({ body: { ...body, guestName: values.guestName.trim(), status: isOption ? 'pending' : 'confirmed' } }, {
      onError: fields.fail,
      onSuccess(made) {
        tellDone(t('schedules.booked', { who: made.guestName ?? '', where: made.room, when: momentOf(format, made) }), [made.lastChange])
        onClose()
      },
    })
  }
  return (
    <FormDialog title={t('schedules.hourly.newTitle', { room: room.label })} action={t('stay.book')} busy={create.isPending} fault={fields.fault} onSubmit={book} onClose={onClose}>
      <GuestField value={values.guestName} error={errorOf('guestName')} autoFocus
        onChange={(name) => {
          set('guestName', name)
          set('guestId', null)
        }}
        onChoose={({ id, name }) => {
          set('guestName', name)
          set('guestId', id)
        }} />
      <SlotSelect label={t('schedules.time')} slots={slots} moments={moments} value={values.timeslotId} error={errorOf('timeslotId')} onChange={(id) => set('timeslotId', id)} />
      <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={1} maxRows={4} maxLength={4000} error={errorOf('notes')}
        onChange={(event) => set('notes', event.currentTarget.value || null)} />
      <Checkbox label={t('schedules.hourly.option')} checked={values.isOption} onChange={(event) => set('isOption', event.currentTarget.checked)} />
      <Text size="sm">{t('common.total')}: <strong>{format.money(price)}</strong></Text>
    </FormDialog>
  )
}

interface SlotSelectProps { label: string, slots: readonly OpenSlot[], moments: Moments, value: number, error: string | undefined, onChange(id: number): void }

export function SlotSelect({ label, slots, moments, value, error, onChange }: SlotSelectProps) {
  return (
    <Select label={label} searchable allowDeselect={false} value={String(value)} error={error} maxDropdownHeight={260}
      data={slots.map((slot) => ({ value: String(slot.id), label: moments.span(slot.start, slot.end) }))} onChange={(id) => id !== null && onChange(Number(id))} />
  )
}
