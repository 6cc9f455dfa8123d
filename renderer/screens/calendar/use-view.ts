import { useLocalStorage } from '@mantine/hooks'
import { useCallback } from 'react'
import { GROUPINGS, type Grouping } from './bars.ts'
import { isWidth, widthFor } from './day-width.ts'

/* How the calendar is looked at is this machine's matter: a wide screen keeps its weeks. */

/** The width of a day in pixels: two weeks in sight until somebody chose otherwise. */
export function useDayWidth(space: number): { width: number, setWidth(change: (before: number) => number): void } {
  const [kept, keep] = useLocalStorage<number | null>({ key: 'skranke.calendar.width', defaultValue: null, getInitialValueInEffect: false })
  const width = isWidth(kept) ? kept : widthFor('twoWeeks', space)
  const setWidth = useCallback((change: (before: number) => number) => keep((before) => change(isWidth(before) ? before : widthFor('twoWeeks', space))), [keep, space])
  return { width, setWidth }
}

export function useGrouping(): [Grouping, (grouping: Grouping) => void] {
  const [kept, keep] = useLocalStorage<string>({ key: 'skranke.calendar.grouping', defaultValue: 'category', getInitialValueInEffect: false })
  return [GROUPINGS.find((one) => one === kept) ?? 'category', keep]
}
