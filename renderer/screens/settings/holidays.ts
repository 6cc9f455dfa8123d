import type { Holiday, HolidayCountry } from '../../../shared/holidays.ts'

/** Takes up those whose day is free: what somebody has named otherwise keeps its name. */
export function addHolidays(present: readonly Holiday[], more: readonly Holiday[]): Holiday[] {
  const byDate = new Map([...more, ...present].map((holiday) => [holiday.date, holiday]))
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1))
}

const COUNTRY_OF: Record<string, HolidayCountry> = {
  'Europe/Oslo': 'NO', 'Arctic/Longyearbyen': 'NO', 'Europe/Stockholm': 'SE', 'Europe/Berlin': 'DE', 'Europe/Busingen': 'DE', 'Europe/London': 'GB',
}

/** The country whose holidays are offered first at a property of that zone. */
export function countryOf(timeZone: string): HolidayCountry {
  return COUNTRY_OF[timeZone] ?? 'DK'
}
