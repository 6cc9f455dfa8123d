import { Button, Group, Modal, Select, Stack, Table, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { calendar, moveTogether } from '../../../shared/contract/calendar.ts'
import { tidyStays, type Tidying, type TidyMove } from '../../../shared/contract/tidy.ts'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import tables from '../../components/table.module.css'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tellDeed } from '../../undo.tsx'

const DAYS = 14
const RUNS = 3
const ALL = ''

interface Props {
  opened: boolean
  onClose(): void
  categories: readonly string[]
  /** The one to begin with; all of them without it. */
  category?: string
  /** The moves that are being offered, to be shown on the calendar; none when they no longer are. */
  onPreview?(moves: readonly TidyMove[]): void
}

/** Offers moves of guests who have not come yet that free longer runs of nights: to take or to leave. */
export function TidyUp({ opened, onClose, ...offer }: Props) {
  const t = useWords()
  function leave() {
    offer.onPreview?.([])
    onClose()
  }
  return (
    <Modal opened={opened} onClose={leave} size="lg" title={t('calendar.tidy.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Offers {...offer} onLeave={leave} />
    </Modal>
  )
}

/** What is chosen lives as long as the dialog is open. */
function Offers({ categories, category = ALL, onPreview, onLeave }: Omit<Props, 'opened' | 'onClose'> & { onLeave(): void }) {
  const t = useWords()
  const [chosen, setChosen] = useState(category)
  return (
    <Stack gap="md">
      <Text size="sm">{t('calendar.tidy.about', { nights: DAYS })}</Text>
      <Select
        label={t('calendar.tidy.category')} value={chosen} allowDeselect={false} data-autofocus
        data={[{ value: ALL, label: t('calendar.tidy.all') }, ...categories.map((value) => ({ value, label: value }))]}
        onChange={(value) => {
          onPreview?.([])
          setChosen(value ?? ALL)
        }}
      />
      {(chosen === ALL ? categories : [chosen]).map((one) => <Offer key={one} category={one} onPreview={onPreview} />)}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onLeave}>{t('calendar.tidy.leave')}</Button>
      </Group>
    </Stack>
  )
}

/** The moves within one category: all of them or none, for one may need the place that another leaves. */
function Offer({ category, onPreview }: { category: string, onPreview?: Props['onPreview'] }) {
  const t = useWords()
  const client = useQueryClient()
  const section = useRef<HTMLElement>(null)
  // Worked out for this moment: an old offer is none.
  const { data, error, refetch } = useCall(tidyStays, { query: { category, days: DAYS } }, { gcTime: 0 })
  const move = useChange(moveTogether, { quiet: true })

  function carryOut({ moves }: Tidying) {
    move.mutate({ body: { moves: moves.map(({ id, version, toRoom }) => ({ id, version, roomNumber: toRoom })) } }, {
      onSuccess({ steps }) {
        onPreview?.([])
        // The button goes with the moves; who used it stays where they were.
        section.current?.focus()
        tellDeed({ text: t('calendar.tidy.done', { category, count: moves.length }), steps })
      },
      onSettled() {
        for (const path of [calendar.path, tidyStays.path]) void client.invalidateQueries({ queryKey: [path] })
      },
    })
  }

  return (
    <section ref={section} tabIndex={-1} aria-label={category}>
      <Stack gap={6}>
        <Text fw={600}>{category}</Text>
        <ErrorNote error={error} onRetry={() => void refetch()} />
        <ErrorNote error={move.error} />
        {!data && !error && <LoadingNote />}
        {data?.moves.length === 0 && <Text size="sm" c="dimmed" role="status">{t('calendar.tidy.nothing')}</Text>}
        {data && data.moves.length > 0 && (
          <>
            <Gain tidying={data} />
            <MoveTable category={category} moves={data.moves} />
            <Group justify="flex-end" gap="xs">
              {onPreview && <Button variant="default" onClick={() => onPreview(data.moves)}>{t('calendar.tidy.show')}</Button>}
              <Button loading={move.isPending} onClick={() => carryOut(data)}>{t('calendar.tidy.carryOut', { count: data.moves.length })}</Button>
            </Group>
          </>
        )}
      </Stack>
    </section>
  )
}

function Gain({ tidying: { moves, before, after } }: { tidying: Tidying }) {
  const t = useWords()
  const housed = moves.filter(({ fromRoom }) => fromRoom === null).length
  const [longest, longer] = [before.runs[0] ?? 0, after.runs[0] ?? 0]
  // Where the longest is as long as before, the next ones are what it is about.
  const list = (runs: readonly number[]) => runs.slice(0, differAt(before.runs, after.runs) + RUNS).join(', ')
  return (
    <Text size="sm" role="status">
      {housed > 0 && `${t('calendar.tidy.housed', { count: housed })} `}
      {longer > longest && t('calendar.tidy.longest', { before: longest, count: longer })}
      {longer === longest && t('calendar.tidy.runs', { before: list(before.runs), after: list(after.runs) })}
    </Text>
  )
}

function differAt(one: readonly number[], other: readonly number[]): number {
  const at = other.findIndex((length, index) => length !== one[index])
  return at < 0 ? other.length : at
}

function MoveTable({ category, moves }: { category: string, moves: readonly TidyMove[] }) {
  const t = useWords()
  const format = useFormat()
  return (
    <div className={tables.frame}>
      <Table aria-label={t('calendar.tidy.moves', { category })} verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('calendar.tidy.guest')}</Table.Th>
            <Table.Th scope="col">{t('calendar.tidy.dates')}</Table.Th>
            <Table.Th scope="col" className={tables.tight}>{t('calendar.tidy.from')}</Table.Th>
            <Table.Th scope="col" className={tables.tight}>{t('calendar.tidy.to')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {moves.map(({ id, guest, arrival, departure, fromRoom, toRoom }) => (
            <Table.Tr key={id}>
              <Table.Td>{guest ?? t('common.noGuest')}</Table.Td>
              <Table.Td>{format.span(arrival, departure)}</Table.Td>
              <Table.Td className={tables.tight}>{fromRoom ?? t('calendar.tidy.noRoom')}</Table.Td>
              <Table.Td className={tables.tight}>{toRoom}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  )
}
