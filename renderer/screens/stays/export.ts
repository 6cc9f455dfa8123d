import { exportStays as route } from '../../../shared/contract/stays.ts'
import { saveCsv } from '../../download.ts'
import { words } from '../../i18n.ts'
import { tell, tellError } from '../../tell.ts'
import { toQuery, useStaysFilter } from './filter.ts'

/** Saves the stays that the list shows, all pages of them. */
export async function exportStays(): Promise<void> {
  try {
    const path = await saveCsv(route, toQuery(useStaysFilter.getState()), `${words('stays.exportName')}.csv`)
    if (path !== undefined) tell(path === null ? words('stays.exportedHere') : words('stays.exported', { path }))
  } catch (error) {
    tellError(error)
  }
}
