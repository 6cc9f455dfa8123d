import '@mantine/core/styles.layer.css'
import '../../../renderer/base.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Language } from '../../../shared/contract/settings.ts'
import { setLanguage, useWords } from '../../../renderer/i18n.ts'
import { useProperty } from '../../../renderer/property.ts'
import { queryClient } from '../../../renderer/query.ts'
import { groupsOf } from '../../../renderer/screens/calendar/bars.ts'
import { dayOf } from '../../../renderer/screens/calendar/days.ts'
import { laneRows } from '../../../renderer/screens/calendar/lanes.ts'
import { printGroupsOf } from '../../../renderer/screens/calendar/print/pages.ts'
import { PrintDialog } from '../../../renderer/screens/calendar/print/print-dialog.tsx'
import { useCalendar } from '../../../renderer/screens/calendar/use-calendar.ts'
import { useSession } from '../../../renderer/state/session.ts'
import { cssVariables, themeIn } from '../../../renderer/theme.ts'

/* The calendar's print dialog alone in a page of a real desk: `#token,language,from,to`, days counted from today. */

const [token = '', language = 'en', from = '0', to = '14'] = location.hash.slice(1).split(',')
const NOTHING: readonly never[] = []

function Dialog({ today, seen }: { today: string, seen: { from: number, to: number } }) {
  const t = useWords()
  const [isOpen, setOpen] = useState(true)
  const { rows, bars } = useCalendar(dayOf(today), seen.from, seen.to, NOTHING, 'category')
  const groups = useMemo(() => [
    { id: 'lane', label: t('common.noRoom'), rows: laneRows(bars.all()).map((id) => ({ id, label: '', detail: '' })) },
    ...printGroupsOf(groupsOf(rows), new Map(rows.map((row) => [row.id, row])), (id) => id),
  ], [rows, bars, t])
  return isOpen ? <PrintDialog originDay={dayOf(today)} today={0} seen={seen} groups={groups} grouping="category" onClose={() => setOpen(false)} /> : <p>{t('calendar.title')}</p>
}

function Page() {
  const t = useWords()
  const today = useProperty()?.today
  const [seen] = useState({ from: Number(from), to: Number(to) })
  return (
    <MantineProvider theme={useMemo(() => themeIn(t), [t])} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      {today === undefined ? null : <Dialog today={today} seen={seen} />}
    </MantineProvider>
  )
}

useSession.getState().enter(token, { id: 1, username: 'staff', email: 'staff@hotel.example', role: 'staff' } as never)
await setLanguage(language as Language)
createRoot(document.getElementById('root')!).render(<QueryClientProvider client={queryClient}><Page /></QueryClientProvider>)
