import type { deliveries as en } from '../en/deliveries.ts'

export const deliveries: typeof en = {
  title: 'Forsendelser',
  note: 'Det, skranken fortæller andre programmer: regninger, hændelser, betalinger. Det prøves igen af sig selv i det meste af et døgn; så bliver det lagt til side, til nogen ser på det.',
  showing: 'Tilstand', everything: 'Alle',
  states: { waiting: 'Venter', parked: 'Lagt til side', delivered: 'Afleveret', given_up: 'Opgivet' },
  destinations: { billing: 'Fakturering', events: 'Hændelser', payment: 'Betaling', mail: 'Mail' },
  types: { placed: 'Ophold booket', moved: 'Datoer eller værelse ændret', refund: 'Refusion' },
  column: { what: 'Hvad', to: 'Til', booking: 'Booking', state: 'Tilstand', tries: 'Forsøg', when: 'Hvornår', actions: 'Handlinger' },
  open: 'Åbn ophold {{id}}', created: 'Lavet {{when}}', next: 'næste forsøg {{when}}', delivered: '{{when}}', nextSoon: 'straks',
  noAddress: 'Der er ingen adresse til den: se Indstillinger, Forbindelser.',
  retry: 'Prøv nu', retryOf: 'Prøv {{what}} for booking {{id}} nu', retrying: 'Den prøves igen',
  giveUp: 'Opgiv', giveUpOf: 'Opgiv {{what}} for booking {{id}}', givenUp: 'Den bliver ikke sendt',
  giveUpTitle: 'Send den aldrig?', giveUpText: '{{to}} får det aldrig at vide, og det, der venter bag den for samme booking, går videre. Du kan stadig prøve igen senere.',
  emptyTitle: 'Intet er sendt endnu',
  emptyText: 'Hvor regninger, hændelser og betalinger går hen, står under Indstillinger, Forbindelser. Det, der bookes derefter, vises her.',
  toSettings: 'Gå til indstillingerne',
  noneTitle: 'Ingen i den tilstand', parkedNone: 'Intet er lagt til side: alt, der kunne afleveres, er afleveret.', waitingNone: 'Intet venter: alt er afleveret.',
  showAll: 'Vis alle',
  count_one: '{{count}} forsendelse', count_other: '{{count}} forsendelser', pages: 'Sider',
}
