import { giveUpDelivery } from '../../../shared/contract/operations.ts'
import { Confirm } from '../../components/confirm.tsx'
import { useWords } from '../../i18n.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { destinationOf, type DeliveryRowData } from './delivery-words.ts'

/** Asks before something is never told. */
export function GiveUp({ delivery, onClose }: { delivery: DeliveryRowData, onClose(): void }) {
  const t = useWords()
  const giveUp = useChange(giveUpDelivery, { quiet: true })

  function confirm() {
    giveUp.mutate({ params: { id: delivery.id } }, {
      onSuccess() {
        tell(t('deliveries.givenUp'))
        onClose()
      },
    })
  }

  return (
    <Confirm title={t('deliveries.giveUpTitle')} action={t('deliveries.giveUp')} busy={giveUp.isPending} error={giveUp.error} onConfirm={confirm} onClose={onClose}>
      {t('deliveries.giveUpText', { to: destinationOf(t, delivery.destination) })}
    </Confirm>
  )
}
