import type { stays as en } from '../en/stays.ts'

export const stays: typeof en = {
  title: 'Ophold', count_one: '{{shown}} ophold', count_other: '{{shown}} ophold',
  search: 'Gæst, værelse eller bookingnummer', view: 'Vis', from: 'Fra', to: 'Til', ofGuest: 'Gæst: {{name}}', clearFilters: 'Ryd filtre',
  views: { all: 'Alle', arrivals: 'Ankommer i dag', departures: 'Rejser i dag', in_house: 'I huset', overdue: 'Over tiden' },
  anyStatus: 'Alle statusser', anyCategory: 'Alle kategorier',
  number: 'Nr.', nights: 'Nætter', totalPrice: 'I alt', unpaid: 'Skyldes',
  export: 'Eksportér CSV', exported: 'Gemt som {{path}}', exportedHere: 'Filen ligger i dine overførsler', exportName: 'ophold',
  noneYet: 'Ingen ophold endnu', noneYetText: 'Book det første: tryk N hvor som helst, eller tegn det i kalenderen.',
  noneFound: 'Intet ophold passer til filtrene', noneFoundText: 'Fjern et af dem, eller søg efter et andet ord.',
  sortBy: 'Sortér efter {{column}}', pages: 'Sider', perPage: 'Rækker', page: { first: 'Første side', previous: 'Forrige side', next: 'Næste side', last: 'Sidste side' }, table: 'Ophold', openStay: 'Åbn ophold {{id}}',
}
