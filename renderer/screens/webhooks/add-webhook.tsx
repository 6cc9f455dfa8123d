import { addWebhook } from '../../../shared/contract/webhooks.ts'
import { useFields } from '../../components/use-fields.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { FormDialog } from '../users/form-dialog.tsx'
import type { WebhookWithSecret } from './secret-shown.tsx'
import { faultsOf, WebhookFields, type Editable } from './webhook-fields.tsx'

const NEW: Editable = { url: '', eventTypes: null }

export function AddWebhook({ onAdded, onClose }: { onAdded(webhook: WebhookWithSecret): void, onClose(): void }) {
  const t = useWords()
  const fields = useFields(NEW)
  const add = useChange(addWebhook, { quiet: true })

  function save() {
    if (!fields.check(faultsOf(t, fields.values))) return
    add.mutate({ body: fields.values }, {
      onError: fields.fail,
      onSuccess(webhook) {
        onClose()
        onAdded(webhook)
      },
    })
  }

  return (
    <FormDialog title={t('webhooks.form.addTitle')} action={t('webhooks.add')} busy={add.isPending} fault={fields.fault} size="lg" onSubmit={save} onClose={onClose}>
      <WebhookFields fields={fields} />
    </FormDialog>
  )
}
