import { Button, Group, Modal, PasswordInput, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { ApiError } from '../client.ts'
import { faultsOf, NewPasswordFields } from '../components/new-password-fields.tsx'
import { ErrorNote } from '../components/notes.tsx'
import { useWords } from '../i18n.ts'
import { changeOwnPassword } from '../sitting.ts'
import { tell } from '../tell.ts'

export function OwnPassword({ onClose }: { onClose(): void }) {
  const say = useWords()
  const [current, setCurrent] = useState('')
  const [wanted, setWanted] = useState({ password: '', repeat: '' })
  const [faults, setFaults] = useState<{ password?: string, repeat?: string }>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function change(event: FormEvent) {
    event.preventDefault()
    const found = faultsOf(wanted, say)
    setFaults(found)
    setError(null)
    if (found.password ?? found.repeat) return
    setBusy(true)
    try {
      await changeOwnPassword(current, wanted.password)
      tell(say('signIn.changed'))
      onClose()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }

  const atCurrent = error instanceof ApiError ? error.fields.currentPassword : undefined
  return (
    <Modal opened onClose={onClose} title={say('signIn.changeTitle')} closeButtonProps={{ 'aria-label': say('common.close') }}>
      <form onSubmit={(event) => void change(event)} noValidate>
        <Stack gap="sm">
          <PasswordInput
            label={say('signIn.currentPassword')} autoComplete="current-password" value={current} data-autofocus error={atCurrent}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <NewPasswordFields value={wanted} faults={faults} onChange={setWanted} />
          {atCurrent === undefined && <ErrorNote error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>{say('common.cancel')}</Button>
            <Button type="submit" loading={busy}>{say('common.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
