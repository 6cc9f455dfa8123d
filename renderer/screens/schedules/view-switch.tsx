import { SegmentedControl } from '@mantine/core'
import { useLocation } from 'wouter'
import { useWords } from '../../i18n.ts'

const VIEWS = { '/calendar': 'rooms', '/calendar/providers': 'providers', '/calendar/hourly': 'hourly', '/calendar/cars': 'cars' } as const

/** Which calendar is shown: of rooms, of people, of hours, of cars. */
export function ViewSwitch() {
  const t = useWords()
  const [path, navigate] = useLocation()
  return (
    <SegmentedControl aria-label={t('schedules.views.label')} value={path in VIEWS ? path : '/calendar'} onChange={(view) => navigate(view)}
      data={Object.entries(VIEWS).map(([value, name]) => ({ value, label: t(`schedules.views.${name}`) }))} />
  )
}
