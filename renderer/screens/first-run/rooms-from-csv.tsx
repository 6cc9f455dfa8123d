import { Button, Code, FileInput, Group, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { importCsv, type ImportReport } from '../../../shared/contract/imports.ts'
import { ErrorNote } from '../../components/notes.tsx'
import { Tag } from '../../components/tag.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import classes from './first-run.module.css'

const EXAMPLE = 'number,category,floor,capacity,nightly_rate\n101,Double,1,2,1195\n102,Single,1,1,895'
const SHOWN = 100

/** A list of rooms from elsewhere: read at once without taking anything, then taken at a word. */
export function RoomsFromCsv({ onDone }: { onDone(): void }) {
  const say = useWords()
  const [file, setFile] = useState<File | null>(null)
  const [text, setText] = useState('')
  const read = useChange(importCsv, { quiet: true })
  const take = useChange(importCsv, { quiet: true, onSuccess: onDone })
  const report = read.data

  async function pick(picked: File | null) {
    setFile(picked)
    read.reset()
    take.reset()
    if (picked === null) return
    const content = await picked.text()
    setText(content)
    read.mutate({ params: { what: 'rooms' }, body: content })
  }

  return (
    <Stack gap="md">
      <Text size="sm">{say('firstRun.csvText')}</Text>
      <Code block aria-label={say('firstRun.csvExample')}>{EXAMPLE}</Code>
      <FileInput label={say('firstRun.csvPick')} placeholder={say('firstRun.csvPickHint')} accept=".csv,text/csv" value={file} clearable
        clearButtonProps={{ 'aria-label': say('common.clear') }} onChange={(picked) => void pick(picked)} />
      <ErrorNote error={read.error ?? take.error} />
      {report && <Report report={report} />}
      {report && report.good > 0 && (
        <Group justify="flex-end">
          <Button size="sm" loading={take.isPending} onClick={() => take.mutate({ params: { what: 'rooms' }, query: { apply: report.bad > 0 ? 'good' : 'all' }, body: text })}>
            {say('firstRun.csvApply', { count: report.good })}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

/** What each row makes; the faulty ones first, because they are what one must read. */
function Report({ report }: { report: ImportReport }) {
  const say = useWords()
  const rows = [...report.rows].sort((a, b) => Number(a.ok) - Number(b.ok) || a.line - b.line)
  return (
    <div role="status">
      <Group gap="xs" mb="xs">
        <Tag tone="good">{say('firstRun.csvGood', { count: report.good })}</Tag>
        {report.bad > 0 && <Tag tone="bad">{say('firstRun.csvBad', { count: report.bad })}</Tag>}
      </Group>
      <div className={classes.report} tabIndex={0} role="region" aria-label={say('firstRun.csvResult')}>
        <Table>
          <Table.Thead><Table.Tr><Table.Th>{say('firstRun.csvLine')}</Table.Th><Table.Th>{say('firstRun.csvResult')}</Table.Th></Table.Tr></Table.Thead>
          <Table.Tbody>
            {rows.slice(0, SHOWN).map(({ line, ok, text }) => (
              <Table.Tr key={line}><Table.Td>{line}</Table.Td><Table.Td c={ok ? undefined : 'var(--sk-bad)'}>{text}</Table.Td></Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {rows.length > SHOWN && <Text size="sm" c="dimmed" p="xs">{say('firstRun.csvMore', { count: rows.length - SHOWN })}</Text>}
      </div>
    </div>
  )
}
