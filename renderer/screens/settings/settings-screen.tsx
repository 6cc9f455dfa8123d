import { getSettings } from '../../../shared/contract/settings.ts'
import { ErrorNote, LoadingNote } from '../../components/notes.tsx'
import { Page } from '../../components/page.tsx'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import { useIsAdmin } from '../../state/session.ts'
import { AccessSection } from './access-section.tsx'
import { BackupsSection } from './backups-section.tsx'
import { BookingsSection } from './bookings-section.tsx'
import { ConnectionsSection } from './connections-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { PropertySection } from './property-section.tsx'

/** What an administrator can set, and everybody's own password. */
export function SettingsScreen() {
  const t = useWords()
  const isAdmin = useIsAdmin()
  const { data, error, refetch } = useCall(getSettings, {}, { enabled: isAdmin })
  return (
    <Page title={t('settings.title')} note={t(isAdmin ? 'settings.note' : 'settings.staffNote')}>
      <ErrorNote error={error} onRetry={() => void refetch()} />
      {isAdmin && data === undefined && !error && <LoadingNote />}
      <div>
        {data && (
          <>
            <PropertySection settings={data} />
            <BookingsSection settings={data} />
            <ConnectionsSection settings={data} />
            <AccessSection settings={data} />
            <BackupsSection settings={data} />
          </>
        )}
        <PasswordSection />
      </div>
    </Page>
  )
}
