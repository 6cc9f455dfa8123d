import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import type { AnswerOf } from '../../../shared/contract/route.ts'
import type { addWebhook } from '../../../shared/contract/webhooks.ts'
import { copyText } from '../../components/copy.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { tell } from '../../tell.ts'

export type WebhookWithSecret = AnswerOf<typeof addWebhook>

/** The secret, this once: only the button that says so closes it, for a slip would lose it. */
export function SecretShown({ webhook: { id, secret, oldSecretUntil }, onClose }: { webhook: WebhookWithSecret, onClose(): void }) {
  const t = useWords()
  const { moment } = useFormat()
  const copy = async () => tell(t(await copyText(secret) ? 'webhooks.secret.copied' : 'webhooks.secret.notCopied'))
  return (
    <Modal opened onClose={onClose} closeOnClickOutside={false} closeOnEscape={false} withCloseButton={false} title={t('webhooks.secret.title', { name: t('webhooks.name', { id }) })} size="lg">
      <Stack gap="md">
        <Text size="sm">{t('webhooks.secret.text')}</Text>
        {oldSecretUntil !== null && <Text size="sm">{t('webhooks.secret.old', { when: moment(oldSecretUntil) })}</Text>}
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput readOnly label={t('webhooks.secret.label')} value={secret} styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }} flex={1} onFocus={(event) => event.currentTarget.select()} />
          <Button data-autofocus variant="default" leftSection={<IconCopy size={14} aria-hidden />} onClick={() => void copy()}>{t('webhooks.secret.copy')}</Button>
        </Group>
        <Group justify="flex-end"><Button onClick={onClose}>{t('webhooks.secret.done')}</Button></Group>
      </Stack>
    </Modal>
  )
}
