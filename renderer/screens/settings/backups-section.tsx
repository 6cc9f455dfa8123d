import type { Settings } from '../../../shared/contract/settings.ts'
import { useWords } from '../../i18n.ts'
import { CountField, TimeField } from './fields.tsx'
import { Section } from './section.tsx'
import { useSection } from './use-section.ts'

const NAMES = ['backupTime', 'backupsKept'] as const

export function BackupsSection({ settings }: { settings: Settings }) {
  const t = useWords()
  const { fields, busy, save } = useSection(settings, NAMES)
  const { values, set, errorOf } = fields
  const title = t('settings.backups.title')
  return (
    <Section title={title} note={t('settings.backups.note')} isChanged={fields.isChanged} busy={busy} fault={fields.fault} onSave={() => save(title)} onDiscard={fields.reset}>
      <TimeField label={t('settings.backups.backupTime')} value={values.backupTime} error={errorOf('backupTime')} onChange={(time) => set('backupTime', time)} />
      <CountField label={t('settings.backups.backupsKept')} hint={t('settings.backups.backupsKeptHint')} value={values.backupsKept} error={errorOf('backupsKept')} min={1} max={1000}
        onChange={(count) => set('backupsKept', count)} />
    </Section>
  )
}
