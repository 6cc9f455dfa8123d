import type { PerformanceReport } from '../../../shared/contract/reports.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import classes from './reports.module.css'

/** What the nights come to, before their list: it is what is looked for first. */
export function Totals({ total }: { total: PerformanceReport['total'] }) {
  const t = useWords()
  const { percent, exactMoney } = useFormat()
  const figures = [
    ['occupancy', percent(total.occupancy)], ['adr', exactMoney(total.adr)], ['revpar', exactMoney(total.revpar)], ['revenue', exactMoney(total.revenue)],
  ] as const
  return (
    <dl className={classes.totals}>
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{t(`reports.totals.${name}`)}</dt>
          <dd>{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
