import { useState } from 'react'
import { changeWebhook, type Webhook } from '../../../shared/contract/webhooks.ts'
import { useFields } from '../../components/use-fields.ts'
import { ApiError } from '../../errors.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import { faultsOf, WebhookFields } from './webhook-fields.tsx'

export function ChangeWebhook({ webhook, onClose }: { webhook: Webhook, onClose(): void }) {
  const t = useWords()
  // The version that was looked at: where somebody else was quicker, the desk's answer brings the next one.
  const [seen, setSeen] = useState(webhook)
  const fields = useFields({ url: seen.url, eventTypes: seen.eventTypes })
  const change = useChange(changeWebhook, { quiet: true })
  const name = t('webhooks.name', { id: webhook.id })

  function save() {
    if (!fields.check(faultsOf(t, fields.values))) return
    change.mutate({ params: { id: webhook.id }, body: fields.changes, ifMatch: seen.version }, {
      onError(error) {
        if (error instanceof ApiError && error.status === 412) setSeen(error.current as Webhook)
        fields.fail(error)
      },
      onSuccess() {
        tell(t('webhooks.changed', { name }))
        onClose()
      },
    })
  }

  return (
    <FormDialog title={t('webhooks.changeOf', { name })} action={t('common.save')} busy={change.isPending} disabled={!fields.isChanged} fault={fields.fault} size="lg" onSubmit={save} onClose={onClose}>
      <WebhookFields fields={fields} before={seen.eventTypes ?? undefined} />
    </FormDialog>
  )
}
