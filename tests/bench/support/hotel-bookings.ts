import Papa from 'papaparse'
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { addDays } from '../../../shared/time.ts'

/* The real bookings of two hotels: N. Antonio, A. de Almeida, L. Nunes, Data in Brief 22 (2019), CC BY 4.0. */

export interface RealStay {
  hotel: string
  category: string
  arrival: string
  departure: string
  nights: number
  /** Average daily rate in cents. */
  rate: number
}

export const FILE = 'hotel_bookings.csv.gz'
/** The project does not hold the data: it is looked for in $SKRANKE_DATA, then in a shared folder beside the checkout. */
export const PLACES = [process.env.SKRANKE_DATA, path.join(import.meta.dirname, '../../../../shared/data')].filter((place) => place !== undefined)

export function findData(): string | undefined {
  return PLACES.map((place) => path.join(place, FILE)).find((file) => fs.existsSync(file))
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** The stays that took place, with at least one night, in order of arrival; and how many had a negative rate, read as 0. */
export function readStays(file: string): { stays: RealStay[], negative: number } {
  const { data } = Papa.parse<Record<string, string>>(zlib.gunzipSync(fs.readFileSync(file)).toString('utf8'), { header: true, delimiter: ',', skipEmptyLines: true })
  let negative = 0
  const stays: RealStay[] = []
  for (const row of data) {
    const nights = Number(row.stays_in_weekend_nights) + Number(row.stays_in_week_nights)
    if (row.reservation_status !== 'Check-Out' || nights < 1) continue
    const month = MONTHS.indexOf(row.arrival_date_month!) + 1
    const arrival = `${row.arrival_date_year}-${String(month).padStart(2, '0')}-${row.arrival_date_day_of_month!.padStart(2, '0')}`
    const rate = cents(row.adr!)
    if (rate < 0) negative += 1
    stays.push({ hotel: row.hotel!, category: row.assigned_room_type!, arrival, departure: addDays(arrival, nights), nights, rate: Math.max(0, rate) })
  }
  return { stays: stays.sort((a, b) => a.arrival < b.arrival ? -1 : a.arrival > b.arrival ? 1 : 0), negative }
}

/** `98.5` is 9850: read as text, so that no binary fraction takes part. */
function cents(text: string): number {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text)
  if (!match) throw new Error(`${text} is no rate`)
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0')))
}
