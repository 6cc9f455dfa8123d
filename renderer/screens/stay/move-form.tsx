import { Button, Group, Radio, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { moveStay, type Stay } from '../../../shared/contract/stays.ts'
import { nightsBetween } from '../../../shared/time.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { DateFields } from './date-fields.tsx'
import { byCategory, useFreeRooms, type FreeRoom } from './what-is-free.ts'

/** Moves a stay to another room, other dates, or both; where the new room costs another price, it asks which holds. */
export function MoveForm({ stay, onDone }: { stay: Stay, onDone(): void }) {
  const t = useWords()
  const format = useFormat()
  const fields = useFields({ arrival: stay.arrival, departure: stay.departure, roomNumber: stay.roomNumber ?? '' })
  const { values, set, errorOf } = fields
  const [takesNewPrice, setTakesNewPrice] = useState(false)
  const move = useChange(moveStay, { quiet: true })
  const { data } = useFreeRooms(values.arrival, values.departure, stay.id)
  const room = data?.rooms.find(({ number }) => number === values.roomNumber)
  const newRate = room?.nightlyRate ?? null
  const differs = values.roomNumber !== stay.roomNumber && newRate !== null && newRate !== stay.nightlyRate
  const difference = differs ? (newRate - stay.nightlyRate) * Math.max(1, nightsBetween(values.arrival, values.departure)) : 0

  function save(event: FormEvent) {
    event.preventDefault()
    if (!fields.check({ departure: values.departure > values.arrival ? undefined : t('stay.needDates') })) return
    move.mutate({ params: { id: stay.id }, ifMatch: stay.version, body: { ...fields.changes, ...(differs && takesNewPrice ? { nightlyRate: newRate } : {}) } }, {
      onError: (error) => fields.fail(error),
      onSuccess(moved) {
        tell(t('stay.done.moved', { guest: moved.guest?.name ?? t('common.noGuest'), room: moved.roomNumber ?? '–', dates: format.span(moved.arrival, moved.departure) }))
        onDone()
      },
    })
  }

  return (
    <form onSubmit={save} noValidate aria-label={t('stay.moveTitle')}>
      <Stack gap="sm">
        <SimpleGrid cols={3} spacing="sm">
          <DateFields arrival={values.arrival} departure={values.departure} arrivalFixed={stay.status === 'checked_in'}
            errors={{ arrival: errorOf('arrival'), departure: errorOf('departure') }}
            onChange={({ arrival, departure }) => {
              set('arrival', arrival)
              set('departure', departure)
            }} />
        </SimpleGrid>
        <RoomSelect stay={stay} rooms={data?.rooms ?? []} value={values.roomNumber} error={errorOf('roomNumber')} onChange={(number) => set('roomNumber', number)} />
        {differs && (
          <Radio.Group label={t('stay.priceChange')} value={takesNewPrice ? 'new' : 'keep'} onChange={(value) => setTakesNewPrice(value === 'new')}>
            <Stack gap={4} mt={4}>
              <Radio size="xs" value="keep" label={t('stay.keepPrice', { rate: format.money(stay.nightlyRate) })} />
              <Radio size="xs" value="new" label={t('stay.newPrice', { rate: format.money(newRate), difference: `${difference > 0 ? '+' : '−'}${format.money(Math.abs(difference))}` })} />
            </Stack>
          </Radio.Group>
        )}
        <ErrorNote error={fields.fault} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>{t('common.cancel')}</Button>
          <Button type="submit" loading={move.isPending} disabled={!fields.isChanged}>{t('stay.moveNow')}</Button>
        </Group>
      </Stack>
    </form>
  )
}

interface RoomSelectProps { stay: Stay, rooms: readonly FreeRoom[], value: string, error: string | undefined, onChange(number: string): void }

/** The rooms that are free for the stay, its own category first. */
export function RoomSelect({ stay, rooms, value, error, onChange }: RoomSelectProps) {
  const t = useWords()
  const format = useFormat()
  const groups = byCategory(rooms).sort((a, b) => Number(b.category === stay.category) - Number(a.category === stay.category))
  const label = (room: FreeRoom) => [
    room.number === stay.roomNumber ? t('stay.samePlace', { room: room.number }) : room.number,
    room.nightlyRate === null ? '' : format.money(room.nightlyRate), t(`common.housekeeping.${room.housekeeping}`),
  ].filter(Boolean).join(' · ')
  return (
    <>
      <Select label={t('stay.moveTo')} searchable allowDeselect={false} value={value} error={error} onChange={(number) => number !== null && onChange(number)}
        data={groups.map(({ category, rooms: free }) => ({ group: category, items: free.map((room) => ({ value: room.number, label: label(room) })) }))} />
      {rooms.length === 0 && <Text size="sm" role="status" c="var(--sk-bad)">{t('stay.nothingFree')}</Text>}
    </>
  )
}
