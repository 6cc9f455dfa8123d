import { Select, TextInput } from '@mantine/core'
import { useMemo } from 'react'
import { LANGUAGES, type Language, type Settings } from '../../../shared/contract/settings.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { TimeField } from './fields.tsx'
import { HolidaysField } from './holidays-field.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSection } from './use-section.ts'
import { currencies, timeZones } from './zones.ts'

const NAMES = ['propertyName', 'timeZone', 'currency', 'language', 'checkInTime', 'checkOutTime', 'holidays'] as const

export function PropertySection({ settings }: { settings: Settings }) {
  const t = useWords()
  const language = useLanguage()
  const { fields, busy, save } = useSection(settings, NAMES)
  const { values, set, errorOf } = fields
  const zones = useMemo(() => timeZones(values.timeZone), [values.timeZone])
  const money = useMemo(() => currencies(values.currency, localeOf(language)), [values.currency, language])
  const title = t('settings.property.title')
  return (
    <Section title={title} note={t('settings.property.note')} isChanged={fields.isChanged} busy={busy} fault={fields.fault} onSave={() => save(title)} onDiscard={fields.reset}>
      <TextInput className={classes.wide} label={t('settings.property.propertyName')} value={values.propertyName} maxLength={200} error={errorOf('propertyName')}
        onChange={(event) => set('propertyName', event.currentTarget.value)} />
      <Select searchable label={t('settings.property.timeZone')} description={t('settings.property.timeZoneHint')} data={zones} limit={200}
        value={values.timeZone} error={errorOf('timeZone')} allowDeselect={false} nothingFoundMessage={t('settings.property.nothingFound')}
        onChange={(zone) => zone !== null && set('timeZone', zone)} />
      <Select searchable label={t('settings.property.currency')} description={t('settings.property.currencyHint')} data={money} limit={200}
        value={values.currency} error={errorOf('currency')} allowDeselect={false} nothingFoundMessage={t('settings.property.nothingFound')}
        onChange={(currency) => currency !== null && set('currency', currency)} />
      <Select label={t('settings.property.language')} description={t('settings.property.languageHint')} className={classes.wide} maw="20rem"
        data={LANGUAGES.map((language) => ({ value: language, label: t(`settings.property.languages.${language}`) }))}
        value={values.language} error={errorOf('language')} allowDeselect={false} onChange={(language) => language !== null && set('language', language as Language)} />
      <TimeField label={t('settings.property.checkInTime')} value={values.checkInTime} error={errorOf('checkInTime')} onChange={(time) => set('checkInTime', time)} />
      <TimeField label={t('settings.property.checkOutTime')} value={values.checkOutTime} error={errorOf('checkOutTime')} onChange={(time) => set('checkOutTime', time)} />
      <HolidaysField value={values.holidays} timeZone={settings.timeZone} error={errorOf('holidays')} onChange={(holidays) => set('holidays', holidays)} />
    </Section>
  )
}
