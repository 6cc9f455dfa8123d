import { addDays } from './time.ts'

/*
 * Public holidays, reckoned without a network. Each country's are those of the whole country; what
 * only some regions keep an administrator adds by hand.
 */

export interface Holiday {
  date: string
  name: string
}

export const HOLIDAY_COUNTRIES = ['DK', 'NO', 'SE', 'DE', 'GB'] as const
export type HolidayCountry = (typeof HOLIDAY_COUNTRIES)[number]

/** The public holidays of a year in order, named in the country's language; two that fall on one day are one entry. */
export function publicHolidays(country: HolidayCountry, year: number): Holiday[] {
  const easter = easterSunday(year)
  const names = new Map<string, string>()
  for (const { name, on, from = year, until = year } of RULES[country]) {
    if (year < from || year > until) continue
    const date = on(year, easter)
    if (date === undefined) continue
    const other = names.get(date)
    names.set(date, other === undefined ? name : `${other}, ${name}`)
  }
  return [...names].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1))
}

/**
 * Easter Sunday of the Gregorian calendar: the "anonymous" computus sent to Nature (20 April 1876), as
 * in Butcher's Ecclesiastical Calendar (1876) and Meeus, Astronomical Algorithms (1991), chapter 8.
 */
export function easterSunday(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const days = h + l - 7 * m + 114
  return dateOf(year, Math.floor(days / 31), (days % 31) + 1)
}

interface Rule {
  name: string
  /** Undefined where there is none that year. */
  on(year: number, easter: string): string | undefined
  /** The first and the last year it was kept, where it was not always. */
  from?: number
  until?: number
}

const SATURDAY = 6
const SUNDAY = 7

function dateOf(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Monday is 1, Sunday 7. */
function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

const fixed = (month: number, day: number): Rule['on'] => (year) => dateOf(year, month, day)
const afterEaster = (days: number): Rule['on'] => (_, easter) => addDays(easter, days)

/** The first such weekday on or after a day of the year. */
const firstFrom = (weekday: number, month: number, day: number): Rule['on'] => (year) => {
  const start = dateOf(year, month, day)
  return addDays(start, (weekday - weekdayOf(start) + 7) % 7)
}

/** Days of one year alone. */
const once = (date: string, name: string): Rule => ({ name, on: () => date, from: Number(date.slice(0, 4)), until: Number(date.slice(0, 4)) })

/** The working day in a holiday's place, so many days after it where it is a Saturday or a Sunday. */
const instead = (month: number, day: number, ofSaturday: number, ofSunday: number): Rule['on'] => (year) => {
  const date = dateOf(year, month, day)
  const weekday = weekdayOf(date)
  return weekday === SATURDAY ? addDays(date, ofSaturday) : weekday === SUNDAY ? addDays(date, ofSunday) : undefined
}

/** A day that single years moved to another. */
const moved = (rule: Rule['on'], dates: Record<number, string>): Rule['on'] => (year, easter) => dates[year] ?? rule(year, easter)

const RULES: Record<HolidayCountry, readonly Rule[]> = {
  DK: [
    { name: 'Nytårsdag', on: fixed(1, 1) },
    { name: 'Skærtorsdag', on: afterEaster(-3) },
    { name: 'Langfredag', on: afterEaster(-2) },
    { name: 'Påskedag', on: afterEaster(0) },
    { name: '2. påskedag', on: afterEaster(1) },
    // Abolished by law no. 214 of 6 March 2023.
    { name: 'Store bededag', on: afterEaster(26), until: 2023 },
    { name: 'Kristi himmelfartsdag', on: afterEaster(39) },
    { name: 'Pinsedag', on: afterEaster(49) },
    { name: '2. pinsedag', on: afterEaster(50) },
    { name: 'Juledag', on: fixed(12, 25) },
    { name: '2. juledag', on: fixed(12, 26) },
  ],
  NO: [
    { name: 'Første nyttårsdag', on: fixed(1, 1) },
    { name: 'Skjærtorsdag', on: afterEaster(-3) },
    { name: 'Langfredag', on: afterEaster(-2) },
    { name: 'Første påskedag', on: afterEaster(0) },
    { name: 'Andre påskedag', on: afterEaster(1) },
    { name: 'Arbeidernes dag', on: fixed(5, 1) },
    { name: 'Grunnlovsdagen', on: fixed(5, 17) },
    { name: 'Kristi himmelfartsdag', on: afterEaster(39) },
    { name: 'Første pinsedag', on: afterEaster(49) },
    { name: 'Andre pinsedag', on: afterEaster(50) },
    { name: 'Første juledag', on: fixed(12, 25) },
    { name: 'Andre juledag', on: fixed(12, 26) },
  ],
  SE: [
    { name: 'Nyårsdagen', on: fixed(1, 1) },
    { name: 'Trettondedag jul', on: fixed(1, 6) },
    { name: 'Långfredagen', on: afterEaster(-2) },
    { name: 'Påskdagen', on: afterEaster(0) },
    { name: 'Annandag påsk', on: afterEaster(1) },
    { name: 'Första maj', on: fixed(5, 1) },
    { name: 'Kristi himmelsfärdsdag', on: afterEaster(39) },
    { name: 'Pingstdagen', on: afterEaster(49) },
    // The national day took its place in 2005.
    { name: 'Annandag pingst', on: afterEaster(50), until: 2004 },
    { name: 'Sveriges nationaldag', on: fixed(6, 6), from: 2005 },
    { name: 'Midsommardagen', on: firstFrom(SATURDAY, 6, 20) },
    { name: 'Alla helgons dag', on: firstFrom(SATURDAY, 10, 31) },
    { name: 'Juldagen', on: fixed(12, 25) },
    { name: 'Annandag jul', on: fixed(12, 26) },
  ],
  DE: [
    { name: 'Neujahr', on: fixed(1, 1) },
    { name: 'Karfreitag', on: afterEaster(-2) },
    { name: 'Ostermontag', on: afterEaster(1) },
    { name: 'Tag der Arbeit', on: fixed(5, 1) },
    { name: 'Christi Himmelfahrt', on: afterEaster(39) },
    { name: 'Pfingstmontag', on: afterEaster(50) },
    { name: 'Tag der Deutschen Einheit', on: fixed(10, 3), from: 1990 },
    once('2017-10-31', 'Reformationstag'),
    { name: '1. Weihnachtstag', on: fixed(12, 25) },
    { name: '2. Weihnachtstag', on: fixed(12, 26) },
  ],
  // England and Wales, as gov.uk lists them; a holiday at the weekend is named on its day and on the one in its place.
  GB: [
    { name: 'New Year’s Day', on: fixed(1, 1) },
    { name: 'New Year’s Day (substitute day)', on: instead(1, 1, 2, 1) },
    { name: 'Good Friday', on: afterEaster(-2) },
    { name: 'Easter Monday', on: afterEaster(1) },
    { name: 'Early May bank holiday', on: moved(firstFrom(1, 5, 1), { 1995: '1995-05-08', 2020: '2020-05-08' }), from: 1978 },
    { name: 'Spring bank holiday', on: moved(firstFrom(1, 5, 25), { 2002: '2002-06-04', 2012: '2012-06-04', 2022: '2022-06-02' }), from: 1971 },
    { name: 'Summer bank holiday', on: firstFrom(1, 8, 25), from: 1971 },
    { name: 'Christmas Day', on: fixed(12, 25) },
    { name: 'Boxing Day', on: fixed(12, 26) },
    { name: 'Christmas Day (substitute day)', on: instead(12, 25, 2, 2) },
    { name: 'Boxing Day (substitute day)', on: instead(12, 26, 2, 2) },
    once('2002-06-03', 'Golden Jubilee bank holiday'),
    once('2011-04-29', 'Royal wedding'),
    once('2012-06-05', 'Diamond Jubilee bank holiday'),
    once('2022-06-03', 'Platinum Jubilee bank holiday'),
    once('2022-09-19', 'State Funeral of Queen Elizabeth II'),
    once('2023-05-08', 'Coronation of King Charles III'),
  ],
}
