import { Button, Group, Modal, Stack } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import { ErrorNote } from '../../components/notes.tsx'
import { useWords } from '../../i18n.ts'

interface Props {
  title: string
  /** The button that does it, as a verb. */
  action: string
  busy: boolean
  disabled?: boolean
  fault: unknown
  /** For a form that needs more than one narrow column. */
  size?: 'md' | 'lg'
  onSubmit(): void
  onClose(): void
  children: ReactNode
}

/** A dialog with a few fields; Enter does it, Escape leaves. */
export function FormDialog({ title, action, busy, disabled, fault, size, onSubmit, onClose, children }: Props) {
  const t = useWords()
  function submit(event: FormEvent) {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Modal opened onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit} noValidate>
        <Stack gap="sm">
          {children}
          <ErrorNote error={fault} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>{t('common.cancel')}</Button>
            <Button type="submit" loading={busy} disabled={disabled}>{action}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
