/** The letters to guests. `what` is the room, the provider or the car. */
export const mail = {
  greeting: 'Dear {{name}},',
  greetingWithoutName: 'Dear guest,',
  subjects: {
    confirmation: 'Your booking at {{property}} is confirmed',
    change: 'Your booking at {{property}} has changed',
    cancellation: 'Your booking at {{property}} is cancelled',
    reminder: 'Your booking at {{property}} is coming up',
  },
  openings: {
    confirmation: 'Thank you for your booking. We look forward to seeing you.',
    change: 'Your booking has changed. This is how it stands now:',
    cancellation: 'Your booking has been cancelled. These are its details:',
    reminder: 'Your booking is coming up. We look forward to seeing you.',
  },
  fields: { number: 'Booking number', what: 'Room', whatElse: 'Booked', category: 'Category', arrival: 'Arrival', departure: 'Departure', start: 'From', end: 'To', price: 'Price', paid: 'Paid' },
  closing: 'Please answer this e-mail if anything is not as it should be.',
  regards: 'Kind regards,',
}
