import { Button, Group, NativeSelect, Pagination, Text } from '@mantine/core'
import { IconDownload, IconPlus } from '@tabler/icons-react'
import { listStays } from '../../../shared/contract/stays.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import { exportStays } from './export.ts'
import { choose, clearFilter, isFiltered, toQuery, useStaysFilter } from './filter.ts'
import { StaysFilters } from './stays-filters.tsx'
import { StaysTable } from './stays-table.tsx'

export function StaysScreen() {
  const say = useWords()
  const format = useFormat()
  const filter = useStaysFilter()
  const newStay = useUi((ui) => ui.newStay)
  const { data, error, refetch } = useCall(
    listStays, { query: { ...toQuery(filter), page: filter.page, limit: filter.limit } }, { keepPrevious: true },
  )
  const total = data?.total ?? 0
  return (
    <Page
      title={say('stays.title')} note={data && say('stays.count', { count: total, shown: format.number(total) })}
      actions={<Button variant="default" leftSection={<IconDownload size={15} aria-hidden />} disabled={total === 0} onClick={() => void exportStays()}>{say('stays.export')}</Button>}
    >
      <StaysFilters />
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {!data && !error && <LoadingNote />}
      {data && data.items.length > 0 && <StaysTable stays={data.items} />}
      {data && data.items.length === 0 && (isFiltered(filter)
        ? <EmptyNote title={say('stays.noneFound')} action={<Button variant="default" onClick={clearFilter}>{say('stays.clearFilters')}</Button>}>{say('stays.noneFoundText')}</EmptyNote>
        : (
          <EmptyNote title={say('stays.noneYet')} action={<Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => newStay()}>{say('frame.newStay')}</Button>}>
            {say('stays.noneYetText')}
          </EmptyNote>
        ))}
      {data && data.total > 0 && (
        <Group justify="space-between">
          <Group gap="xs">
            <Text size="sm" c="dimmed" component="label" htmlFor="stays-rows">{say('stays.perPage')}</Text>
            <NativeSelect id="stays-rows" size="xs" data={['25', '50', '100']} value={String(filter.limit)} onChange={(event) => choose({ limit: Number(event.currentTarget.value) })} />
          </Group>
          {data.pages > 1 && (
            <nav aria-label={say('stays.pages')}>
              <Pagination
                total={data.pages} value={filter.page} onChange={(page) => useStaysFilter.setState({ page })} withEdges
                getItemProps={(page) => ({ 'aria-label': `${page}` })} getControlProps={(control) => ({ 'aria-label': say(`stays.page.${control}`) })}
              />
            </nav>
          )}
        </Group>
      )}
    </Page>
  )
}
