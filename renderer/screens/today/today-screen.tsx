import { SimpleGrid, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { listHousekeeping } from '../../../shared/contract/rooms.ts'
import { listStays } from '../../../shared/contract/stays.ts'
import { LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useCall } from '../../query.ts'
import { Figures } from './figures.tsx'
import { StayList } from './stay-list.tsx'

/** Who comes, who goes, who is here; and the one click that each of them needs. */
export function TodayScreen() {
  const say = useWords()
  const format = useFormat()
  const property = useProperty()
  const [filter, setFilter] = useState('')
  const overdue = useCall(listStays, { query: { view: 'overdue', sort: 'arrival', limit: 1 } })
  const house = useCall(listHousekeeping, {})
  if (!property) return <LoadingNote />
  const notReady = new Set(house.data?.rooms.filter((room) => room.housekeeping === 'dirty' || (room.occupied && room.arriving)).map((room) => room.number))
  return (
    <Page
      title={say('today.title')} note={format.longDate(property.today)}
      actions={(
        <TextInput
          type="search" w="14rem" aria-label={say('today.filter')} placeholder={say('today.filter')} leftSection={<IconSearch size={15} aria-hidden />}
          value={filter} maxLength={200} onChange={(event) => setFilter(event.currentTarget.value)}
        />
      )}
    >
      <Figures today={property.today} />
      {(overdue.data?.total ?? 0) > 0 && <StayList view="overdue" today={property.today} filter={filter} notReady={notReady} />}
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <StayList view="arrivals" today={property.today} filter={filter} notReady={notReady} />
        <StayList view="departures" today={property.today} filter={filter} notReady={notReady} />
      </SimpleGrid>
      <StayList view="in_house" today={property.today} filter={filter} notReady={notReady} />
    </Page>
  )
}
