import type { Settings } from '../../../shared/contract/settings.ts'
import { openDesk } from '../../../electron/desk.ts'
import { readConfig } from '../../../electron/config.ts'
import { beReady, processorTime, setUpOf } from './part.ts'
import { signIn } from './sign-in.ts'

/* A whole desk in a process of its own. */

const { dbPath, settings } = setUpOf<{ dbPath: string, settings: Partial<Settings> }>()
const desk = await openDesk(readConfig(
  { DB_PATH: dbPath, PORT: '0', SKRANKE_ADMIN_PASSWORD: 'a password for benches', SKRANKE_TIME_ZONE: 'Europe/Copenhagen', LOG_LEVEL: 'error' }, []))
const url = await desk.listen()
const token = await signIn(desk, { tokenRequestsPerSecond: 1_000_000, ...settings })

let most = 0
const mebibytes = () => process.memoryUsage.rss() / 2 ** 20
setInterval(() => { most = Math.max(most, mebibytes()) }, 40).unref()

/** Milliseconds of one request that crosses no network. */
async function injected(url: string): Promise<number> {
  const from = performance.now()
  const { statusCode } = await desk.app.inject({ url, headers: { authorization: `Bearer ${token}` } })
  if (statusCode !== 200) throw new Error(`${url} answers ${statusCode}`)
  return performance.now() - from
}

beReady({ url, token }, (question: 'usage' | { inject: string }) => {
  if (question !== 'usage') return injected(question.inject)
  const answer = { now: mebibytes(), most: Math.max(most, mebibytes()), processor: processorTime() }
  most = 0
  return answer
}, () => desk.close())
