import type { users as en } from '../en/users.ts'

export const users: typeof en = {
  title: 'Brugere',
  note: 'Hvem der kan logge ind, og hvad de må.',
  add: 'Tilføj en bruger', filter: 'Find en bruger', filterHint: 'Navn eller e-mailadresse', showing: 'Rolle',
  count_one: '{{count}} bruger', count_other: '{{count}} brugere',
  more: 'Vis {{count}} flere',
  you: 'dig', inactive: 'Spærret', active: 'Aktiv',
  nothingTitle: 'Ingen bruger passer', nothingText: 'Ingen bruger har det navn, den adresse eller den rolle.', showAll: 'Vis alle brugere',
  column: { username: 'Navn', email: 'E-mail', role: 'Rolle', state: 'Tilstand', since: 'Siden', actions: 'Handlinger' },
  changeUser: 'Ret {{name}}', passwordOf: 'Ny adgangskode til {{name}}', deactivateUser: 'Spær {{name}}', activateUser: 'Åbn for {{name}}',
  deactivate: 'Spær', activate: 'Åbn igen', newPassword: 'Ny adgangskode',
  deactivateTitle: 'Spær {{name}}?',
  deactivateText: '{{name}} bliver straks logget ud overalt og kan ikke længere logge ind. Det, de har gjort, bliver stående i historikken. Du kan altid åbne for dem igen.',
  added: '{{name}} kan nu logge ind', changed: '{{name}} er rettet', deactivated: '{{name}} kan ikke længere logge ind', activated: '{{name}} kan logge ind igen',
  passwordSet: 'Den nye adgangskode til {{name}} gælder fra nu af',
  roleHints: {
    customer: 'Ser og afbestiller egne bookinger',
    staff: 'Passer skranken: ophold, værelser, gæster, rapporter',
    admin: 'Alt: også brugere, indstillinger, sikkerhedskopier og import',
  },
  form: {
    addTitle: 'Tilføj en bruger', username: 'Navn', usernameHint: 'Til at logge ind med', email: 'E-mailadresse', role: 'Rolle',
    password: 'Adgangskode', passwordHint: 'Mindst 10 tegn', again: 'Adgangskoden igen',
    passwordText: '{{name}} bliver logget ud overalt og logger ind med den nye adgangskode.', setPassword: 'Gem adgangskode',
    usernameMissing: 'Angiv et navn at logge ind med', emailMissing: 'Angiv en e-mailadresse', short: 'En adgangskode har mindst 10 tegn', differs: 'De to adgangskoder er ikke ens',
  },
}
