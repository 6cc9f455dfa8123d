import { Anchor, Button, List, Stack, Text, Title } from '@mantine/core'
import { Link } from 'wouter'
import { createBackup, listBackups } from '../../../shared/contract/operations.ts'
import { getSettings } from '../../../shared/contract/settings.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall, useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { BackupTable } from './backup-table.tsx'

const STEPS = ['stop', 'aside', 'copy', 'start'] as const

/** The copies of everything: which there are, one more now, and how to put one back. */
export function BackupsScreen() {
  const t = useWords()
  const { bytes } = useFormat()
  const { data, error, refetch } = useCall(listBackups, {}, { staleTime: 0 })
  const { data: settings } = useCall(getSettings, {})
  const create = useChange(createBackup)

  function make() {
    create.mutate({}, {
      onSuccess(made) {
        tell(t('backups.made', { size: bytes(made.bytes) }))
        void refetch()
      },
    })
  }

  const button = <Button onClick={make} loading={create.isPending}>{t('backups.make')}</Button>
  return (
    <Page title={t('backups.title')} note={t('backups.note')} actions={data?.length === 0 ? undefined : button}>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <LoadingNote />}
      {settings && (
        <Text size="sm">
          {t('backups.schedule', { time: settings.backupTime, count: settings.backupsKept })} <Anchor component={Link} href="/settings" size="sm" underline="always">{t('backups.changeSchedule')}</Anchor>
        </Text>
      )}
      {data?.length === 0 && <EmptyNote title={t('backups.emptyTitle')} action={button}>{t('backups.emptyText')}</EmptyNote>}
      {data !== undefined && data.length > 0 && <BackupTable backups={data} />}
      <Stack gap={4}>
        <Title order={2}>{t('backups.whereTitle')}</Title>
        <Text size="sm" maw="46rem">{t('backups.whereText')}</Text>
      </Stack>
      <Stack gap={4}>
        <Title order={2}>{t('backups.restoreTitle')}</Title>
        <Text size="sm" maw="46rem">{t('backups.restoreText')}</Text>
        <List type="ordered" size="sm" maw="46rem" spacing={4} mt={4}>
          {STEPS.map((step) => <List.Item key={step}>{t(`backups.restoreSteps.${step}`)}</List.Item>)}
        </List>
      </Stack>
    </Page>
  )
}
