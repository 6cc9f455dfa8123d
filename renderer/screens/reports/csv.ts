import type { PerformanceReport } from '../../../shared/contract/reports.ts'

const FIGURES = ['roomsAvailable', 'roomsSold', 'occupancy', 'revenue', 'adr', 'revpar'] as const

/** The report for a spreadsheet, RFC 4180; the last row is the total. */
export function csvOf({ rows, total }: PerformanceReport): string {
  const lines = [
    ['period', ...FIGURES],
    ...rows.map((row) => [row.period, ...FIGURES.map((name) => String(row[name]))]),
    ['total', ...FIGURES.map((name) => String(total[name]))],
  ]
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')
}

/** A category's name may be anything: what a spreadsheet would run gets an apostrophe before it. */
function quoted(cell: string): string {
  const harmless = /^[=+@\t]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
