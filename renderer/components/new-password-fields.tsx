import { PasswordInput } from '@mantine/core'
import { useWords, type Say } from '../i18n.ts'

export interface NewPassword { password: string, repeat: string }

export const LEAST_PASSWORD = 10

/** What is wrong with a new password before anybody is asked. */
export function faultsOf({ password, repeat }: NewPassword, say: Say): { password?: string, repeat?: string } {
  return {
    password: password.length < LEAST_PASSWORD ? say('signIn.passwordShort') : undefined,
    repeat: password === repeat ? undefined : say('signIn.passwordDiffers'),
  }
}

interface Props {
  value: NewPassword
  faults: { password?: string, repeat?: string }
  onChange(value: NewPassword): void
  autoFocus?: boolean
}

export function NewPasswordFields({ value, faults, onChange, autoFocus }: Props) {
  const say = useWords()
  return (
    <>
      <PasswordInput
        label={say('signIn.newPassword')} description={say('signIn.passwordHint')} autoComplete="new-password" value={value.password}
        error={faults.password} data-autofocus={autoFocus || undefined} autoFocus={autoFocus}
        onChange={(event) => onChange({ ...value, password: event.currentTarget.value })}
      />
      <PasswordInput
        label={say('signIn.repeatPassword')} autoComplete="new-password" value={value.repeat} error={faults.repeat}
        onChange={(event) => onChange({ ...value, repeat: event.currentTarget.value })}
      />
    </>
  )
}
