import { Type, type Static } from 'typebox'
import { Email, Name, Nullable, OneOf, PlainDate, TimeOfDay } from './common.ts'
import { route, SEEDS } from './route.ts'

const tag = 'settings'

export const LANGUAGES = ['en', 'da'] as const
export type Language = (typeof LANGUAGES)[number]

const Url = Nullable(Type.String({ format: 'uri', maxLength: 2000, pattern: '^https?://' }))
const PORT = '(?:6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]\\d{4}|[1-9]\\d{0,3})'
const BROKER = `[^\\s,:/]+:${PORT}`
/** `kafka-1:9092,kafka-2:9092`, with ports that there are: a socket asked for another throws where nobody can catch it. */
export const KAFKA_BROKERS = `^${BROKER}(?:\\s*,\\s*${BROKER})*$`

const HostName = Type.String({ minLength: 1, maxLength: 253, pattern: '^[A-Za-z0-9.:\\-\\[\\]]+$' })
const Count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })

/** A day that the property keeps; `shared/holidays.ts` reckons those of a country. */
const Holiday = Type.Object({ date: PlainDate, name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }) }, { additionalProperties: false })

/** All that an administrator can set; a change takes effect at once. */
export const Settings = Type.Object({
  propertyName: Name,
  timeZone: Type.String({ minLength: 1, maxLength: 64, examples: ['Europe/Copenhagen'] }),
  currency: Type.String({ pattern: '^[A-Z]{3}$', examples: ['DKK'] }),
  language: OneOf(LANGUAGES),
  checkInTime: TimeOfDay,
  checkOutTime: TimeOfDay,
  setupDone: Type.Boolean({ description: 'true once the first-run guide has been left' }),
  selfRegistration: Type.Boolean(),
  allowedHosts: Type.Array(HostName, { maxItems: 100, uniqueItems: true }),
  corsOrigins: Type.Array(Type.String({ pattern: '^https?://[^/]+$', maxLength: 300 }), { maxItems: 100, uniqueItems: true }),
  tokenlessAddresses: Type.Array(Type.String({ minLength: 2, maxLength: 45, pattern: '^[0-9A-Fa-f.:]+$' }), {
    maxItems: 100, uniqueItems: true, description: 'addresses whose old clients may come without a token',
  }),
  tokenlessSeeds: Type.Array(OneOf(SEEDS), { maxItems: 5, uniqueItems: true, description: 'the seeds whose routes they may use' }),
  openRequestsPerMinute: Count(1, 1_000_000),
  tokenRequestsPerSecond: Count(1, 1_000_000),
  pendingMinutes: Count(1, 100_000),
  billingServiceUrl: Url,
  eventServiceUrl: Url,
  paymentServiceUrl: Url,
  amqpUrl: Nullable(Type.String({ format: 'uri', pattern: '^amqps?://', maxLength: 2000, description: 'RabbitMQ: events go to its exchange skranke' })),
  kafkaBrokers: Nullable(Type.String({ pattern: KAFKA_BROKERS, maxLength: 2000, description: 'Kafka: events go to its topic skranke', examples: ['kafka-1:9092,kafka-2:9092'] })),
  natsUrl: Nullable(Type.String({ format: 'uri', pattern: '^(nats|tls)://', maxLength: 2000, description: 'NATS JetStream: events go to the subjects skranke.>' })),
  smtpUrl: Nullable(Type.String({ format: 'uri', pattern: '^smtps?://', maxLength: 2000 })),
  mailFrom: Nullable(Email),
  paymentSecret: Nullable(Type.String({ minLength: 16, maxLength: 200, description: 'signs the payment service\'s notifications' })),
  refundFullHours: Count(0, 10_000),
  refundLatePercent: Count(0, 100),
  reminderHours: Type.Array(Count(1, 10_000), { maxItems: 10, uniqueItems: true, description: 'how long before its start a booking is reminded of' }),
  eventTypes: Nullable(Type.Array(Type.String({ minLength: 1, maxLength: 100 }), { maxItems: 100, uniqueItems: true, description: 'the events that are sent; null for all' })),
  backupTime: TimeOfDay,
  backupsKept: Count(1, 1000),
  holidays: Type.Array(Holiday, { maxItems: 500, description: 'the days that the calendars mark, each once; they are kept in order' }),
})
export type Settings = Static<typeof Settings>

export const SettingsChange = Type.Partial(Settings, { additionalProperties: false })
export type SettingsChange = Static<typeof SettingsChange>

export const getSettings = route({
  method: 'GET', path: '/api/v1/settings', tag, role: 'staff',
  summary: 'The property\'s settings',
  status: 200, answer: Settings,
})

export const updateSettings = route({
  method: 'PATCH', path: '/api/v1/settings', tag, role: 'admin',
  summary: 'Change settings; what is not given stays',
  body: SettingsChange, status: 200, answer: Settings, errors: [409],
})

/** What the sign-in screen must know before anybody has signed in. */
export const Property = Type.Object({
  name: Type.String(),
  language: OneOf(LANGUAGES),
  timeZone: Type.String(),
  currency: Type.String(),
  today: PlainDate,
  firstRun: Type.Boolean({ description: 'true until the first administrator has chosen a password' }),
  setupDone: Type.Boolean(),
  version: Type.String(),
})
export type Property = Static<typeof Property>

export const getProperty = route({
  method: 'GET', path: '/api/v1/property', tag, role: 'open',
  summary: 'The property\'s name, language, zone, currency and business date',
  status: 200, answer: Property,
})

export const loadDemo = route({
  method: 'POST', path: '/api/v1/setup/demo', tag, role: 'admin',
  summary: 'Fill an empty property with the sample hotel',
  status: 201, answer: Type.Object({ message: Type.String() }), errors: [409], creates: true,
})
