import type { webhooks as en } from '../en/webhooks.ts'

export const webhooks: typeof en = {
  title: 'Webhooks',
  note: 'Adresser på andre programmer, der straks får besked om, hvad der sker her. Hver besked er underskrevet og prøves igen, til den når frem.',
  add: 'Tilføj en webhook', name: 'Webhook {{id}}',
  emptyTitle: 'Ingen webhooks endnu',
  emptyText: 'Med en webhook hører et andet program, fx bogholderiet eller dørlåsene, om bookinger i samme øjeblik, de bliver lavet. Adressen får du af dem, der passer programmet.',
  toDeliveries: 'Gå til forsendelserne',
  column: { address: 'Adresse', events: 'Hændelser', state: 'Tilstand', last: 'Seneste besked', actions: 'Handlinger' },
  all: 'Alle hændelser',
  states: { ok: 'Slået til', failing: 'Fejler', gone: 'Afviser', off: 'Slået fra' },
  counts: '{{waiting}} venter, {{parked}} lagt til side',
  gone: 'Den sagde {{when}}, at den ikke vil have mere',
  oldSecret: 'Den gamle nøgle gælder til {{when}}',
  nothingSent: 'Intet sendt endnu',
  change: 'Ret', changeOf: 'Ret {{name}}', test: 'Send en prøvebesked', testOf: 'Send en prøvebesked til {{name}}',
  rotate: 'Ny nøgle', rotateOf: 'Ny nøgle til {{name}}', remove: 'Slet', removeOf: 'Slet {{name}}',
  turnOff: 'Slå fra', turnOffOf: 'Slå {{name}} fra', turnOn: 'Slå til', turnOnOf: 'Slå {{name}} til',
  tested: 'En prøvebesked er på vej til {{name}}', changed: '{{name}} er rettet', removed: '{{name}} er slettet',
  turnedOn: '{{name}} får besked igen', turnedOff: '{{name}} er slået fra: om det, der sker imens, går der ingen besked',
  form: {
    addTitle: 'Tilføj en webhook', url: 'Adresse', urlHint: 'Fx https://example.com/hooks/skranke. Med https:// kan ingen undervejs læse gæsternes navne.',
    urlBad: 'Skriv en adresse, der begynder med https:// eller http://', eventsMissing: 'Vælg mindst én, eller send alle',
  },
  rotateTitle: 'En ny nøgle til {{name}}?',
  rotateText: 'Du ser den nye nøgle én gang. I 24 timer bliver beskeder underskrevet med begge, så der er tid til at give den til modtageren.',
  removeTitle: 'Slet {{name}}?', removeText: '{{url}} får ikke længere besked, og det, der stadig venter, bliver aldrig sendt. Det kan ikke fortrydes.',
  secret: {
    title: 'Nøglen til {{name}}', label: 'Nøgle',
    text: 'Giv den til dem, der passer det modtagende program: med den kan de kontrollere, at en besked virkelig kommer fra denne skranke. Den vises kun denne ene gang; bliver den væk, laver du en ny.',
    old: 'Den gamle gælder til {{when}}.',
    copy: 'Kopiér', copied: 'Nøglen er på udklipsholderen', notCopied: 'Browseren tillod ikke kopiering: markér den, og kopiér den selv', done: 'Jeg har gemt den',
  },
  allEvents: 'Send alle slags hændelser', pick: 'Hændelser, der sendes',
  events: {
    booking: {
      created: 'Booket', changed: 'Gæst, pris eller noter rettet', moved: 'Andre datoer eller et andet sted', split: 'Delt på flere værelser', confirmed: 'Bekræftet',
      checked_in: 'Tjekket ind', completed: 'Tjekket ud eller afsluttet', cancelled: 'Annulleret', no_show: 'Udeblevet', undone: 'Et skridt er fortrudt',
    },
    car: { added: 'Bil tilføjet', changed: 'Bil rettet', damaged: 'Bil skadet', deleted: 'Bil slettet' },
  },
}
