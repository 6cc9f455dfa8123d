import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { createRental } from '../../../shared/contract/cars.ts'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import { momentOf } from './moment-words.ts'
import { RENTAL_NAMES, RentalFields, type RentalValues } from './rental-fields.tsx'
import { tellDone } from './tell-done.ts'

interface Props {
  cars: readonly CalendarRow[]
  start: Pick<RentalValues, 'carId' | 'fromDate' | 'fromTime' | 'toDate' | 'toTime'>
  onClose(): void
}

export function NewRental({ cars, start, onClose }: Props) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields<RentalValues>({ guestName: '', price: 0, notes: null, ...start }, RENTAL_NAMES)
  const create = useChange(createRental, { quiet: true })

  function book() {
    const { values } = fields
    if (!fields.check({ guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined })) return
    const body = {
      carId: values.carId, guestName: values.guestName.trim(), from: `${values.fromDate}T${values.fromTime}`, to: `${values.toDate}T${values.toTime}`,
      price: values.price, notes: values.notes,
    }
    create.mutate({ body }, {
      onError: fields.fail,
      onSuccess(made) {
        const where = cars.find(({ id }) => id === made.carId)?.label ?? ''
        tellDone(t('schedules.booked', { who: made.guestName ?? '', where, when: momentOf(format, made) }), [made.lastChange])
        onClose()
      },
    })
  }
  return (
    <FormDialog title={t('schedules.cars.newTitle')} action={t('stay.book')} busy={create.isPending} fault={fields.fault} onSubmit={book} onClose={onClose}>
      <RentalFields fields={fields} cars={cars} />
    </FormDialog>
  )
}
