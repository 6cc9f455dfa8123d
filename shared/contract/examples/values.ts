/*
 * What things are called in the examples of the API's description: one small hotel with one guest,
 * so that every example speaks of the same house. A field's example is looked up by its name, and
 * by the noun it belongs to where a name means several things (`providers.name`). Where a list is
 * given, the first value that the field's schema allows is taken.
 */

const STARTS = '2027-03-01T14:00:00+01:00'
const ENDS = '2027-03-04T12:00:00+01:00'
const MADE = '2027-02-10T12:00:00+01:00'

export const EXAMPLE_VALUES: Readonly<Record<string, readonly unknown[]>> = {
  // Dates and times
  from: ['2027-03-01', STARTS], to: ['2027-03-04', ENDS], 'appointments.from': ['2027-03-02T14:30:00+01:00'], 'appointments.to': ['2027-03-02T15:00:00+01:00'],
  'slot-bookings.from': ['2027-03-02T10:00:00+01:00'], 'slot-bookings.to': ['2027-03-02T11:00:00+01:00'], 'rentals.from': ['2027-03-02T10:00:00+01:00'], 'rentals.to': ['2027-03-03T10:00:00+01:00'],
  until: ['2027-02-10T12:00:20+01:00'], arrival: ['2027-03-01'], departure: ['2027-03-04'], night: ['2027-03-03'], today: ['2027-02-10'],
  checkin: ['2027-03-01T14:00:00', STARTS], checkout: ['2027-03-04T12:00:00', ENDS], date: ['2027-03-02'], time: ['14:30', '14:30:00', STARTS],
  startTime: ['2027-03-02T10:00:00+01:00'], endTime: ['2027-03-02T11:00:00+01:00'], startDate: ['2027-03-02'], endDate: ['2027-03-05'], excludedDates: [['2027-03-03']],
  fromDate: ['2027-02-01'], toDate: ['2027-02-28'], from_date: ['2027-03-01'], to_date: ['2027-03-31'], period: ['2027-03-01'],
  createdAt: [MADE], created_at: [MADE], updatedAt: [MADE], booking_date: [MADE], at: [MADE], checkedInAt: [null], checkedOutAt: [null], expiresAt: ['2027-02-10T12:30:00+01:00'],
  nextTryAt: ['2027-02-10T12:00:05+01:00'], deliveredAt: [null], offSince: [null], checkInTime: ['14:00'], checkOutTime: ['12:00'], backupTime: ['03:30'],
  'dateRange.start': ['2027-03-02T00:00:00'], 'dateRange.end': ['2027-03-05T00:00:00'], 'workingHours.start': ['09:00'], 'workingHours.end': ['17:00'], days: [[1, 2, 3, 4, 5]],

  // Who
  guestName: ['Åse Holm'], guest_name: ['Åse Holm'], guestEmail: ['aase.holm@guest.example'], guest_email: ['aase.holm@guest.example'], guestPhone: ['+45 20 12 34 56'], guest_phone: ['+45 20 12 34 56'],
  guestId: [31], 'guests.id': [31], 'guest.id': [31], 'guests.name': ['Åse Holm'], 'guest.name': ['Åse Holm'], 'guests.email': ['aase.holm@guest.example'], 'guest.email': ['aase.holm@guest.example'],
  phone: ['+45 20 12 34 56'], by: ['mette', 'day'], username: ['mette'], email: ['mette@hotel.example'], email_address: ['mette@hotel.example'], role: ['staff'], userId: [2], 'users.id': [2], 'user.id': [2],
  password: ['a long enough password'], confirm_password: ['a long enough password'], currentPassword: ['a long enough password'], newPassword: ['an even longer password'],
  token: ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIyIn0.c2lnbmF0dXJl'],

  // What can be booked
  id: [12], 'rooms.id': [1], 'room.id': [1], roomId: [1], roomNumber: ['101'], roomnumber: [101], number: ['101'], 'rooms.name': ['Room 101'], 'room.name': ['Room 101'], 'room': ['101'],
  category: ['Standard single room'], roomType: ['Standard single room'], group: ['Standard single room'], floor: [1], capacity: [2], hourlyRate: [400], nightlyRate: [995], housekeeping: ['clean'],
  type: ['Standard single room'], 'booking.type': ['booking.created'], 'deliveries.type': ['booking.created'], metadata: [{ view: 'sea' }], active: [true, 'true'], 'availability.name': ['Room 101'], 'availability.id': [1], 'rows.id': [1], 'housekeeping.id': [1], 'housekeeping.name': ['Room 101'],
  'providers.id': [65], providerId: [65], provider_id: [65], 'providers.name': ['Åse Mikkelsen, massage'], 'provider.name': ['Åse Mikkelsen, massage'], 'provider.id': [65], provider: ['Åse Mikkelsen, massage'], 'providers.email': ['aase@spa.example'], 'provider.email': ['aase@spa.example'],
  slotMinutes: [30], minutes: [30], duration: [60], slotDuration: [60], available: [true], isAvailable: [true], isActive: [true], 'timeslots.id': [7], 'timeslot.id': [7], timeslotId: [7], newTimeslotId: [8], bookingType: ['meeting'],
  resource: ['Bicycle', 71], 'resources.id': [71], 'resources.name': ['Bicycle'], 'resources.description': ['Seven gears, lock and lights'], 'out of stock resources': [[]], total_quantity: [24], available_quantity: [22], purchase_quantity: [2],
  carId: [79], car_id: [79], 'cars.id': [79], brand: ['Toyota'], model: ['Yaris'], fuel_type: ['Hybrid'], mileage: [24418], mileageOut: [24418], mileageIn: [null], fuel_level: [70], fuelLevel: [70], fuelOut: [70], fuelIn: [null],
  car: ['Toyota Yaris'], 'cars.damage': [null], 'rentals.damage': [null], 'rentals.price': [450], 'rentals.mileageOut': [null], 'rentals.fuelOut': [null], damage: ['A scratch on the left door', null],

  // Bookings
  status: ['confirmed', 'paid', 'completed', 'ok'], adults: [1], children: [0], nights: [3], total: [2985], price: [400], paid: [0], balance: [2985], refund: [0], refundAmount: [400], amount: [400], paymentStatus: ['unpaid'],
  notes: ['Arrives late'], 'blocks.notes': ['The shower is being repaired'], 'rentals.notes': [null], 'appointments.notes': [null], source: ['phone'], locked: [false], groupId: [null], undoable: [null], version: [1, '1.0.0'], isbooking: [true], reason: ['out_of_order'], description: ['By the window'], lastChange: [4711],
  checkoutUrl: ['https://pay.example/12'], booking_id: [12], bookingId: [12], vip: [false],

  // Figures
  roomsAvailable: [60], roomsSold: [45], occupancy: [0.75], revenue: [44775], adr: [995], revpar: [746.25], pending: [1], confirmed: [12], checked_in: [3], cancelled: [2], completed: [40], no_show: [1], count: [24],
  page: [1], limit: [25], pages: [1], stays: [4], after_id: [11], after: [4700],

  // The house and its machine
  propertyName: ['Hotel Søfryd'], 'property.name': ['Hotel Søfryd'], timeZone: ['Europe/Copenhagen'], currency: ['DKK'], language: ['en'], setupDone: [true], firstRun: [false], seq: [4711], entity: ['booking'], entityId: [12], step: ['created'],
  destination: ['billing'], 'destinations.name': ['billing'], 'destinations.state': ['ok'], 'destinations.waiting': [0], parked: [0], 'destinations.lastError': [null], attempts: [1], lastError: ['http://billing-service:5002 could not be reached: ECONNREFUSED'],
  'backups.name': ['skranke-20270210T023000000.db'], created: [2], 'audit.changes': [{}], bytes: [4_194_304], verified: [true], q: ['holm'], view: ['all'], sort: ['arrival'], direction: ['asc'], kind: ['rooms'],
  allowedHosts: [['reception.local']], corsOrigins: [[]], tokenlessAddresses: [[]], tokenlessSeeds: [[]], openRequestsPerMinute: [300], tokenRequestsPerSecond: [6000], pendingMinutes: [30], refundFullHours: [24], refundLatePercent: [50],
  reminderHours: [[24, 1]], holidays: [[{ date: '2027-12-24', name: 'Christmas Eve' }]], backupsKept: [14], billingServiceUrl: ['http://billing-service:5002'], eventServiceUrl: ['http://events:8080'], paymentServiceUrl: ['http://payment:8081'], amqpUrl: ['amqp://rabbitmq:5672'],
  kafkaBrokers: ['kafka-1:9092,kafka-2:9092'], natsUrl: ['nats://nats:4222'], smtpUrl: ['smtp://mail:587'], mailFrom: ['desk@hotel.example'], paymentSecret: ['a secret of sixteen letters or more'],
  url: ['https://example.com/hooks/skranke'], eventTypes: [['booking.created', 'booking.cancelled']], secret: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'], what: ['rooms'], apply: ['none'], applied: [false], good: [1], bad: [0],
  bookingIds: [[12]], steps: [[4711]], 'calendar.bookings': [[{ id: 12, version: 2, lastChange: 4712 }]], line: [2], ok: [true], text: ['Room 101, Standard single room'], label: ['101'], message: ['Done'],
}
