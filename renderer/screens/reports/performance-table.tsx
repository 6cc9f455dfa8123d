import { Table } from '@mantine/core'
import type { PERIODS, PerformanceReport } from '../../../shared/contract/reports.ts'
import { addDays } from '../../../shared/time.ts'
import tables from '../../components/table.module.css'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import { useFormat } from '../../format.ts'
import { localeOf, useLanguage, useWords } from '../../i18n.ts'
import classes from './reports.module.css'

type Figures = PerformanceReport['total']
type By = (typeof PERIODS)[number]

/** One line a period, and what they come to. */
export function PerformanceTable({ report, by }: { report: PerformanceReport, by: By }) {
  const t = useWords()
  const { currency } = useAmountFormat()
  const { date } = useFormat()
  const nameOf = usePeriodName(by)
  return (
    <div className={tables.frame}>
      <Table aria-label={t('reports.table', { from: date(report.from), to: date(addDays(report.to, -1)) })} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t(`reports.column.${by}`)}</Table.Th>
            {(['available', 'sold', 'occupancy'] as const).map((column) => <Table.Th key={column} scope="col" className={tables.number}>{t(`reports.column.${column}`)}</Table.Th>)}
            {(['revenue', 'adr', 'revpar'] as const).map((column) => <Table.Th key={column} scope="col" className={tables.number}>{t(`reports.column.${column}`, { currency })}</Table.Th>)}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.rows.map((row) => (
            <Table.Tr key={row.period}>
              <Table.Th scope="row" fw={400}>{nameOf(row.period)}</Table.Th>
              <FigureCells figures={row} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr className={tables.total}>
            <Table.Th scope="row">{t('reports.column.total')}</Table.Th>
            <FigureCells figures={report.total} />
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  )
}

function FigureCells({ figures }: { figures: Figures }) {
  const { number } = useFormat()
  const { amount, share } = useAmountFormat()
  return (
    <>
      <Table.Td className={tables.number}>{number(figures.roomsAvailable)}</Table.Td>
      <Table.Td className={tables.number}>{number(figures.roomsSold)}</Table.Td>
      <Table.Td className={tables.number}>
        <div className={classes.occupancy}>
          <OccupancyBar share={figures.occupancy} />
          <span>{share(figures.occupancy)}</span>
        </div>
      </Table.Td>
      <Table.Td className={tables.number}>{amount(figures.revenue)}</Table.Td>
      <Table.Td className={tables.number}>{amount(figures.adr)}</Table.Td>
      <Table.Td className={tables.number}>{amount(figures.revpar)}</Table.Td>
    </>
  )
}

/** The number beside it says the same: to who listens the bar is silent. */
function OccupancyBar({ share }: { share: number }) {
  return (
    <svg className={classes.bar} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden>
      <rect className={classes.track} width="100" height="8" />
      <rect className={classes.fill} width={Math.min(100, share * 100)} height="8" />
    </svg>
  )
}

function usePeriodName(by: By): (period: string) => string {
  const { date } = useFormat()
  const language = useLanguage()
  if (by === 'category') return (period) => period
  if (by === 'day') return date
  const month = new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (period) => month.format(new Date(`${period}-01T00:00:00Z`))
}
