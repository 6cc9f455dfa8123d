import { Button, Group, Modal, Radio, SegmentedControl, Stack, Text } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useId, useMemo, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import { PAPERS, type Paper } from '../../../../shared/paper.ts'
import { ErrorNote } from '../../../components/notes.tsx'
import { useFormat } from '../../../format.ts'
import { useHolidays } from '../../../holidays.ts'
import { useWords } from '../../../i18n.ts'
import { useProperty } from '../../../property.ts'
import { tellError } from '../../../tell.ts'
import { dateOf } from '../days.ts'
import type { Grouping } from '../bars.ts'
import { useCalendar } from '../use-calendar.ts'
import { isLaneGroup, withLanesOf } from './lanes.ts'
import { pagesOf, type PrintGroup } from './pages.ts'
import { printOut } from './print-out.ts'
import { PrintSheet } from './print-sheet.tsx'
import { RANGES, rangesOf, type DayRange, type RangeName } from './ranges.ts'

interface Props {
  /** Days count from it; it counts from 1970-01-01. */
  originDay: number
  today: number
  /** The days in sight, [from, to). */
  seen: { from: number, to: number }
  /** The rooms in sight, grouped as they are there, and the lane of stays without a room as a group. */
  groups: readonly PrintGroup[]
  grouping: Grouping
  onClose(): void
}

/** Asks for paper and days, and prints the calendar. */
export function PrintDialog({ originDay, today, seen, groups: shown, grouping, onClose }: Props) {
  const t = useWords()
  const paperId = useId()
  const [paper, setPaper] = useLocalStorage<Paper>({ key: 'skranke.print.paper', defaultValue: 'A4', getInitialValueInEffect: false })
  const [name, setName] = useState<RangeName>('sight')
  const [printedAt, setPrintedAt] = useState<string>()
  const ranges = useMemo(() => rangesOf(originDay, seen), [originDay, seen])
  const { from, days } = ranges[name]
  const { bars, occupancy, error, retry } = useCalendar(originDay, from, from + days, NOTHING_PENDING, grouping)
  const isHere = Array.from({ length: days }, (_, day) => from + day).every((day) => occupancy.house(day) !== undefined)
  const groups = useMemo(() => withLanesOf(shown, bars.all(), { from, days }), [shown, bars, from, days])
  const pages = useMemo(() => pagesOf(paper, from, days, groups, []).length, [paper, from, days, groups])
  const sheet = {
    paper, originDay, today, from, days, groups, bars: bars.all(), holidays: useHolidays(), title: useProperty()?.name ?? '', subtitle: t('calendar.title'),
    count: (group: PrintGroup, day: number) => isLaneGroup(group) ? occupancy.waiting(day) || undefined : occupancy.group(group.id, day)?.free,
  }

  async function print() {
    // The sheet must be in the page before the system's dialog looks at it.
    flushSync(() => setPrintedAt(new Date().toISOString()))
    await printOut(paper).catch(tellError)
    onClose()
  }

  return (
    <Modal opened onClose={onClose} title={t('calendar.print.title')}>
      <Stack gap="md">
        <div>
          <Text id={paperId} size="xs" fw={600} mb={2}>{t('calendar.print.paper')}</Text>
          <SegmentedControl aria-labelledby={paperId} value={paper} onChange={(value) => setPaper(value as Paper)} data={PAPERS.map((value) => ({ value, label: t('calendar.print.landscape', { paper: value }) }))} />
        </div>
        <RangeChoice originDay={originDay} ranges={ranges} value={name} onChange={setName} />
        <ErrorNote error={error} onRetry={retry} />
        <Text size="sm" c="dimmed" role="status">{t('calendar.print.pages', { count: pages })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
          <Button data-autofocus onClick={() => void print()} loading={printedAt !== undefined || (!isHere && error === null)} disabled={pages === 0 || !isHere}>{t('calendar.print.print')}</Button>
        </Group>
      </Stack>
      {printedAt !== undefined && createPortal(<PrintSheet {...sheet} printedAt={printedAt} />, document.body)}
    </Modal>
  )
}

const NOTHING_PENDING: readonly never[] = []

function RangeChoice({ originDay, ranges, value, onChange }: { originDay: number, ranges: Record<RangeName, DayRange>, value: RangeName, onChange(name: RangeName): void }) {
  const t = useWords()
  const format = useFormat()
  const spanOf = ({ from, days }: DayRange) => format.span(dateOf(originDay + from), dateOf(originDay + from + days - 1))
  return (
    <Radio.Group label={t('calendar.print.range')} size="xs" value={value} onChange={(name) => onChange(name as RangeName)}>
      <Stack gap={6} mt={4}>
        {RANGES.map((name) => <Radio key={name} size="xs" value={name} label={`${t(`calendar.print.ranges.${name}`)}: ${spanOf(ranges[name])}`} />)}
      </Stack>
    </Radio.Group>
  )
}
