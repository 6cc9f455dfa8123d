import { updateUser, type User } from '../../../shared/contract/users.ts'
import { Confirm } from '../../components/confirm.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'

/** Asks before somebody is shut out. */
export function DeactivateUser({ user, onClose }: { user: User, onClose(): void }) {
  const t = useWords()
  const update = useChange(updateUser, { quiet: true })
  const name = user.username

  function deactivate() {
    update.mutate({ params: { id: user.id }, body: { active: false }, ifMatch: user.version }, {
      onSuccess() {
        tell(t('users.deactivated', { name }))
        onClose()
      },
    })
  }

  return (
    <Confirm title={t('users.deactivateTitle', { name })} action={t('users.deactivate')} busy={update.isPending} error={update.error}
      onConfirm={deactivate} onClose={onClose}>{t('users.deactivateText', { name })}</Confirm>
  )
}
