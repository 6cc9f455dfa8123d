import { Button, Group, SegmentedControl, Stack, Switch, Text, TextInput, Title } from '@mantine/core'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useWords } from '../../i18n.ts'
import { HOUSEKEEPING, type Housekeeping, type Room } from '../../../shared/contract/rooms.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useIsAdmin } from '../../state/session.ts'
import { DeactivateRoom } from './deactivate-room.tsx'
import { filterRooms, NO_FILTER } from './room-filter.ts'
import { RoomForm } from './room-form.tsx'
import { RoomTable } from './room-table.tsx'
import { RoomsByPattern } from './rooms-by-pattern.tsx'
import { useRoomActions } from './use-room-actions.ts'
import { useRooms } from './use-rooms.ts'

type Dialog = { kind: 'none' } | { kind: 'add' } | { kind: 'many' } | { kind: 'change' | 'deactivate', room: Room }

const NONE: Dialog = { kind: 'none' }

/** The house's rooms: how they stand, what they cost, and which are in use. */
export function RoomsScreen() {
  const t = useWords()
  const { data, error, refetch } = useRooms()
  const mayChange = useIsAdmin()
  const [filter, setFilter] = useState(NO_FILTER)
  const [dialog, setDialog] = useState<Dialog>(NONE)
  const actions = useRoomActions({
    onChange: (room) => setDialog({ kind: 'change', room }),
    onDeactivate: (room) => setDialog({ kind: 'deactivate', room }),
  })
  const categories = useMemo(() => [...new Set(data?.map(({ roomType }) => roomType))].sort(), [data])
  const shown = useMemo(() => filterRooms(data ?? [], filter), [data, filter])
  const hotel = shown.filter(({ number }) => number !== null)
  const hourly = shown.filter(({ number }) => number === null)

  const add = mayChange && (
    <>
      <Button variant="default" onClick={() => setDialog({ kind: 'many' })}>{t('rooms.addMany')}</Button>
      <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setDialog({ kind: 'add' })}>{t('rooms.add')}</Button>
    </>
  )
  const close = () => setDialog(NONE)
  return (
    <Page title={t('rooms.title')} note={t('rooms.note')} actions={add}>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <LoadingNote />}
      {data?.length === 0 && <EmptyNote title={t('rooms.emptyTitle')} action={<Group gap="xs">{add}</Group>}>{t('rooms.emptyText')}</EmptyNote>}
      {data !== undefined && data.length > 0 && (
        <>
          <Group gap="md" align="flex-end">
            <TextInput type="search" label={t('rooms.filter')} placeholder={t('rooms.filterHint')} leftSection={<IconSearch size={14} aria-hidden />} w="16rem"
              value={filter.text} onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })} />
            <SegmentedControl aria-label={t('rooms.column.housekeeping')} value={filter.housekeeping}
              onChange={(state) => setFilter({ ...filter, housekeeping: state as Housekeeping | 'all' })}
              data={[{ value: 'all', label: t('rooms.stateAll') }, ...HOUSEKEEPING.map((state) => ({ value: state, label: `${t(`common.housekeeping.${state}`)} ${countIn(data, state)}` }))]} />
            <Switch label={t('rooms.showInactive')} checked={filter.inactive} onChange={(event) => setFilter({ ...filter, inactive: event.currentTarget.checked })} mb={6} />
            <Text size="sm" c="dimmed" mb={4} ml="auto" role="status">{t('rooms.count', { count: shown.length })}</Text>
          </Group>
          {shown.length === 0 && (
            <EmptyNote title={t('rooms.nothingTitle')} action={<Button variant="default" onClick={() => setFilter({ ...NO_FILTER, inactive: true })}>{t('rooms.showAll')}</Button>}>
              {t('rooms.nothingText')}
            </EmptyNote>
          )}
          {hotel.length > 0 && (
            <Stack gap="xs">
              <Title order={2}>{t('rooms.hotel')}</Title>
              <RoomTable hotel rooms={hotel} label={t('rooms.hotel')} mayChange={mayChange} actions={actions} />
            </Stack>
          )}
          {hourly.length > 0 && (
            <Stack gap="xs">
              <Title order={2}>{t('rooms.hourly')}</Title>
              <RoomTable hotel={false} rooms={hourly} label={t('rooms.hourly')} mayChange={mayChange} actions={actions} />
            </Stack>
          )}
        </>
      )}
      {dialog.kind === 'add' && <RoomForm room={null} categories={categories} onClose={close} />}
      {dialog.kind === 'change' && <RoomForm room={dialog.room} categories={categories} onClose={close} />}
      {dialog.kind === 'many' && <RoomsByPattern categories={categories} onClose={close} />}
      {dialog.kind === 'deactivate' && <DeactivateRoom room={dialog.room} onClose={close} />}
    </Page>
  )
}

function countIn(rooms: readonly Room[], state: Housekeeping): number {
  return rooms.filter((room) => room.number !== null && room.isActive && room.housekeeping === state).length
}
