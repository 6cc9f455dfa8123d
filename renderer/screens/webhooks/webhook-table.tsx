import { ActionIcon, Group, Table, Text } from '@mantine/core'
import { IconKey, IconPencil, IconPower, IconSend, IconTrash } from '@tabler/icons-react'
import { turnOnDestination, type DestinationStatus } from '../../../shared/contract/operations.ts'
import { changeWebhook, testWebhook, type Webhook } from '../../../shared/contract/webhooks.ts'
import tables from '../../components/table.module.css'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { LastMessage } from './last-message.tsx'

/** What asks for a dialog of its own. */
export interface WebhookAction { kind: 'change' | 'rotate' | 'remove', webhook: Webhook }

interface Props {
  webhooks: readonly Webhook[]
  destinations: readonly DestinationStatus[]
  onAction(action: WebhookAction): void
}

export function WebhookTable({ webhooks, destinations, onAction }: Props) {
  const t = useWords()
  return (
    <div className={tables.frame}>
      <Table aria-label={t('webhooks.title')}>
        <Table.Thead>
          <Table.Tr>
            {(['address', 'events', 'state', 'last'] as const).map((column) => <Table.Th key={column} scope="col">{t(`webhooks.column.${column}`)}</Table.Th>)}
            <Table.Th scope="col" className={tables.tight}>{t('webhooks.column.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {webhooks.map((webhook) => <WebhookRow key={webhook.id} webhook={webhook} destination={destinations.find(({ name }) => name === nameOf(webhook))} onAction={onAction} />)}
        </Table.Tbody>
      </Table>
    </div>
  )
}

/** What deliveries call it. */
function nameOf({ id }: Webhook): string {
  return `webhook:${id}`
}

interface RowProps {
  webhook: Webhook
  destination: DestinationStatus | undefined
  onAction(action: WebhookAction): void
}

function WebhookRow({ webhook, destination, onAction }: RowProps) {
  const t = useWords()
  const { moment } = useFormat()
  const { id, url, eventTypes, oldSecretUntil } = webhook
  const name = t('webhooks.name', { id })
  const test = useChange(testWebhook)
  const power = usePower(webhook, destination)

  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400} maw="26rem">
        <Text size="sm" fw={600}>{name}</Text>
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>{url}</Text>
        {oldSecretUntil !== null && <Text size="xs" c="dimmed">{t('webhooks.oldSecret', { when: moment(oldSecretUntil) })}</Text>}
      </Table.Th>
      <Table.Td maw="18rem">{eventTypes === null ? t('webhooks.all') : <Text size="xs" lineClamp={3} title={eventTypes.join(', ')}>{eventTypes.join(', ')}</Text>}</Table.Td>
      <Table.Td maw="20rem"><State webhook={webhook} destination={destination} /></Table.Td>
      <Table.Td><LastMessage destination={nameOf(webhook)} /></Table.Td>
      <Table.Td className={tables.tight}>
        <Group gap={4} wrap="nowrap">
          <ActionIcon aria-label={t('webhooks.changeOf', { name })} title={t('webhooks.change')} onClick={() => onAction({ kind: 'change', webhook })}><IconPencil size={16} aria-hidden /></ActionIcon>
          <ActionIcon aria-label={t('webhooks.testOf', { name })} title={t('webhooks.test')} disabled={!power.isOn} loading={test.isPending}
            onClick={() => test.mutate({ params: { id } }, { onSuccess: () => tell(t('webhooks.tested', { name })) })}><IconSend size={16} aria-hidden /></ActionIcon>
          <ActionIcon aria-label={t('webhooks.rotateOf', { name })} title={t('webhooks.rotate')} onClick={() => onAction({ kind: 'rotate', webhook })}><IconKey size={16} aria-hidden /></ActionIcon>
          <ActionIcon aria-label={t(power.isOn ? 'webhooks.turnOffOf' : 'webhooks.turnOnOf', { name })} title={t(power.isOn ? 'webhooks.turnOff' : 'webhooks.turnOn')} loading={power.busy}
            onClick={power.toggle}><IconPower size={16} aria-hidden /></ActionIcon>
          <ActionIcon aria-label={t('webhooks.removeOf', { name })} title={t('webhooks.remove')} onClick={() => onAction({ kind: 'remove', webhook })}><IconTrash size={16} aria-hidden /></ActionIcon>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

/** One switch over two: what the administrator turned off, and what the receiver itself wanted no more of. */
function usePower(webhook: Webhook, destination: DestinationStatus | undefined) {
  const t = useWords()
  const change = useChange(changeWebhook)
  const turnOn = useChange(turnOnDestination)
  const name = t('webhooks.name', { id: webhook.id })
  const isGone = webhook.active && destination?.state === 'off'
  return {
    isOn: webhook.active && !isGone,
    busy: change.isPending || turnOn.isPending,
    toggle() {
      const tellOfIt = () => tell(t(webhook.active && !isGone ? 'webhooks.turnedOff' : 'webhooks.turnedOn', { name }))
      if (isGone) turnOn.mutate({ params: { name: nameOf(webhook) } }, { onSuccess: tellOfIt })
      else change.mutate({ params: { id: webhook.id }, body: { active: !webhook.active }, ifMatch: webhook.version }, { onSuccess: tellOfIt })
    },
  }
}

type Shown = 'ok' | 'failing' | 'gone' | 'off'
const TONES: Record<Shown, Tone> = { ok: 'good', failing: 'warn', gone: 'bad', off: 'calm' }

function State({ webhook: { active }, destination }: { webhook: Webhook, destination: DestinationStatus | undefined }) {
  const t = useWords()
  const { moment } = useFormat()
  const state: Shown = !active ? 'off' : destination?.state === 'off' ? 'gone' : destination?.state === 'failing' ? 'failing' : 'ok'
  const { waiting = 0, parked = 0, offSince = null, lastError = null } = destination ?? {}
  return (
    <>
      <Tag tone={TONES[state]}>{t(`webhooks.states.${state}`)}</Tag>
      {waiting + parked > 0 && <Text size="xs" c="dimmed">{t('webhooks.counts', { waiting, parked })}</Text>}
      {state === 'gone' && offSince !== null && <Text size="xs">{t('webhooks.gone', { when: moment(offSince) })}</Text>}
      {state !== 'off' && lastError !== null && <Text size="xs" style={{ overflowWrap: 'anywhere' }}>{lastError}</Text>}
    </>
  )
}
