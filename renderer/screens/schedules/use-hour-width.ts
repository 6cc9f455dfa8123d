import { useLocalStorage } from '@mantine/hooks'
import { widthFor, type Span } from './scales.ts'
import type { ScheduleKind } from './use-schedule.ts'

/** How wide an hour is, which is this machine's matter: the usual span fills the screen until somebody chose otherwise. */
export function useHourWidth(kind: ScheduleKind, usual: Span, screen: number): { hourWidth: number, setHourWidth(width: number): void } {
  const [kept, keep] = useLocalStorage<number | null>({ key: `skranke.schedules.${kind}`, defaultValue: null, getInitialValueInEffect: false })
  const isKept = typeof kept === 'number' && Number.isInteger(kept) && kept >= 3 && kept <= 400
  return { hourWidth: isKept ? kept : widthFor(usual, screen), setHourWidth: keep }
}
