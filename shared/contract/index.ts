import * as appointments from './appointments.ts'
import * as calendar from './calendar.ts'
import * as cars from './cars.ts'
import * as guests from './guests.ts'
import * as hotelBookings from './hotel-bookings.ts'
import * as imports from './imports.ts'
import * as operations from './operations.ts'
import * as presence from './presence.ts'
import * as reports from './reports.ts'
import * as resources from './resources.ts'
import * as rooms from './rooms.ts'
import * as settings from './settings.ts'
import * as slots from './slots.ts'
import * as stays from './stays.ts'
import * as tidy from './tidy.ts'
import * as users from './users.ts'
import * as webhooks from './webhooks.ts'
import type { Route } from './route.ts'

const modules = [appointments, calendar, cars, guests, hotelBookings, imports, operations, presence, reports, resources, rooms, settings, slots, stays, tidy, users, webhooks]

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'answer' in value
}

/** Every operation of the API. */
export const allRoutes: readonly Route[] = modules.flatMap((module) => Object.values(module).filter(isRoute))

export * from './route.ts'
