import { PasswordInput, Switch } from '@mantine/core'
import type { Settings } from '../../../shared/contract/settings.ts'
import { STEPS } from '../../../shared/contract/stays.ts'
import { useWords } from '../../i18n.ts'
import { ListField, OptionalField } from './fields.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSection } from './use-section.ts'

const NAMES = ['billingServiceUrl', 'eventServiceUrl', 'amqpUrl', 'kafkaBrokers', 'natsUrl', 'eventTypes', 'paymentServiceUrl', 'paymentSecret', 'smtpUrl', 'mailFrom'] as const

/** What the desk is known to tell; another may be typed. */
const EVENT_TYPES = [
  ...STEPS.map((step) => `booking.${step}`),
  'car.added', 'car.changed', 'car.damaged', 'car.deleted',
]

export function ConnectionsSection({ settings }: { settings: Settings }) {
  const t = useWords()
  const { fields, busy, save } = useSection(settings, NAMES)
  const { values, set, errorOf } = fields
  const title = t('settings.connections.title')
  const address = (name: 'billingServiceUrl' | 'eventServiceUrl' | 'paymentServiceUrl' | 'amqpUrl' | 'kafkaBrokers' | 'natsUrl' | 'smtpUrl' | 'mailFrom', type?: 'url' | 'email') => (
    <OptionalField label={t(`settings.connections.${name}`)} hint={t(`settings.connections.${name}Hint`)} type={type} value={values[name]} error={errorOf(name)}
      onChange={(text) => set(name, text)} />
  )
  return (
    <Section title={title} note={t('settings.connections.note')} isChanged={fields.isChanged} busy={busy} fault={fields.fault} onSave={() => save(title)} onDiscard={fields.reset}>
      {address('billingServiceUrl', 'url')}
      {address('eventServiceUrl', 'url')}
      {address('amqpUrl')}
      {address('kafkaBrokers')}
      {address('natsUrl')}
      <Switch className={classes.wide} label={t('settings.connections.allEvents')} checked={values.eventTypes === null}
        onChange={(event) => set('eventTypes', event.currentTarget.checked ? null : settings.eventTypes ?? EVENT_TYPES)} />
      {values.eventTypes !== null && (
        <ListField label={t('settings.connections.eventTypes')} hint={t('settings.connections.eventTypesHint')} data={EVENT_TYPES} value={values.eventTypes} error={errorOf('eventTypes')}
          onChange={(types) => set('eventTypes', types)} />
      )}
      {address('paymentServiceUrl', 'url')}
      <PasswordInput className={classes.wide} label={t('settings.connections.paymentSecret')} description={t('settings.connections.paymentSecretHint')} autoComplete="off" maxLength={200}
        value={values.paymentSecret ?? ''} error={errorOf('paymentSecret')} onChange={(event) => set('paymentSecret', event.currentTarget.value || null)} />
      {address('smtpUrl', 'url')}
      {address('mailFrom', 'email')}
    </Section>
  )
}
