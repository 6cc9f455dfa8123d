import type { CalendarRow } from '../../shared/contract/calendar.ts'
import type { BarStatus, CalendarBar } from '../../renderer/screens/calendar/bars.ts'

export function room(id: number, group = 'Double', nightlyRate: number | null = 1000, more: Partial<CalendarRow> = {}): CalendarRow {
  return { id, label: String(100 + id), group, floor: 1, capacity: 2, nightlyRate, housekeeping: 'clean', ...more }
}

/** A stay from one day to another, days counted from the origin. */
export function aStay(id: number, rowId: number, arrival: number, departure: number, status: BarStatus = 'confirmed', more: Partial<CalendarBar> = {}): CalendarBar {
  return { key: String(id), id, rowId, start: arrival * 1440 + 840, end: departure * 1440 + 720, status, guest: `Guest ${id}`, due: 0, flags: 0, version: 1, ...more }
}
