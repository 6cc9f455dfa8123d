import { Anchor, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useState, type FormEvent, type KeyboardEvent } from 'react'
import { ErrorNote } from '../../components/notes.tsx'
import { useWords } from '../../i18n.ts'
import { signIn } from '../../sitting.ts'
import { usePreferences } from '../../state/preferences.ts'

interface Props {
  /** The one who locked the desk: then only the password is asked. */
  username?: string
  submit: string
  /** Lets somebody else in, where that may be. */
  onOther?: () => void
}

export function SignInForm({ username: fixed, submit, onOther }: Props) {
  const say = useWords()
  const remembered = usePreferences((preferences) => preferences.lastUsername)
  const [username, setUsername] = useState(fixed ?? remembered)
  const [password, setPassword] = useState('')
  const [missing, setMissing] = useState<{ username?: string, password?: string }>({})
  const [error, setError] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const [capsLock, setCapsLock] = useState(false)

  async function enter(event: FormEvent) {
    event.preventDefault()
    const lacking = {
      username: username.trim() === '' ? say('signIn.needUsername') : undefined,
      password: password === '' ? say('signIn.needPassword') : undefined,
    }
    setMissing(lacking)
    if (lacking.username ?? lacking.password) return
    setBusy(true)
    setError(null)
    try {
      await signIn(username.trim(), password)
    } catch (caught) {
      setError(caught)
      setPassword('')
    } finally {
      setBusy(false)
    }
  }

  const watchCapsLock = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <form onSubmit={(event) => void enter(event)} noValidate>
      <Stack gap="sm">
        {fixed === undefined && (
          <TextInput
            size="sm" label={say('signIn.username')} value={username} error={missing.username} autoComplete="username" autoCapitalize="none"
            spellCheck={false} autoFocus={remembered === ''} onChange={(event) => setUsername(event.currentTarget.value)}
          />
        )}
        <PasswordInput
          size="sm" label={say('signIn.password')} value={password} error={missing.password} autoComplete="current-password"
          autoFocus={fixed !== undefined || remembered !== ''} onKeyDown={watchCapsLock} onKeyUp={watchCapsLock}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {capsLock && <Text size="xs" c="dimmed" role="status">{say('signIn.capsLock')}</Text>}
        <ErrorNote error={error} />
        <Button type="submit" size="sm" loading={busy} fullWidth>{submit}</Button>
        {onOther && (
          <Text size="xs" c="dimmed" ta="center">
            <Anchor component="button" type="button" inherit onClick={onOther}>{say('signIn.other')}</Anchor>
            <br />{say('signIn.otherHint')}
          </Text>
        )}
      </Stack>
    </form>
  )
}
