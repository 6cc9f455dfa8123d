import { IconPlugConnectedX } from '@tabler/icons-react'
import { useWords } from '../i18n.ts'
import { useConnection } from '../state/connection.ts'
import classes from './frame.module.css'

/** Says at once that the desk is out of reach. The space of its live region is always there, so that it is read out. */
export function OfflineBanner() {
  const say = useWords()
  const online = useConnection((connection) => connection.online)
  return (
    <div role="status" aria-live="assertive">
      {!online && (
        <div className={classes.banner}>
          <IconPlugConnectedX size={18} aria-hidden />
          <strong>{say('frame.offlineTitle')}</strong>
          <span>{say('frame.offlineText')}</span>
        </div>
      )}
    </div>
  )
}
