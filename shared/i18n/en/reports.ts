export const reports = {
  title: 'Performance',
  note: 'How full the house is and what a room earns. Cancelled stays and no-shows are left out, and so are rooms out of order.',
  range: 'Nights', first: 'First night', last: 'Last night', by: 'By',
  presets: { label: 'Range', lastMonth: 'Last month', thisMonth: 'This month', nextMonth: 'Next month', past30: 'Past 30 nights', next30: 'Next 30 nights', thisYear: 'This year', past12: 'Past 12 months' },
  periods: { day: 'Day', month: 'Month', category: 'Category' },
  column: {
    day: 'Night', month: 'Month', category: 'Category', available: 'Available', sold: 'Sold', occupancy: 'Occupancy',
    revenue: 'Revenue ({{currency}})', adr: 'ADR ({{currency}})', revpar: 'RevPAR ({{currency}})', total: 'Total',
  },
  totals: { occupancy: 'Occupancy', adr: 'ADR', revpar: 'RevPAR', revenue: 'Revenue' },
  explain: 'ADR is the revenue per room sold, RevPAR the revenue per room available. Available and sold are room nights.',
  table: 'Performance from {{from}} to {{to}}',
  copy: 'Copy as CSV', copied: 'The table is on the clipboard', notCopied: 'The browser did not let it be copied',
  backwards: 'The last night must not be before the first', needFirst: 'Choose the first night', needLast: 'Choose the last night',
  emptyTitle: 'No rooms to count', emptyText: 'Add hotel rooms first: they are what is available.',
}
