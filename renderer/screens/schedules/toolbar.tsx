import { ActionIcon, Button, SegmentedControl, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useWords } from '../../i18n.ts'
import styles from '../calendar/calendar.module.css'
import { JumpToDate } from '../calendar/toolbar.tsx'
import type { Span } from './scales.ts'
import { ViewSwitch } from './view-switch.tsx'

interface Props {
  title: string
  /** The days in sight, in words. */
  when: string
  /** The first of them. */
  date: string
  span: Span
  spans: readonly Span[]
  onSpan(span: Span): void
  onToday(): void
  onStep(way: 1 | -1): void
  onJump(date: string): void
  /** What else this calendar can do. */
  children?: ReactNode
}

/** Which calendar it is, where in time one is, and how to get elsewhere. */
export function Toolbar({ title, when, date, span, spans, onSpan, onToday, onStep, onJump, children }: Props) {
  const t = useWords()
  const isDay = span === 'day'
  return (
    <div className={styles['toolbar']}>
      <ViewSwitch />
      <h1 className={styles['month']}><VisuallyHidden>{title}: </VisuallyHidden>{when}</h1>
      <Step label={t(isDay ? 'schedules.dayBack' : 'calendar.earlier')} icon={IconChevronLeft} onClick={() => onStep(-1)} />
      <Tooltip label="T"><Button variant="default" aria-keyshortcuts="T" onClick={onToday}>{t('calendar.today')}</Button></Tooltip>
      <Step label={t(isDay ? 'schedules.dayOn' : 'calendar.later')} icon={IconChevronRight} onClick={() => onStep(1)} />
      <JumpToDate from={date} onJump={onJump} />
      <span className={styles['spring']} />
      {children}
      <SegmentedControl aria-label={t('schedules.span.label')} value={span} onChange={(value) => onSpan(value as Span)}
        data={spans.map((value) => ({ value, label: t(`schedules.span.${value}`) }))} />
    </div>
  )
}

function Step({ label, icon: Icon, onClick }: { label: string, icon: typeof IconChevronLeft, onClick(): void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick}><Icon size={16} aria-hidden /></ActionIcon>
    </Tooltip>
  )
}
