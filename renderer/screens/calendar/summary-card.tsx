import { Paper, Portal } from '@mantine/core'
import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import { fromMinor } from '../../../shared/money.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { usePresence } from '../../state/presence.ts'
import { daysOf, has, isBlock } from './bars.ts'
import styles from './calendar.module.css'
import { SIGNS, toneOf } from './classify.ts'
import { dateOf } from './days.ts'
import { placeBeside } from './place-beside.ts'
import type { Hovered } from './use-gestures.ts'

interface Props {
  hovered: Hovered | undefined
  originDay: number
  today: number
  rows: ReadonlyMap<number, CalendarRow>
}

/** What is known of the bar under the pointer or the keyboard, beside it. The bar's own name says the same aloud. */
export function SummaryCard({ hovered, originDay, today, rows }: Props) {
  const t = useWords()
  const format = useFormat()
  const presence = usePresence()
  const currency = useProperty()?.currency ?? 'DKK'
  if (!hovered) return null
  const { bar } = hovered
  const other = presence.get(bar.id)
  const { arrival, departure } = daysOf(bar)
  const tone = toneOf(bar, today)
  const row = rows.get(bar.rowId)
  const flags = (['vip', 'locked', 'group', 'moved', 'notes'] as const).filter((flag) => has(bar, flag))
  return (
    <Portal>
      <Paper ref={(card) => { if (card) placeBeside(card, hovered.box) }} className={styles['card']} shadow="md" withBorder aria-hidden>
        <h3>{isBlock(bar) ? t(`calendar.tone.${tone}`) : bar.guest || t('calendar.noName')}</h3>
        {!isBlock(bar) && <p>{SIGNS[tone]} {t(`calendar.tone.${tone}`)}{bar.status === 'pending' ? ` · ${t('common.statuses.pending')}` : ''}</p>}
        <p>{format.span(dateOf(originDay + arrival), dateOf(originDay + departure))} · {t('common.nights', { count: Math.max(departure - arrival, 0) })}</p>
        <p>{row ? `${t('calendar.room', { number: row.label })} · ${row.group}` : `${t('common.noRoom')} · ${bar.category ?? ''}`}</p>
        {other && <p>✋ {t(`calendar.busy.${other.doing}`, { by: other.by })}</p>}
        {bar.due > 0 && !isBlock(bar) && <p>{t('calendar.due', { amount: format.money(fromMinor(bar.due, currency)) })}</p>}
        {flags.length > 0 && <p>{flags.map((flag) => t(`calendar.flag.${flag}`)).join(' · ')}</p>}
      </Paper>
    </Portal>
  )
}
