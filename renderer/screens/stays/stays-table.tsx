import { Table, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconStarFilled } from '@tabler/icons-react'
import { STAY_ORDERS, type Stay } from '../../../shared/contract/stays.ts'
import { rowKeys } from '../../components/row-keys.ts'
import { StatusTag } from '../../components/status-tag.tsx'
import table from '../../components/table.module.css'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useUi } from '../../state/ui.ts'
import { choose, useStaysFilter } from './filter.ts'
import classes from './stays.module.css'

type Order = (typeof STAY_ORDERS)[number]

export function StaysTable({ stays }: { stays: readonly Stay[] }) {
  const say = useWords()
  const format = useFormat()
  const { openStay, stayId } = useUi()
  return (
    <div className={table.frame}>
      <Table aria-label={say('stays.table')} verticalSpacing={5}>
        <Table.Thead>
          <Table.Tr>
            <Heading order="created" label={say('stays.number')} />
            <Heading order="guest" label={say('common.guest')} />
            <Heading order="room" label={say('common.room')} />
            <Table.Th>{say('common.category')}</Table.Th>
            <Heading order="arrival" label={say('common.arrival')} />
            <Heading order="departure" label={say('common.departure')} />
            <Table.Th className={`${table.number} ${classes.spare}`}>{say('stays.nights')}</Table.Th>
            <Table.Th>{say('common.status')}</Table.Th>
            <Heading order="total" label={say('stays.totalPrice')} number />
            <Table.Th className={table.number}>{say('stays.unpaid')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stays.map((stay) => (
            <Table.Tr
              key={stay.id} {...rowKeys(() => openStay(stay.id))} className={classes.row} data-open={stay.id === stayId || undefined}
              data-over={stay.status === 'cancelled' || stay.status === 'no_show' || undefined} onClick={() => openStay(stay.id)}
            >
              <Table.Td className={classes.id}>{stay.id}</Table.Td>
              <Table.Td className={classes.guest}>
                {stay.guest?.name ?? say('common.noGuest')}
                {stay.guest?.vip && <> <IconStarFilled size={12} role="img" aria-label={say('common.vip')} className={classes.vip} /></>}
              </Table.Td>
              <Table.Td>{stay.roomNumber ?? say('common.noRoom')}</Table.Td>
              <Table.Td className={classes.category} title={stay.category}>{stay.category}</Table.Td>
              <Table.Td className={table.tight}>{format.day(stay.arrival)}</Table.Td>
              <Table.Td className={table.tight}>{format.day(stay.departure)}</Table.Td>
              <Table.Td className={`${table.number} ${classes.spare}`}>{stay.nights}</Table.Td>
              <Table.Td><StatusTag status={stay.status} /></Table.Td>
              <Table.Td className={table.number}>{format.money(stay.total)}</Table.Td>
              <Table.Td className={table.number}>{stay.balance === 0 ? '–' : format.money(stay.balance)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** A column that sorts: once upwards, again downwards. */
function Heading({ order, label, number }: { order: Order, label: string, number?: boolean }) {
  const say = useWords()
  const { sort, direction } = useStaysFilter()
  const isChosen = sort === order
  const Arrow = direction === 'asc' ? IconArrowUp : IconArrowDown
  return (
    <Table.Th aria-sort={isChosen ? (direction === 'asc' ? 'ascending' : 'descending') : undefined} className={number ? table.number : undefined}>
      <UnstyledButton
        className={classes.sort} title={say('stays.sortBy', { column: label })}
        onClick={() => choose({ sort: order, direction: isChosen && direction === 'asc' ? 'desc' : 'asc' })}
      >
        {label}{isChosen && <Arrow size={13} aria-hidden />}
      </UnstyledButton>
    </Table.Th>
  )
}
