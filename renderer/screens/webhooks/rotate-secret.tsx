import { rotateWebhookSecret, type Webhook } from '../../../shared/contract/webhooks.ts'
import { Confirm } from '../../components/confirm.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import type { WebhookWithSecret } from './secret-shown.tsx'

/** Asks before the receiver has to be told a new secret. */
export function RotateSecret({ webhook, onRotated, onClose }: { webhook: Webhook, onRotated(webhook: WebhookWithSecret): void, onClose(): void }) {
  const t = useWords()
  const rotate = useChange(rotateWebhookSecret, { quiet: true })

  function confirm() {
    rotate.mutate({ params: { id: webhook.id } }, {
      onSuccess(rotated) {
        onClose()
        onRotated(rotated)
      },
    })
  }

  return (
    <Confirm title={t('webhooks.rotateTitle', { name: t('webhooks.name', { id: webhook.id }) })} action={t('webhooks.rotate')} busy={rotate.isPending} error={rotate.error}
      onConfirm={confirm} onClose={onClose}>{t('webhooks.rotateText')}</Confirm>
  )
}
