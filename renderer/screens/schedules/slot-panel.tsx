import { Button, Group, Stack, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import {
  cancelSlotBooking, completeSlotBooking, confirmSlotBooking, getSlotBooking, missSlotBooking, payBooking, updateSlotBooking, type SlotBooking,
} from '../../../shared/contract/slots.ts'
import { call } from '../../client.ts'
import { Confirm } from '../../components/confirm.tsx'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { GuestField } from '../stay/guest-field.tsx'
import { minuteOf } from './clock.ts'
import { momentOf } from './moment-words.ts'
import { SlotSelect } from './new-slot-booking.tsx'
import { AFRESH, Facts, Panel, Part, StateTag, StepButtons, useSteps, type StepButton } from './panel.tsx'
import { tellDone } from './tell-done.ts'
import type { Around } from './trade.ts'
import { useHasBegun } from './use-now.ts'

interface Values { guestId: number | null, guestName: string, timeslotId: number, notes: string | null }

/** An hour of a room from the side: move it, take payment, say how it ended. */
export function SlotPanel({ id, around, onClose }: { id: number, around: Around, onClose(): void }) {
  const t = useWords()
  const loaded = useCall(getSlotBooking, { params: { id } }, AFRESH)
  return (
    <Panel bookingId={id} loaded={loaded} title={(booking) => booking.guestName ?? t('common.noGuest')} onClose={onClose}>
      {(booking) => <Booking booking={booking} around={around} onDone={onClose} />}
    </Panel>
  )
}

function Booking({ booking, around, onDone }: { booking: SlotBooking, around: Around, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const isOpen = booking.status === 'pending' || booking.status === 'confirmed'
  return (
    <Stack gap="md">
      <Facts facts={[
        [t('common.status'), <StateTag key="status" status={booking.status} />],
        [t('common.room'), booking.room],
        [t('schedules.time'), momentOf(format, booking)],
        [t('schedules.price'), format.money(booking.price)],
        [t('stay.paid'), format.money(booking.paid)],
        ...(booking.expiresAt ? [[t('schedules.hourly.expires'), format.moment(booking.expiresAt)] as const] : []),
        ...(!isOpen && booking.notes ? [[t('common.notes'), booking.notes] as const] : []),
      ]} />
      {isOpen && <Change booking={booking} around={around} onDone={onDone} />}
      {isOpen && <NextSteps booking={booking} onDone={onDone} />}
    </Stack>
  )
}

function Change({ booking, around, onDone }: { booking: SlotBooking, around: Around, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const own = {
    id: booking.timeslotId ?? 0, start: minuteOf(around.originDay, booking.from.slice(0, 10), booking.from.slice(11, 16)),
    end: minuteOf(around.originDay, booking.to.slice(0, 10), booking.to.slice(11, 16)),
  }
  const slots = [own, ...(around.slots.get(booking.roomId) ?? []).filter(({ start }) => start > around.now)].sort((a, b) => a.start - b.start)
  const fields = useFields<Values>({ guestId: booking.guestId, guestName: booking.guestName ?? '', timeslotId: own.id, notes: booking.notes })
  const update = useChange(updateSlotBooking, { quiet: true })
  const { values, set, errorOf } = fields

  function save(event: FormEvent) {
    event.preventDefault()
    const { guestId, guestName, ...rest } = fields.changes
    if (!fields.check({ guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    const guest = guestName === undefined ? {} : guestId ? { guestId } : { guestName: guestName.trim() }
    update.mutate({ params: { id: booking.id }, ifMatch: booking.version, body: { ...rest, ...guest } }, {
      onError: fields.fail,
      onSuccess(after) {
        tellDone(t('schedules.moved', { who: after.guestName ?? '', where: after.room, when: momentOf(format, after) }), [after.lastChange])
        onDone()
      },
    })
  }
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <GuestField value={values.guestName} error={errorOf('guestName')} autoFocus
          onChange={(name) => {
            set('guestName', name)
            set('guestId', null)
          }}
          onChoose={({ id, name }) => {
            set('guestName', name)
            set('guestId', id)
          }} />
        <SlotSelect label={t('schedules.hourly.moveTo')} slots={slots} moments={around.moments} value={values.timeslotId} error={errorOf('timeslotId')} onChange={(id) => set('timeslotId', id)} />
        <Textarea label={t('common.notes')} value={values.notes ?? ''} autosize minRows={1} maxRows={4} maxLength={4000} error={errorOf('notes')}
          onChange={(event) => set('notes', event.currentTarget.value || null)} />
        <ErrorNote error={fields.fault} />
        <Group justify="flex-end"><Button type="submit" loading={update.isPending} disabled={!fields.isChanged}>{t('common.save')}</Button></Group>
      </Stack>
    </form>
  )
}

function NextSteps({ booking, onDone }: { booking: SlotBooking, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const steps = useSteps(onDone)
  const [isCancelling, setIsCancelling] = useState(false)
  const hasBegun = useHasBegun(booking.from)
  const who = booking.guestName ?? t('common.noGuest')
  const { id, version } = booking
  const input = { params: { id }, ifMatch: version }
  const due = booking.price - booking.paid
  const buttons: StepButton[] = [{ name: 'cancel', label: t('schedules.step.cancel'), tone: 'danger', act: () => setIsCancelling(true) }]
  if (booking.status === 'confirmed' && hasBegun) {
    buttons.unshift(
      { name: 'complete', label: t('schedules.step.kept'), tone: 'main', act: () => steps.take('complete', () => call(completeSlotBooking, input), t('schedules.done.kept', { who })) },
      { name: 'miss', label: t('stay.noShow'), act: () => steps.take('miss', () => call(missSlotBooking, input), t('schedules.done.missed', { who })) },
    )
  }
  if (due > 0) {
    const amount = format.money(due)
    buttons.unshift({
      name: 'pay', label: t('schedules.step.pay', { amount }), act: () => steps.take('pay', async () => {
        await call(payBooking, { params: { id }, body: {} })
        return {}
      }, t('schedules.done.paid', { who, amount })),
    })
  }
  if (booking.status === 'pending') {
    buttons.unshift({ name: 'confirm', label: t('stay.confirm'), tone: 'main', act: () => steps.take('confirm', () => call(confirmSlotBooking, input), t('stay.done.confirmed', { guest: who })) })
  }
  return (
    <Part>
      <StepButtons steps={steps} buttons={buttons} />
      {isCancelling && (
        <Confirm title={t('schedules.step.cancelTitle')} action={t('schedules.step.cancel')} busy={steps.busy === 'cancel'} error={steps.fault} onClose={() => setIsCancelling(false)}
          onConfirm={() => steps.take('cancel', () => call(cancelSlotBooking, input), t('schedules.done.cancelled', { who }))}>
          {booking.paid > 0 ? t('schedules.step.refund', { refund: format.money(booking.refund), paid: format.money(booking.paid) }) : t('schedules.step.nothingPaid')}
        </Confirm>
      )}
    </Part>
  )
}
