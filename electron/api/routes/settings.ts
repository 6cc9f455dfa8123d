import * as contract from '../../../shared/contract/settings.ts'
import { localClock } from '../../../shared/time.ts'
import { fillDemo } from '../../engine/demo.ts'
import { changeSettings, visibleSettings } from '../../engine/settings.ts'
import type { RouteTable } from '../route-table.ts'
import type { Services } from '../services.ts'

export function settingsRoutes(routes: RouteTable, services: Services): void {
  routes.read(contract.getSettings, ({ settings }, { caller }) => visibleSettings(settings, caller.actor?.role ?? 'customer'))
  routes.write(contract.updateSettings, (op, { body }) => changeSettings(op, body), { after: services.reloadSettings })

  routes.read(contract.getProperty, ({ db, now, settings }) => ({
    name: settings.propertyName, language: settings.language, timeZone: settings.timeZone, currency: settings.currency,
    today: localClock(settings.timeZone).date(now),
    firstRun: db.get('SELECT 1 FROM users WHERE must_change_password = 1 AND username_key = ?', 'admin') !== undefined,
    setupDone: settings.setupDone, version: services.version,
  }))

  routes.write(contract.loadDemo, (op) => {
    fillDemo(op)
    return { message: 'The sample hotel is ready' }
  }, { after: services.reloadSettings })
}
