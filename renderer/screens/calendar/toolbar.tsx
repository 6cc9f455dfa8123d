import { ActionIcon, Button, CloseButton, SegmentedControl, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus, IconSearch } from '@tabler/icons-react'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import { useUi } from '../../state/ui.ts'
import styles from './calendar.module.css'
import { ZOOMS, type Zoom } from './zoom.ts'

interface Props {
  /** The first day in sight. */
  monthDate: string
  zoom: Zoom
  filter: string
  onZoom(zoom: Zoom): void
  onFilter(text: string): void
  onToday(): void
  onStep(days: number): void
  onJump(date: string): void
}

/** Where in time one is, how to get elsewhere, and how to find somebody. */
export function Toolbar({ monthDate, zoom, filter, onZoom, onFilter, onToday, onStep, onJump }: Props) {
  const t = useWords()
  const locale = localeOf(useLanguage())
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${monthDate}T00:00:00Z`))
  return (
    <div className={styles['toolbar']}>
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
      <TextInput
        type="date" aria-label={t('calendar.jump')} w={140}
        onChange={({ currentTarget: { value } }) => { if (/^(19|20|21)\d\d-\d\d-\d\d$/.test(value)) onJump(value) }}
      />
      <TextInput
        id="calendar-find" aria-label={t('calendar.find')} placeholder={t('calendar.find')} value={filter} w={190} aria-keyshortcuts="F"
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={filter !== '' && <CloseButton size="xs" aria-label={t('common.clear')} onClick={() => onFilter('')} />}
        onChange={(event) => onFilter(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') onFilter('') }}
      />
      <span className={styles['spring']} />
      <SegmentedControl
        aria-label={t('calendar.zoom')} value={zoom} onChange={(value) => onZoom(value as Zoom)}
        data={(Object.keys(ZOOMS) as Zoom[]).map((value) => ({ value, label: t(`calendar.zooms.${value}`) }))}
      />
      <Button leftSection={<IconPlus size={14} aria-hidden />} aria-keyshortcuts="N" onClick={() => useUi.getState().newStay()}>{t('calendar.newStay')}</Button>
    </div>
  )
}
