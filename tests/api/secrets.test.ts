import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openTestDesk } from '../support/desk.ts'

it('what may hold a password is an administrator\'s to see, and stays out of the audit', async (t) => {
  const desk = await openTestDesk(t)
  const smtpUrl = 'smtp://desk:secret-word@mail.example'
  await desk.as('admin').patch('/api/v1/settings', { smtpUrl, paymentSecret: 'a secret of sixteen letters' })
  assert.equal((await desk.as('admin').get('/api/v1/settings')).body.smtpUrl, smtpUrl)
  const shown = await desk.as('staff').get('/api/v1/settings')
  assert.deepEqual([shown.body.smtpUrl, shown.body.paymentSecret], [null, null])
  const audit = await desk.as('admin').get('/api/v1/audit')
  assert.doesNotMatch(audit.text, /secret-word|sixteen/)
})
