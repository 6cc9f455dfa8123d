import { PasswordInput, Text } from '@mantine/core'
import { updateUser, type User } from '../../../shared/contract/users.ts'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from './form-dialog.tsx'
import { passwordFaults } from './password-check.ts'

const NEW = { password: '', again: '' }

/** A new password for somebody who lost theirs. */
export function ResetPassword({ user, onClose }: { user: User, onClose(): void }) {
  const t = useWords()
  const fields = useFields(NEW)
  const update = useChange(updateUser, { quiet: true })
  const { values, set, errorOf } = fields
  const name = user.username

  function save() {
    if (!fields.check(passwordFaults(t, values.password, values.again))) return
    update.mutate({ params: { id: user.id }, body: { password: values.password } }, {
      onError: fields.fail,
      onSuccess() {
        tell(t('users.passwordSet', { name }))
        onClose()
      },
    })
  }

  return (
    <FormDialog title={t('users.passwordOf', { name })} action={t('users.form.setPassword')} busy={update.isPending} fault={fields.fault} onSubmit={save} onClose={onClose}>
      <Text size="sm">{t('users.form.passwordText', { name })}</Text>
      <PasswordInput data-autofocus label={t('users.form.password')} description={t('users.form.passwordHint')} autoComplete="new-password"
        value={values.password} error={errorOf('password')} onChange={(event) => set('password', event.currentTarget.value)} />
      <PasswordInput label={t('users.form.again')} autoComplete="new-password"
        value={values.again} error={errorOf('again')} onChange={(event) => set('again', event.currentTarget.value)} />
    </FormDialog>
  )
}
