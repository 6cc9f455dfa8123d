import os from 'node:os'
import path from 'node:path'
import { KAFKA_BROKERS, type Settings } from '../shared/contract/settings.ts'
import { StartError } from '../db/start-error.ts'
import { isTimeZone } from '../shared/time.ts'
import { isCurrency } from './engine/settings.ts'
import { isEmail } from './engine/users.ts'

/** What a machine must be told before it starts. */
export interface Config {
  dbPath: string
  host: string
  port: number
  /** Signs the tokens; without it one is made once and kept beside the database. */
  key: string | undefined
  adminPassword: string | undefined
  demo: boolean
  logLevel: string
  /** For a new database only. */
  timeZone: string
  currency: string
  /** What the settings screen may override. */
  settings: Partial<Settings>
}

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']

/** Reads the environment (contract, section 1). @throws StartError where a variable makes no sense */
export function readConfig(env: Record<string, string | undefined>, args: readonly string[], dataFolder = defaultDataFolder(env)): Config {
  const given = (name: string) => env[name]?.trim() || undefined
  const read = (name: string, isRight: (text: string) => boolean, example: string) => checked(name, given(name), isRight, example)
  const address = (name: string, protocols: readonly string[], example: string) => read(name, (text) => isUrl(text, protocols), example)
  const service = (name: string) => address(name, ['http:', 'https:'], 'http://billing-service:5002')?.replace(/\/+$/, '') ?? null
  const logLevel = given('LOG_LEVEL') ?? 'info'
  if (!LOG_LEVELS.includes(logLevel)) throw new StartError(`LOG_LEVEL=${logLevel} is unknown: use one of ${LOG_LEVELS.join(', ')}.`)
  const timeZone = given('SKRANKE_TIME_ZONE') ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  if (!isTimeZone(timeZone)) throw new StartError(`SKRANKE_TIME_ZONE=${timeZone} is no time zone: write one like Europe/Copenhagen.`)
  const currency = given('SKRANKE_CURRENCY') ?? 'DKK'
  if (!isCurrency(currency)) throw new StartError(`SKRANKE_CURRENCY=${currency} is no currency: write one like DKK.`)
  return {
    dbPath: path.resolve(given('DB_PATH') ?? path.join(dataFolder, 'reservation_database.db')),
    host: given('HOST') ?? '127.0.0.1',
    port: port(given('PORT') ?? '5000'),
    key: given('KEY'),
    adminPassword: given('SKRANKE_ADMIN_PASSWORD'),
    demo: args.includes('--demo'),
    logLevel, timeZone, currency,
    settings: {
      billingServiceUrl: service('BILLING_SERVICE_URL'),
      eventServiceUrl: service('EVENT_SERVICE_URL'),
      paymentServiceUrl: service('PAYMENT_SERVICE_URL'),
      amqpUrl: address('AMQP_URL', ['amqp:', 'amqps:'], 'amqp://rabbitmq:5672'),
      kafkaBrokers: read('KAFKA_BROKERS', (text) => new RegExp(KAFKA_BROKERS).test(text), 'kafka-1:9092,kafka-2:9092'),
      natsUrl: address('NATS_URL', ['nats:', 'tls:'], 'nats://nats:4222'),
      smtpUrl: address('SMTP_URL', ['smtp:', 'smtps:'], 'smtp://mail:587'),
      mailFrom: read('MAIL_FROM', isEmail, 'desk@hotel.example'),
    },
  }
}

function port(text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number > 65_535) throw new StartError(`PORT=${text} is no port: use a number from 0 to 65535; 0 takes a free one.`)
  return number
}

/** The variable's text, or null without it. @throws StartError that repeats what was written, but no password */
function checked(name: string, text: string | undefined, isRight: (text: string) => boolean, example: string): string | null {
  if (text === undefined) return null
  if (!isRight(text)) throw new StartError(`${name}=${text.replaceAll(/\/\/[^/]*@/g, '//…@')} is no address: write one like ${example}.`)
  return text
}

function isUrl(text: string, protocols: readonly string[]): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocols.includes(protocol) && hostname !== ''
}

function defaultDataFolder(env: Record<string, string | undefined>): string {
  if (process.platform === 'win32') return path.join(env.APPDATA ?? path.join(os.homedir(), 'AppData', 'Roaming'), 'Skranke')
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library', 'Application Support', 'Skranke')
  return path.join(env.XDG_CONFIG_HOME ?? path.join(os.homedir(), '.config'), 'Skranke')
}
