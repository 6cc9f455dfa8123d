import { Button, Group, Switch, Table } from '@mantine/core'
import { useState } from 'react'
import tables from '../../components/table.module.css'
import { Tag } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import type { Report } from './use-import.ts'

const PIECE = 200

/** What each row makes, or why it cannot. Those that cannot are what is looked for, so they can be had alone. */
export function RowTable({ report }: { report: Report }) {
  const t = useWords()
  const { number } = useFormat()
  const [onlyBad, setOnlyBad] = useState(false)
  const [most, setMost] = useState(PIECE)
  const rows = onlyBad && report.bad > 0 ? report.rows.filter(({ ok }) => !ok) : report.rows
  return (
    <>
      {report.bad > 0 && report.good > 0 && (
        <Switch label={t('imports.onlyBad')} checked={onlyBad} onChange={(event) => setOnlyBad(event.currentTarget.checked)} />
      )}
      <div className={tables.frame}>
        <Table aria-label={t('imports.resultTitle')} verticalSpacing={4}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col" className={`${tables.number} ${tables.tight}`}>{t('imports.line')}</Table.Th>
              <Table.Th scope="col" className={tables.tight}>{t('imports.verdict')}</Table.Th>
              <Table.Th scope="col">{t('imports.text')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map(({ line, ok, text }) => (
              <Table.Tr key={line}>
                <Table.Th scope="row" fw={400} className={tables.number}>{number(line)}</Table.Th>
                <Table.Td><Tag tone={ok ? 'good' : 'bad'}>{t(ok ? 'imports.ok' : 'imports.fault')}</Tag></Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{text}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {rows.length > most && (
        <Group justify="center">
          <Button variant="default" onClick={() => setMost(most + PIECE)}>{t('imports.more', { count: Math.min(PIECE, rows.length - most) })}</Button>
        </Group>
      )}
    </>
  )
}
