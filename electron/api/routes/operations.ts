import * as contract from '../../../shared/contract/operations.ts'
import { tellPresence } from '../../../shared/contract/presence.ts'
import { listBackups, makeBackup, rotateBackups, type BackupFile } from '../../../db/backup.ts'
import { localClock } from '../../../shared/time.ts'
import { changesAfter, giveUpDelivery, listAudit, listDeliveries, listDestinations, retryDelivery, turnOnDestination } from '../../engine/operations.ts'
import type { RouteTable } from '../route-table.ts'
import type { Services } from '../services.ts'

export function operationRoutes(routes: RouteTable, services: Services): void {
  routes.read(contract.health, () => ({ status: 'ok' as const }))
  routes.read(contract.listChanges, (query, { query: { after }, caller }) => ({ ...changesAfter(query, after), presence: services.presence.besides(caller.session) }))
  // Nothing of it is written: to the database it is a question.
  routes.read(tellPresence, ({ settings }, { body, caller }) => ({
    until: localClock(settings.timeZone).rfc3339(services.presence.tell(caller.session!, body.bookingIds, body.doing)),
  }))
  routes.read(contract.listAudit, (query, { query: request }) => listAudit(query, request))

  routes.read(contract.listDeliveries, (query, { query: request }) => listDeliveries(query, request))
  routes.write(contract.retryDelivery, (op, { params }) => retryDelivery(op, params.id), { after: services.wakeDeliveries })
  routes.write(contract.giveUpDelivery, (op, { params }) => giveUpDelivery(op, params.id), { after: services.wakeDeliveries })

  routes.read(contract.listDestinations, (query) => listDestinations(query))
  routes.write(contract.turnOnDestination, (op, { params }) => turnOnDestination(op, params.name), { after: services.reloadSettings })

  const shown = ({ createdAt, ...file }: BackupFile) => ({ ...file, createdAt: localClock(services.settings().timeZone).rfc3339(createdAt) })
  routes.read(contract.listBackups, () => listBackups(services.backupFolder).map(shown))
  routes.write(contract.createBackup, (_op, _input, file: BackupFile) => shown(file), {
    async prepare() {
      const file = await makeBackup(services.database.sqlite, services.backupFolder, { now: services.now() })
      rotateBackups(services.backupFolder, services.settings().backupsKept)
      return file
    },
  })
}
