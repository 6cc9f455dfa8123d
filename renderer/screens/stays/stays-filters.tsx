import { Button, Group, Pill, SegmentedControl, Select, TextInput } from '@mantine/core'
import { DateInput } from '@mantine/dates'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { listHousekeeping } from '../../../shared/contract/rooms.ts'
import { STATUSES, STAY_VIEWS } from '../../../shared/contract/stays.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { choose, clearFilter, isFiltered, useStaysFilter, type StaysFilter } from './filter.ts'

export function StaysFilters() {
  const say = useWords()
  const filter = useStaysFilter()
  const house = useCall(listHousekeeping, {})
  const categories = [...new Set(house.data?.rooms.map((room) => room.category))].sort()
  return (
    <Group gap="xs" role="search">
      <SearchField />
      <SegmentedControl
        aria-label={say('stays.view')} value={filter.view} onChange={(view) => choose({ view: view as StaysFilter['view'] })}
        data={STAY_VIEWS.map((value) => ({ value, label: say(`stays.views.${value}`) }))}
      />
      <Select
        aria-label={say('common.status')} placeholder={say('stays.anyStatus')} w="8rem" clearable value={filter.status}
        data={STATUSES.map((value) => ({ value, label: say(`common.statuses.${value}`) }))} clearButtonProps={{ 'aria-label': say('common.clear') }}
        onChange={(status) => choose({ status: status as StaysFilter['status'] })}
      />
      <Select
        aria-label={say('common.category')} placeholder={say('stays.anyCategory')} w="9.5rem" clearable searchable value={filter.category} data={categories}
        clearButtonProps={{ 'aria-label': say('common.clear') }} nothingFoundMessage={say('common.nothingFound')}
        onChange={(category) => choose({ category })}
      />
      <DateInput
        aria-label={say('stays.from')} placeholder={say('stays.from')} w="7rem" clearable value={filter.from} valueFormat="D. MMM YYYY"
        clearButtonProps={{ 'aria-label': say('common.clear') }} onChange={(from) => choose({ from })}
      />
      <DateInput
        aria-label={say('stays.to')} placeholder={say('stays.to')} w="7rem" clearable value={filter.to} valueFormat="D. MMM YYYY"
        clearButtonProps={{ 'aria-label': say('common.clear') }} onChange={(to) => choose({ to })}
      />
      {filter.guest && (
        <Pill size="md" withRemoveButton onRemove={() => choose({ guest: null })} removeButtonProps={{ 'aria-label': say('common.clear'), tabIndex: 0 }}>
          {say('stays.ofGuest', { name: filter.guest.name })}
        </Pill>
      )}
      {isFiltered(filter) && <Button variant="subtle" onClick={clearFilter}>{say('stays.clearFilters')}</Button>}
    </Group>
  )
}

/** Typing is at once in the field; the list is asked when it pauses. */
function SearchField() {
  const say = useWords()
  const q = useStaysFilter((filter) => filter.q)
  /** What is typed and not asked yet. */
  const [typed, setTyped] = useState<string | null>(null)
  const ask = useDebouncedCallback((wanted: string) => {
    choose({ q: wanted })
    setTyped(null)
  }, 180)
  return (
    <TextInput
      aria-label={say('stays.search')} placeholder={say('stays.search')} leftSection={<IconSearch size={15} aria-hidden />} w="13.5rem"
      type="search" value={typed ?? q} maxLength={200}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
    />
  )
}
