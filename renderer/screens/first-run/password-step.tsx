import { Button, Group, Stack } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { faultsOf, NewPasswordFields } from '../../components/new-password-fields.tsx'
import { ErrorNote } from '../../components/notes.tsx'
import { ApiError } from '../../client.ts'
import { useWords } from '../../i18n.ts'
import { changeOwnPassword, signIn } from '../../sitting.ts'
import { useSession } from '../../state/session.ts'
import { StepHead } from './step-head.tsx'

/** The first administrator's name and password on a new database (contract, section 3); it works on the desk's own machine only. */
const FIRST = { username: 'admin', password: 'admin' }

export function PasswordStep() {
  const say = useWords()
  const [wanted, setWanted] = useState({ password: '', repeat: '' })
  const [faults, setFaults] = useState<{ password?: string, repeat?: string }>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)

  async function choose(event: FormEvent) {
    event.preventDefault()
    const found = faultsOf(wanted, say)
    setFaults(found)
    setError(null)
    if (found.password ?? found.repeat) return
    setBusy(true)
    try {
      if (useSession.getState().user === null) await signIn(FIRST.username, FIRST.password)
      await changeOwnPassword(undefined, wanted.password)
    } catch (caught) {
      setError(caught instanceof ApiError && caught.status === 403 ? say('firstRun.passwordElsewhere') : caught)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form onSubmit={(event) => void choose(event)} noValidate>
      <StepHead title={say('firstRun.passwordTitle')} text={say('firstRun.passwordText')} />
      <Stack gap="sm">
        <NewPasswordFields value={wanted} faults={faults} onChange={setWanted} autoFocus />
        <ErrorNote error={error} />
        <Group justify="flex-end"><Button type="submit" size="sm" loading={busy}>{say('common.next')}</Button></Group>
      </Stack>
    </form>
  )
}
