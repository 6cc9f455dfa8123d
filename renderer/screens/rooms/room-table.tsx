import { Table } from '@mantine/core'
import { useWords } from '../../i18n.ts'
import type { Housekeeping, Room } from '../../../shared/contract/rooms.ts'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import tables from '../../components/table.module.css'
import { byCategory } from './room-filter.ts'
import { RoomRow } from './room-row.tsx'

export interface RoomActions {
  onHousekeeping(room: Room, state: Housekeeping): void
  onChange(room: Room): void
  onActive(room: Room, active: boolean): void
}

/** Rooms by category. What only an administrator may do is left out for others. */
export function RoomTable({ rooms, hotel, label, mayChange, actions }: { rooms: readonly Room[], hotel: boolean, label: string, mayChange: boolean, actions: RoomActions }) {
  const t = useWords()
  const { currency, amount } = useAmountFormat()
  // A hotel that lets no room by the hour has no column for it.
  const shows = {
    number: hotel, nightly: hotel, hourly: !hotel || rooms.some(({ hourlyRate }) => hourlyRate !== null), housekeeping: hotel, actions: mayChange,
  }
  const columns = 3 + Object.values(shows).filter(Boolean).length
  return (
    <div className={tables.frame}>
      <Table aria-label={label} verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            {shows.number && <Table.Th scope="col" className={tables.tight}>{t('rooms.column.number')}</Table.Th>}
            <Table.Th scope="col">{t('rooms.column.name')}</Table.Th>
            <Table.Th scope="col" className={tables.number}>{t('rooms.column.floor')}</Table.Th>
            <Table.Th scope="col" className={tables.number}>{t('rooms.column.capacity')}</Table.Th>
            {shows.nightly && <Table.Th scope="col" className={tables.number}>{t('rooms.column.nightly', { currency })}</Table.Th>}
            {shows.hourly && <Table.Th scope="col" className={tables.number}>{t('rooms.column.hourly', { currency })}</Table.Th>}
            {shows.housekeeping && <Table.Th scope="col">{t('rooms.column.housekeeping')}</Table.Th>}
            {shows.actions && <Table.Th scope="col" className={tables.tight}>{t('rooms.column.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        {byCategory(rooms).map(({ category, rooms }) => (
          <Table.Tbody key={category}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={columns} className={tables.group}>
                {category} <span className={tables.off}>· {t('rooms.count', { count: rooms.length })}</span>
              </Table.Th>
            </Table.Tr>
            {rooms.map((room) => <RoomRow key={room.id} room={room} hotel={hotel} hourly={shows.hourly} mayChange={mayChange} actions={actions} amount={amount} />)}
          </Table.Tbody>
        ))}
      </Table>
    </div>
  )
}
