import { Button, Group, Select, SimpleGrid, Stack } from '@mantine/core'
import type { FormEvent } from 'react'
import { splitStay, type Stay } from '../../../shared/contract/stays.ts'
import { addDays } from '../../../shared/time.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { RoomSelect } from './move-form.tsx'
import { useFreeRooms } from './what-is-free.ts'

/** From a night on the stay goes on in another room. */
export function SplitForm({ stay, onDone }: { stay: Stay, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const nights = Array.from({ length: stay.nights - 1 }, (_, night) => addDays(stay.arrival, night + 1))
  const fields = useFields({ night: nights[0]!, roomNumber: '' })
  const { values, set, errorOf } = fields
  const split = useChange(splitStay, { quiet: true })
  const { data } = useFreeRooms(values.night, stay.departure)

  function save(event: FormEvent) {
    event.preventDefault()
    if (!fields.check({ roomNumber: values.roomNumber === '' ? t('common.required') : undefined })) return
    split.mutate({ params: { id: stay.id }, body: values, ifMatch: stay.version }, {
      onError: (error) => fields.fail(error),
      onSuccess({ second }) {
        tell(t('stay.done.split', { guest: second.guest?.name ?? t('common.noGuest'), night: format.date(second.arrival), room: second.roomNumber ?? '–' }))
        onDone()
      },
    })
  }

  return (
    <form onSubmit={save} noValidate aria-label={t('stay.splitTitle')}>
      <Stack gap="sm">
        <SimpleGrid cols={2} spacing="sm">
          <Select label={t('stay.splitNight')} value={values.night} allowDeselect={false} error={errorOf('night')}
            data={nights.map((night) => ({ value: night, label: format.date(night) }))} onChange={(night) => night !== null && set('night', night)} />
          <RoomSelect stay={{ ...stay, roomNumber: null }} rooms={data?.rooms ?? []} value={values.roomNumber} error={errorOf('roomNumber')} onChange={(number) => set('roomNumber', number)} />
        </SimpleGrid>
        <ErrorNote error={fields.fault} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="submit" loading={split.isPending}>{t('stay.splitNow')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
