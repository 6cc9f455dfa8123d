import { Anchor, PasswordInput, Text } from '@mantine/core'
import { Link } from 'wouter'
import type { Settings } from '../../../shared/contract/settings.ts'
import { EventTypesField } from '../../components/event-types-field.tsx'
import { useWords } from '../../i18n.ts'
import { OptionalField } from './fields.tsx'
import { Section } from './section.tsx'
import classes from './settings.module.css'
import { useSection } from './use-section.ts'

const NAMES = ['billingServiceUrl', 'eventServiceUrl', 'amqpUrl', 'kafkaBrokers', 'natsUrl', 'eventTypes', 'paymentServiceUrl', 'paymentSecret', 'smtpUrl', 'mailFrom'] as const

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
      <div className={classes.wide}>
        <EventTypesField value={values.eventTypes} error={errorOf('eventTypes')} before={settings.eventTypes ?? undefined} onChange={(types) => set('eventTypes', types)} />
      </div>
      <Text size="sm" className={classes.wide}>{t('settings.connections.webhooks')} <Anchor component={Link} href="/webhooks" size="sm" underline="always">{t('settings.connections.toWebhooks')}</Anchor></Text>
      {address('paymentServiceUrl', 'url')}
      <PasswordInput className={classes.wide} label={t('settings.connections.paymentSecret')} description={t('settings.connections.paymentSecretHint')} autoComplete="off" maxLength={200}
        value={values.paymentSecret ?? ''} error={errorOf('paymentSecret')} onChange={(event) => set('paymentSecret', event.currentTarget.value || null)} />
      {address('smtpUrl', 'url')}
      {address('mailFrom', 'email')}
    </Section>
  )
}
