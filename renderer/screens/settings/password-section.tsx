import { PasswordInput } from '@mantine/core'
import { changePassword } from '../../../shared/contract/users.ts'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { passwordFaults } from '../users/password-check.ts'
import { Section } from './section.tsx'
import classes from './settings.module.css'

const NOTHING = { current: '', password: '', again: '' }

/** One's own password, changed by who knows the old one. */
export function PasswordSection() {
  const t = useWords()
  const fields = useFields(NOTHING, { currentPassword: 'current', newPassword: 'password' })
  const change = useChange(changePassword, { quiet: true })
  const { values, set, errorOf } = fields

  function save() {
    const current = values.current === '' ? t('settings.password.currentMissing') : undefined
    if (!fields.check({ current, ...passwordFaults(t, values.password, values.again) })) return
    change.mutate({ body: { currentPassword: values.current, newPassword: values.password } }, {
      onError: fields.fail,
      onSuccess() {
        fields.reset()
        tell(t('settings.password.changed'))
      },
    })
  }

  return (
    <Section title={t('settings.password.title')} note={t('settings.password.note')} action={t('settings.password.change')}
      isChanged={fields.isChanged} busy={change.isPending} fault={fields.fault} onSave={save} onDiscard={fields.reset}>
      <PasswordInput className={classes.wide} maw="20rem" label={t('settings.password.current')} autoComplete="current-password"
        value={values.current} error={errorOf('current')} onChange={(event) => set('current', event.currentTarget.value)} />
      <PasswordInput label={t('settings.password.next')} description={t('settings.password.nextHint')} autoComplete="new-password"
        value={values.password} error={errorOf('password')} onChange={(event) => set('password', event.currentTarget.value)} />
      <PasswordInput label={t('settings.password.again')} autoComplete="new-password"
        value={values.again} error={errorOf('again')} onChange={(event) => set('again', event.currentTarget.value)} />
    </Section>
  )
}
