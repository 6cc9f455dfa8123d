import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconClockPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { Link } from 'wouter'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { updateSlotBooking } from '../../../shared/contract/slots.ts'
import { call } from '../../client.ts'
import { useFormat, type Format } from '../../format.ts'
import { useWords, type Say } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useIsAdmin } from '../../state/session.ts'
import { useUi } from '../../state/ui.ts'
import { has, isBlock, isOpen, type OpenSlot } from './bars.ts'
import { judgeSlot, slotAt } from './judge.ts'
import { NewSlotBooking } from './new-slot-booking.tsx'
import { OpenHours } from './open-hours.tsx'
import { NothingYet, Schedule } from './schedule.tsx'
import styles from './schedules.module.css'
import { SlotPanel } from './slot-panel.tsx'
import type { Around, Trade } from './trade.ts'
import { placeText, refusalText } from './verdict-words.ts'

type Dialog =
  | { kind: 'new', room: CalendarRow, slot: OpenSlot, around: Around }
  | { kind: 'open', id: number, around: Around }
  | { kind: 'hours', rooms: readonly CalendarRow[] }

/** Rooms by the hour down, their hours across: what is free, booked, or held by a stay. */
export function HourlyScreen() {
  const t = useWords()
  const format = useFormat()
  const isAdmin = useIsAdmin()
  const today = useProperty()?.today ?? ''
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const trade = useMemo(() => hourlyTrade(t, format, setDialog), [t, format])
  const close = () => setDialog(null)
  return (
    <>
      <Schedule trade={trade} isBusy={dialog !== null}
        actions={(around) => isAdmin && (
          <Button variant="default" leftSection={<IconClockPlus size={14} aria-hidden />} onClick={() => setDialog({ kind: 'hours', rooms: [...around.rows.values()] })}>{t('schedules.hourly.openTitle')}</Button>
        )}
        empty={(
          <NothingYet title={t('schedules.hourly.none')} text={t('schedules.hourly.noneText')}
            action={<Button component={Link} href="/rooms">{t('frame.rooms')}</Button>} />
        )} />
      {dialog?.kind === 'new' && (
        <NewSlotBooking room={dialog.room} slot={dialog.slot} slots={dialog.around.slots.get(dialog.room.id) ?? []} moments={dialog.around.moments} onClose={close} />
      )}
      {dialog?.kind === 'open' && <SlotPanel id={dialog.id} around={dialog.around} onClose={close} />}
      {dialog?.kind === 'hours' && <OpenHours rooms={dialog.rooms} today={today} onClose={close} />}
    </>
  )
}

function hourlyTrade(t: Say, format: Format, setDialog: (dialog: Dialog) => void): Trade {
  return {
    kind: 'hourly', title: 'schedules.hourly.title', grid: 'schedules.hourly.grid', spans: ['day', 'week'], usual: 'day', finest: 30,
    tones: ['future', 'in_house', 'late_departure', 'past', 'elsewhere', 'out_of_order'], className: [styles['freeHours'], styles['elsewhere']].join(' '),
    placesAre: { className: styles['freeSwatch'] ?? '', text: t('schedules.hourly.free') },
    tagsOf: () => [],
    noteOf: (row) => [row.capacity ? t('calendar.sleeps', { count: row.capacity }) : '', row.hourlyRate ? t('schedules.hourly.rate', { amount: format.money(row.hourlyRate) }) : ''].filter(Boolean).join(' · '),
    // The length is the slot's.
    mayChange: (bar, kind) => has(bar, 'slot') && (bar.status === 'pending' || bar.status === 'confirmed') && isOpen(bar) && kind === 'move',
    judge(change, around) {
      const judged = judgeSlot(change, around, around.now)
      const refusal = refusalText(t, judged, change, around)
      return refusal === undefined ? { verdict: 'ok', text: placeText({ ...change, ...judged.slot }, around) } : { verdict: 'no', text: refusal }
    },
    send(change, around) {
      const { bar, rowId, start } = change
      const timeslotId = slotAt(around, rowId, start)?.id
      return call(updateSlotBooking, { params: { id: bar.id }, ifMatch: bar.version, body: timeslotId === undefined ? {} : { timeslotId } })
    },
    open(bar, around) {
      if (isBlock(bar)) useUi.getState().openBlock(bar.id)
      else if (has(bar, 'slot')) setDialog({ kind: 'open', id: bar.id, around })
      else useUi.getState().openStay(bar.id)
    },
    book({ rowId, start }, around) {
      const room = around.rows.get(rowId)
      const slot = slotAt(around, rowId, start)
      if (room && slot) setDialog({ kind: 'new', room, slot, around })
      else notifications.show({ message: t('schedules.verdict.no_slot'), autoClose: 6_000 })
    },
    places: ({ slots }) => slots,
  }
}
