import { Table, Text } from '@mantine/core'
import type { Backup } from '../../../shared/contract/operations.ts'
import tables from '../../components/table.module.css'
import { Tag } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'

export function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const t = useWords()
  const { moment, bytes } = useFormat()
  const total = backups.reduce((sum, backup) => sum + backup.bytes, 0)
  return (
    <>
      <div className={tables.frame}>
        <Table aria-label={t('backups.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('backups.column.when')}</Table.Th>
              <Table.Th scope="col">{t('backups.column.name')}</Table.Th>
              <Table.Th scope="col">{t('backups.column.why')}</Table.Th>
              <Table.Th scope="col">{t('backups.column.checked')}</Table.Th>
              <Table.Th scope="col" className={tables.number}>{t('backups.column.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {backups.map((backup) => (
              <Table.Tr key={backup.name}>
                <Table.Th scope="row" fw={400}>{moment(backup.createdAt)}</Table.Th>
                <Table.Td ff="monospace">{backup.name}</Table.Td>
                <Table.Td>{t(backup.name.includes('-before-') ? 'backups.beforeUpdate' : 'backups.nightly')}</Table.Td>
                <Table.Td>{backup.verified ? <Tag tone="good">{t('backups.checked')}</Tag> : '–'}</Table.Td>
                <Table.Td className={tables.number}>{bytes(backup.bytes)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Text size="sm" c="dimmed">{t('backups.count', { count: backups.length })} · {t('backups.total', { size: bytes(total) })}</Text>
    </>
  )
}
