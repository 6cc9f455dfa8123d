import { Alert, Button, Center, Group, Loader, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../i18n.ts'
import { sentenceOf } from '../tell.ts'
import classes from './notes.module.css'

/** What went wrong, read out at once, and a way to go on. Nothing where there is no error. */
export function ErrorNote({ error, onRetry }: { error: unknown, onRetry?: () => void }) {
  const t = useWords()
  if (!error) return null
  return (
    <Alert role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} className={classes.error} py="xs">
      <Group gap="md">
        <Text size="sm">{typeof error === 'string' ? error : sentenceOf(error)}</Text>
        {onRetry && <Button variant="default" onClick={onRetry}>{t('common.retry')}</Button>}
      </Group>
    </Alert>
  )
}

/** Nothing here yet: why, and what to do about it. */
export function EmptyNote({ title, children, action }: { title: string, children?: ReactNode, action?: ReactNode }) {
  return (
    <Stack align="center" gap="xs" py="xl" className={classes.empty}>
      <Text fw={600}>{title}</Text>
      {children && <Text size="sm" c="dimmed" ta="center" maw="34rem">{children}</Text>}
      {action}
    </Stack>
  )
}

/** The first load of a screen. Later loads keep what is shown. */
export function LoadingNote() {
  const t = useWords()
  return <Center py="xl"><Loader size="sm" aria-label={t('common.loading')} /></Center>
}
