import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from '../../components/confirm.tsx'
import { Tag } from '../../components/tag.tsx'
import { useWords } from '../../i18n.ts'
import { RowTable } from './row-table.tsx'
import type { ImportState, Report } from './use-import.ts'

/** The dry run and the way on from it; after the import, what came of it. */
export function ImportResult({ report, state }: { report: Report, state: ImportState }) {
  const t = useWords()
  const [isAsking, setIsAsking] = useState(false)
  const { good, bad, applied } = report
  return (
    <Stack gap="sm">
      <Title order={2}>{t(applied ? 'imports.doneTitle' : 'imports.resultTitle')}</Title>
      <Group gap="xs" role="status">
        {applied && <Text size="sm">{t('imports.done', { count: good })}</Text>}
        {!applied && <Tag tone="good">{t('imports.good', { count: good })}</Tag>}
        {bad > 0 && <Tag tone="bad">{t('imports.bad', { count: bad })}</Tag>}
      </Group>
      {!applied && bad > 0 && <Text size="sm">{t(good > 0 ? 'imports.badFirst' : 'imports.noneGood')}</Text>}
      <Group gap="xs">
        {applied && <Button onClick={state.reset}>{t('imports.next')}</Button>}
        {!applied && good > 0 && bad === 0 && <Button loading={state.busy} onClick={() => state.run('all')}>{t('imports.importAll', { count: good })}</Button>}
        {!applied && good > 0 && bad > 0 && <Button loading={state.busy} onClick={() => setIsAsking(true)}>{t('imports.importGood', { count: good })}</Button>}
        {!applied && <Button variant="default" disabled={state.busy} onClick={state.checkAgain}>{t('imports.again')}</Button>}
      </Group>
      <RowTable report={report} />
      {isAsking && (
        <Confirm title={t('imports.leaveOutTitle')} action={t('imports.importGood', { count: good })} busy={state.busy} error={null} onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false)
            state.run('good')
          }}>{t('imports.leaveOut', { count: bad })}</Confirm>
      )}
    </Stack>
  )
}
