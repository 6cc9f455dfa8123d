import type { ReadableDb } from '../../db/database.ts'
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts'
import type { Role } from '../../shared/contract/route.ts'
import { currencyDecimals } from '../../shared/money.ts'
import { isTimeZone } from '../../shared/time.ts'
import { record } from './audit.ts'
import { refuse } from './errors.ts'
import type { Operation } from './operation.ts'

/** What holds until an administrator says otherwise. */
export const DEFAULT_SETTINGS: Settings = {
  propertyName: 'Skranke',
  timeZone: 'UTC',
  currency: 'DKK',
  language: 'en',
  checkInTime: '14:00',
  checkOutTime: '12:00',
  setupDone: false,
  selfRegistration: false,
  allowedHosts: [],
  corsOrigins: [],
  tokenlessAddresses: [],
  tokenlessSeeds: [],
  openRequestsPerMinute: 300,
  tokenRequestsPerSecond: 6000,
  pendingMinutes: 30,
  billingServiceUrl: null,
  eventServiceUrl: null,
  paymentServiceUrl: null,
  amqpUrl: null,
  kafkaBrokers: null,
  natsUrl: null,
  smtpUrl: null,
  mailFrom: null,
  paymentSecret: null,
  refundFullHours: 24,
  refundLatePercent: 50,
  reminderHours: [24, 1],
  eventTypes: null,
  backupTime: '03:30',
  backupsKept: 14,
  holidays: [],
}

/** What may hold a password: shown to administrators alone, and never written into the audit. */
const SECRETS: readonly (keyof Settings)[] = ['paymentSecret', 'amqpUrl', 'natsUrl', 'smtpUrl']

/** The settings as somebody may see them. */
export function visibleSettings(settings: Settings, role: Role): Settings {
  return role === 'admin' ? settings : { ...settings, ...Object.fromEntries(SECRETS.map((key) => [key, null])) }
}

/** The settings as they stand: what is stored, over the environment's, over the defaults. */
export function readSettings(db: ReadableDb, fromEnvironment: Partial<Settings>): Settings {
  const stored = Object.fromEntries(db.all<{ key: string, value: string }>('SELECT key, value FROM settings')
    .filter(({ key }) => key in DEFAULT_SETTINGS)
    .map(({ key, value }) => [key, JSON.parse(value) as unknown]))
  return { ...DEFAULT_SETTINGS, ...fromEnvironment, ...stored }
}

/**
 * Stores what is given. Effective as soon as the desk reads the settings again, right after the commit.
 * @returns the settings as they then are
 */
export function changeSettings(op: Operation, given: SettingsChange): Settings {
  const change = given.holidays === undefined ? given : { ...given, holidays: inOrder(given.holidays) }
  if (change.timeZone !== undefined && !isTimeZone(change.timeZone)) refuse('bad_zone', { zone: change.timeZone }, ['timeZone'])
  if (change.currency !== undefined && !isCurrency(change.currency)) refuse('bad_currency', { currency: change.currency }, ['currency'])
  // Amounts are kept in minor units: 99,500 øre would become 99,500 yen.
  if (change.currency !== undefined && change.currency !== op.settings.currency && hasAmounts(op.db)) refuse('currency_fixed', { currency: op.settings.currency }, ['currency'])
  const changes: Record<string, [unknown, unknown]> = {}
  for (const [key, value] of Object.entries(change)) {
    const before = op.settings[key as keyof Settings]
    if (value === undefined || JSON.stringify(value) === JSON.stringify(before)) continue
    op.db.run('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, JSON.stringify(value))
    changes[key] = SECRETS.includes(key as keyof Settings) ? ['…', '…'] : [before, value]
  }
  if (Object.keys(changes).length > 0) record(op, 'settings', null, 'changed', changes)
  return { ...op.settings, ...change }
}

/** Holidays by their dates. @throws EngineError `holiday_twice` */
function inOrder(holidays: Settings['holidays']): Settings['holidays'] {
  const sorted = holidays.toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const twice = sorted.find(({ date }, at) => sorted[at + 1]?.date === date)
  if (twice) refuse('holiday_twice', { date: twice.date }, ['holidays'])
  return sorted
}

function hasAmounts(db: ReadableDb): boolean {
  return db.get(
    `SELECT 1 WHERE EXISTS (SELECT 1 FROM bookings WHERE price > 0) OR EXISTS (SELECT 1 FROM rooms WHERE nightly_rate > 0 OR hourly_rate > 0)`) !== undefined
}

export function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code) && currencyDecimals(code) >= 0
}
