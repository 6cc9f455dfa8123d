import { Button, Group, Stack, Table, Text, Title } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { ImportKind } from '../../../shared/contract/imports.ts'
import { copyText } from '../../components/copy.ts'
import tables from '../../components/table.module.css'
import { useWords } from '../../i18n.ts'
import { tell } from '../../tell.ts'
import { GUIDES } from './columns.ts'
import classes from './imports.module.css'

const NEEDED = { yes: 'imports.needed', either: 'imports.either', no: 'imports.optional' } as const

/** Which columns a list may have, and one to begin with. */
export function ColumnGuide({ what }: { what: ImportKind }) {
  const t = useWords()
  const { columns, example } = GUIDES[what]
  const copy = async () => tell(t(await copyText(example) ? 'imports.copied' : 'imports.notCopied'))
  return (
    <div className={classes.guide}>
      <Stack gap="xs">
        <Title order={2}>{t('imports.columnsTitle')}</Title>
        <Text size="sm" c="dimmed">{t('imports.columnsNote')}</Text>
        <div className={tables.frame}>
          <Table aria-label={t('imports.columnsTitle')} verticalSpacing={3} fz="xs">
            <Table.Thead>
              <Table.Tr>
                {(['name', 'meaning', 'needed'] as const).map((column) => <Table.Th key={column} scope="col">{t(`imports.column.${column}`)}</Table.Th>)}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {columns.map(({ name, needed, meaning }) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" ff="monospace" fw={500}>{name}</Table.Th>
                  <Table.Td>{t(meaning)}</Table.Td>
                  <Table.Td className={needed === 'no' ? tables.off : undefined}>{t(NEEDED[needed])}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </Stack>
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2}>{t('imports.exampleTitle')}</Title>
          <Button variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy()}>{t('imports.copy')}</Button>
        </Group>
        {/* It scrolls sideways: the keyboard must reach it too. */}
        <pre className={classes.example} tabIndex={0} aria-label={t('imports.exampleTitle')}>{example}</pre>
      </Stack>
    </div>
  )
}
