import { listHousekeeping } from '../../../shared/contract/rooms.ts'
import { performanceReport } from '../../../shared/contract/reports.ts'
import { listStays } from '../../../shared/contract/stays.ts'
import { addDays } from '../../../shared/time.ts'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import classes from './today.module.css'

/** The day in six numbers. */
export function Figures({ today }: { today: string }) {
  const say = useWords()
  const format = useFormat()
  const report = useCall(performanceReport, { query: { from: today, to: addDays(today, 1), by: 'day' } }).data?.total
  const house = useCall(listHousekeeping, {}).data
  const count = (view: 'arrivals' | 'departures' | 'in_house') => ({ query: { view, limit: 1 } })
  const arrivals = useCall(listStays, count('arrivals')).data
  const departures = useCall(listStays, count('departures')).data
  const inHouse = useCall(listStays, count('in_house')).data
  const figures: [string, string | undefined][] = [
    [say('today.arrivals'), arrivals && format.number(arrivals.total)],
    [say('today.departures'), departures && format.number(departures.total)],
    [say('today.inHouse'), inHouse && format.number(inHouse.total)],
    [say('today.freeTonight'), report && format.number(Math.max(0, report.roomsAvailable - report.roomsSold))],
    [say('today.occupancy'), report && format.percent(report.occupancy)],
    [say('today.toClean'), house && format.number(house.rooms.filter((room) => room.housekeeping === 'dirty').length)],
  ]
  return (
    <dl className={classes.figures}>
      {figures.map(([label, value]) => (
        <div key={label}><dt>{label}</dt><dd>{value ?? '…'}</dd></div>
      ))}
    </dl>
  )
}
