import { Type, type Static } from 'typebox'
import { Id, IdParams, Instant, Message, Name, Nullable, Page, Paging, PlainDate, Text, TimeOfDay } from './common.ts'
import { route } from './route.ts'
import { Status } from './stays.ts'

const tag = 'appointments (seed 001)'

export const WorkingHours = Type.Object({
  start: TimeOfDay,
  end: TimeOfDay,
  days: Type.Optional(Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
    maxItems: 7, uniqueItems: true, description: 'ISO weekdays, Monday is 1; all of them where left out',
  })),
}, { additionalProperties: false })
export type WorkingHours = Static<typeof WorkingHours>

export const Provider = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.String(),
  slotMinutes: Type.Integer(),
  workingHours: Nullable(WorkingHours),
  isActive: Type.Boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
})
export type Provider = Static<typeof Provider>

const ProviderFields = {
  slotMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, default: 30 })),
  workingHours: Type.Optional(Nullable(WorkingHours)),
}
const ProviderEmail = Type.String({ format: 'email', maxLength: 254 })

/** An appointment in the words of seed 001; `created_at` is UTC. */
export const Appointment = Type.Object({
  id: Id,
  provider_id: Id,
  date: PlainDate,
  time: Type.String({ examples: ['14:30:00'] }),
  created_at: Type.String({ examples: ['2024-01-15T10:30:00'] }),
})
export type Appointment = Static<typeof Appointment>

export const listProviders = route({
  method: 'GET', path: '/api/v1/providers', tag, role: 'customer', seed: '001',
  summary: 'Providers by name, active ones unless `active=false` asks for all',
  query: Type.Object({ active: Type.Optional(Type.Boolean({ default: true })), ...Paging }),
  status: 200, answer: Page(Provider),
})

export const getProvider = route({
  method: 'GET', path: '/api/v1/providers/:id', tag, role: 'customer', seed: '001',
  summary: 'One provider', params: IdParams, status: 200, answer: Provider, errors: [404],
})

export const createProvider = route({
  method: 'POST', path: '/api/v1/providers', tag, role: 'admin',
  summary: 'Add a provider',
  body: Type.Object({ name: Name, email: ProviderEmail, ...ProviderFields }),
  status: 201, answer: Provider, creates: true,
})

export const updateProvider = route({
  method: 'PUT', path: '/api/v1/providers/:id', tag, role: 'admin',
  summary: 'Change a provider; what is not given stays',
  params: IdParams,
  body: Type.Object({
    name: Type.Optional(Name), email: Type.Optional(ProviderEmail), isActive: Type.Optional(Type.Boolean()), ...ProviderFields,
  }),
  status: 200, answer: Provider, errors: [404, 412], versioned: true,
})

export const deleteProvider = route({
  method: 'DELETE', path: '/api/v1/providers/:id', tag, role: 'admin',
  summary: 'Delete a provider; one with bookings is deactivated, not lost',
  params: IdParams, status: 200, answer: Message, errors: [404],
})

export const providerAvailability = route({
  method: 'GET', path: '/api/v1/providers/:id/availability', tag, role: 'customer', seed: '001',
  summary: 'The slots of a day and whether each is free',
  params: IdParams, query: Type.Object({ date: PlainDate }),
  status: 200,
  answer: Type.Object({
    provider: Provider, date: PlainDate,
    slots: Type.Array(Type.Object({ time: Type.String({ examples: ['14:30'] }), available: Type.Boolean() })),
  }),
  errors: [404],
})

/** An appointment as the desk works with it; `date` and `time` are the property's. */
export const DeskAppointment = Type.Object({
  id: Id,
  providerId: Id,
  provider: Type.String(),
  guestId: Nullable(Id),
  guestName: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  status: Status,
  date: PlainDate,
  time: TimeOfDay,
  minutes: Type.Integer(),
  from: Instant,
  to: Instant,
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
  lastChange: Type.Integer({ description: 'the last step of this booking in the feed of changes: what `POST /api/v1/calendar/undo` takes' }),
})
export type DeskAppointment = Static<typeof DeskAppointment>

const AppointmentFields = {
  guestId: Type.Optional(Nullable(Id)),
  guestName: Type.Optional(Nullable(Name)),
  notes: Type.Optional(Nullable(Text)),
  minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 1440, description: 'how long it takes; as long as the provider\'s slots where left out' })),
}

export const createAppointment = route({
  method: 'POST', path: '/api/v1/appointments', tag: 'appointments', role: 'staff',
  summary: 'Book a provider\'s time for a guest, within their hours or not',
  body: Type.Object({ providerId: Id, date: PlainDate, time: TimeOfDay, ...AppointmentFields }),
  status: 201, answer: DeskAppointment, errors: [404, 409], creates: true,
})

export const getAppointment = route({
  method: 'GET', path: '/api/v1/appointments/:id', tag: 'appointments', role: 'staff',
  summary: 'One appointment', params: IdParams, status: 200, answer: DeskAppointment, errors: [404],
})

export const updateAppointment = route({
  method: 'PATCH', path: '/api/v1/appointments/:id', tag: 'appointments', role: 'staff',
  summary: 'Change an appointment: its provider, date, time, length, guest or notes; what is not given stays',
  params: IdParams,
  body: Type.Object({
    providerId: Type.Optional(Id), date: Type.Optional(PlainDate), time: Type.Optional(TimeOfDay), ...AppointmentFields,
  }, { additionalProperties: false }),
  status: 200, answer: DeskAppointment, errors: [404, 409, 412], versioned: true,
})

const ending = (name: string, summary: string) => route({
  method: 'POST', path: `/api/v1/appointments/:id/${name}`, tag: 'appointments', role: 'staff',
  summary, params: IdParams, status: 200, answer: DeskAppointment, errors: [404, 409, 412], versioned: true,
})

export const completeAppointment = ending('complete', 'The appointment was kept')
export const missAppointment = ending('no-show', 'The guest did not come')
export const cancelAppointment = ending('cancel', 'Cancel an appointment')
