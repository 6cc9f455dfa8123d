import { createAppointment } from '../../../shared/contract/appointments.ts'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import { AppointmentFields, type AppointmentValues } from './appointment-fields.tsx'
import { momentOf } from './moment-words.ts'
import { tellDone } from './tell-done.ts'

interface Props {
  providers: readonly CalendarRow[]
  start: Pick<AppointmentValues, 'providerId' | 'date' | 'time' | 'minutes'>
  onClose(): void
}

export function NewAppointment({ providers, start, onClose }: Props) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<AppointmentValues>({ guestId: null, guestName: '', notes: null, ...start })
  const create = useChange(createAppointment, { quiet: true })

  function book() {
    const { values } = fields
    if (!fields.check({ guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    create.mutate({ body: { ...values, guestName: values.guestName.trim() } }, {
      onError: fields.fail,
      onSuccess(made) {
        tellDone(t('schedules.booked', { who: made.guestName ?? '', where: made.provider, when: momentOf(format, made) }), [made.lastChange])
        onClose()
      },
    })
  }
  return (
    <FormDialog title={t('schedules.providers.newTitle')} action={t('stay.book')} busy={create.isPending} fault={fields.fault} onSubmit={book} onClose={onClose}>
      <AppointmentFields fields={fields} providers={providers} />
    </FormDialog>
  )
}
