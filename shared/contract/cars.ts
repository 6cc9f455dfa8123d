import { Type, type Static } from 'typebox'
import { Amount, Id, IdParams, Instant, Message, Money, Name, Nullable, OneOf, Page, Paging, Text, TimeInput } from './common.ts'
import { route } from './route.ts'

const tag = 'cars (seed 004)'

export const Car = Type.Object({
  car_id: Id,
  brand: Type.String(),
  model: Type.String(),
  fuel_type: Type.String(),
  mileage: Type.Integer(),
  is_rented: Type.Boolean({ description: 'whether it is out now' }),
  has_damage: Type.Boolean(),
  fuel_level: Nullable(Type.Integer({ description: 'per cent' })),
  damage: Nullable(Type.String()),
})
export type Car = Static<typeof Car>

const CarText = Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' })
const Mileage = Type.Integer({ minimum: 0, maximum: 10_000_000 })
const FuelLevel = Type.Integer({ minimum: 0, maximum: 100 })

export const listCars = route({
  method: 'GET', path: '/cars', also: ['/cars/'], tag, role: 'customer', seed: '004',
  summary: 'All cars', status: 200, answer: Type.Array(Car),
})

export const getCar = route({
  method: 'GET', path: '/cars/:id', tag, role: 'customer', seed: '004',
  summary: 'One car', params: IdParams, status: 200, answer: Car, errors: [404],
})

export const createCar = route({
  method: 'POST', path: '/cars/add', tag, role: 'staff', seed: '004',
  summary: 'Add a car',
  body: Type.Object({
    brand: CarText, model: CarText, fuel_type: CarText, mileage: Mileage,
    is_rented: Type.Optional(Type.Boolean()), has_damage: Type.Optional(Type.Boolean()),
  }),
  status: 201, answer: Type.Object({ message: Type.String(), car_id: Id }), creates: true,
})

export const updateCar = route({
  method: 'PATCH', path: '/api/v1/cars/:id', tag, role: 'staff',
  summary: 'Change a car: its mileage, fuel level or damage',
  params: IdParams,
  body: Type.Object({
    brand: Type.Optional(CarText), model: Type.Optional(CarText), fuel_type: Type.Optional(CarText), mileage: Type.Optional(Mileage),
    fuel_level: Type.Optional(Nullable(FuelLevel)), has_damage: Type.Optional(Type.Boolean()), damage: Type.Optional(Nullable(Text)),
  }, { additionalProperties: false }),
  status: 200, answer: Car, errors: [404],
})

export const deleteCar = route({
  method: 'DELETE', path: '/cars/:id', tag, role: 'staff', seed: '004',
  summary: 'Delete a car that is not out and has no rental to come',
  params: IdParams, status: 200, answer: Message, errors: [404, 409],
})

export const RENTAL_STATUSES = ['confirmed', 'out', 'returned', 'cancelled'] as const

export const Rental = Type.Object({
  id: Id,
  carId: Id,
  guestName: Nullable(Type.String()),
  from: Instant,
  to: Instant,
  status: OneOf(RENTAL_STATUSES),
  price: Amount,
  mileageOut: Nullable(Type.Integer()),
  fuelOut: Nullable(Type.Integer()),
  mileageIn: Nullable(Type.Integer()),
  fuelIn: Nullable(Type.Integer()),
  damage: Nullable(Type.String()),
  notes: Nullable(Type.String()),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
  lastChange: Type.Integer({ description: 'the last step of this booking in the feed of changes: what `POST /api/v1/calendar/undo` takes' }),
})
export type Rental = Static<typeof Rental>

export const createRental = route({
  method: 'POST', path: '/api/v1/rentals', tag, role: 'staff',
  summary: 'Rent a car from one time to another',
  body: Type.Object({
    carId: Id, guestName: Name, from: TimeInput, to: TimeInput,
    price: Type.Optional(Money), notes: Type.Optional(Nullable(Text)),
  }),
  status: 201, answer: Rental, errors: [404, 409], creates: true,
})

export const listRentals = route({
  method: 'GET', path: '/api/v1/rentals', tag, role: 'staff',
  summary: 'Rentals, latest start first',
  query: Type.Object({ carId: Type.Optional(Id), status: Type.Optional(OneOf(RENTAL_STATUSES)), ...Paging }),
  status: 200, answer: Page(Rental),
})

export const getRental = route({
  method: 'GET', path: '/api/v1/rentals/:id', tag, role: 'staff',
  summary: 'One rental', params: IdParams, status: 200, answer: Rental, errors: [404],
})

export const updateRental = route({
  method: 'PATCH', path: '/api/v1/rentals/:id', tag, role: 'staff',
  summary: 'Change a rental: its car, times, guest, price or notes; of one that is out, its end, price and notes',
  params: IdParams,
  body: Type.Object({
    carId: Type.Optional(Id), from: Type.Optional(TimeInput), to: Type.Optional(TimeInput), guestName: Type.Optional(Name),
    price: Type.Optional(Money), notes: Type.Optional(Nullable(Text)),
  }, { additionalProperties: false }),
  status: 200, answer: Rental, errors: [404, 409, 412], versioned: true,
})

export const handOver = route({
  method: 'POST', path: '/api/v1/rentals/:id/hand-over', tag, role: 'staff',
  summary: 'The car goes out',
  params: IdParams,
  body: Type.Object({ mileage: Type.Optional(Mileage), fuelLevel: Type.Optional(FuelLevel) }),
  status: 200, answer: Rental, errors: [404, 409, 412], versioned: true,
})

export const takeBack = route({
  method: 'POST', path: '/api/v1/rentals/:id/take-back', tag, role: 'staff',
  summary: 'The car comes back, with its mileage, fuel level and any damage',
  params: IdParams,
  body: Type.Object({ mileage: Type.Optional(Mileage), fuelLevel: Type.Optional(FuelLevel), damage: Type.Optional(Nullable(Text)) }),
  status: 200, answer: Rental, errors: [404, 409, 412], versioned: true,
})

export const cancelRental = route({
  method: 'POST', path: '/api/v1/rentals/:id/cancel', tag, role: 'staff',
  summary: 'Cancel a rental that has not gone out',
  params: IdParams, status: 200, answer: Rental, errors: [404, 409, 412], versioned: true,
})
