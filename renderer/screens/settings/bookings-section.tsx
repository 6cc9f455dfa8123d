import type { Settings } from '../../../shared/contract/settings.ts'
import { useWords } from '../../i18n.ts'
import { CountField, ListField } from './fields.tsx'
import { Section } from './section.tsx'
import { useSection } from './use-section.ts'

const NAMES = ['pendingMinutes', 'refundFullHours', 'refundLatePercent', 'reminderHours'] as const

export function BookingsSection({ settings }: { settings: Settings }) {
  const t = useWords()
  const { fields, busy, save } = useSection(settings, NAMES)
  const { values, set, errorOf } = fields
  const title = t('settings.bookings.title')
  return (
    <Section title={title} note={t('settings.bookings.note')} isChanged={fields.isChanged} busy={busy} fault={fields.fault} onSave={() => save(title)} onDiscard={fields.reset}>
      <CountField label={t('settings.bookings.refundFullHours')} hint={t('settings.bookings.refundFullHoursHint')} value={values.refundFullHours} error={errorOf('refundFullHours')} min={0} max={10_000}
        onChange={(hours) => set('refundFullHours', hours)} />
      <CountField label={t('settings.bookings.refundLatePercent')} hint={t('settings.bookings.refundHint')} value={values.refundLatePercent} error={errorOf('refundLatePercent')} min={0} max={100}
        onChange={(percent) => set('refundLatePercent', percent)} />
      <CountField label={t('settings.bookings.pendingMinutes')} hint={t('settings.bookings.pendingMinutesHint')} value={values.pendingMinutes} error={errorOf('pendingMinutes')} min={1} max={100_000}
        onChange={(minutes) => set('pendingMinutes', minutes)} />
      <ListField label={t('settings.bookings.reminderHours')} hint={t('settings.bookings.reminderHoursHint')} value={values.reminderHours.map(String)} error={errorOf('reminderHours')}
        onChange={(hours) => set('reminderHours', hours.map(Number).filter((hour) => Number.isInteger(hour) && hour >= 1 && hour <= 10_000))} />
    </Section>
  )
}
