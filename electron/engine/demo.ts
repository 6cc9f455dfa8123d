import { publicHolidays } from '../../shared/holidays.ts'
import { currencyDecimals } from '../../shared/money.ts'
import { addDays, instantAt, localClock, type EpochMs } from '../../shared/time.ts'
import { addBlock } from './blocks.ts'
import { addCar } from './cars.ts'
import {
  BLOCKS, CARS, CATEGORIES, FLOORS, HOURLY_ROOMS, NOTES, PEOPLE, PER_KRONE, PROVIDERS, RESOURCES, ROOMS_A_FLOOR, SOURCES,
} from './demo-data.ts'
import { scheduleEvents } from './demo-schedules.ts'
import { refuse } from './errors.ts'
import { fold } from './folding.ts'
import { addGuest } from './guests.ts'
import { withoutNotices } from './notices.ts'
import type { Operation } from './operation.ts'
import { addProvider } from './providers.ts'
import { addResource } from './resources.ts'
import { addRoom, setHousekeeping } from './rooms.ts'
import { changeSettings } from './settings.ts'
import { cancelStay, checkIn, checkOut, markNoShow, placeStay, type NewStayByDates } from './stays.ts'

/*
 * A sample hotel that has lived: what happened in it is replayed in order through the engine, each
 * step at its own time, so that its history, its numbers and its rules are those of a real one.
 */

/** Days of stays before today, and from today on. */
const PAST = 45
const FUTURE = 45
const LONGEST_LEAD = 60
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/**
 * Fills an empty property with the sample hotel (contract, section 1): the same for the same `now`.
 * @throws EngineError `data_present` where there is anything already
 */
export function fillDemo(op: Operation): void {
  const held = op.db.get('SELECT 1 FROM bookables UNION ALL SELECT 1 FROM bookings UNION ALL SELECT 1 FROM guests LIMIT 1')
  if (held) refuse('data_present')
  const year = Number(localClock(op.settings.timeZone).date(op.now).slice(0, 4))
  changeSettings(op, { propertyName: 'Hotel Fyrtårnet', setupDone: true, holidays: [year, year + 1].flatMap((it) => publicHolidays('DK', it)) })
  // Nobody outside is told of guests that do not exist.
  const quiet: Operation = { ...op, settings: withoutNotices(op.settings) }
  const random = createRandom(20_261_121)
  const rooms = addHotelRooms(quiet)
  addEverythingElse(quiet)
  const days = createDays(quiet)
  const surroundings: Surroundings = { op: quiet, days, random, guests: [] }
  const events = [
    ...BLOCKS.map((block): DemoEvent => ({
      at: Math.min(op.now, days.at(block.from, '09:00')) - 3 * DAY,
      run: (then) => void addBlock(then, { roomNumber: block.room, from: days.date(block.from), to: days.date(block.to), reason: block.reason, notes: block.notes }),
    })),
    ...rooms.flatMap((room) => planRoom(room, random)).flatMap((plan) => eventsOf(plan, surroundings)),
    ...scheduleEvents({ op: quiet, days, random: createRandom(20_270_101), name: namesOf(createRandom(1_984)) }),
  ]
  events.sort((a, b) => a.at - b.at)
  for (const { at, run } of events) run({ ...quiet, now: at })
  cleanRooms(quiet, rooms, random)
}

/** Something that happened, and when. */
export interface DemoEvent { at: EpochMs, run: (op: Operation) => void }

/** What the sample's other parts are made with: a new name each time, of their own chance. */
export interface DemoSurroundings { op: Operation, days: ReturnType<typeof createDays>, random: Random, name: () => string }

type Random = ReturnType<typeof createRandom>

/** Numbers that look random and are the same every time (mulberry32). */
function createRandom(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    /** A whole number from `low` to `high`, both included. */
    between: (low: number, high: number) => low + Math.floor(next() * (high - low + 1)),
    chance: (share: number) => next() < share,
    pick: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!,
  }
}

/** Days counted from today, as dates and instants of the property. */
function createDays({ now, settings }: Operation) {
  const today = localClock(settings.timeZone).date(now)
  const dates = new Map<number, string>()
  const date = (day: number) => {
    let found = dates.get(day)
    if (!found) dates.set(day, found = addDays(today, day))
    return found
  }
  return { date, at: (day: number, time: string) => instantAt(date(day), time, settings.timeZone) }
}

interface DemoRoom { id: number, number: string, capacity: number, nightlyRate: number }

function addHotelRooms(op: Operation): DemoRoom[] {
  const rooms: DemoRoom[] = []
  for (let floor = 1; floor <= FLOORS; floor += 1) {
    for (let door = 1; door <= ROOMS_A_FLOOR; door += 1) {
      const number = String(floor * 100 + door)
      const category = CATEGORIES[categoryOf(floor, door)]
      const nightlyRate = price(op, category.nightlyRate)
      const id = addRoom(op, { name: `Room ${number}`, roomType: category.name, number, floor, capacity: category.capacity, nightlyRate })
      rooms.push({ id, number, capacity: category.capacity, nightlyRate })
    }
  }
  return rooms
}

function categoryOf(floor: number, door: number): keyof typeof CATEGORIES {
  if (door <= 4) return 'single'
  if (door <= 9) return 'double'
  if (door <= 12) return 'superior'
  if (door <= 14) return floor === 4 ? 'junior' : 'family'
  return floor === 4 ? 'suite' : 'junior'
}

/** Kroner in the property's currency, rounded as price lists are. */
function price({ settings }: Operation, kroner: number): number {
  const amount = kroner * (PER_KRONE[settings.currency] ?? 1)
  const step = currencyDecimals(settings.currency) === 0 || amount >= 500 ? 5 : 1
  return Math.max(step, Math.round(amount / step) * step)
}

function addEverythingElse(op: Operation): void {
  for (const room of HOURLY_ROOMS) addRoom(op, { ...room, hourlyRate: price(op, room.hourlyRate) })
  for (const provider of PROVIDERS) addProvider(op, provider)
  for (const { name, description, quantity } of RESOURCES) addResource(op, { name, description, total_quantity: quantity })
  for (const { brand, model, fuelType, mileage } of CARS) addCar(op, { brand, model, fuel_type: fuelType, mileage })
}

interface Plan { room: DemoRoom, from: number, to: number, fate: 'comes' | 'cancels' | 'stays away' }

const NIGHTS = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4, 5, 7]
const GAPS = [1, 1, 2, 2, 3]

/** The stays of one room, one after another, with gaps between them, in days from today. */
function planRoom(room: DemoRoom, random: Random): Plan[] {
  const plans: Plan[] = []
  const blocks = BLOCKS.filter((block) => block.room === room.number)
  for (let day = -PAST + random.between(0, 1); day < FUTURE;) {
    const block = blocks.find(({ from, to }) => day >= from && day < to)
    if (block) {
      day = block.to
      continue
    }
    const free = Math.min(...blocks.filter(({ from }) => from > day).map(({ from }) => from - day), 14)
    // What is far ahead is not sold yet; what was near is sold best.
    const isGap = random.chance(day < 0 ? 0.3 : day < 14 ? 0.28 : 0.4)
    const nights = Math.min(free, random.pick(isGap ? GAPS : NIGHTS))
    if (!isGap) plans.push({ room, from: day, to: day + nights, fate: 'comes' })
    else if (random.chance(0.22)) plans.push({ room, from: day, to: day + nights, fate: random.chance(0.7) ? 'cancels' : 'stays away' })
    day += nights
  }
  return plans
}

interface DemoGuest { id: number, free: number }

interface Surroundings { op: Operation, days: ReturnType<typeof createDays>, random: Random, guests: DemoGuest[] }

/** What happens around one planned stay up to now, each with its time. */
function eventsOf(plan: Plan, { op, days, random, guests }: Surroundings): DemoEvent[] {
  const { room, from, to, fate } = plan
  const arrives = days.at(from, `${random.between(14, 21)}:${random.between(10, 59)}`)
  const leaves = days.at(to, `0${random.between(7, 9)}:${random.between(10, 59)}`)
  const walksIn = from < 0 && random.chance(0.05)
  const booked = walksIn ? arrives - 5 * MINUTE : bookingTime(arrives, op.now, random)
  const wanted: NewStayByDates = {
    roomNumber: room.number, arrival: days.date(from), departure: days.date(to),
    adults: Math.min(room.capacity, random.pick([1, 2, 2, 2, 3])), children: room.capacity > 2 && random.chance(0.5) ? random.between(1, 2) : 0,
    source: walksIn ? 'Walk-in' : random.pick(SOURCES),
    nightlyRate: random.chance(0.2) ? Math.round(room.nightlyRate * 0.9) : undefined,
    notes: random.chance(0.12) ? random.pick(NOTES) : undefined,
    locked: from > 0 && random.chance(0.06),
    status: from > 3 && random.chance(0.08) ? 'pending' : undefined,
  }
  const guest = inventGuest(random)
  const returns = random.chance(0.15)
  const paidShare = shareOfPayment(from, to, random)
  let id = 0
  const events: DemoEvent[] = [{
    at: booked,
    run(then) {
      const regular = returns && guests.length > 0 ? random.pick(guests) : undefined
      const known = regular && regular.free <= from ? regular : undefined
      const guestId = known?.id ?? addGuest(then, guest)
      if (known) known.free = to
      else guests.push({ id: guestId, free: to })
      id = placeStay(then, { ...wanted, guestId })
      if (fate === 'comes' && paidShare > 0) pay(then, id, paidShare)
    },
  }]
  const later = (at: EpochMs, step: (then: Operation, stay: number) => void) => {
    if (at <= op.now) events.push({ at, run: (then) => step(then, id) })
  }
  if (fate === 'cancels') {
    const last = Math.min(op.now, arrives)
    later(booked + Math.floor((last - booked) * random.between(20, 90) / 100), cancelStay)
  } else if (fate === 'stays away' && from < -1) {
    later(days.at(from + 1, '03:00'), markNoShow)
  } else if (from < 0) {
    later(arrives, checkIn)
    // Of those who leave today most are still at breakfast.
    if (to < 0 || random.chance(0.3)) later(leaves, checkOut)
  }
  return events
}

function bookingTime(arrives: EpochMs, now: EpochMs, random: Random): EpochMs {
  const lead = random.between(0, 9) ** 2 / 81 * LONGEST_LEAD * DAY + random.between(60, 1440) * MINUTE
  return Math.min(arrives - lead, now - random.between(0, 20 * 1440) * MINUTE)
}

function shareOfPayment(from: number, to: number, random: Random): number {
  if (to <= 0) return 1
  if (from < 0) return random.pick([0, 0, 0.5, 1, 1])
  return random.pick([0, 0, 0, 0.3, 1])
}

function pay({ db, settings }: Operation, id: number, share: number): void {
  // A deposit is a whole amount of the currency.
  const unit = 10 ** currencyDecimals(settings.currency)
  if (share === 1) db.run(`UPDATE bookings SET paid = price, payment_status = 'paid' WHERE id = ?`, id)
  else db.run('UPDATE bookings SET paid = CAST(price * ? / ? AS INTEGER) * ? WHERE id = ?', share, unit, unit, id)
}

function namesOf(random: Random): () => string {
  return () => inventGuest(random).name
}

function inventGuest(random: Random) {
  const people = random.pick(PEOPLE.flatMap((one) => Array.from({ length: one.weight }, () => one)))
  const first = random.pick<string>(people.first)
  const last = random.pick<string>(people.last)
  const digits = Array.from({ length: people.digits - 1 }, () => random.between(0, 9)).join('')
  const mailbox = `${fold(first)}.${fold(last).replaceAll(/[^a-z]/g, '')}`
  return {
    name: `${first} ${last}`,
    email: random.chance(0.8) ? `${mailbox}@${people.address}` : null,
    phone: random.chance(0.7) ? `+${people.dial} ${random.between(2, 9)}${digits}` : null,
    vip: random.chance(0.03),
    notes: random.chance(0.04) ? random.pick(['Prefers a room to the yard', 'Comes every spring', 'Drinks tea', 'Newspaper at the door']) : null,
  }
}

/** This morning's state: rooms that somebody slept in are to be made, the others are ready. */
function cleanRooms(op: Operation, rooms: readonly DemoRoom[], random: Random): void {
  const slept = new Set(op.db.rows<[number]>(
    `SELECT bookable_id FROM bookings WHERE kind = 'stay' AND (status = 'checked_in' OR (status = 'completed' AND departure = ?))`,
    localClock(op.settings.timeZone).date(op.now)).map(([id]) => id))
  for (const { id } of rooms) setHousekeeping(op, id, slept.has(id) && random.chance(0.7) ? 'dirty' : random.pick(['clean', 'inspected']))
}
