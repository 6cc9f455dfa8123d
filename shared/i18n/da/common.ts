import type { common as en } from '../en/common.ts'

export const common: typeof en = {
  save: 'Gem', cancel: 'Annullér', close: 'Luk', back: 'Tilbage', next: 'Videre', add: 'Tilføj', change: 'Ret', remove: 'Fjern',
  undo: 'Fortryd', retry: 'Prøv igen', search: 'Søg', clear: 'Ryd', yes: 'Ja', no: 'Nej', all: 'Alle', none: 'Ingen',
  actions: 'Handlinger', optional: 'valgfrit', loading: 'Henter …', saved: 'Gemt', total: 'I alt', required: 'Udfyld venligst feltet',
  nothingFound: 'Intet fundet', dayHint: '24/12 eller +3', results_one: '{{count}} resultat', results_other: '{{count}} resultater',
  today: 'I dag', tomorrow: 'I morgen', yesterday: 'I går',
  guest: 'Gæst', guests: 'Gæster', room: 'Værelse', rooms: 'Værelser', category: 'Kategori',
  arrival: 'Ankomst', departure: 'Afrejse', status: 'Status', notes: 'Bemærkninger', phone: 'Telefon', email: 'E-mail',
  adults: 'Voksne', children: 'Børn', rate: 'Pris pr. nat', balance: 'Saldo', vip: 'VIP',
  noGuest: 'Intet navn', noRoom: 'Intet værelse endnu',
  nights_one: '{{count}} nat', nights_other: '{{count}} nætter',
  people_one: '{{count}} gæst', people_other: '{{count}} gæster',
  failed: 'Det lykkedes ikke',
  offline: 'Skranken svarer ikke. Det, du har skrevet, bliver stående; der fortsættes af sig selv, så snart skranken er tilbage.',
  unexpected: 'Der skete noget uventet. Prøv igen; hjælper det ikke, så start Skranke på ny.',
  cannotLoad: 'Det kunne ikke hentes',
  stale: 'Nogen har ændret dette i mellemtiden. Se, hvordan det er nu, ret det igen, og gem.',
  statuses: {
    pending: 'Option', confirmed: 'Bekræftet', checked_in: 'I huset', completed: 'Tjekket ud', cancelled: 'Annulleret', no_show: 'Udebleven',
  },
  housekeeping: { dirty: 'Beskidt', clean: 'Rengjort', inspected: 'Kontrolleret' },
  roles: { customer: 'Gæst', staff: 'Reception', admin: 'Administrator' },
}
