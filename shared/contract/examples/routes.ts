import { CALENDAR_FIELDS, CALENDAR_STATUSES } from '../calendar.ts'

/** What an example of one route says beyond its fields' own. */
export interface RouteExample {
  /** Parts of the path by name. */
  params?: Readonly<Record<string, string | number>>
  query?: Readonly<Record<string, string | number | boolean>>
  body?: unknown
  /** What differs in the answer from its fields' examples, or the whole where it is no object. */
  answer?: unknown
  /** Why it refuses, by status: a code of shared/i18n and what its sentence names. */
  errors?: Readonly<Partial<Record<number, Refusal>>>
}
export type Refusal = readonly [code: string, values?: Readonly<Record<string, string | number>>]

const ROOM_TAKEN: Refusal = ['room_taken', { room: '101', arrival: '2027-03-02', departure: '2027-03-05', by: ' (Søren Lund)' }]
const PROVIDER_TAKEN: Refusal = ['provider_taken', { room: 'Åse Mikkelsen, massage', from: '2027-03-02 14:30', to: '2027-03-02 15:00', by: ' (Søren Lund)' }]
const HOUR_TAKEN: Refusal = ['hour_taken', { room: 'Søsalen', from: '2027-03-02 10:00', to: '2027-03-02 11:00', by: ' (Søren Lund)' }]
const CAR_TAKEN: Refusal = ['car_taken', { from: '2027-03-02 10:00', to: '2027-03-03 10:00', by: ' (Søren Lund)' }]
const cannot = (from: string, to: string): Refusal => ['bad_transition', { from, to }]
const unknown = (what: string): Refusal => ['not_found', { what }]
const from = (status: string, to: string): RouteExample => ({ answer: { status: to }, errors: { 409: cannot(status, to) } })
const said = (message: string): RouteExample => ({ answer: { message } })
const inStay = { errors: { 409: ROOM_TAKEN } }

const slotBooking = {
  roomId: 61, bookingType: 'meeting', notes: null,
  room: { id: 61, name: 'Søsalen', number: null, roomType: 'Meeting room', floor: null, nightlyRate: null, capacity: 12 }, timeslot: { roomId: 61 },
}

/** By method and path; a route that is not here is told by its fields alone. */
export const EXAMPLES_BY_ROUTE: Readonly<Record<string, RouteExample>> = {
  // Users
  'POST /login/': {
    ...said('Signed in'), errors: { 401: ['bad_password'], 403: ['not_loopback'], 429: ['too_many_failures', { seconds: 840 }] },
  },
  'POST /logout/': said('Signed out'),
  'PUT /api/v1/users/me/password': { body: { currentPassword: 'a long enough password', newPassword: 'an even longer password' }, ...said('Password changed'), errors: { 400: ['password_short'] } },
  'PATCH /api/v1/users/:id': { body: { role: 'staff', active: true }, errors: { 409: ['last_admin'] } },

  // Stays
  'POST /bookings': { errors: { 404: ['room_unknown', { room: 999 }], 409: ROOM_TAKEN } },
  'GET /bookings/export/csv': { answer: 'id,roomnumber,category,isbooking,checkin,checkout\r\n12,101,Standard single room,1,2027-03-01T14:00:00,2027-03-04T12:00:00\r\n' },
  'GET /api/v1/stays/export/csv': { query: { from: '2027-03-01', to: '2027-04-01' }, answer: 'id,roomNumber,category,arrival,departure,nights,status,guest,email,phone,adults,children,nightlyRate,total,paid,balance,currency,source,notes\r\n12,101,Standard single room,2027-03-01,2027-03-04,3,confirmed,Åse Holm,aase.holm@guest.example,,1,0,995,2985,0,2985,DKK,phone,Arrives late\r\n' },
  'POST /api/v1/stays': {
    body: { roomNumber: '101', arrival: '2027-03-01', departure: '2027-03-04', guestName: 'Åse Holm', guestEmail: 'aase.holm@guest.example', adults: 1, notes: 'Arrives late', source: 'phone' },
    errors: { 404: ['room_unknown', { room: '999' }], 409: ROOM_TAKEN },
  },
  'GET /api/v1/stays': { query: { from: '2027-03-01', to: '2027-04-01', status: 'confirmed', page: 1, limit: 25 } },
  'PATCH /api/v1/stays/:id': { body: { guestPhone: '+45 20 12 34 56', notes: 'Arrives late', adults: 1 }, ...inStay },
  'POST /api/v1/stays/:id/move': { body: { roomNumber: '102', arrival: '2027-03-02', departure: '2027-03-05' }, answer: { roomId: 2, roomNumber: '102', arrival: '2027-03-02', departure: '2027-03-05', checkin: '2027-03-02T14:00:00+01:00', checkout: '2027-03-05T12:00:00+01:00', undoable: 'moved', version: 2 }, ...inStay },
  'POST /api/v1/stays/:id/split': { body: { night: '2027-03-03', roomNumber: '104' },
    answer: {
      first: { departure: '2027-03-03', checkout: '2027-03-03T12:00:00+01:00', nights: 2, total: 1990, balance: 1990, groupId: 12, undoable: 'split', version: 2 },
      second: { id: 13, roomId: 4, roomNumber: '104', arrival: '2027-03-03', checkin: '2027-03-03T14:00:00+01:00', nights: 1, total: 995, balance: 995, groupId: 12 },
    },
    ...inStay },
  'POST /api/v1/stays/:id/confirm': from('cancelled', 'confirmed'),
  'POST /api/v1/stays/:id/check-in': { answer: { status: 'checked_in', checkedInAt: '2027-03-01T15:20:00+01:00', undoable: 'checked_in', version: 2 }, errors: { 409: ['room_occupied', { room: '204', guest: 'Holm' }] } },
  'POST /api/v1/stays/:id/check-out': from('confirmed', 'completed'),
  'POST /api/v1/stays/:id/cancel': from('checked_in', 'cancelled'),
  'POST /api/v1/stays/:id/no-show': from('checked_in', 'no_show'),
  'POST /api/v1/stays/:id/undo': { errors: { 409: ['nothing_to_undo'] } },
  'POST /api/v1/blocks': {
    body: { roomNumber: '105', from: '2027-03-01', to: '2027-03-04', reason: 'out_of_order', notes: 'The shower is being repaired' }, answer: { roomId: 5, roomNumber: '105' },
    errors: { 404: ['room_unknown', { room: '999' }], 409: ROOM_TAKEN },
  },
  'PATCH /api/v1/blocks/:id': { body: { to: '2027-03-05', notes: 'The shower is being repaired' }, ...inStay },
  'DELETE /api/v1/blocks/:id': said('The room is back in sale'),

  // Appointments
  'POST /api/v1/providers': { body: { name: 'Åse Mikkelsen, massage', email: 'aase@spa.example', slotMinutes: 60, workingHours: { start: '10:00', end: '19:00' } } },
  'PUT /api/v1/providers/:id': { body: { name: 'Åse Mikkelsen, massage', slotMinutes: 45 }, answer: { slotMinutes: 45, version: 2 } },
  'DELETE /api/v1/providers/:id': said('Provider deleted'),
  'GET /api/v1/providers/:id/availability': { query: { date: '2027-03-02' }, answer: { slots: [{ time: '14:30', available: true }] } },
  'POST /api/v1/appointments': { body: { providerId: 65, date: '2027-03-02', time: '14:30', guestName: 'Åse Holm' }, errors: { 404: unknown('Provider'), 409: PROVIDER_TAKEN } },
  'PATCH /api/v1/appointments/:id': { body: { date: '2027-03-03', time: '15:00' }, errors: { 409: PROVIDER_TAKEN } },
  'POST /api/v1/appointments/:id/cancel': from('completed', 'cancelled'),
  'POST /api/v1/appointments/:id/complete': from('cancelled', 'completed'),
  'POST /api/v1/appointments/:id/no-show': from('cancelled', 'no_show'),

  // Rooms by the hour
  'POST /api/v1/bookings': {
    body: { timeslotId: 7, roomId: 61, notes: 'Projector, please', bookingType: 'meeting' },
    answer: { booking: { ...slotBooking, status: 'pending' }, message: 'Booking created. Complete payment to confirm.' },
    errors: { 400: ['booking_shape'], 404: unknown('Provider'), 409: ['appointment_taken'] },
  },
  'GET /api/v1/bookings': { answer: { items: [slotBooking] } },
  'GET /api/v1/bookings/:id': { answer: slotBooking },
  'PUT /api/v1/bookings/:id/cancel': { answer: { booking: { ...slotBooking, status: 'cancelled', paymentStatus: 'refunded' }, message: 'Booking cancelled successfully' } },
  'PUT /api/v1/bookings/:id/reschedule': { body: { newTimeslotId: 8 }, answer: { booking: { ...slotBooking, timeslotId: 8 }, message: 'Booking rescheduled successfully' } },
  'POST /api/v1/bookings/:id/payments': { body: { amount: 400 }, answer: { ...slotBooking, paymentStatus: 'paid' }, errors: { 409: ['payment_closed'] } },
  'POST /api/v1/payments/notifications': {
    body: { booking_id: 12, status: 'paid', amount: 400, currency: 'DKK' }, ...said('Noted'), errors: { 401: ['signature_bad'], 404: unknown('Booking') },
  },
  'POST /api/v1/admin/timeslots/generate': {
    body: { roomId: 61, startDate: '2027-03-02', endDate: '2027-03-05', slotDuration: 60, workingHours: { start: '09:00', end: '17:00' }, excludedDates: ['2027-03-03'] },
    answer: { message: 'Generated 24 timeslots' }, errors: { 400: ['field_required', { field: 'roomId' }], 404: unknown('Room') },
  },
  'DELETE /api/v1/admin/timeslots/:id': { ...said('Timeslot deleted'), errors: { 404: ['slot_gone'] } },
  'GET /api/v1/admin/bookings': { query: { status: 'confirmed', page: 1, limit: 50 }, answer: { items: [slotBooking] } },
  'PUT /api/v1/admin/bookings/:id/status': { body: { status: 'confirmed' }, answer: slotBooking, errors: { 409: ['not_arrived_yet', { arrival: '2027-03-01' }] } },
  'GET /api/v1/bookings/rooms/:id/timeslots': { query: { date: '2027-03-02', duration: 60 } },
  'POST /api/v1/slot-bookings': { body: { timeslotId: 7, status: 'confirmed', guestName: 'Åse Holm', notes: 'Projector, please' }, answer: { room: 'Søsalen', expiresAt: null }, errors: { 409: HOUR_TAKEN } },
  'PATCH /api/v1/slot-bookings/:id': { body: { timeslotId: 8, notes: 'Coffee for twelve' }, answer: { room: 'Søsalen', expiresAt: null }, errors: { 409: HOUR_TAKEN } },
  'POST /api/v1/slot-bookings/:id/confirm': from('cancelled', 'confirmed'),
  'POST /api/v1/slot-bookings/:id/complete': from('pending', 'completed'),
  'POST /api/v1/slot-bookings/:id/no-show': from('pending', 'no_show'),
  'POST /api/v1/slot-bookings/:id/cancel': from('completed', 'cancelled'),

  // Rooms
  'POST /api/v1/admin/rooms': {
    body: { name: 'Room 201', roomType: 'Standard single room', number: '201', floor: 2, capacity: 2, nightlyRate: 995, metadata: { view: 'sea' } },
    answer: { id: 6, name: 'Room 201', number: '201', floor: 2 },
  },
  'POST /api/v1/rooms/bulk': { body: { rooms: [{ name: 'Room 301', roomType: 'Standard single room', number: '301', nightlyRate: 995 }, { name: 'Room 302', roomType: 'Standard single room', number: '302', nightlyRate: 995 }] } },
  'PUT /api/v1/admin/rooms/:id': { body: { nightlyRate: 1095, description: 'By the window' }, answer: { nightlyRate: 1095 } },
  'DELETE /api/v1/admin/rooms/:id': said('Room deactivated'),
  'GET /api/v1/bookings/rooms': { query: { type: 'Standard single room', active: 'true' } },

  // Resources
  'GET /resources/': { answer: { message: 'Resources fetched successfully' } },
  'POST /resources/': { body: { name: 'Bicycle', description: 'Seven gears, lock and lights', total_quantity: 24, available_quantity: 22 } },
  'PATCH /api/v1/resources/:id': { body: { total_quantity: 26 }, answer: { total_quantity: 26, available_quantity: 24 }, errors: { 409: ['stock_below_sold', { sold: 2, name: 'Bicycle' }] } },
  'POST /bookings/': { errors: { 404: unknown('Resource') } },
  'DELETE /bookings/:id': said('Booking cancelled'),

  // Cars
  'POST /cars/add': { body: { brand: 'Toyota', model: 'Yaris', fuel_type: 'Hybrid', mileage: 24418, has_damage: false }, ...said('Car added successfully') },
  'PATCH /api/v1/cars/:id': { body: { mileage: 24990, fuel_level: 80 } },
  'DELETE /cars/:id': { ...said('Car deleted successfully'), errors: { 409: ['car_rented'] } },
  'POST /api/v1/rentals': { body: { carId: 79, guestName: 'Åse Holm', from: '2027-03-02T10:00:00', to: '2027-03-03T10:00:00', price: 450 }, errors: { 404: unknown('Car'), 409: CAR_TAKEN } },
  'GET /api/v1/rentals': { query: { carId: 79, status: 'confirmed' } },
  'PATCH /api/v1/rentals/:id': { body: { to: '2027-03-03T16:00:00', notes: 'Comes back in the afternoon' }, errors: { 409: CAR_TAKEN } },
  'POST /api/v1/rentals/:id/hand-over': { body: { mileage: 24418, fuelLevel: 70 }, answer: { status: 'out', mileageOut: 24418, fuelOut: 70 }, errors: { 409: cannot('completed', 'checked_in') } },
  'POST /api/v1/rentals/:id/take-back': { body: { mileage: 24990, fuelLevel: 55, damage: 'A scratch on the left door' }, answer: { status: 'returned', mileageOut: 24418, fuelOut: 70, mileageIn: 24990, fuelIn: 55, damage: 'A scratch on the left door' }, errors: { 409: cannot('confirmed', 'completed') } },
  'POST /api/v1/rentals/:id/cancel': { answer: { status: 'cancelled' }, errors: { 409: cannot('completed', 'cancelled') } },

  // The calendar
  'GET /api/v1/calendar': { query: { from: '2027-03-01', to: '2027-03-04', kind: 'rooms' }, answer: { fields: CALENDAR_FIELDS, statuses: CALENDAR_STATUSES } },
  'POST /api/v1/calendar/moves': { body: { moves: [{ id: 12, version: 1, roomNumber: '102' }, { id: 13, version: 4, roomNumber: '101' }] }, answer: { steps: [4712, 4713] }, errors: { 404: ['room_unknown', { room: '102' }], 409: ['category_sold_out', { category: 'Standard single room', night: '2027-03-01' }], 412: ['stale'] } },
  'GET /api/v1/stays/tidy': { query: { category: 'Standard single room', from: '2027-03-01', days: 14 }, answer: { category: 'Standard single room', to: '2027-03-15', moves: [{ id: 12, version: 1, guest: 'Åse Holm', arrival: '2027-03-02', departure: '2027-03-05', fromRoom: '104', toRoom: '107' }], before: { runs: [5, 4, 3] }, after: { runs: [11, 3] } } },
  'POST /api/v1/calendar/undo': { body: { steps: [4711] }, answer: { steps: [4712] }, errors: { 404: ['not_found', { what: 'Step' }], 409: ['step_undone'] } },

  // The house
  'GET /health': { answer: { status: 'ok' } },
  'POST /api/v1/guests': { body: { name: 'Åse Holm', email: 'aase.holm@guest.example', phone: '+45 20 12 34 56', vip: false } },
  'PATCH /api/v1/guests/:id': { body: { phone: '+45 20 12 34 57', vip: true }, answer: { phone: '+45 20 12 34 57', vip: true } },
  'PATCH /api/v1/settings': { body: { propertyName: 'Hotel Søfryd', checkOutTime: '11:00' }, answer: { checkOutTime: '11:00' }, errors: { 409: ['currency_fixed', { currency: 'DKK' }] } },
  'POST /api/v1/setup/demo': { ...said('The sample hotel is ready'), errors: { 409: ['data_present'] } },
  'POST /api/v1/imports/:what': {
    params: { what: 'rooms' }, query: { apply: 'none' }, body: 'number,name,category,nightlyRate\r\n101,Room 101,Standard single room,995\r\n',
    errors: { 400: ['csv_columns', { columns: 'category' }], 404: ['import_unknown', { what: 'ships' }] },
  },
  'POST /api/v1/deliveries/:id/retry': { answer: { attempts: 0, lastError: null }, errors: { 409: ['delivery_done'] } },
  'POST /api/v1/deliveries/:id/give-up': { answer: { state: 'given_up', nextTryAt: null }, errors: { 409: ['delivery_done'] } },
  'POST /api/v1/deliveries/destinations/:name/on': { params: { name: 'billing' }, errors: { 404: unknown('Destination') } },
  'DELETE /api/v1/webhooks/:id': said('Webhook removed'),
  'POST /api/v1/webhooks/:id/test': said('A test message is on its way'),
}
