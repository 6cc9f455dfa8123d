import type { CalendarRow } from '../../../shared/contract/calendar.ts'
import type { CalendarBar } from '../../../renderer/screens/calendar/bars.ts'
import { seededRandom } from '../../support/random.ts'

const NAMES = ['Holm', 'Søren Ågård', 'Anna-Maria Östergaard', 'Lee', 'Chiara Conti', 'Bjørn Jørgensen', 'Mette Holst Frandsen', 'Żak']
const STATUSES = ['completed', 'checked_in', 'confirmed', 'confirmed', 'pending'] as const

export interface Hotel {
  rows: CalendarRow[]
  /** By room, as they are handed to a store. */
  bars: Map<number, CalendarBar[]>
  count: number
}

/** Rooms and stays of 1 to 7 nights over the days [0, days), at 75 % occupancy, the same each time. */
export function makeHotel(rooms: number, days: number): Hotel {
  const random = seededRandom(rooms * 1000 + days)
  const rows: CalendarRow[] = []
  const bars = new Map<number, CalendarBar[]>()
  let count = 0
  for (let room = 0; room < rooms; room++) {
    rows.push({
      id: room + 1, label: String(101 + room), group: `Category ${Math.floor(room / 25) + 1}`, floor: 1, capacity: 2,
      nightlyRate: 1000, housekeeping: 'clean',
    })
    const ofRoom: CalendarBar[] = []
    bars.set(room + 1, ofRoom)
    let day = Math.floor(random() * 4)
    while (day < days) {
      const nights = 1 + Math.floor(random() * 7)
      const id = ++count
      ofRoom.push({
        key: String(id), id, rowId: room + 1, start: day * 1440 + 840, end: (day + nights) * 1440 + 720,
        status: STATUSES[Math.floor(random() * STATUSES.length)]!, guest: NAMES[Math.floor(random() * NAMES.length)]!,
        due: 0, flags: 0, version: 1,
      })
      // A stay takes 4 nights on average; a third of that empty makes 75 %.
      day += nights + (random() < 0.5 ? 0 : 1 + Math.floor(random() * 4.34))
    }
  }
  return { rows, bars, count }
}
