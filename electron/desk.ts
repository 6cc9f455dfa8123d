import { Cron } from 'croner'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import pino, { type Logger } from 'pino'
import type { FastifyInstance } from 'fastify'
import packageJson from '../package.json' with { type: 'json' }
import { makeBackup, rotateBackups } from '../db/backup.ts'
import { asStartError, openDatabase } from '../db/open.ts'
import { StartError } from '../db/start-error.ts'
import { createApp } from './api/app.ts'
import { createLive } from './api/live.ts'
import { createPresence } from './api/presence.ts'
import { operate, type Services } from './api/services.ts'
import type { Config } from './config.ts'
import { requestCheckout } from './delivery/payment.ts'
import { destinationPlans } from './delivery/plans.ts'
import { DeliveryWorker } from './delivery/worker.ts'
import { fillDemo } from './engine/demo.ts'
import { EngineError, refuse } from './engine/errors.ts'
import { hashPassword } from './engine/passwords.ts'
import { readSettings } from './engine/settings.ts'
import { addUser } from './engine/users.ts'
import { startRounds } from './rounds.ts'

export interface DeskOptions {
  now?: () => number
  /** The folder of the built renderer. */
  rendererFolder?: string
  /** Checks each answer against the contract: for tests. */
  checkAnswers?: boolean
}

/** A property's desk: its database, engine, API and deliveries, with or without a window. */
export interface Desk {
  readonly app: FastifyInstance
  readonly services: Services
  /** Where the API listens, null until it does. */
  readonly url: string | null
  /** Listens on the configured host and port. @throws StartError where the port is taken */
  listen(): Promise<string>
  /** Calls `listener` after each commit, and when somebody begins or ends to be at a booking. Answers the function that stops it. */
  onChange(listener: () => void): () => void
  /** Does at once what a timer may have missed, for a machine that slept. */
  wake(): void
  /** Answers what was accepted, then lets go of everything. */
  close(): Promise<void>
}

/** @throws StartError with one clear line where the desk cannot open */
export async function openDesk(config: Config, options: DeskOptions = {}): Promise<Desk> {
  const now = options.now ?? Date.now
  const logger = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }))
  await expectFreePort(config)
  const backupFolder = path.join(path.dirname(config.dbPath), 'backups')
  const database = await openDatabase(config.dbPath, { backupFolder, now })
  try {
    const fromEnvironment = { ...config.settings, timeZone: config.timeZone, currency: config.currency }
    let settings = readSettings(database.db, fromEnvironment)
    const worker = new DeliveryWorker({
      database, now, logger,
      plans: () => destinationPlans({ db: database.db, settings: () => settings, now }),
    })
    const presence = createPresence({ database, now, settings: () => settings })
    const services: Services = {
      database, now, backupFolder, version: packageJson.version,
      settings: () => settings,
      reloadSettings() {
        settings = readSettings(database.db, fromEnvironment)
        worker.reload()
      },
      key: config.key ?? keyBeside(config.dbPath),
      requestCheckout, presence,
      wakeDeliveries: () => worker.tryNow(),
    }
    await prepareNew(services, config)
    if (config.demo) await fillWithDemo(services, config)

    const app = await createApp(services, { logger, rendererFolder: options.rendererFolder, checkAnswers: options.checkAnswers })
    const live = createLive(app, services)
    await app.ready()
    const rounds = startRounds(services, logger, live.remind)
    const stopWaking = database.commits.onCommit(() => worker.wake())
    const backups = scheduleBackups(services, logger)
    worker.reload()

    let url: string | null = null
    let closing: Promise<void> | undefined
    return {
      app, services,
      get url() { return url },
      async listen() {
        url = await listen(app, config)
        return url
      },
      onChange(listener) {
        const stops = [database.commits.onCommit(listener), presence.onChange(listener)]
        return () => stops.forEach((stop) => stop())
      },
      wake() {
        services.reloadSettings()
        void rounds.go()
      },
      close() {
        return closing ??= (async () => {
          backups.stop()
          rounds.stop()
          live.close()
          presence.close()
          await app.closeInOrder()
          stopWaking()
          await worker.stop()
          database.commits.flush()
          database.close()
        })()
      },
    }
  } catch (error) {
    database.close()
    throw asStartError(error, config.dbPath)
  }
}

/** What a new database starts with: its zone and currency, and its first administrator (contract, section 3). */
async function prepareNew(services: Services, config: Config): Promise<void> {
  if (services.database.db.get('SELECT 1 FROM users LIMIT 1')) return
  const passwordHash = await hashPassword(config.adminPassword ?? 'admin')
  await operate(services, null, (op) => {
    for (const key of ['timeZone', 'currency'] as const) op.db.run('INSERT INTO settings (key, value) VALUES (?, ?)', key, JSON.stringify(config[key]))
    addUser(op, {
      username: 'admin', email: 'admin@skranke.example', passwordHash, role: 'admin', mustChangePassword: config.adminPassword === undefined,
    })
  })
  services.reloadSettings()
}

async function fillWithDemo(services: Services, config: Config): Promise<void> {
  try {
    await operate(services, null, (op) => {
      if (op.db.get(BEYOND_NEW)) refuse('data_present')
      fillDemo(op)
    })
    services.reloadSettings()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    throw new StartError(`${config.dbPath} holds data already: --demo needs a new database. Set DB_PATH to another file. Nothing was changed.`)
  }
}

/** What `prepareNew` does not make; rooms and bookings `fillDemo` looks for itself. */
const BEYOND_NEW = `SELECT 1 FROM users WHERE username_key <> 'admin'
  UNION ALL SELECT 1 FROM settings WHERE key NOT IN ('timeZone', 'currency') UNION ALL SELECT 1 FROM webhooks LIMIT 1`

/** The signing key of this database: made once, readable by its owner alone. */
function keyBeside(dbPath: string): string {
  const file = `${dbPath}.key`
  const known = readKey(file)
  if (known !== undefined) return known
  const key = randomBytes(32).toString('base64url')
  // Whole or not at all: a key cut off by a full disk or a kill would sign tokens that can be guessed.
  const unfinished = `${file}.part`
  try {
    fs.writeFileSync(unfinished, `${key}\n`, { mode: 0o600, flush: true })
    fs.renameSync(unfinished, file)
  } catch (error) {
    fs.rmSync(unfinished, { force: true })
    throw new StartError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code}): make room on the disk, give this user the right to, or set KEY.`)
  }
  return key
}

function readKey(file: string): string | undefined {
  let key: string
  try {
    key = fs.readFileSync(file, 'utf8').trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError(`${file} cannot be read: give this user the right to, or set KEY.`)
  }
  if (key.length < 32) throw new StartError(`${file} holds no whole key: remove it and a new one is made, then everybody signs in again; or set KEY.`)
  return key
}

/** Asks for the address and port before anything is written: a desk that cannot listen leaves no trace. */
async function expectFreePort(config: Config): Promise<void> {
  const probe = net.createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen(config.port, config.host, resolve)
    })
  } catch (error) {
    throw asListenError(error, config)
  } finally {
    if (probe.listening) await new Promise((resolve) => probe.close(resolve))
  }
}

function asListenError(error: unknown, { host, port }: Config): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE': return new StartError(`Port ${port} on ${host} is in use: stop the program that uses it, or set PORT to another (0 takes a free one).`)
    case 'EACCES': return new StartError(`Port ${port} on ${host} is not allowed for this user: set PORT to one above 1023.`)
    case 'EADDRNOTAVAIL': case 'ENOTFOUND': case 'EAI_AGAIN': return new StartError(`HOST=${host} is no address of this machine: set HOST to one of its own, or 127.0.0.1.`)
    default: return error
  }
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  const { host, port } = config
  try {
    await app.listen({ host, port })
  } catch (error) {
    throw asListenError(error, config)
  }
  const address = app.server.address()
  const actual = typeof address === 'object' && address ? address.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
}

/** A verified backup every night at the property's hour. Looked at every minute, so that a change of the setting counts at once. */
function scheduleBackups(services: Services, logger: Logger): Cron {
  let busy = false
  return new Cron('* * * * *', { unref: true }, async () => {
    const { backupTime, timeZone, backupsKept } = services.settings()
    const time = Temporal.Instant.fromEpochMilliseconds(services.now()).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5)
    if (time !== backupTime || busy) return
    busy = true
    try {
      await makeBackup(services.database.sqlite, services.backupFolder, { now: services.now() })
      rotateBackups(services.backupFolder, backupsKept)
    } catch (error) {
      logger.error({ err: error }, 'The nightly backup failed')
    } finally {
      busy = false
    }
  })
}

