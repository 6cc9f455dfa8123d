import type { mail as english } from '../en/mail.ts'

export const mail: typeof english = {
  greeting: 'Kære {{name}}',
  greetingWithoutName: 'Kære gæst',
  subjects: {
    confirmation: 'Din booking hos {{property}} er bekræftet',
    change: 'Din booking hos {{property}} er ændret',
    cancellation: 'Din booking hos {{property}} er afbestilt',
    reminder: 'Din booking hos {{property}} nærmer sig',
  },
  openings: {
    confirmation: 'Tak for din booking. Vi glæder os til at se dig.',
    change: 'Din booking er ændret. Sådan ser den ud nu:',
    cancellation: 'Din booking er afbestilt. Det drejer sig om:',
    reminder: 'Din booking nærmer sig. Vi glæder os til at se dig.',
  },
  fields: { number: 'Bookingnummer', what: 'Værelse', whatElse: 'Booket', category: 'Kategori', arrival: 'Ankomst', departure: 'Afrejse', start: 'Fra', end: 'Til', price: 'Pris', paid: 'Betalt' },
  closing: 'Svar gerne på denne e-mail, hvis noget ikke er, som det skal være.',
  regards: 'Med venlig hilsen',
}
