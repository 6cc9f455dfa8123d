import { ActionIcon, Group, Table } from '@mantine/core'
import { IconPencil, IconPower } from '@tabler/icons-react'
import { memo } from 'react'
import { useWords } from '../../i18n.ts'
import { HOUSEKEEPING, type Room } from '../../../shared/contract/rooms.ts'
import tables from '../../components/table.module.css'
import { Tag } from '../../components/tag.tsx'
import { nameOf } from './room-name.ts'
import type { RoomActions } from './room-table.tsx'
import classes from './rooms.module.css'

interface Props {
  room: Room
  /** With the columns of what is sold by the night. */
  hotel: boolean
  hourly: boolean
  mayChange: boolean
  actions: RoomActions
  amount(value: number): string
}

/** One room. Memoised: a click in one of five hundred rows draws one. */
export const RoomRow = memo(function RoomRow({ room, hotel, hourly, mayChange, actions, amount }: Props) {
  const t = useWords()
  const name = nameOf(room)
  const rate = (value: number | null) => value === null ? '–' : amount(value)
  return (
    <Table.Tr className={room.isActive ? undefined : tables.off}>
      {hotel && <Table.Th scope="row" className={tables.tight}>{room.number}</Table.Th>}
      <Table.Td>
        {room.name === room.number ? room.description : room.name} {!room.isActive && <Tag tone="calm">{t('rooms.inactive')}</Tag>}
      </Table.Td>
      <Table.Td className={tables.number}>{room.floor ?? '–'}</Table.Td>
      <Table.Td className={tables.number}>{room.capacity}</Table.Td>
      {hotel && <Table.Td className={tables.number}>{rate(room.nightlyRate)}</Table.Td>}
      {hourly && <Table.Td className={tables.number}>{rate(room.hourlyRate)}</Table.Td>}
      {hotel && (
        <Table.Td className={tables.tight}>
          <div className={classes.states} role="group" aria-label={t('rooms.housekeepingOf', { room: name })}>
            {HOUSEKEEPING.map((state) => (
              <button key={state} type="button" className={classes.state} data-state={state} aria-pressed={room.housekeeping === state}
                onClick={() => actions.onHousekeeping(room, state)}>{t(`common.housekeeping.${state}`)}</button>
            ))}
          </div>
        </Table.Td>
      )}
      {mayChange && (
        <Table.Td className={tables.tight}>
          <Group gap={4} wrap="nowrap">
            <ActionIcon aria-label={t('rooms.changeRoom', { room: name })} title={t('common.change')} onClick={() => actions.onChange(room)}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon aria-label={t(room.isActive ? 'rooms.deactivateRoom' : 'rooms.activateRoom', { room: name })}
              title={t(room.isActive ? 'rooms.deactivate' : 'rooms.activate')} onClick={() => actions.onActive(room, !room.isActive)}>
              <IconPower size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  )
})
