import type { PerformanceReport } from '../../../shared/contract/reports.ts'
import { fromMinor, toMinor } from '../../../shared/money.ts'

const FIGURES = ['roomsAvailable', 'roomsSold', 'occupancy', 'revenue', 'adr', 'revpar'] as const

/** The report for a spreadsheet, RFC 4180; the last row is the total. Averages are rounded as the screen does it. */
export function csvOf({ rows, total }: PerformanceReport, currency: string): string {
  const cellsOf = (figures: PerformanceReport['total']) => FIGURES.map((name) =>
    String(name === 'adr' || name === 'revpar' ? fromMinor(toMinor(figures[name], currency), currency) : figures[name]))
  const lines = [['period', ...FIGURES], ...rows.map((row) => [row.period, ...cellsOf(row)]), ['total', ...cellsOf(total)]]
  return lines.map((cells) => cells.map(quoted).join(',')).join('\r\n')
}

/** A category's name may be anything: what a spreadsheet would run gets an apostrophe before it. */
function quoted(cell: string): string {
  const harmless = /^[=+@\t]|^-(?![\d.])/.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
