import { ActionIcon, Button, CloseButton, Menu, Popover, SegmentedControl, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconArrowBackUp, IconArrowForwardUp, IconArrowsMinimize, IconCalendarEvent, IconChevronLeft, IconChevronRight, IconDots, IconPrinter, IconSearch, IconZoomIn, IconZoomOut } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { CONTROL } from '../../components/control-key.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { useUndoStack } from '../../state/undo-stack.ts'
import { redoLast, undoLast } from '../../undo.tsx'
import { ViewSwitch } from '../schedules/view-switch.tsx'
import { GROUPINGS, type Grouping } from './bars.ts'
import styles from './calendar.module.css'
import { SPANS, type Span } from './day-width.ts'

interface Props {
  /** A day of the month that is first in sight. */
  monthDate: string
  /** How many days are in sight, where that has a name. */
  span: Span | undefined
  grouping: Grouping
  filter: string
  onSpan(span: Span): void
  onZoom(steps: number): void
  onGrouping(grouping: Grouping): void
  onTidy(): void
  onPrint(): void
  onFilter(text: string): void
  /** Enter: to the stay that was found. */
  onFind(): void
  onToday(): void
  onStep(days: number): void
  onJump(date: string): void
}

/** Where in time one is, how to get elsewhere, and how to find somebody. */
export function Toolbar({ monthDate, span, grouping, filter, onSpan, onZoom, onGrouping, onTidy, onPrint, onFilter, onFind, onToday, onStep, onJump }: Props) {
  const t = useWords()
  const locale = localeOf(useLanguage())
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${monthDate}T00:00:00Z`))
  return (
    <div className={styles['toolbar']}>
      <ViewSwitch />
      <h1 className={styles['month']}>
        <VisuallyHidden>{t('calendar.title')}: </VisuallyHidden>{month.charAt(0).toLocaleUpperCase(locale) + month.slice(1)}
      </h1>
      <Tooltip label={t('calendar.earlier')}>
        <ActionIcon variant="default" aria-label={t('calendar.earlier')} onClick={() => onStep(-7)}><IconChevronLeft size={16} aria-hidden /></ActionIcon>
      </Tooltip>
      <Tooltip label="T"><Button variant="default" aria-keyshortcuts="T" onClick={onToday}>{t('calendar.today')}</Button></Tooltip>
      <Tooltip label={t('calendar.later')}>
        <ActionIcon variant="default" aria-label={t('calendar.later')} onClick={() => onStep(7)}><IconChevronRight size={16} aria-hidden /></ActionIcon>
      </Tooltip>
      <JumpToDate from={monthDate} onJump={onJump} />
      <TextInput
        id="calendar-find" aria-label={t('calendar.find')} placeholder={t('calendar.find')} value={filter} w={150} aria-keyshortcuts="F"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={filter !== '' && <CloseButton size="xs" aria-label={t('common.clear')} onClick={() => onFilter('')} />}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter('')
          if (event.key === 'Enter') onFind()
        }}
      />
      <span className={styles['spring']} />
      <UndoButton />
      <SegmentedControl
        aria-label={t('calendar.zoom')} value={span ?? ''} onChange={(value) => onSpan(value as Span)}
        data={(Object.keys(SPANS) as Span[]).map((value) => ({ value, label: t(`calendar.spans.${value}`) }))}
      />
      <ActionIcon.Group>
        <IconButton label={t('calendar.zoomOut')} hint="−" onClick={() => onZoom(-1)}><IconZoomOut size={16} aria-hidden /></IconButton>
        <IconButton label={t('calendar.zoomIn')} hint="+" onClick={() => onZoom(1)}><IconZoomIn size={16} aria-hidden /></IconButton>
      </ActionIcon.Group>
      <Menu position="bottom-end" width={230} withinPortal={false} shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t('calendar.more')}><IconDots size={16} aria-hidden /></ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('calendar.groupBy')}</Menu.Label>
          <Menu.RadioGroup value={grouping} onChange={(value) => onGrouping(value as Grouping)}>
            {GROUPINGS.map((one) => <Menu.RadioItem key={one} value={one}>{t(`calendar.groupings.${one}`)}</Menu.RadioItem>)}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconArrowForwardUp size={16} aria-hidden />} rightSection={<kbd className={styles['key']} aria-hidden>{CONTROL} Y</kbd>} onClick={() => void redoLast()}>{t('undo.redo')}</Menu.Item>
          <Menu.Item leftSection={<IconArrowsMinimize size={16} aria-hidden />} onClick={onTidy}>{t('calendar.tidy.title')}</Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={16} aria-hidden />} rightSection={<kbd className={styles['key']} aria-hidden>{CONTROL} P</kbd>} onClick={onPrint}>{t('calendar.print.title')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

function IconButton({ label, hint, onClick, children }: { label: string, hint: string, onClick(): void, children: ReactNode }) {
  return (
    <Tooltip label={`${label} (${hint})`}>
      <ActionIcon variant="default" aria-label={label} onClick={onClick}>{children}</ActionIcon>
    </Tooltip>
  )
}

/** What would be taken back is in its name. */
function UndoButton() {
  const t = useWords()
  const today = useProperty()?.today
  const last = useUndoStack(({ date, done }) => date === today ? done.at(-1) : undefined)
  return (
    <Tooltip label={`${last ? t('undo.last', { deed: last.text }) : t('undo.nothing')} (${CONTROL} Z)`}>
      <ActionIcon variant="default" aria-label={last ? t('undo.last', { deed: last.text }) : t('undo.undo')} aria-disabled={!last} data-disabled={last ? undefined : true} onClick={() => void undoLast()}>
        <IconArrowBackUp size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}

/** A month to pick a day from. */
export function JumpToDate({ from, onJump }: { from: string, onJump(date: string): void }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label={`${t('calendar.jump')} (G)`}>
          <Button id="calendar-jump" className={styles['jump']} variant="default" aria-label={t('calendar.jump')} aria-keyshortcuts="G" onClick={() => setOpened((open) => !open)}>
            <IconCalendarEvent size={16} aria-hidden /><span className={styles['jumpWord']}>{t('calendar.jump')}</span>
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('calendar.jump')}>
        <DatePicker
          defaultDate={from} numberOfColumns={2} highlightToday
          getDayProps={(date) => (date === from ? { 'data-autofocus': true } : {})}
          onChange={(date) => {
            if (date === null) return
            setOpened(false)
            onJump(date)
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
