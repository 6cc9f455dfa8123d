import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../i18n.ts'
import { ErrorNote } from './notes.tsx'

interface Props {
  title: string
  children: ReactNode
  /** What is done, as a verb: never a bare yes. */
  action: string
  busy: boolean
  error: unknown
  onConfirm(): void
  onClose(): void
}

/** Asks before what is hard to take back. The focus is on the way out. */
export function Confirm({ title, children, action, busy, error, onConfirm, onClose }: Props) {
  const t = useWords()
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Stack gap="md">
        <Text size="sm">{children}</Text>
        <ErrorNote error={error} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>{t('common.cancel')}</Button>
          {/* The theme's own red is too pale for white words. */}
          <Button color="red.9" onClick={onConfirm} loading={busy}>{action}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
