import { addDays } from '../../shared/time.ts'

/**
 * Reads a day as people type it at a counter: `24/12`, `24.12.2026`, `24-12-26`, `2412`, `2026-12-24`,
 * or `+3` for three days from today. Day before month, as both languages of the desk write it; a
 * day without a year is the next one of that name, today included.
 * @returns a business date, or null where the text is no day
 */
export function readDay(text: string, today: string): string | null {
  const typed = text.trim()
  const ahead = /^([+-]\d{1,3})$/.exec(typed)
  if (ahead) return addDays(today, Number(ahead[1]))
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const parts = /^(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{2}|\d{4}))?\.?$/.exec(typed) ?? /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(typed)
  if (!parts) return null
  const [day, month] = [Number(parts[1]), Number(parts[2])]
  if (parts[3] !== undefined) return dayOf(Number(parts[3].length === 2 ? `20${parts[3]}` : parts[3]), month, day)
  const year = Number(today.slice(0, 4))
  const thisYear = dayOf(year, month, day)
  return thisYear !== null && thisYear >= today ? thisYear : dayOf(year + 1, month, day) ?? thisYear
}

function dayOf(year: number, month: number, day: number): string | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  const read = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === text ? text : null
}
