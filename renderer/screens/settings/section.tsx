import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useId, type FormEvent, type ReactNode } from 'react'
import { ErrorNote } from '../../components/notes.tsx'
import { useWords } from '../../i18n.ts'
import classes from './settings.module.css'

interface Props {
  title: string
  note: string
  /** The button that does it; "Save" where left out. */
  action?: string
  isChanged: boolean
  busy: boolean
  fault: unknown
  onSave(): void
  onDiscard(): void
  children: ReactNode
}

/** What belongs together, saved together: a mistake here keeps nothing else from being saved. */
export function Section({ title, note, action, isChanged, busy, fault, onSave, onDiscard, children }: Props) {
  const t = useWords()
  const id = useId()
  function submit(event: FormEvent) {
    event.preventDefault()
    onSave()
  }
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <Title order={2} id={id}>{title}</Title>
        <Text size="sm" c="dimmed">{note}</Text>
      </div>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div className={classes.fields}>{children}</div>
          <ErrorNote error={fault} />
          <Group gap="xs">
            <Button type="submit" disabled={!isChanged} loading={busy}>{action ?? t('common.save')}</Button>
            {isChanged && <Button variant="subtle" color="gray" onClick={onDiscard} disabled={busy}>{t('settings.discard')}</Button>}
          </Group>
        </Stack>
      </form>
    </section>
  )
}
