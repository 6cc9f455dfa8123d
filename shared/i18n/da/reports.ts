import type { reports as en } from '../en/reports.ts'

export const reports: typeof en = {
  title: 'Nøgletal',
  note: 'Hvor fuldt huset er, og hvad et værelse tjener. Annullerede ophold og udeblivelser tæller ikke med, og det gør værelser ude af drift heller ikke.',
  range: 'Nætter', first: 'Første nat', last: 'Sidste nat', by: 'Pr.',
  presets: { label: 'Periode', lastMonth: 'Sidste måned', thisMonth: 'Denne måned', nextMonth: 'Næste måned', past30: 'Seneste 30 nætter', next30: 'Næste 30 nætter', thisYear: 'I år', past12: 'Seneste 12 måneder' },
  periods: { day: 'Dag', month: 'Måned', category: 'Kategori' },
  column: {
    day: 'Nat', month: 'Måned', category: 'Kategori', available: 'Til rådighed', sold: 'Solgt', occupancy: 'Belægning',
    revenue: 'Omsætning ({{currency}})', adr: 'ADR ({{currency}})', revpar: 'RevPAR ({{currency}})', total: 'I alt',
  },
  totals: { occupancy: 'Belægning', adr: 'ADR', revpar: 'RevPAR', revenue: 'Omsætning' },
  explain: 'ADR er omsætningen pr. solgt værelse, RevPAR omsætningen pr. værelse til rådighed. Til rådighed og solgt er værelsesnætter.',
  table: 'Nøgletal fra {{from}} til {{to}}',
  copy: 'Kopiér som CSV', copied: 'Tabellen er på udklipsholderen', notCopied: 'Browseren tillod det ikke',
  backwards: 'Sidste nat må ikke ligge før den første', needFirst: 'Vælg den første nat', needLast: 'Vælg den sidste nat',
  emptyTitle: 'Ingen værelser at tælle', emptyText: 'Tilføj hotelværelser først: det er dem, der er til rådighed.',
}
