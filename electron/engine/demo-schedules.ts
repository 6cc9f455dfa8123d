import { localClock, type EpochMs } from '../../shared/time.ts'
import { addAppointment, endAppointment } from './appointments.ts'
import { handOver, placeRental, takeBack } from './cars.ts'
import type { DemoEvent, DemoSurroundings } from './demo.ts'
import type { Operation } from './operation.ts'
import { worksOn } from './providers.ts'
import type { WorkingHours } from '../../shared/contract/appointments.ts'
import { addSlotBooking, generateSlots, stepSlotBooking } from './slots.ts'

/* What the sample hotel sells by the hour: appointments, rooms by the hour, cars. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Days before today and from today on. */
const PAST = 7
const FUTURE = 21
const HOURS_OF_ROOMS = { start: '08:00', end: '20:00' }

/** What happened around appointments, rooms by the hour and cars, each with its time. */
export function scheduleEvents(around: DemoSurroundings): DemoEvent[] {
  return [...appointmentEvents(around), ...slotEvents(around), ...rentalEvents(around)]
}

function appointmentEvents({ op, days, random, name }: DemoSurroundings): DemoEvent[] {
  const providers = op.db.all<{ id: number, slot_minutes: number, working_hours: string }>('SELECT bookable_id AS id, slot_minutes, working_hours FROM providers ORDER BY 1')
  return providers.flatMap(({ id: providerId, slot_minutes: minutes, working_hours: text }) => {
    const hours = JSON.parse(text) as WorkingHours
    const events: DemoEvent[] = []
    for (let day = -PAST; day < FUTURE; day += 1) {
      if (!worksOn(hours, days.date(day))) continue
      const share = day < 1 ? 0.6 : Math.max(0.1, 0.5 - day * 0.03)
      for (let at = days.at(day, hours.start); at + minutes * MINUTE <= days.at(day, hours.end); at += minutes * MINUTE) {
        if (!random.chance(share)) continue
        const local = localClock(op.settings.timeZone).local(at)
        const wanted = { providerId, date: local.slice(0, 10), time: local.slice(11, 16), guestName: name(), notes: random.chance(0.15) ? 'Booked from the room' : null }
        let made = 0
        events.push({ at: bookedBefore(at, op.now, random), run: (then) => { made = addAppointment(then, wanted) } })
        const over = at + minutes * MINUTE
        if (over <= op.now) events.push({ at: over, run: (then) => endAppointment(then, made, random.chance(0.06) ? 'no_show' : 'completed') })
      }
    }
    return events
  })
}

function slotEvents({ op, days, random, name }: DemoSurroundings): DemoEvent[] {
  const rooms = op.db.all<{ id: number }>('SELECT bookable_id AS id FROM rooms WHERE number IS NULL ORDER BY 1')
  for (const { id: roomId } of rooms) {
    generateSlots(op, { roomId, startDate: days.date(-PAST), endDate: days.date(FUTURE), minutes: 60, hours: HOURS_OF_ROOMS, excluded: new Set() })
  }
  const slots = op.db.all<{ id: number, starts_at: EpochMs, ends_at: EpochMs }>('SELECT id, starts_at, ends_at FROM timeslots ORDER BY room_id, starts_at')
  return slots.flatMap(({ id, starts_at: startsAt, ends_at: endsAt }) => {
    const ahead = (startsAt - op.now) / DAY
    if (!random.chance(ahead < 1 ? 0.4 : Math.max(0.05, 0.3 - ahead * 0.02))) return []
    const guestName = name()
    let made = 0
    const events: DemoEvent[] = [{ at: bookedBefore(startsAt, op.now, random), run: (then) => { made = addSlotBooking(then, { timeslotId: id, guestName }) } }]
    if (endsAt <= op.now) events.push({ at: endsAt, run: (then) => stepSlotBooking(then, made, random.chance(0.08) ? 'no_show' : 'completed') })
    return events
  })
}

function rentalEvents({ op, days, random, name }: DemoSurroundings): DemoEvent[] {
  const cars = op.db.all<{ id: number }>('SELECT bookable_id AS id FROM cars ORDER BY 1')
  return cars.flatMap(({ id: carId }) => {
    const events: DemoEvent[] = []
    for (let day = -PAST + random.between(0, 3); day < FUTURE;) {
      const length = random.pick([0, 0, 1, 1, 2, 3, 5])
      const from = days.at(day, random.pick(['08:00', '09:00', '10:00']))
      const to = days.at(day + length, random.pick(['16:00', '18:00', '20:00']))
      events.push(...eventsOfRental(op, random, { carId, guestName: name(), from, to }))
      day += length + random.pick([1, 1, 2, 3, 4])
    }
    return events
  })
}

function eventsOfRental({ now, settings }: Operation, random: DemoSurroundings['random'], { carId, guestName, from, to }: { carId: number, guestName: string, from: EpochMs, to: EpochMs }): DemoEvent[] {
  const { rfc3339 } = localClock(settings.timeZone)
  const driven = Math.round((to - from) / HOUR * random.between(2, 8))
  let made = 0
  const events: DemoEvent[] = [{
    at: bookedBefore(from, now, random),
    run: (then) => { made = placeRental(then, { carId, guestName, from: rfc3339(from), to: rfc3339(to), price: Math.ceil((to - from) / DAY) * 495 }) },
  }]
  if (from <= now) events.push({ at: from, run: (then) => handOver(then, made, { fuelLevel: random.between(7, 10) * 10 }) })
  if (to <= now) {
    events.push({
      at: to,
      run(then) {
        const { mileage } = then.db.get<{ mileage: number }>('SELECT mileage FROM cars WHERE bookable_id = ?', carId)!
        takeBack(then, made, { mileage: mileage + driven, fuelLevel: random.between(2, 10) * 10, damage: random.chance(0.05) ? 'Scratch on the bumper' : null })
      },
    })
  }
  return events
}

/** Most book a few days ahead, and all before now. */
function bookedBefore(at: EpochMs, now: EpochMs, random: DemoSurroundings['random']): EpochMs {
  return Math.min(at, now) - random.between(30, 5 * 1440) * MINUTE
}
