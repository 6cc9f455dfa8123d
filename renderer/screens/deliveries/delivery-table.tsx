import { Anchor, Button, Group, Table, Text } from '@mantine/core'
import { retryDelivery } from '../../../shared/contract/operations.ts'
import tables from '../../components/table.module.css'
import { Tag, type Tone } from '../../components/tag.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useChange } from '../../query.ts'
import { useUi } from '../../state/ui.ts'
import { tell } from '../../tell.ts'
import { destinationOf, whatOf, type DeliveryRowData } from './delivery-words.ts'

const TONES: Record<DeliveryRowData['state'], Tone> = { waiting: 'info', parked: 'bad', delivered: 'good', given_up: 'calm' }

export function DeliveryTable({ deliveries, onGiveUp }: { deliveries: readonly DeliveryRowData[], onGiveUp(delivery: DeliveryRowData): void }) {
  const t = useWords()
  return (
    <div className={tables.frame}>
      <Table aria-label={t('deliveries.title')}>
        <Table.Thead>
          <Table.Tr>
            {(['what', 'to', 'booking', 'state'] as const).map((column) => <Table.Th key={column} scope="col">{t(`deliveries.column.${column}`)}</Table.Th>)}
            <Table.Th scope="col" className={tables.number}>{t('deliveries.column.tries')}</Table.Th>
            <Table.Th scope="col">{t('deliveries.column.when')}</Table.Th>
            <Table.Th scope="col" className={tables.tight}>{t('deliveries.column.actions')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{deliveries.map((delivery) => <DeliveryRow key={delivery.id} delivery={delivery} onGiveUp={onGiveUp} />)}</Table.Tbody>
      </Table>
    </div>
  )
}

function DeliveryRow({ delivery, onGiveUp }: { delivery: DeliveryRowData, onGiveUp(delivery: DeliveryRowData): void }) {
  const t = useWords()
  const what = whatOf(t, delivery)
  const named = { what, id: delivery.bookingId ?? '–' }
  const retry = useChange(retryDelivery)
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>{what}</Table.Th>
      <Table.Td>{destinationOf(t, delivery.destination)}</Table.Td>
      <Table.Td><BookingLink delivery={delivery} /></Table.Td>
      <Table.Td>
        <Tag tone={TONES[delivery.state]}>{t(`deliveries.states.${delivery.state}`)}</Tag>
        {delivery.lastError !== null && delivery.state !== 'delivered' && <Text size="xs" c="dimmed" mt={2} maw="28rem" style={{ overflowWrap: 'anywhere' }}>{delivery.lastError}</Text>}
      </Table.Td>
      <Table.Td className={tables.number}>{delivery.attempts}</Table.Td>
      <Table.Td><When delivery={delivery} /></Table.Td>
      <Table.Td className={tables.tight}>
        {delivery.state !== 'delivered' && (
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" loading={retry.isPending} aria-label={t('deliveries.retryOf', named)}
              onClick={() => retry.mutate({ params: { id: delivery.id } }, { onSuccess: () => tell(t('deliveries.retrying')) })}>{t('deliveries.retry')}</Button>
            {delivery.state !== 'given_up' && (
              <Button variant="subtle" color="gray" aria-label={t('deliveries.giveUpOf', named)} onClick={() => onGiveUp(delivery)}>{t('deliveries.giveUp')}</Button>
            )}
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  )
}

/** Bills are of stays, which open; events may be of anything. */
function BookingLink({ delivery: { bookingId, destination } }: { delivery: DeliveryRowData }) {
  const t = useWords()
  const openStay = useUi((ui) => ui.openStay)
  if (bookingId === null) return '–'
  if (destination !== 'billing') return bookingId
  return <Anchor component="button" type="button" size="sm" aria-label={t('deliveries.open', { id: bookingId })} onClick={() => openStay(bookingId)}>{bookingId}</Anchor>
}

function When({ delivery: { createdAt, deliveredAt, nextTryAt, state, attempts } }: { delivery: DeliveryRowData }) {
  const t = useWords()
  const { moment, time } = useFormat()
  // Instants come with the property's own offset: their first ten letters are its date.
  const today = useProperty()?.today
  return (
    <>
      <Text size="sm">{deliveredAt === null ? t('deliveries.created', { when: moment(createdAt) }) : moment(deliveredAt)}</Text>
      {state === 'waiting' && nextTryAt !== null && attempts > 0 && (
        <Text size="xs" c="dimmed">{t('deliveries.next', { when: nextTryAt.slice(0, 10) === today ? time(nextTryAt) : moment(nextTryAt) })}</Text>
      )}
    </>
  )
}
