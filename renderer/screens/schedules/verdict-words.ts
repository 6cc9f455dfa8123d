import type { Say } from '../../i18n.ts'
import type { Change } from '../../timeline/gesture.ts'
import type { ScheduleBar } from './bars.ts'
import type { Judgement } from './judge.ts'
import type { Around } from './trade.ts'

/** Why not; undefined where it would be accepted. */
export function refusalText(t: Say, { reason, by }: Judgement, { rowId }: Change<ScheduleBar>, { rows }: Around): string | undefined {
  if (reason === undefined) return undefined
  if (reason === 'taken') return t('schedules.verdict.taken', { where: rows.get(rowId)?.label ?? '', who: by?.guest || t('calendar.noName') })
  return t(`schedules.verdict.${reason}`)
}

/** Where and when it would be. */
export function placeText({ rowId, start, end }: Pick<Change<ScheduleBar>, 'rowId' | 'start' | 'end'>, { rows, moments }: Around): string {
  return `${rows.get(rowId)?.label ?? ''}, ${moments.span(start, end)}`
}
