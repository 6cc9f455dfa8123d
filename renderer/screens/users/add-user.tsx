import { PasswordInput, TextInput } from '@mantine/core'
import type { Role } from '../../../shared/contract/route.ts'
import { createUser } from '../../../shared/contract/users.ts'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from './form-dialog.tsx'
import { passwordFaults } from './password-check.ts'
import { RoleField } from './role-field.tsx'

const NEW = { username: '', email: '', role: 'staff' as Role, password: '', again: '' }

export function AddUser({ onClose }: { onClose(): void }) {
  const t = useWords()
  const fields = useFields(NEW, { email_address: 'email', confirm_password: 'again' })
  const create = useChange(createUser, { quiet: true })
  const { values, set, errorOf } = fields

  function add() {
    const isComplete = fields.check({
      username: values.username.trim() === '' ? t('users.form.usernameMissing') : undefined,
      email: values.email.trim() === '' ? t('users.form.emailMissing') : undefined,
      ...passwordFaults(t, values.password, values.again),
    })
    if (!isComplete) return
    const body = { username: values.username, email_address: values.email, password: values.password, confirm_password: values.again, role: values.role }
    create.mutate({ body }, {
      onError: fields.fail,
      onSuccess({ username }) {
        tell(t('users.added', { name: username }))
        onClose()
      },
    })
  }

  return (
    <FormDialog title={t('users.form.addTitle')} action={t('common.add')} busy={create.isPending} fault={fields.fault} onSubmit={add} onClose={onClose}>
      <TextInput data-autofocus label={t('users.form.username')} description={t('users.form.usernameHint')} maxLength={100} autoComplete="off"
        value={values.username} error={errorOf('username')} onChange={(event) => set('username', event.currentTarget.value)} />
      <TextInput type="email" label={t('users.form.email')} maxLength={254} autoComplete="off"
        value={values.email} error={errorOf('email')} onChange={(event) => set('email', event.currentTarget.value)} />
      <RoleField value={values.role} error={errorOf('role')} onChange={(role) => set('role', role)} />
      <PasswordInput label={t('users.form.password')} description={t('users.form.passwordHint')} autoComplete="new-password"
        value={values.password} error={errorOf('password')} onChange={(event) => set('password', event.currentTarget.value)} />
      <PasswordInput label={t('users.form.again')} autoComplete="new-password"
        value={values.again} error={errorOf('again')} onChange={(event) => set('again', event.currentTarget.value)} />
    </FormDialog>
  )
}
