import { removeWebhook, type Webhook } from '../../../shared/contract/webhooks.ts'
import { Confirm } from '../../components/confirm.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'

/** Asks before an address is told nothing any more. */
export function RemoveWebhook({ webhook, onClose }: { webhook: Webhook, onClose(): void }) {
  const t = useWords()
  const remove = useChange(removeWebhook, { quiet: true })
  const name = t('webhooks.name', { id: webhook.id })

  function confirm() {
    remove.mutate({ params: { id: webhook.id } }, {
      onSuccess() {
        tell(t('webhooks.removed', { name }))
        onClose()
      },
    })
  }

  return (
    <Confirm title={t('webhooks.removeTitle', { name })} action={t('webhooks.remove')} busy={remove.isPending} error={remove.error}
      onConfirm={confirm} onClose={onClose}><span style={{ overflowWrap: 'anywhere' }}>{t('webhooks.removeText', { url: webhook.url })}</span></Confirm>
  )
}
