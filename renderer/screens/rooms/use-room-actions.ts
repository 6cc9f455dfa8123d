import { useEffect, useMemo, useRef } from 'react'
import { useWords } from '../../i18n.ts'
import { setHousekeeping, updateRoom, type Room } from '../../../shared/contract/rooms.ts'
import { useChange } from '../../query.ts'
import { tell } from '../../tell.ts'
import { nameOf } from './room-name.ts'
import type { RoomActions } from './room-table.tsx'
import { useRoomPreview } from './use-rooms.ts'

interface Asks {
  onChange(room: Room): void
  onDeactivate(room: Room): void
}

/** What a row can do; the same object for as long as the screen stands, so that rows need not be drawn again. */
export function useRoomActions(asks: Asks): RoomActions {
  const t = useWords()
  const { mutateAsync: setState } = useChange(setHousekeeping)
  const { mutateAsync: update } = useChange(updateRoom)
  const latest = { asks, preview: useRoomPreview(), setState, update, t }
  const current = useRef(latest)
  useEffect(() => {
    current.current = latest
  })

  return useMemo(() => ({
    onChange: (room) => current.current.asks.onChange(room),
    onActive(room, active) {
      const { asks, update, t } = current.current
      if (!active) return asks.onDeactivate(room)
      update({ params: { id: room.id }, body: { isActive: true }, ifMatch: room.version })
        .then(() => tell(t('rooms.activated', { room: nameOf(room) })), ignore)
    },
    onHousekeeping(room, housekeeping) {
      if (room.housekeeping === housekeeping) return
      const { preview, setState } = current.current
      const takeBack = preview(room.id, { housekeeping })
      setState({ params: { id: room.id }, body: { housekeeping } }).catch(takeBack)
    },
  }), [])
}

/** The notification has told it already. */
function ignore(): void {}
