export const stays = {
  title: 'Stays', count_one: '{{shown}} stay', count_other: '{{shown}} stays',
  search: 'Guest, room or booking number', view: 'Show', from: 'From', to: 'To', ofGuest: 'Guest: {{name}}', clearFilters: 'Clear filters',
  views: { all: 'All', arrivals: 'Arriving today', departures: 'Leaving today', in_house: 'In house', overdue: 'Overdue' },
  anyStatus: 'Any status', anyCategory: 'Any category',
  number: 'No.', nights: 'Nights', totalPrice: 'Total', unpaid: 'Due',
  export: 'Export CSV', exported: 'Saved as {{path}}', exportedHere: 'The file is in your downloads', exportName: 'stays',
  noneYet: 'No stays yet', noneYetText: 'Book the first one: press N anywhere, or draw it in the calendar.',
  noneFound: 'No stay fits these filters', noneFoundText: 'Take one away, or look for another word.',
  sortBy: 'Sort by {{column}}', pages: 'Pages', perPage: 'Rows', page: { first: 'First page', previous: 'Previous page', next: 'Next page', last: 'Last page' }, table: 'Stays', openStay: 'Open stay {{id}}',
}
