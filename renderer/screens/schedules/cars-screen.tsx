import { Button } from '@mantine/core'
import { IconCar } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { updateRental } from '../../../shared/contract/cars.ts'
import { call } from '../../client.ts'
import { useFormat, type Format } from '../../format.ts'
import { useWords, type Say } from '../../i18n.ts'
import { isOpen } from './bars.ts'
import { AddCar, CarsDialog } from './cars-dialog.tsx'
import { dateAt, localAt, timeAt } from './clock.ts'
import { judge } from './judge.ts'
import { NewRental } from './new-rental.tsx'
import type { RowTag } from './painters.ts'
import { RentalPanel } from './rental-panel.tsx'
import type { RentalValues } from './rental-fields.tsx'
import { NothingYet, Schedule } from './schedule.tsx'
import type { Trade } from './trade.ts'
import { placeText, refusalText } from './verdict-words.ts'

type Dialog =
  | { kind: 'new', cars: readonly CalendarRow[], start: Pick<RentalValues, 'carId' | 'fromDate' | 'fromTime' | 'toDate' | 'toTime'> }
  | { kind: 'open', id: number, cars: readonly CalendarRow[] }
  | { kind: 'manage' } | { kind: 'add' }

/** Cars down, days and hours across: who has which car, and where it should be back already. */
export function CarsScreen() {
  const t = useWords()
  const format = useFormat()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const trade = useMemo(() => carsTrade(t, format, setDialog), [t, format])
  const close = () => setDialog(null)
  return (
    <>
      <Schedule trade={trade} isBusy={dialog !== null}
        actions={() => <Button variant="default" leftSection={<IconCar size={14} aria-hidden />} onClick={() => setDialog({ kind: 'manage' })}>{t('schedules.cars.manage')}</Button>}
        empty={<NothingYet title={t('schedules.cars.none')} text={t('schedules.cars.noneText')} action={<Button onClick={() => setDialog({ kind: 'add' })}>{t('schedules.cars.add')}</Button>} />} />
      {dialog?.kind === 'new' && <NewRental cars={dialog.cars} start={dialog.start} onClose={close} />}
      {dialog?.kind === 'open' && <RentalPanel id={dialog.id} cars={dialog.cars} onClose={close} />}
      {dialog?.kind === 'manage' && <CarsDialog onClose={close} />}
      {dialog?.kind === 'add' && <AddCar onClose={close} />}
    </>
  )
}

function carsTrade(t: Say, format: Format, setDialog: (dialog: Dialog) => void): Trade {
  return {
    kind: 'cars', title: 'schedules.cars.title', grid: 'schedules.cars.grid', spans: ['day', 'week', 'fortnight'], usual: 'week', finest: 60,
    tones: ['future', 'in_house', 'late_arrival', 'past'],
    tagsOf({ car }) {
      const tags: RowTag[] = []
      if (car?.hasDamage) tags.push({ text: t('schedules.cars.tag.damaged'), tone: 'bad' })
      if (car?.isRented) tags.push({ text: t('schedules.cars.tag.out'), tone: 'info' })
      return tags
    },
    noteOf: ({ car }) => (car ? [t('schedules.cars.km', { count: format.number(car.mileage) }), car.fuelLevel === null ? '' : `${car.fuelLevel} %`].filter(Boolean).join(' · ') : ''),
    mayChange: (bar, kind) => isOpen(bar) && kind !== 'split' && (bar.status !== 'checked_in' || kind === 'end'),
    judge(change, around, along) {
      const refusal = refusalText(t, judge(change, around, along), change, around)
      return refusal === undefined ? { verdict: 'ok', text: placeText(change, around) } : { verdict: 'no', text: refusal }
    },
    send({ bar, rowId, start, end, kind }, { originDay }) {
      const to = localAt(originDay, end)
      const from = localAt(originDay, start)
      const body = kind === 'end' ? { to } : kind === 'start' ? { from } : { carId: rowId, from, to }
      return call(updateRental, { params: { id: bar.id }, ifMatch: bar.version, body })
    },
    open: (bar, around) => setDialog({ kind: 'open', id: bar.id, cars: [...around.rows.values()] }),
    book({ rowId, start, end, isOne }, around) {
      const { originDay } = around
      // One cell is where it begins: most have a car for a day.
      const until = isOne ? start + 1440 : end
      setDialog({
        kind: 'new', cars: [...around.rows.values()],
        start: { carId: rowId, fromDate: dateAt(originDay, start), fromTime: timeAt(start), toDate: dateAt(originDay, until), toTime: timeAt(until) },
      })
    },
  }
}
