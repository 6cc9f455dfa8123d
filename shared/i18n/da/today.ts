import type { today as en } from '../en/today.ts'

export const today: typeof en = {
  title: 'I dag',
  arrivals: 'Ankomster', departures: 'Afrejser', inHouse: 'I huset', overdue: 'Over tiden',
  overdueText: 'Skulle være ankommet eller rejst før i dag: tjek ind, tjek ud, eller markér som udebleven.',
  freeTonight: 'Ledige i nat', occupancy: 'Belægning i nat', toClean: 'Værelser til rengøring',
  filter: 'Gæst eller værelse',
  checkIn: 'Tjek ind', checkOut: 'Tjek ud', noShow: 'Udebleven',
  checkInOf: 'Tjek ind: {{guest}}, værelse {{room}}', checkOutOf: 'Tjek ud: {{guest}}, værelse {{room}}', noShowOf: 'Udebleven: {{guest}}, værelse {{room}}',
  checkedIn: '{{guest}} er på værelse {{room}}', checkedOut: '{{guest}} har forladt værelse {{room}}', markedNoShow: '{{guest}} er udebleven',
  undone: 'Fortrudt',
  owes: '{{amount}} skyldes', paid: 'Betalt',
  noArrivals: 'Der ventes ikke flere i dag.', noDepartures: 'Alle, der rejser i dag, er rejst.', noInHouse: 'Huset er tomt.',
  noMatch: 'Ingen her hedder det.',
  notReady: 'Værelset er ikke klar', until: 'til {{day}}', since: 'siden {{day}}', more: 'Vis {{count}} mere',
  due: 'var ventet {{day}}',
}
