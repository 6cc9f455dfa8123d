import { STEPS } from './stays.ts'

/** All that is told outside as an event (contract, section 8). */
export const EVENT_TYPES = [
  ...STEPS.map((step) => `booking.${step}` as const),
  'car.added', 'car.changed', 'car.damaged', 'car.deleted',
] as const
export type EventType = (typeof EVENT_TYPES)[number]
