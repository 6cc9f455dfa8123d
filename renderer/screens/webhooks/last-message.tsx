import { Text } from '@mantine/core'
import { listDeliveries } from '../../../shared/contract/operations.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { EVERY_MS, whatOf } from '../deliveries/delivery-words.ts'

/** The newest message to a destination and what became of it. */
export function LastMessage({ destination }: { destination: string }) {
  const t = useWords()
  const { moment } = useFormat()
  const { data } = useCall(listDeliveries, { query: { destination, limit: 1 } }, { keepPrevious: true, refetchInterval: EVERY_MS })
  const last = data?.items[0]
  if (data === undefined) return null
  if (last === undefined) return <Text size="sm" c="dimmed">{t('webhooks.nothingSent')}</Text>
  return (
    <>
      <Text size="sm">{whatOf(t, last)}</Text>
      <Text size="xs" c="dimmed">{t(`deliveries.states.${last.state}`)} · {moment(last.deliveredAt ?? last.createdAt)}</Text>
    </>
  )
}
