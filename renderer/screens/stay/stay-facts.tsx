import { Anchor, Group, Text } from '@mantine/core'
import { IconLock, IconStarFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Stay } from '../../../shared/contract/stays.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import classes from './stay.module.css'

/** All that is known of a stay, at a glance. */
export function StayFacts({ stay }: { stay: Stay }) {
  const t = useWords()
  const format = useFormat()
  const source = stay.source === null ? null : SOURCE_WORDS.has(stay.source) ? t(`stay.sources.${stay.source as 'direct'}`) : stay.source
  return (
    <>
      <dl className={classes.facts}>
        <Fact name={t('stay.dates')}>{format.span(stay.arrival, stay.departure)} · {t('common.nights', { count: stay.nights })}</Fact>
        <Fact name={t('stay.party')}>
          {t('stay.adults', { count: stay.adults })}{stay.children > 0 && `, ${t('stay.children', { count: stay.children })}`}
        </Fact>
        {stay.guest?.phone && <Fact name={t('common.phone')}><Anchor size="sm" href={`tel:${stay.guest.phone}`}>{stay.guest.phone}</Anchor></Fact>}
        {stay.guest?.email && <Fact name={t('common.email')}><Anchor size="sm" href={`mailto:${stay.guest.email}`}>{stay.guest.email}</Anchor></Fact>}
        <Fact name={t('stay.money')}>{t('stay.perNight', { rate: format.money(stay.nightlyRate) })} · {t('common.total')} {format.money(stay.total)}</Fact>
        {stay.paid > 0 && <Fact name={t('stay.paid')}>{format.money(stay.paid)}</Fact>}
        {stay.balance > 0 && <Fact name={t('stay.due')}><Text component="span" fw={600} c="var(--sk-warn)">{format.money(stay.balance)}</Text></Fact>}
        {source && <Fact name={t('stay.source')}>{source}</Fact>}
        {stay.checkedInAt && <Fact name={t('stay.checkedInAt')}>{format.moment(stay.checkedInAt)}</Fact>}
        {stay.checkedOutAt && <Fact name={t('stay.checkedOutAt')}>{format.moment(stay.checkedOutAt)}</Fact>}
        <Fact name={t('stay.booked_by')}>{format.moment(stay.createdAt)}</Fact>
      </dl>
      {(stay.locked || stay.groupId !== null || stay.guest?.vip) && (
        <Group gap="md">
          {stay.guest?.vip && <Mark icon={<IconStarFilled size={14} aria-hidden />}>{t('common.vip')}</Mark>}
          {stay.locked && <Mark icon={<IconLock size={14} aria-hidden />}>{t('stay.locked')}</Mark>}
          {stay.groupId !== null && <Mark>{t('stay.partOfGroup')}</Mark>}
        </Group>
      )}
      {stay.notes && <div className={classes.notes}>{stay.notes}</div>}
    </>
  )
}

const SOURCE_WORDS = new Set(['direct', 'phone', 'email', 'walk_in', 'website', 'agency'])

function Fact({ name, children }: { name: string, children: ReactNode }) {
  return <><dt>{name}</dt><dd>{children}</dd></>
}

function Mark({ icon, children }: { icon?: ReactNode, children: ReactNode }) {
  return <Group gap={4} fz="xs">{icon}{children}</Group>
}
