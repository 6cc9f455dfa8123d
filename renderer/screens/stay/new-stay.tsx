import { Button, Checkbox, Group, Modal, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useMemo, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { checkIn, createStay } from '../../../shared/contract/stays.ts'
import { addDays, nightsBetween } from '../../../shared/time.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { useFields } from '../../components/use-fields.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useChange } from '../../query.ts'
import type { NewStayDefaults } from '../../state/ui.ts'
import { tell } from '../../tell.ts'
import { DateFields } from './date-fields.tsx'
import { GuestField } from './guest-field.tsx'
import { RoomChoice } from './room-choice.tsx'
import classes from './stay.module.css'
import { byCategory, useFreeRooms, type FreeCategory } from './what-is-free.ts'

interface Props { opened: boolean, onClose(): void, defaults?: NewStayDefaults }

/** A new stay. It opens ready for a walk-in: tonight, one night, the cheapest free category; a name and Enter book it. */
export function NewStayDialog({ opened, onClose, defaults }: Props) {
  const t = useWords()
  const today = useProperty()?.today
  if (!opened || today === undefined) return null
  return (
    <Modal opened onClose={onClose} title={t('stay.newTitle')} size="46rem" closeButtonProps={{ 'aria-label': t('common.close') }}>
      <NewStayForm today={today} defaults={defaults ?? {}} onClose={onClose} />
    </Modal>
  )
}

interface Values {
  guestName: string, guestId: number | null, guestPhone: string, guestEmail: string
  arrival: string, departure: string, adults: number, children: number
  category: string | null, roomNumber: string | null, unassigned: boolean
  nightlyRate: number | null, source: string | null, notes: string, option: boolean
}

export const SOURCES = ['direct', 'phone', 'email', 'walk_in', 'website', 'agency'] as const

function NewStayForm({ today, defaults, onClose }: { today: string, defaults: NewStayDefaults, onClose(): void }) {
  const t = useWords()
  const format = useFormat()
  const [start] = useState<Values>(() => {
    const arrival = defaults.arrival ?? today
    return {
      guestName: '', guestId: null, guestPhone: '', guestEmail: '', arrival, departure: defaults.departure ?? addDays(arrival, 1), adults: 1, children: 0,
      category: defaults.category ?? null, roomNumber: defaults.roomNumber ?? null, unassigned: defaults.unassigned ?? false,
      nightlyRate: null, source: null, notes: '', option: defaults.option ?? false,
    }
  })
  const fields = useFields<Values>(start)
  const { set, errorOf } = fields
  const create = useChange(createStay, { quiet: true })
  const arrive = useChange(checkIn)
  const availability = useFreeRooms(fields.values.arrival, fields.values.departure)
  const free = useMemo(() => byCategory(availability.data?.rooms ?? []), [availability.data])
  const values = { ...fields.values, ...freeChoice(free, fields.values) }

  const rooms = free.find(({ category }) => category === values.category)
  const room = rooms?.rooms.find(({ number }) => number === values.roomNumber)
  const rate = values.nightlyRate ?? room?.nightlyRate ?? rooms?.fromRate ?? 0
  const nights = Math.max(1, nightsBetween(values.arrival, values.departure) || 1)
  const canArrive = values.arrival === today && !values.option && !values.unassigned

  // A second Enter while the first is under way must not book twice.
  const underWay = useRef(false)
  async function book(andCheckIn: boolean) {
    if (underWay.current) return
    const isComplete = fields.check({
      guestName: values.guestName.trim() === '' ? t('stay.needName') : undefined,
      departure: values.departure > values.arrival ? undefined : t('stay.needDates'),
      category: values.category === null && values.roomNumber === null ? t('stay.needRoom') : undefined,
    })
    if (!isComplete) return
    underWay.current = true
    try {
      const stay = await create.mutateAsync({ body: bodyOf(values) })
      if (andCheckIn) await arrive.mutateAsync({ params: { id: stay.id }, ifMatch: stay.version })
      tell(t('stay.booked', { guest: values.guestName.trim(), room: stay.roomNumber ?? t('common.noRoom'), dates: format.span(stay.arrival, stay.departure) }))
      onClose()
    } catch (error) {
      fields.fail(error)
    } finally {
      underWay.current = false
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void book(false)
  }
  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    void book(canArrive)
  }

  return (
    <form onSubmit={submit} onKeyDown={press} noValidate>
      <Stack gap="sm">
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <GuestField value={values.guestName} error={errorOf('guestName')} autoFocus
            onChange={(name) => {
              set('guestName', name)
              set('guestId', null)
            }}
            onChoose={(guest) => {
              set('guestName', guest.name)
              set('guestId', guest.id)
              set('guestPhone', guest.phone ?? '')
              set('guestEmail', guest.email ?? '')
            }} />
          <TextInput type="tel" label={t('common.phone')} value={values.guestPhone} error={errorOf('guestPhone')} autoComplete="off"
            onChange={(event) => set('guestPhone', event.currentTarget.value)} />
          <TextInput type="email" label={t('common.email')} value={values.guestEmail} error={errorOf('guestEmail')} autoComplete="off"
            onChange={(event) => set('guestEmail', event.currentTarget.value)} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 2, xs: 5 }} spacing="sm">
          <DateFields arrival={values.arrival} departure={values.departure} errors={{ arrival: errorOf('arrival'), departure: errorOf('departure') }}
            onChange={({ arrival, departure }) => {
              set('arrival', arrival)
              set('departure', departure)
            }} />
          <NumberInput label={t('common.adults')} value={values.adults} min={1} max={50} allowDecimal={false} error={errorOf('adults')}
            onChange={(value) => typeof value === 'number' && set('adults', value)} />
          <NumberInput label={t('common.children')} value={values.children} min={0} max={50} allowDecimal={false} error={errorOf('children')}
            onChange={(value) => typeof value === 'number' && set('children', value)} />
        </SimpleGrid>
        <RoomChoice free={free} loading={availability.isFetching} category={values.category} roomNumber={values.roomNumber} unassigned={values.unassigned}
          errors={{ category: errorOf('category'), room: errorOf('roomNumber') }}
          onChange={({ category, roomNumber, unassigned }) => {
            set('category', category)
            set('roomNumber', roomNumber)
            set('unassigned', unassigned)
          }} />
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NumberInput label={t('stay.ownRate')} placeholder={rate > 0 ? format.money(rate) : t('stay.rateHint')} value={values.nightlyRate ?? ''} min={0} allowNegative={false}
            hideControls error={errorOf('nightlyRate')} onChange={(value) => set('nightlyRate', typeof value === 'number' ? value : null)} />
          <Select label={t('stay.source')} value={values.source} clearable data={SOURCES.map((source) => ({ value: source, label: t(`stay.sources.${source}`) }))}
            onChange={(source) => set('source', source)} />
          <Checkbox mt={26} label={t('stay.option')} checked={values.option} onChange={(event) => set('option', event.currentTarget.checked)} />
        </SimpleGrid>
        <Textarea label={t('common.notes')} value={values.notes} autosize minRows={1} maxRows={4} error={errorOf('notes')}
          onChange={(event) => set('notes', event.currentTarget.value)} />
        <ErrorNote error={fields.fault} />
        <Group justify="space-between">
          <Text size="sm" className={classes.sum} aria-live="polite">
            {t('stay.totalLine', { nights: t('common.nights', { count: nights }), rate: format.money(rate) })} = <strong>{format.money(nights * rate)}</strong>
          </Text>
          <Group gap="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            {canArrive && <Button variant="light" disabled={create.isPending} onClick={() => void book(true)} title="Ctrl+Enter">{t('stay.bookAndCheckIn')}</Button>}
            <Button type="submit" loading={create.isPending}>{t('stay.book')}</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  )
}

/** The choice as it can stand: other dates may have taken away what was chosen, and at first nothing was. */
function freeChoice(free: readonly FreeCategory[], { category, roomNumber }: Pick<Values, 'category' | 'roomNumber'>): Pick<Values, 'category' | 'roomNumber'> {
  if (free.length === 0) return { category, roomNumber }
  const ofRoom = roomNumber === null ? undefined : free.find(({ rooms }) => rooms.some(({ number }) => number === roomNumber))
  if (ofRoom) return { category: ofRoom.category, roomNumber }
  return { category: free.some((one) => one.category === category) ? category : free[0]!.category, roomNumber: null }
}

function bodyOf(values: Values): Parameters<ReturnType<typeof useChange<typeof createStay>>['mutateAsync']>[0]['body'] {
  const text = (value: string) => value.trim() || null
  return {
    guestName: values.guestName.trim(), arrival: values.arrival, departure: values.departure, adults: values.adults, children: values.children,
    ...(values.guestId === null ? { guestPhone: text(values.guestPhone), guestEmail: text(values.guestEmail) } : { guestId: values.guestId }),
    ...(values.roomNumber === null ? { category: values.category ?? undefined } : { roomNumber: values.roomNumber }),
    ...(values.unassigned ? { unassigned: true } : {}),
    ...(values.nightlyRate === null ? {} : { nightlyRate: values.nightlyRate }),
    notes: text(values.notes), source: values.source, status: values.option ? 'pending' : 'confirmed',
  }
}
