import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { updateUser, type User } from '../../../shared/contract/users.ts'
import { useFields } from '../../components/use-fields.ts'
import { ApiError } from '../../errors.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from './form-dialog.tsx'
import { RoleField } from './role-field.tsx'

type Editable = Pick<User, 'username' | 'email' | 'role'>

export function ChangeUser({ user, onClose }: { user: User, onClose(): void }) {
  const t = useWords()
  // The version that was looked at: where somebody else was quicker, the desk's answer brings the next one.
  const [seen, setSeen] = useState(user)
  const fields = useFields<Editable>(seen, { email_address: 'email' })
  const update = useChange(updateUser, { quiet: true })
  const { values, set, errorOf } = fields

  function save() {
    const isComplete = fields.check({
      username: values.username.trim() === '' ? t('users.form.usernameMissing') : undefined,
      email: values.email.trim() === '' ? t('users.form.emailMissing') : undefined,
    })
    if (!isComplete) return
    const { username, email, role } = fields.changes
    update.mutate({ params: { id: user.id }, body: { username, email, role }, ifMatch: seen.version }, {
      onError(error) {
        if (error instanceof ApiError && error.status === 412) setSeen(error.current as User)
        fields.fail(error)
      },
      onSuccess(changed) {
        tell(t('users.changed', { name: changed.username }))
        onClose()
      },
    })
  }

  return (
    <FormDialog title={t('users.changeUser', { name: user.username })} action={t('common.save')} busy={update.isPending} disabled={!fields.isChanged} fault={fields.fault} onSubmit={save} onClose={onClose}>
      <TextInput data-autofocus label={t('users.form.username')} description={t('users.form.usernameHint')} maxLength={100} autoComplete="off"
        value={values.username} error={errorOf('username')} onChange={(event) => set('username', event.currentTarget.value)} />
      <TextInput type="email" label={t('users.form.email')} maxLength={254} autoComplete="off"
        value={values.email} error={errorOf('email')} onChange={(event) => set('email', event.currentTarget.value)} />
      <RoleField value={values.role} error={errorOf('role')} onChange={(role) => set('role', role)} />
    </FormDialog>
  )
}
