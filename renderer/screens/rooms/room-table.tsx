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
  const columns = 5 + (hotel ? 2 : 0) + (mayChange ? 1 : 0) - (hotel ? 0 : 1)
  return (
    <div className={tables.frame}>
      <Table aria-label={label} stickyHeader={false}>
        <Table.Thead>
          <Table.Tr>
            {hotel && <Table.Th scope="col" className={tables.tight}>{t('rooms.column.number')}</Table.Th>}
            <Table.Th scope="col">{t('rooms.column.name')}</Table.Th>
            <Table.Th scope="col" className={tables.number}>{t('rooms.column.floor')}</Table.Th>
            <Table.Th scope="col" className={tables.number}>{t('rooms.column.capacity')}</Table.Th>
            {hotel && <Table.Th scope="col" className={tables.number}>{t('rooms.column.nightly', { currency })}</Table.Th>}
            <Table.Th scope="col" className={tables.number}>{t('rooms.column.hourly', { currency })}</Table.Th>
            {hotel && <Table.Th scope="col">{t('rooms.column.housekeeping')}</Table.Th>}
            {mayChange && <Table.Th scope="col" className={tables.tight}>{t('rooms.column.actions')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        {byCategory(rooms).map(({ category, rooms }) => (
          <Table.Tbody key={category}>
            <Table.Tr>
              <Table.Th scope="rowgroup" colSpan={columns} className={tables.group}>
                {category} <span className={tables.off}>· {t('rooms.count', { count: rooms.length })}</span>
              </Table.Th>
            </Table.Tr>
            {rooms.map((room) => <RoomRow key={room.id} room={room} hotel={hotel} mayChange={mayChange} actions={actions} amount={amount} />)}
          </Table.Tbody>
        ))}
      </Table>
    </div>
  )
}
