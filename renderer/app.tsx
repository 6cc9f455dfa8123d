import '@mantine/core/styles.layer.css'
import '@mantine/dates/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import 'dayjs/locale/da.js'
import 'dayjs/locale/en-gb.js'
import './base.css'
import { MantineProvider } from '@mantine/core'
import { DatesProvider } from '@mantine/dates'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useMemo, type ReactNode } from 'react'
import { Router } from 'wouter'
import { useHashLocation } from 'wouter/use-hash-location'
import { rememberDeeds } from './deeds.ts'
import { Lock } from './frame/lock.tsx'
import { Stumble } from './frame/stumble.tsx'
import { keepFresh } from './freshness.ts'
import { setLanguage, useLanguage, useWords } from './i18n.ts'
import { startLive } from './live.ts'
import { useFreshProperty, useProperty } from './property.ts'
import { queryClient } from './query.ts'
import { Start } from './start.tsx'
import { usePreferences } from './state/preferences.ts'
import { cssVariables, themeIn } from './theme.ts'

/** The renderer: what is around everything, from the theme to the lock. */
export function App() {
  const say = useWords()
  const theme = useMemo(() => themeIn(say), [say])
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <InLanguage>
          <Notifications position="bottom-right" limit={4} />
          <Router hook={useHashLocation}>
            <Following />
            <Stumble><Start /></Stumble>
            <Lock />
          </Router>
        </InLanguage>
      </QueryClientProvider>
    </MantineProvider>
  )
}

/** The language follows the person's choice, else the property's once it has been set up, else the machine's. */
function InLanguage({ children }: { children: ReactNode }) {
  const chosen = usePreferences((preferences) => preferences.language)
  const property = useProperty()
  const wanted = chosen ?? (property?.setupDone ? property.language : undefined)
  // Before anything is painted: nobody sees a flash of the other language.
  useLayoutEffect(() => {
    if (wanted) void setLanguage(wanted)
  }, [wanted])
  const language = useLanguage()
  useEffect(() => {
    document.title = property ? `${property.name} · Skranke` : 'Skranke'
  }, [property])
  return <DatesProvider settings={{ locale: language === 'da' ? 'da' : 'en-gb', firstDayOfWeek: 1 }}>{children}</DatesProvider>
}

/** Follows what other desks change. */
function Following() {
  useFreshProperty()
  useEffect(() => {
    const stops = [keepFresh(queryClient), startLive(), rememberDeeds(queryClient)]
    return () => stops.forEach((stop) => stop())
  }, [])
  return null
}
