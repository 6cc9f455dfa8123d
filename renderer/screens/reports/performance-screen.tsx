import { Button, Group, Input, SegmentedControl, Text } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import { PERIODS, performanceReport } from '../../../shared/contract/reports.ts'
import { addDays } from '../../../shared/time.ts'
import { copyText } from '../../components/copy.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useCall } from '../../query.ts'
import { tell } from '../../tell.ts'
import { csvOf } from './csv.ts'
import { PerformanceTable } from './performance-table.tsx'
import { RangeFields, type PartialRange } from './range-fields.tsx'
import { rangeOf } from './ranges.ts'
import { Totals } from './totals.tsx'

type By = (typeof PERIODS)[number]

/** Occupancy, ADR and RevPAR. */
export function PerformanceScreen() {
  const property = useProperty()
  // Which nights are meant depends on the business date, which comes with the property.
  return property === undefined ? <LoadingNote /> : <Performance today={property.today} currency={property.currency} />
}

function Performance({ today, currency }: { today: string, currency: string }) {
  const t = useWords()
  const [range, setRange] = useState<PartialRange>(() => rangeOf('thisMonth', today))
  const [by, setBy] = useState<By>('day')
  const { first, last } = range
  const isComplete = first !== null && last !== null && first <= last
  const { data, error, refetch, isPlaceholderData } = useCall(performanceReport,
    // The report leaves its last day out; people name the last night that counts.
    { query: { from: first ?? today, to: addDays(last ?? today, 1), by } },
    { enabled: isComplete, keepPrevious: true })
  // While another report is fetched the last one stays: its rows tell what they are counted by.
  const shownBy = data === undefined || !isPlaceholderData ? by : periodOf(data.rows[0]?.period)

  const copy = async () => tell(t(data && await copyText(csvOf(data, currency)) ? 'reports.copied' : 'reports.notCopied'))
  return (
    <Page title={t('reports.title')} note={t('reports.note')}
      actions={<Button variant="default" leftSection={<IconCopy size={14} aria-hidden />} disabled={!data} onClick={() => void copy()}>{t('reports.copy')}</Button>}>
      <Group gap="md" align="flex-start">
        <RangeFields range={range} today={today} onChange={setRange} />
        <Input.Wrapper size="xs" label={t('reports.by')} labelElement="div">
          <SegmentedControl aria-label={t('reports.by')} value={by} onChange={(next) => setBy(next as By)} display="flex"
            data={PERIODS.map((one) => ({ value: one, label: t(`reports.periods.${one}`) }))} />
        </Input.Wrapper>
      </Group>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && isComplete && <LoadingNote />}
      {data !== undefined && data.total.roomsAvailable === 0 && data.total.roomsSold === 0 && <EmptyNote title={t('reports.emptyTitle')}>{t('reports.emptyText')}</EmptyNote>}
      {data !== undefined && (data.total.roomsAvailable > 0 || data.total.roomsSold > 0) && (
        <>
          <Totals total={data.total} />
          <PerformanceTable report={data} by={shownBy} />
          <Text size="xs" c="dimmed">{t('reports.explain')}</Text>
        </>
      )}
    </Page>
  )
}

function periodOf(period: string | undefined): By {
  if (period !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(period)) return 'day'
  return period !== undefined && /^\d{4}-\d{2}$/.test(period) ? 'month' : 'category'
}
