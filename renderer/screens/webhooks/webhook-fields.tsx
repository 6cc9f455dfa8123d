import { TextInput } from '@mantine/core'
import type { Webhook } from '../../../shared/contract/webhooks.ts'
import { EventTypesField } from '../../components/event-types-field.tsx'
import type { Fields } from '../../components/use-fields.ts'
import { useWords, type Say } from '../../i18n.ts'

export type Editable = Pick<Webhook, 'url' | 'eventTypes'>

/** What a webhook has: where it goes, and of what it tells. */
export function WebhookFields({ fields: { values, set, errorOf }, before }: { fields: Fields<Editable>, before?: readonly string[] }) {
  const t = useWords()
  return (
    <>
      <TextInput data-autofocus type="url" label={t('webhooks.form.url')} description={t('webhooks.form.urlHint')} maxLength={2000} autoComplete="off" spellCheck={false}
        value={values.url} error={errorOf('url')} onChange={(event) => set('url', event.currentTarget.value.trim())} />
      <EventTypesField value={values.eventTypes} error={errorOf('eventTypes')} onChange={(types) => set('eventTypes', types)} before={before} />
    </>
  )
}

/** What a form refuses before it asks the desk. */
export function faultsOf(t: Say, { url, eventTypes }: Editable): Partial<Record<keyof Editable, string>> {
  return {
    ...(/^https?:\/\/./.test(url) && URL.canParse(url) ? {} : { url: t('webhooks.form.urlBad') }),
    ...(eventTypes?.length === 0 ? { eventTypes: t('webhooks.form.eventsMissing') } : {}),
  }
}
