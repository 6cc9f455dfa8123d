import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { listDestinations } from '../../../shared/contract/operations.ts'
import { listWebhooks } from '../../../shared/contract/webhooks.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { EVERY_MS } from '../deliveries/delivery-words.ts'
import { AddWebhook } from './add-webhook.tsx'
import { ChangeWebhook } from './change-webhook.tsx'
import { RemoveWebhook } from './remove-webhook.tsx'
import { RotateSecret } from './rotate-secret.tsx'
import { SecretShown, type WebhookWithSecret } from './secret-shown.tsx'
import { WebhookTable, type WebhookAction } from './webhook-table.tsx'

/** Which other programs are told what happens, and how they take it. */
export function WebhooksScreen() {
  const t = useWords()
  const { data, error, refetch } = useCall(listWebhooks, {})
  const { data: destinations = [] } = useCall(listDestinations, {}, { refetchInterval: EVERY_MS })
  const [isAdding, setIsAdding] = useState(false)
  const [action, setAction] = useState<WebhookAction | null>(null)
  const [shown, setShown] = useState<WebhookWithSecret | null>(null)
  const close = () => setAction(null)
  const add = <Button leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setIsAdding(true)}>{t('webhooks.add')}</Button>

  return (
    <Page title={t('webhooks.title')} note={t('webhooks.note')}
      actions={<><Button variant="default" component={Link} href="/deliveries">{t('webhooks.toDeliveries')}</Button>{data !== undefined && data.length > 0 && add}</>}>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <LoadingNote />}
      {data?.length === 0 && <EmptyNote title={t('webhooks.emptyTitle')} action={add}>{t('webhooks.emptyText')}</EmptyNote>}
      {data !== undefined && data.length > 0 && <WebhookTable webhooks={data} destinations={destinations} onAction={setAction} />}
      {isAdding && <AddWebhook onClose={() => setIsAdding(false)} onAdded={setShown} />}
      {action?.kind === 'change' && <ChangeWebhook webhook={action.webhook} onClose={close} />}
      {action?.kind === 'rotate' && <RotateSecret webhook={action.webhook} onClose={close} onRotated={setShown} />}
      {action?.kind === 'remove' && <RemoveWebhook webhook={action.webhook} onClose={close} />}
      {shown && <SecretShown webhook={shown} onClose={() => setShown(null)} />}
    </Page>
  )
}
