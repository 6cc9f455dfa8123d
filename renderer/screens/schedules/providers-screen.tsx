import { Button } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { updateAppointment } from '../../../shared/contract/appointments.ts'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { call } from '../../client.ts'
import { useWords, type Say } from '../../i18n.ts'
import { useIsAdmin } from '../../state/session.ts'
import { AppointmentPanel } from './appointment-panel.tsx'
import { isOpen } from './bars.ts'
import { dateAt, timeAt } from './clock.ts'
import { judge } from './judge.ts'
import { NewAppointment } from './new-appointment.tsx'
import { ProviderForm, ProvidersDialog } from './providers-dialog.tsx'
import { NothingYet, Schedule } from './schedule.tsx'
import styles from './schedules.module.css'
import type { Trade } from './trade.ts'
import { placeText, refusalText } from './verdict-words.ts'
import { closedTimes, worksAt } from './working-hours.ts'

type Dialog =
  | { kind: 'new', providers: readonly CalendarRow[], start: { providerId: number, date: string, time: string, minutes: number } }
  | { kind: 'open', id: number, providers: readonly CalendarRow[] }
  | { kind: 'manage' } | { kind: 'add' }

/** Providers down, their day across: appointments. */
export function ProvidersScreen() {
  const t = useWords()
  const isAdmin = useIsAdmin()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const trade = useMemo(() => providersTrade(t, setDialog), [t])
  const close = () => setDialog(null)
  return (
    <>
      <Schedule trade={trade} isBusy={dialog !== null}
        actions={() => isAdmin && <Button variant="default" leftSection={<IconUsersGroup size={14} aria-hidden />} onClick={() => setDialog({ kind: 'manage' })}>{t('schedules.providers.manage')}</Button>}
        empty={(
          <NothingYet title={t('schedules.providers.none')} text={t(isAdmin ? 'schedules.providers.noneText' : 'schedules.askAdmin')}
            {...(isAdmin ? { action: <Button onClick={() => setDialog({ kind: 'add' })}>{t('schedules.providers.add')}</Button> } : {})} />
        )} />
      {dialog?.kind === 'new' && <NewAppointment providers={dialog.providers} start={dialog.start} onClose={close} />}
      {dialog?.kind === 'open' && <AppointmentPanel id={dialog.id} providers={dialog.providers} onClose={close} />}
      {dialog?.kind === 'manage' && <ProvidersDialog onClose={close} />}
      {dialog?.kind === 'add' && <ProviderForm provider={null} onClose={close} />}
    </>
  )
}

function providersTrade(t: Say, setDialog: (dialog: Dialog) => void): Trade {
  return {
    kind: 'providers', title: 'schedules.providers.title', grid: 'schedules.providers.grid', spans: ['day', 'week'], usual: 'day', finest: 15,
    tones: ['future', 'in_house', 'late_departure', 'past'], className: styles['closedHours'] ?? '',
    placesAre: { className: styles['closedSwatch'] ?? '', text: t('schedules.providers.closed') },
    tagsOf: () => [],
    noteOf: (row) => (row.provider ? t('schedules.minutesShort', { count: row.provider.slotMinutes }) : ''),
    mayChange: (bar, kind) => isOpen(bar) && kind !== 'split' && kind !== 'start',
    judge(change, around, along) {
      const judged = judge(change, around, along)
      const refusal = refusalText(t, judged, change, around)
      if (refusal !== undefined) return { verdict: 'no', text: refusal }
      const hours = around.rows.get(change.rowId)?.provider?.workingHours ?? null
      const outside = worksAt(hours, around.originDay, change.start, change.end) ? '' : ` · ${t('schedules.verdict.outside')}`
      return { verdict: 'ok', text: placeText(change, around) + outside }
    },
    send({ bar, rowId, start, end, kind }, { originDay }) {
      const body = kind === 'end' ? { minutes: end - start } : { providerId: rowId, date: dateAt(originDay, start), time: timeAt(start) }
      return call(updateAppointment, { params: { id: bar.id }, ifMatch: bar.version, body })
    },
    open: (bar, around) => setDialog({ kind: 'open', id: bar.id, providers: [...around.rows.values()] }),
    book({ rowId, start, end, isOne }, around) {
      const minutes = isOne ? around.rows.get(rowId)?.provider?.slotMinutes ?? 30 : end - start
      setDialog({ kind: 'new', providers: [...around.rows.values()], start: { providerId: rowId, date: dateAt(around.originDay, start), time: timeAt(start), minutes } })
    },
    places(around, from, to) {
      return new Map([...around.rows.values()].map((row) => [row.id, closedTimes(row.provider?.workingHours ?? null, around.originDay, from - 7, to + 7)]))
    },
  }
}
