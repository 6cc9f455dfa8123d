import type { calendar as en } from '../en/calendar.ts'

export const calendar: typeof en = {
  title: 'Kalender', rooms: 'Værelser og dage', today: 'I dag', earlier: 'En uge tilbage', later: 'En uge frem', jump: 'Gå til dato',
  find: 'Gæst eller værelse', foundNothing: 'Ingen af det navn og intet sådant værelse i disse uger',
  zoom: 'Dagens bredde', zooms: { compact: 'Smal', normal: 'Normal', wide: 'Bred' },
  legend: 'Hvad farverne betyder',
  tone: {
    arriving: 'Ankomst i dag', in_house: 'I huset', leaving: 'Afrejse i dag', late_arrival: 'Skulle være ankommet', late_departure: 'Skulle være rejst',
    future: 'Kommende', past: 'Tjekket ud', out_of_order: 'Ude af drift', out_of_service: 'Ude af brug',
  },
  late: 'Over tiden', dotted: 'Option (?) eller ubetalt (¤)', unpaid: 'Ikke betalt',
  flag: { vip: 'VIP', notes: 'Har noter', locked: 'Lovet værelse', group: 'Del af en gruppe' },
  occupancy: 'Belægning', noName: 'Uden navn', noCategory: 'Uden kategori',
  room: 'Værelse {{number}}', sleeps_one: '{{count}} person', sleeps_other: '{{count}} personer',
  housekeepingSign: { dirty: 'B', clean: 'R', inspected: 'K' },
  free_one: '{{count}} ledigt', free_other: '{{count}} ledige', occupied: '{{share}} belagt',
  due: '{{amount}} mangler', until: 'til {{time}}',
  cellFree: 'Værelse {{number}}, {{dates}}, ledigt', cellTaken: 'Værelse {{number}}, {{dates}}, ikke ledigt',
  selected_one: 'Værelse {{number}}: {{dates}}, {{count}} nat', selected_other: 'Værelse {{number}}: {{dates}}, {{count}} nætter',
  book_one: 'Book {{count}} nat', book_other: 'Book {{count}} nætter', block: 'Spær værelset', outOfService: 'Tag ud af drift',
  blocked: 'Værelse {{number}} er spærret, {{dates}}', unblocked: 'Værelse {{number}} er åbnet igen',
  held: 'Flytter: piletaster, så Enter. Escape fortryder.', resizing: 'Ændrer afrejsen: venstre og højre, så Enter. Escape fortryder.', dropped: 'Intet er ændret',
  moved: '{{guest}}: værelse {{number}}, {{dates}}', undone: 'Taget tilbage', notMoved: '{{guest}} bliver på værelse {{number}}: {{why}}',
  verdict: {
    ok_one: 'Værelse {{number}}, {{dates}}, {{count}} nat', ok_other: 'Værelse {{number}}, {{dates}}, {{count}} nætter',
    category: '{{category}}', dearer: '+{{amount}} pr. nat', cheaper: '−{{amount}} pr. nat',
    taken: 'Værelse {{number}} er optaget af {{guest}}', blocked: 'Værelse {{number}} er spærret',
    closed: 'Tjekket ud: værelse og datoer ligger fast', in_house: 'Gæsten er i huset: ankomsten ligger fast', no_night: 'Ophold inden for en dag kan ikke flyttes',
  },
  empty: 'Der er ingen værelser endnu. Opret dem under Værelser.', loadFailed: 'Kalenderen kunne ikke hentes: {{why}}',
  keys: 'Piletaster: gå. Shift og piletaster: vælg nætter. Enter: åbn eller book. M: flyt, R: ændr afrejsen. T: i dag, G: gå til dato, F: find. + og −: dagens bredde.',
}
