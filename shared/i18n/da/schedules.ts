import type { schedules as en } from '../en/schedules.ts'

export const schedules: typeof en = {
  views: { label: 'Kalender for', rooms: 'Værelser', providers: 'Behandlere', hourly: 'Timelokaler', cars: 'Biler' },
  span: { label: 'Hvor meget der vises', day: 'Dag', week: 'Uge', fortnight: 'To uger' },
  dayBack: 'En dag tilbage', dayOn: 'En dag frem',
  date: 'Dato', time: 'Tid', minutes: 'Minutter', price: 'Pris', minutesShort: '{{count}} min.',
  tone: {
    future: 'Kommende', in_house: 'Nu', late_arrival: 'Ikke hentet endnu', late_departure: 'Forbi, ikke afsluttet', past: 'Afsluttet', elsewhere: 'Ophold',
    out_of_order: 'Ude af drift', out_of_service: 'Ude af brug',
  },
  status: { pending: 'Option', confirmed: 'Booket', checked_in: 'Ude', completed: 'Afsluttet', cancelled: 'Annulleret', no_show: 'Udebleven' },
  cellFree: '{{where}}, {{when}}, ledig', cellTaken: '{{where}}, {{when}}, ikke ledig',
  booked: '{{who}} er booket: {{where}}, {{when}}', moved: '{{who}}: {{where}}, {{when}}', movedSeveral_one: '{{count}} booking er flyttet', movedSeveral_other: '{{count}} bookinger er flyttet',
  notMoved: '{{who}} bliver: {{why}}', removed: '{{name}} er taget ud', savedAs: '{{name}} er gemt', askAdmin: 'En administrator kan oprette dem her.',
  phrase: {
    held_one: 'Flytter: piletaster, så Enter. Escape fortryder.', held_other: 'Flytter {{count}} bookinger: piletaster, så Enter. Escape fortryder.',
    resizing_one: 'Ændrer slutningen: venstre og højre, så Enter. Escape fortryder.', resizing_other: 'Ændrer slutningen: venstre og højre, så Enter. Escape fortryder.',
    resizingStart_one: 'Ændrer begyndelsen: venstre og højre, så Enter. Escape fortryder.', resizingStart_other: 'Ændrer begyndelsen: venstre og højre, så Enter. Escape fortryder.',
    splitting_one: 'Deler', splitting_other: 'Deler', dropped_one: 'Intet er ændret', dropped_other: 'Intet er ændret',
    gone_one: 'Bookingen er ændret i mellemtiden', gone_other: 'Bookingerne er ændret i mellemtiden',
    picked_one: '{{count}} booking er valgt', picked_other: '{{count}} bookinger er valgt', unsplit_one: 'Den kan ikke deles', unsplit_other: 'De kan ikke deles',
  },
  verdict: {
    closed: 'Det er forbi: det ligger fast', out: 'Bilen er ude: kun slutningen kan ændres', taken: '{{where}}: {{who}} er der', short: 'Så er der ingen tid tilbage',
    other_room: 'Et andet lokale har andre tider: book der i stedet', no_slot: 'Der er ingen tid til salg her', past: 'Den tid er allerede begyndt', outside: 'uden for arbejdstiden',
  },
  step: {
    kept: 'Var her', cancel: 'Annuller bookingen', cancelTitle: 'Annuller denne booking?', refund: '{{refund}} af de betalte {{paid}} betales tilbage.',
    nothingPaid: 'Der er ikke betalt noget. Tiden bliver ledig igen.', pay: 'Modtag {{amount}}',
  },
  done: { kept: '{{who}} var her', missed: '{{who}} udeblev', cancelled: 'Bookingen for {{who}} er annulleret', paid: '{{who}} har betalt {{amount}}' },
  keys: 'Piletaster: gå. Shift og piletaster: vælg timer. Enter: åbn eller book. M: flyt, R: ændr slutningen. Ctrl og mellemrum: vælg. T: i dag, G: gå til dato. + og −: zoom.',
  providers: {
    title: 'Behandlere', grid: 'Behandlere og timer', one: 'Behandler', newTitle: 'Ny aftale', closed: 'Uden for arbejdstiden',
    manage: 'Behandlere', none: 'Der er ingen behandlere endnu', noneText: 'Den, der giver massage, klipper hår eller viser byen frem: opret dem, så kan deres tid bookes.',
    add: 'Opret en behandler', changeTitle: 'Ret behandleren', change: 'Ret {{name}}', remove: 'Tag {{name}} ud', keeps: 'En med aftaler beholder dem, når vedkommende tages ud, og får ingen nye.',
    name: 'Navn', slot: '{{count}} min. hver', slotMinutes: 'Minutter pr. aftale', fixed: 'Har faste arbejdstider', start: 'Fra', end: 'Til', days: 'Dage',
    hoursBackwards: 'Slutningen skal ligge efter begyndelsen',
  },
  hourly: {
    title: 'Timelokaler', grid: 'Lokaler og timer', newTitle: 'Book {{room}}', free: 'Ledig', rate: '{{amount}} pr. time', option: 'Option: hold tiden, til den er betalt', expires: 'Holdes til', moveTo: 'Tid',
    none: 'Intet lokale udlejes pr. time', noneText: 'Giv et værelse en timepris under Værelser; sæt så timerne til salg her.',
    openTitle: 'Sæt timer til salg', open: 'Sæt til salg', openText: 'Timer, der allerede er til salg, ændres ikke.',
    firstDay: 'Første dag', lastDay: 'Sidste dag', length: 'Minutter hver', datesBackwards: 'Den sidste dag ligger før den første',
    opened_one: '{{count}} time er til salg', opened_other: '{{count}} timer er til salg',
  },
  cars: {
    title: 'Biler', grid: 'Biler og timer', one: 'Bil', newTitle: 'Udlej en bil', from: 'Fra', to: 'Til', price: 'Pris i {{currency}}',
    km: '{{count}} km', mileage: 'Kilometerstand', fuel: 'Brændstof i procent', damage: 'Skade', noDamage: 'Ingen', wentOut: 'Kørte ud med', cameBack: 'Kom tilbage med',
    handOver: 'Udlever', takeBack: 'Tag retur', isOut: '{{who}} har bilen', isBack: 'Bilen er tilbage fra {{who}}',
    tag: { out: 'ude', damaged: 'skadet' }, manage: 'Biler', none: 'Der er ingen biler endnu', noneText: 'Opret de biler, som gæsterne kan leje.',
    add: 'Opret en bil', remove: 'Tag {{name}} ud', brand: 'Mærke', model: 'Model', fuelType: 'Brændstof', repaired: 'Repareret',
  },
}
