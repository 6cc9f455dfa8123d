import { useWords } from '../../i18n.ts'
import { updateRoom, type Room } from '../../../shared/contract/rooms.ts'
import { Confirm } from '../../components/confirm.tsx'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { nameOf } from './room-name.ts'

/** Asks before a room goes out of use. */
export function DeactivateRoom({ room, onClose }: { room: Room, onClose(): void }) {
  const t = useWords()
  const update = useChange(updateRoom, { quiet: true })
  const name = nameOf(room)

  function deactivate() {
    update.mutate({ params: { id: room.id }, body: { isActive: false }, ifMatch: room.version }, {
      onSuccess() {
        tell(t('rooms.deactivated', { room: name }))
        onClose()
      },
    })
  }

  return (
    <Confirm title={t('rooms.deactivateTitle', { room: name })} action={t('rooms.deactivate')} busy={update.isPending} error={update.error}
      onConfirm={deactivate} onClose={onClose}>{t('rooms.deactivateText')}</Confirm>
  )
}
