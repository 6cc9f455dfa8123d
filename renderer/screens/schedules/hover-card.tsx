import { Paper, Portal } from '@mantine/core'
import { fromMinor } from '../../../shared/money.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { usePresence } from '../../state/presence.ts'
import styles from '../calendar/calendar.module.css'
import { placeBeside } from '../calendar/place-beside.ts'
import type { ScheduleBar } from './bars.ts'
import { SIGNS, type Tone } from './classify.ts'
import type { Moments } from './moments.ts'
import { toneName } from './painters.ts'

export interface Hovered { bar: ScheduleBar, box: DOMRect }

interface Props {
  hovered: Hovered | undefined
  moments: Moments
  tone: Tone
  name: string
  /** The provider, room or car. */
  place: string
}

/** What is known of the bar under the pointer or the keyboard, beside it. The bar's own name says the same aloud. */
export function HoverCard({ hovered, moments, tone, name, place }: Props) {
  const t = useWords()
  const format = useFormat()
  const currency = useProperty()?.currency ?? 'DKK'
  const presence = usePresence()
  if (!hovered) return null
  const { bar, box } = hovered
  const other = presence.get(bar.id)
  return (
    <Portal>
      <Paper ref={(card) => { if (card) placeBeside(card, box) }} className={styles['card']} shadow="md" withBorder aria-hidden>
        <h3>{name}</h3>
        <p>{SIGNS[tone]} {toneName(t, tone)}{bar.status === 'pending' ? ` · ${t('common.statuses.pending')}` : ''}</p>
        <p>{moments.span(bar.start, bar.end)}</p>
        <p>{place}</p>
        {bar.due > 0 && <p>{t('calendar.due', { amount: format.money(fromMinor(bar.due, currency)) })}</p>}
        {other && <p>{t(`calendar.busy.${other.doing}`, { by: other.by })}</p>}
      </Paper>
    </Portal>
  )
}
