import * as contract from '../../../shared/contract/webhooks.ts'
import { addWebhook, changeWebhook, listWebhooks, removeWebhook, rotateSecret, testWebhook } from '../../engine/webhooks.ts'
import type { RouteTable } from '../route-table.ts'
import type { Services } from '../services.ts'

export function webhookRoutes(routes: RouteTable, services: Services): void {
  const after = services.reloadSettings
  routes.read(contract.listWebhooks, (query) => listWebhooks(query))
  routes.write(contract.addWebhook, (op, { body }) => addWebhook(op, body), { after })
  routes.write(contract.changeWebhook, (op, { params, body, version }) => changeWebhook(op, params.id, body, version), { after })
  routes.write(contract.rotateWebhookSecret, (op, { params }) => rotateSecret(op, params.id), { after })
  routes.write(contract.testWebhook, (op, { params }) => {
    testWebhook(op, params.id)
    return { message: 'A test message is on its way' }
  })
  routes.write(contract.removeWebhook, (op, { params }) => {
    removeWebhook(op, params.id)
    return { message: 'Webhook removed' }
  }, { after })
}
