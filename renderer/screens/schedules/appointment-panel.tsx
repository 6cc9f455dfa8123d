import { Button, Group, Stack, Text } from '@mantine/core'
import type { FormEvent } from 'react'
import { cancelAppointment, completeAppointment, getAppointment, missAppointment, updateAppointment, type DeskAppointment } from '../../../shared/contract/appointments.ts'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { AppointmentFields, type AppointmentValues } from './appointment-fields.tsx'
import { momentOf } from './moment-words.ts'
import { AFRESH, Panel, Part, StateTag, StepButtons, useSteps } from './panel.tsx'
import { tellDone } from './tell-done.ts'
import { useHasBegun } from './use-now.ts'

/** An appointment from the side: change it, or say how it ended. */
export function AppointmentPanel({ id, providers, onClose }: { id: number, providers: readonly CalendarRow[], onClose(): void }) {
  const t = useWords()
  const loaded = useCall(getAppointment, { params: { id } }, AFRESH)
  return (
    <Panel bookingId={id} loaded={loaded} title={(appointment) => appointment.guestName ?? t('common.noGuest')} onClose={onClose}>
      {(appointment) => <Appointment appointment={appointment} providers={providers} onDone={onClose} />}
    </Panel>
  )
}

function Appointment({ appointment, providers, onDone }: { appointment: DeskAppointment, providers: readonly CalendarRow[], onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const { id, version, status } = appointment
  const fields = useFields<AppointmentValues>({ ...appointment, guestName: appointment.guestName ?? '' })
  const update = useChange(updateAppointment, { quiet: true })
  const steps = useSteps(onDone)
  const who = appointment.guestName ?? t('common.noGuest')
  const input = { params: { id }, ifMatch: version }
  const hasBegun = useHasBegun(appointment.from)

  function save(event: FormEvent) {
    event.preventDefault()
    const { guestId, guestName, ...rest } = fields.changes
    if (!fields.check({ guestName: fields.values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    const guest = guestName === undefined ? {} : guestId ? { guestId } : { guestName: guestName.trim() }
    update.mutate({ ...input, body: { ...rest, ...guest } }, {
      onError: fields.fail,
      onSuccess(after) {
        tellDone(t('schedules.moved', { who: after.guestName ?? '', where: after.provider, when: momentOf(format, after) }), [after.lastChange])
        onDone()
      },
    })
  }
  return (
    <Stack gap="md">
      <Group gap="xs"><StateTag status={status} /><Text size="sm">{appointment.provider} · {momentOf(format, appointment)}</Text></Group>
      {status === 'confirmed' && (
        <>
          <form onSubmit={save} noValidate>
            <Stack gap="sm">
              <AppointmentFields fields={fields} providers={providers} />
              <ErrorNote error={fields.fault} />
              <Group justify="flex-end"><Button type="submit" loading={update.isPending} disabled={!fields.isChanged}>{t('common.save')}</Button></Group>
            </Stack>
          </form>
          <Part>
            <StepButtons steps={steps} buttons={[
              ...(hasBegun ? [
                { name: 'complete', label: t('schedules.step.kept'), tone: 'main' as const, act: () => steps.take('complete', () => call(completeAppointment, input), t('schedules.done.kept', { who })) },
                { name: 'miss', label: t('stay.noShow'), act: () => steps.take('miss', () => call(missAppointment, input), t('schedules.done.missed', { who })) },
              ] : []),
              { name: 'cancel', label: t('schedules.step.cancel'), tone: 'danger', act: () => steps.take('cancel', () => call(cancelAppointment, input), t('schedules.done.cancelled', { who })) },
            ]} />
          </Part>
        </>
      )}
      {status !== 'confirmed' && appointment.notes && <Text size="sm">{appointment.notes}</Text>}
    </Stack>
  )
}
