import { Button, Group, NumberInput, SimpleGrid, Stack, Textarea } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { cancelRental, getRental, handOver, takeBack, updateRental, type Rental } from '../../../shared/contract/cars.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { momentOf } from './moment-words.ts'
import { AFRESH, Facts, Panel, Part, StateTag, StepButtons, useSteps } from './panel.tsx'
import { RENTAL_NAMES, RentalFields, type RentalValues } from './rental-fields.tsx'
import { tellDone } from './tell-done.ts'

const STATUS = { confirmed: 'confirmed', out: 'checked_in', returned: 'completed', cancelled: 'cancelled' } as const

/** A rental from the side: change it, hand the car over, take it back. */
export function RentalPanel({ id, cars, onClose }: { id: number, cars: readonly CalendarRow[], onClose(): void }) {
  const t = useWords()
  const loaded = useCall(getRental, { params: { id } }, AFRESH)
  return (
    <Panel bookingId={id} loaded={loaded} title={(rental) => rental.guestName ?? t('common.noGuest')} onClose={onClose}>
      {(rental) => <RentalBody rental={rental} cars={cars} onDone={onClose} />}
    </Panel>
  )
}

function RentalBody({ rental, cars, onDone }: { rental: Rental, cars: readonly CalendarRow[], onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const car = cars.find(({ id }) => id === rental.carId)
  const trip = (mileage: number | null, fuel: number | null) => [mileage === null ? '' : t('schedules.cars.km', { count: mileage }), fuel === null ? '' : `${fuel} %`].filter(Boolean).join(' · ')
  return (
    <Stack gap="md">
      <Facts facts={[
        [t('common.status'), <StateTag key="status" status={STATUS[rental.status]} />],
        [t('schedules.cars.one'), car?.label ?? '–'],
        [t('schedules.time'), momentOf(format, rental)],
        [t('schedules.price'), format.money(rental.price)],
        ...(rental.mileageOut === null ? [] : [[t('schedules.cars.wentOut'), trip(rental.mileageOut, rental.fuelOut)] as const]),
        ...(rental.status === 'returned' ? [[t('schedules.cars.cameBack'), trip(rental.mileageIn, rental.fuelIn)] as const] : []),
        ...(rental.damage ? [[t('schedules.cars.damage'), rental.damage] as const] : []),
      ]} />
      {(rental.status === 'confirmed' || rental.status === 'out') && <Trip rental={rental} car={car} onDone={onDone} />}
      {(rental.status === 'confirmed' || rental.status === 'out') && <Change rental={rental} cars={cars} onDone={onDone} />}
    </Stack>
  )
}

/** The car goes out or comes back: what the meter and the gauge say. */
function Trip({ rental, car, onDone }: { rental: Rental, car: CalendarRow | undefined, onDone(): void }) {
  const t = useWords()
  const steps = useSteps(onDone)
  const isOut = rental.status === 'out'
  const [mileage, setMileage] = useState<number | undefined>(car?.car?.mileage)
  const [fuelLevel, setFuelLevel] = useState<number | undefined>(car?.car?.fuelLevel ?? undefined)
  const [damage, setDamage] = useState('')
  const who = rental.guestName ?? t('common.noGuest')
  const input = { params: { id: rental.id }, ifMatch: rental.version }
  const body = { ...(mileage === undefined ? {} : { mileage }), ...(fuelLevel === undefined ? {} : { fuelLevel }) }
  const number = (value: number | string) => (typeof value === 'number' ? value : undefined)
  return (
    <Part>
      <SimpleGrid cols={2} spacing="sm">
        <NumberInput label={t('schedules.cars.mileage')} value={mileage ?? ''} min={0} allowDecimal={false} allowNegative={false} thousandSeparator=" " onChange={(value) => setMileage(number(value))} />
        <NumberInput label={t('schedules.cars.fuel')} value={fuelLevel ?? ''} min={0} max={100} allowDecimal={false} allowNegative={false} onChange={(value) => setFuelLevel(number(value))} />
      </SimpleGrid>
      {isOut && <Textarea label={t('schedules.cars.damage')} placeholder={t('schedules.cars.noDamage')} value={damage} autosize minRows={1} maxRows={3} maxLength={4000} onChange={(event) => setDamage(event.currentTarget.value)} />}
      <StepButtons steps={steps} buttons={isOut
        ? [{ name: 'back', label: t('schedules.cars.takeBack'), tone: 'main', act: () => steps.take('back', () => call(takeBack, { ...input, body: { ...body, damage: damage.trim() || null } }), t('schedules.cars.isBack', { who })) }]
        : [
          { name: 'out', label: t('schedules.cars.handOver'), tone: 'main', act: () => steps.take('out', () => call(handOver, { ...input, body }), t('schedules.cars.isOut', { who })) },
          { name: 'cancel', label: t('schedules.step.cancel'), tone: 'danger', act: () => steps.take('cancel', () => call(cancelRental, input), t('schedules.done.cancelled', { who })) },
        ]} />
    </Part>
  )
}

function Change({ rental, cars, onDone }: { rental: Rental, cars: readonly CalendarRow[], onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<RentalValues>({
    guestName: rental.guestName ?? '', carId: rental.carId, price: rental.price, notes: rental.notes,
    fromDate: rental.from.slice(0, 10), fromTime: rental.from.slice(11, 16), toDate: rental.to.slice(0, 10), toTime: rental.to.slice(11, 16),
  }, RENTAL_NAMES)
  const update = useChange(updateRental, { quiet: true })
  const { changes, values } = fields

  function save(event: FormEvent) {
    event.preventDefault()
    if (!fields.check({ guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    const body = {
      ...(changes.carId === undefined ? {} : { carId: changes.carId }),
      ...(changes.guestName === undefined ? {} : { guestName: changes.guestName.trim() }),
      ...(changes.price === undefined ? {} : { price: changes.price }),
      ...(changes.notes === undefined ? {} : { notes: changes.notes }),
      ...(changes.fromDate === undefined && changes.fromTime === undefined ? {} : { from: `${values.fromDate}T${values.fromTime}` }),
      ...(changes.toDate === undefined && changes.toTime === undefined ? {} : { to: `${values.toDate}T${values.toTime}` }),
    }
    update.mutate({ params: { id: rental.id }, ifMatch: rental.version, body }, {
      onError: fields.fail,
      onSuccess(after) {
        const where = cars.find(({ id }) => id === after.carId)?.label ?? ''
        tellDone(t('schedules.moved', { who: after.guestName ?? '', where, when: momentOf(format, after) }), [after.lastChange])
        onDone()
      },
    })
  }
  return (
    <Part>
      <form onSubmit={save} noValidate>
        <Stack gap="sm">
          <RentalFields fields={fields} cars={cars} isOut={rental.status === 'out'} />
          <ErrorNote error={fields.fault} />
          <Group justify="flex-end"><Button type="submit" variant="light" loading={update.isPending} disabled={!fields.isChanged}>{t('common.save')}</Button></Group>
        </Stack>
      </form>
    </Part>
  )
}
