// Ready after start: with 1,000,000 bookings beside none
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { copyOfBigHotel } from './support/big-hotel.ts'
import { figure, inTurns, option, say, verdict } from './support/measure.ts'
import { withFolder } from './support/processes.ts'

const ROUNDS = option('ROUNDS', 9)
const ROOMS = option('ROOMS', 1000)
const BOOKINGS = option('BOOKINGS', 1_000_000)

const root = path.join(import.meta.dirname, '..', '..')
const built = path.join(root, 'dist', 'serve.js')
const program = fs.existsSync(built) ? built : path.join(root, 'electron', 'serve.ts')

/** Milliseconds from the start of the program until it answers `GET /health`. */
async function ready(dbPath: string): Promise<number> {
  const from = performance.now()
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, DB_PATH: dbPath, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', SKRANKE_ADMIN_PASSWORD: 'a password for benches', SKRANKE_TIME_ZONE: 'Europe/Copenhagen' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  let printed = ''
  child.stdout.setEncoding('utf8')
  while (!printed.includes('\n')) {
    const [text] = await Promise.race([once(child.stdout, 'data'), ended.then(() => { throw new Error(`The desk did not start: ${printed}`) })]) as [string]
    printed += text
  }
  const url = /http:\/\/\S+/.exec(printed)![0]
  const health = await fetch(`${url}/health`)
  if (health.status !== 200) throw new Error(`The desk is not well: ${health.status}`)
  const took = performance.now() - from
  child.kill('SIGTERM')
  await ended
  return took
}

await withFolder(async (folder) => {
  const full = await copyOfBigHotel({ rooms: ROOMS, bookings: BOOKINGS }, folder)
  const empty = path.join(folder, 'empty.db')
  await ready(empty)
  await ready(full)
  say(`Ready after start (${path.relative(root, program)}, from the start of the process to GET /health):`)
  const time = await inTurns(ROUNDS, { full: () => ready(full), empty: () => ready(empty) })
  figure(`with ${BOOKINGS.toLocaleString('en')} bookings`, time.full, 'ms')
  figure('with none', time.empty, 'ms')
  verdict(`${BOOKINGS.toLocaleString('en')} / none`, time.full / time.empty, { atMost: 1.3 })
})
