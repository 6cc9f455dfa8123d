import { ActionIcon, Button, CloseButton, Popover, SegmentedControl, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { DatePicker } from '@mantine/dates'
import { IconCalendarEvent, IconChevronLeft, IconChevronRight, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { ViewSwitch } from '../schedules/view-switch.tsx'
import styles from './calendar.module.css'
import { ZOOMS, type Zoom } from './zoom.ts'

interface Props {
  /** A day of the month that is first in sight. */
  monthDate: string
  zoom: Zoom
  filter: string
  onZoom(zoom: Zoom): void
  onFilter(text: string): void
  /** Enter: to the stay that was found. */
  onFind(): void
  onToday(): void
  onStep(days: number): void
  onJump(date: string): void
}

/** Where in time one is, how to get elsewhere, and how to find somebody. */
export function Toolbar({ monthDate, zoom, filter, onZoom, onFilter, onFind, onToday, onStep, onJump }: Props) {
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
        id="calendar-find" aria-label={t('calendar.find')} placeholder={t('calendar.find')} value={filter} w={190} aria-keyshortcuts="F"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={filter !== '' && <CloseButton size="xs" aria-label={t('common.clear')} onClick={() => onFilter('')} />}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onFilter('')
          if (event.key === 'Enter') onFind()
        }}
      />
      <span className={styles['spring']} />
      <SegmentedControl
        aria-label={t('calendar.zoom')} value={zoom} onChange={(value) => onZoom(value as Zoom)}
        data={(Object.keys(ZOOMS) as Zoom[]).map((value) => ({ value, label: t(`calendar.zooms.${value}`) }))}
      />
    </div>
  )
}

/** A month to pick a day from. */
export function JumpToDate({ from, onJump }: { from: string, onJump(date: string): void }) {
  const t = useWords()
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label="G">
          <Button id="calendar-jump" variant="default" aria-keyshortcuts="G" leftSection={<IconCalendarEvent size={14} aria-hidden />} onClick={() => setOpened((open) => !open)}>
            {t('calendar.jump')}
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
