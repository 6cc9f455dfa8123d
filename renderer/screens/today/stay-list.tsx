import { Button, Table, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { listStays } from '../../../shared/contract/stays.ts'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import table from '../../components/table.module.css'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { StayRow } from './stay-row.tsx'
import classes from './today.module.css'

export type TodayView = 'arrivals' | 'departures' | 'in_house' | 'overdue'

interface Props {
  view: TodayView
  today: string
  filter: string
  /** Rooms that nobody can be shown to yet. */
  notReady: ReadonlySet<string>
}

const FIRST = 50
const TITLES = { arrivals: 'today.arrivals', departures: 'today.departures', in_house: 'today.inHouse', overdue: 'today.overdue' } as const
const EMPTY = { arrivals: 'today.noArrivals', departures: 'today.noDepartures', in_house: 'today.noInHouse', overdue: 'today.noInHouse' } as const

export function StayList({ view, today, filter, notReady }: Props) {
  const say = useWords()
  const format = useFormat()
  const [q] = useDebouncedValue(filter.trim(), 150)
  const [limit, setLimit] = useState(FIRST)
  const { data, error, refetch } = useCall(listStays, { query: { view, q, sort: 'room', limit } }, { keepPrevious: true })
  const title = say(TITLES[view])
  const more = Math.min(100, data?.total ?? 0) - (data?.items.length ?? 0)
  return (
    <section className={classes.list} data-view={view} aria-label={title}>
      <div className={classes.head}>
        <Title order={2} size="h3">{title}</Title>
        {data && <Text size="sm" c="dimmed">{format.number(data.total)}</Text>}
        {view === 'overdue' && <Text size="sm" c="dimmed">{say('today.overdueText')}</Text>}
      </div>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <LoadingNote />}
      {data?.items.length === 0 && <Text size="sm" c="dimmed" px="sm" pb="sm">{say(q === '' ? EMPTY[view] : 'today.noMatch')}</Text>}
      {data && data.items.length > 0 && (
        <div className={classes.scroll}>
          <Table aria-label={title} verticalSpacing={4}>
            <Table.Thead className={classes.hiddenHead}>
              <Table.Tr>
                <Table.Th>{say('common.room')}</Table.Th>
                <Table.Th>{say('common.guest')}</Table.Th>
                <Table.Th>{say(view === 'arrivals' ? 'common.departure' : 'common.arrival')}</Table.Th>
                <Table.Th className={table.number}>{say('common.balance')}</Table.Th>
                <Table.Th>{say('common.actions')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.items.map((stay) => <StayRow key={stay.id} stay={stay} view={view} today={today} isReady={!notReady.has(stay.roomNumber ?? '')} />)}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {more > 0 && <Button variant="subtle" m="xs" onClick={() => setLimit(100)}>{say('today.more', { count: more })}</Button>}
    </section>
  )
}
