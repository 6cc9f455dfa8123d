import { useMemo } from 'react'
import { getSettings } from '../shared/contract/settings.ts'
import { useCall } from './query.ts'

/** The names of the property's holidays by their dates; empty until the settings are read. */
export function useHolidays(): ReadonlyMap<string, string> {
  const holidays = useCall(getSettings, {}).data?.holidays
  return useMemo(() => new Map(holidays?.map(({ date, name }) => [date, name])), [holidays])
}
