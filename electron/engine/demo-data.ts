/* What the sample hotel is made of. Everybody and everything here is made up. */

/** Nightly rates in kroner; other currencies are reckoned from them. */
export const CATEGORIES = {
  single: { name: 'Standard single room', capacity: 1, nightlyRate: 895 },
  double: { name: 'Standard double room', capacity: 2, nightlyRate: 1195 },
  superior: { name: 'Superior double room', capacity: 2, nightlyRate: 1495 },
  family: { name: 'Family room', capacity: 5, nightlyRate: 1795 },
  junior: { name: 'Junior suite', capacity: 3, nightlyRate: 2295 },
  suite: { name: 'Suite', capacity: 4, nightlyRate: 3495 },
} as const

/** What a krone is in other currencies, about: enough for prices that look like prices. */
export const PER_KRONE: Record<string, number> = {
  DKK: 1, NOK: 1.55, SEK: 1.5, ISK: 20, EUR: 0.134, USD: 0.145, GBP: 0.115, CHF: 0.125, PLN: 0.57, CZK: 3.3, HUF: 52, JPY: 22,
}

export const FLOORS = 4
export const ROOMS_A_FLOOR = 15

/** Out of order or out of service, in days from today. */
export const BLOCKS = [
  { room: '103', from: -31, to: -27, reason: 'out_of_order', notes: 'Water damage in the bathroom' },
  { room: '212', from: -12, to: -10, reason: 'out_of_service', notes: 'Carpet cleaned' },
  { room: '307', from: -2, to: 3, reason: 'out_of_order', notes: 'Air conditioning: the fitter comes on Thursday' },
  { room: '114', from: -1, to: 2, reason: 'out_of_order', notes: 'Lock does not read cards' },
  { room: '405', from: 4, to: 9, reason: 'out_of_order', notes: 'New shower' },
  { room: '209', from: 8, to: 10, reason: 'out_of_service', notes: 'Photographs for the website' },
  { room: '311', from: 20, to: 27, reason: 'out_of_order', notes: 'Painting' },
] as const

export const HOURLY_ROOMS = [
  { name: 'Kattegat', roomType: 'Meeting room', capacity: 8, hourlyRate: 350, description: 'Screen, whiteboard, coffee' },
  { name: 'Øresund', roomType: 'Meeting room', capacity: 12, hourlyRate: 450, description: 'Screen, camera, view of the harbour' },
  { name: 'Storebælt', roomType: 'Conference hall', capacity: 80, hourlyRate: 1200, description: 'Stage, sound, two projectors' },
  { name: 'Saunaen', roomType: 'Sauna', capacity: 6, hourlyRate: 295, description: 'Wood-fired, towels included' },
] as const

export const PROVIDERS = [
  { name: 'Åse Mikkelsen, massage', email: 'aase@spa.example', slotMinutes: 60, workingHours: { start: '10:00', end: '19:00' } },
  { name: 'Jørgen Bæk, physiotherapy', email: 'joergen@spa.example', slotMinutes: 30, workingHours: { start: '08:00', end: '16:00', days: [1, 2, 3, 4, 5] } },
  { name: 'Søren Holm, hairdresser', email: 'soeren@salon.example', slotMinutes: 30, workingHours: { start: '10:00', end: '18:00', days: [2, 3, 4, 5, 6] } },
  { name: 'Mette Kjær, nails and skin', email: 'mette@salon.example', slotMinutes: 45, workingHours: { start: '10:00', end: '18:00', days: [1, 2, 3, 4, 5, 6] } },
  { name: 'Lærke Østergaard, yoga', email: 'laerke@studio.example', slotMinutes: 60, workingHours: { start: '07:00', end: '15:00' } },
  { name: 'Bjørn Dahl, city walks', email: 'bjoern@walks.example', slotMinutes: 120, workingHours: { start: '10:00', end: '18:00' } },
]

export const RESOURCES = [
  { name: 'Bicycle', description: 'Seven gears, lock and lights', quantity: 24 },
  { name: 'Child seat for a bicycle', description: 'To 22 kg', quantity: 6 },
  { name: 'Cot', description: 'With linen', quantity: 8 },
  { name: 'Extra bed', description: '90 by 200 cm', quantity: 10 },
  { name: 'Umbrella', description: 'It will be needed', quantity: 40 },
  { name: 'Picnic basket', description: 'For two, order by nine the evening before', quantity: 12 },
  { name: 'Paddle board', description: 'With vest and paddle', quantity: 6 },
  { name: 'Parking space', description: 'In the yard, to 1.9 m', quantity: 18 },
] as const

export const CARS = [
  { brand: 'Toyota', model: 'Yaris', fuelType: 'Hybrid', mileage: 24_310 },
  { brand: 'Toyota', model: 'Corolla Touring', fuelType: 'Hybrid', mileage: 31_870 },
  { brand: 'Volkswagen', model: 'ID.3', fuelType: 'Electric', mileage: 18_420 },
  { brand: 'Volkswagen', model: 'Golf', fuelType: 'Petrol', mileage: 52_105 },
  { brand: 'Volkswagen', model: 'Multivan', fuelType: 'Diesel', mileage: 78_650 },
  { brand: 'Škoda', model: 'Enyaq', fuelType: 'Electric', mileage: 12_990 },
  { brand: 'Škoda', model: 'Octavia Combi', fuelType: 'Diesel', mileage: 64_020 },
  { brand: 'Citroën', model: 'C3', fuelType: 'Petrol', mileage: 39_775 },
  { brand: 'Renault', model: 'Zoe', fuelType: 'Electric', mileage: 45_230 },
  { brand: 'Volvo', model: 'EX30', fuelType: 'Electric', mileage: 6_145 },
  { brand: 'Peugeot', model: '208', fuelType: 'Petrol', mileage: 28_560 },
  { brand: 'Ford', model: 'Transit Custom', fuelType: 'Diesel', mileage: 91_300 },
] as const

/** Where guests come from, the more often the more weight. */
export const PEOPLE = [
  {
    weight: 11, dial: '45', digits: 8, address: 'post.example',
    first: ['Søren', 'Åse', 'Jørgen', 'Mette', 'Kirsten', 'Lærke', 'Bjørn', 'Anne', 'Rasmus', 'Gæa', 'Pernille', 'Aage', 'Ida', 'Magnus', 'Sørine', 'Henrik', 'Freja', 'Torbjørn', 'Camilla', 'Håkon'],
    last: ['Sørensen', 'Kjær', 'Østergaard', 'Nørgaard', 'Mølgaard', 'Hansen', 'Ågård', 'Bæk', 'Jørgensen', 'Lund', 'Krogh', 'Frøslev', 'Skov', 'Møller', 'Dahl', 'Rådberg', 'Thygesen', 'Ravn', 'Vestergård', 'Holm'],
  },
  {
    weight: 3, dial: '49', digits: 10, address: 'mail.example',
    first: ['Jürgen', 'Katharina', 'Björn', 'Sabine', 'Matthias', 'Käthe', 'Lukas', 'Ute'],
    last: ['Müller', 'Schröder', 'Weiß', 'Köhler', 'Becker', 'Jäger', 'Vogt', 'Hofmann'],
  },
  {
    weight: 3, dial: '46', digits: 9, address: 'brev.example',
    first: ['Åsa', 'Göran', 'Linnéa', 'Erik', 'Malin', 'Östen', 'Sofia', 'Nils'],
    last: ['Sjöberg', 'Åkesson', 'Lindström', 'Nyström', 'Berg', 'Öberg', 'Wallin', 'Hällström'],
  },
  {
    weight: 2, dial: '47', digits: 8, address: 'epost.example',
    first: ['Øystein', 'Ingrid', 'Håvard', 'Solveig', 'Kåre', 'Marit'],
    last: ['Bråten', 'Haugen', 'Ødegård', 'Sæther', 'Lie', 'Strøm'],
  },
  {
    weight: 2, dial: '44', digits: 10, address: 'letters.example',
    first: ['Oliver', 'Charlotte', 'Rhys', 'Niamh', 'George', 'Imogen'],
    last: ['Ashworth', "O'Connell", 'Hughes', 'MacLeod', 'Whitfield', 'Barker'],
  },
  {
    weight: 1, dial: '33', digits: 9, address: 'courrier.example',
    first: ['Amélie', 'François', 'Chloé', 'Benoît', 'Anaïs'],
    last: ['Lefèvre', 'Moreau', 'Garçon', 'Dubois', 'Béranger-Roux'],
  },
  {
    weight: 1, dial: '48', digits: 9, address: 'poczta.example',
    first: ['Łukasz', 'Małgorzata', 'Paweł', 'Zofia'],
    last: ['Wiśniewski', 'Kowalczyk', 'Żak', 'Dąbrowski'],
  },
  {
    weight: 1, dial: '39', digits: 10, address: 'posta.example',
    first: ['Niccolò', 'Chiara', 'Davide', 'Ilaria'],
    last: ["D'Angelo", 'Ferrari', 'Bianchi', 'Conti'],
  },
] as const

export const NOTES = [
  'Arrives late, about 23:00', 'Quiet room, please', 'Allergic to nuts', 'Travels with a guide dog', 'Birthday on arrival day: flowers in the room',
  'Needs a cot', 'Invoice to the company', 'Early breakfast at 6:00', 'High floor if possible', 'Vegetarian', 'Anniversary', 'Comes by bicycle: two to be locked in',
] as const

export const SOURCES = ['Website', 'Website', 'Website', 'Booking.com', 'Booking.com', 'Expedia', 'Phone', 'E-mail', 'Company'] as const
