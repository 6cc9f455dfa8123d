import { Button, Group, Pagination, SegmentedControl, Text } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'wouter'
import { DELIVERY_STATES, listDeliveries, listDestinations } from '../../../shared/contract/operations.ts'
import { EmptyNote, ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { useIsAdmin } from '../../state/session.ts'
import { DeliveryTable } from './delivery-table.tsx'
import { EVERY_MS, type DeliveryRowData } from './delivery-words.ts'
import { Destinations } from './destinations.tsx'
import { GiveUp } from './give-up.tsx'

type State = DeliveryRowData['state'] | 'all'

const LIMIT = 50

/** What leaves the house, and what could not. */
export function DeliveriesScreen() {
  const t = useWords()
  const isAdmin = useIsAdmin()
  const [state, setState] = useState<State>('all')
  const [page, setPage] = useState(1)
  const [givingUp, setGivingUp] = useState<DeliveryRowData | null>(null)
  const { data, error, refetch } = useCall(listDeliveries, { query: { state: state === 'all' ? undefined : state, page, limit: LIMIT } }, { keepPrevious: true, refetchInterval: EVERY_MS })
  const { data: destinations = [] } = useCall(listDestinations, {}, { refetchInterval: EVERY_MS })
  const counts = {
    waiting: destinations.reduce((sum, { waiting }) => sum + waiting, 0),
    parked: destinations.reduce((sum, { parked }) => sum + parked, 0),
  }

  function show(next: State) {
    setState(next)
    setPage(1)
  }

  const labelOf = (one: DeliveryRowData['state']) => {
    const count = one === 'waiting' || one === 'parked' ? counts[one] : undefined
    return count ? `${t(`deliveries.states.${one}`)} ${count}` : t(`deliveries.states.${one}`)
  }
  return (
    <Page title={t('deliveries.title')} note={t('deliveries.note')}>
      {destinations.length > 0 && <Destinations destinations={destinations} />}
      <Group justify="space-between">
        <SegmentedControl aria-label={t('deliveries.showing')} value={state} onChange={(next) => show(next as State)}
          data={[{ value: 'all', label: t('deliveries.everything') }, ...DELIVERY_STATES.map((one) => ({ value: one, label: labelOf(one) }))]} />
        {data && <Text size="sm" c="dimmed" role="status">{t('deliveries.count', { count: data.total })}</Text>}
      </Group>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {data === undefined && !error && <LoadingNote />}
      {data?.items.length === 0 && (state === 'all' && destinations.length === 0
        ? <EmptyNote title={t('deliveries.emptyTitle')} action={isAdmin && <Button component={Link} href="/settings" variant="default">{t('deliveries.toSettings')}</Button>}>{t('deliveries.emptyText')}</EmptyNote>
        : (
          <EmptyNote title={t('deliveries.noneTitle')} action={<Button variant="default" onClick={() => show('all')}>{t('deliveries.showAll')}</Button>}>
            {state === 'parked' ? t('deliveries.parkedNone') : state === 'waiting' ? t('deliveries.waitingNone') : undefined}
          </EmptyNote>
        ))}
      {data !== undefined && data.items.length > 0 && <DeliveryTable deliveries={data.items} onGiveUp={setGivingUp} />}
      {data !== undefined && data.pages > 1 && (
        <Pagination total={data.pages} value={page} onChange={setPage} aria-label={t('deliveries.pages')} style={{ alignSelf: 'center' }} />
      )}
      {givingUp && <GiveUp delivery={givingUp} onClose={() => setGivingUp(null)} />}
    </Page>
  )
}
