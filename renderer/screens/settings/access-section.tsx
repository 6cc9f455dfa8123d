import { Checkbox, Group, Switch } from '@mantine/core'
import { SEEDS, type Seed } from '../../../shared/contract/route.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { useWords } from '../../i18n.ts'
import { CountField, ListField } from './fields.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSection } from './use-section.ts'

const NAMES = ['selfRegistration', 'allowedHosts', 'corsOrigins', 'tokenlessAddresses', 'tokenlessSeeds', 'openRequestsPerMinute', 'tokenRequestsPerSecond'] as const

export function AccessSection({ settings }: { settings: Settings }) {
  const t = useWords()
  const { fields, busy, save } = useSection(settings, NAMES)
  const { values, set, errorOf } = fields
  const title = t('settings.access.title')
  return (
    <Section title={title} note={t('settings.access.note')} isChanged={fields.isChanged} busy={busy} fault={fields.fault} onSave={() => save(title)} onDiscard={fields.reset}>
      <Switch className={classes.wide} label={t('settings.access.selfRegistration')} description={t('settings.access.selfRegistrationHint')}
        checked={values.selfRegistration} onChange={(event) => set('selfRegistration', event.currentTarget.checked)} />
      {(['allowedHosts', 'corsOrigins', 'tokenlessAddresses'] as const).map((name) => (
        <ListField key={name} label={t(`settings.access.${name}`)} hint={t(`settings.access.${name}Hint`)} value={values[name]} error={errorOf(name)}
          onChange={(items) => set(name, items)} />
      ))}
      <Checkbox.Group className={classes.wide} label={t('settings.access.tokenlessSeeds')} size="xs" value={values.tokenlessSeeds} error={errorOf('tokenlessSeeds')}
        onChange={(seeds) => set('tokenlessSeeds', seeds as Seed[])}>
        <Group gap="md" mt={4}>
          {SEEDS.map((seed) => <Checkbox key={seed} value={seed} label={t(`settings.access.seeds.${seed}`)} disabled={values.tokenlessAddresses.length === 0} />)}
        </Group>
      </Checkbox.Group>
      {(['openRequestsPerMinute', 'tokenRequestsPerSecond'] as const).map((name) => (
        <CountField key={name} label={t(`settings.access.${name}`)} hint={t('settings.access.requestsHint')} value={values[name]} error={errorOf(name)} min={1} max={1_000_000}
          onChange={(count) => set(name, count)} />
      ))}
    </Section>
  )
}
