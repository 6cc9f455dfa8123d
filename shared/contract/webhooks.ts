import { Type, type Static } from 'typebox'
import { Id, IdParams, Instant, Message, Nullable } from './common.ts'
import { route } from './route.ts'

const tag = 'webhooks'

const Url = Type.String({ format: 'uri', maxLength: 2000, pattern: '^https?://', examples: ['https://example.com/hooks/skranke'] })
const EventTypes = Nullable(Type.Array(Type.String({ minLength: 1, maxLength: 100, examples: ['booking.created'] }), {
  maxItems: 100, uniqueItems: true, description: 'the events that are sent; null for all',
}))

export const Webhook = Type.Object({
  id: Id,
  url: Type.String(),
  eventTypes: EventTypes,
  active: Type.Boolean(),
  oldSecretUntil: Nullable(Instant),
  createdAt: Instant,
  updatedAt: Instant,
  version: Type.Integer(),
})
export type Webhook = Static<typeof Webhook>

const WebhookWithSecret = Type.Object({ ...Webhook.properties, secret: Type.String({ description: 'shown this once; it signs every message', examples: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }) })

export const WebhookInput = Type.Object({ url: Url, eventTypes: Type.Optional(EventTypes), active: Type.Optional(Type.Boolean()) }, { additionalProperties: false })
export const WebhookChange = Type.Partial(WebhookInput, { additionalProperties: false })

export const listWebhooks = route({
  method: 'GET', path: '/api/v1/webhooks', tag, role: 'admin',
  summary: 'Where webhooks go, without their secrets',
  status: 200, answer: Type.Array(Webhook),
})

export const addWebhook = route({
  method: 'POST', path: '/api/v1/webhooks', tag, role: 'admin', creates: true,
  summary: 'Send events there, signed as Standard Webhooks say',
  body: WebhookInput, status: 201, answer: WebhookWithSecret,
})

export const changeWebhook = route({
  method: 'PATCH', path: '/api/v1/webhooks/:id', tag, role: 'admin', versioned: true,
  summary: 'Change an address or its events; what is not given stays',
  params: IdParams, body: WebhookChange, status: 200, answer: Webhook, errors: [404, 412],
})

export const removeWebhook = route({
  method: 'DELETE', path: '/api/v1/webhooks/:id', tag, role: 'admin',
  summary: 'Send nothing there any more; what waits is given up',
  params: IdParams, status: 200, answer: Message, errors: [404],
})

export const rotateWebhookSecret = route({
  method: 'POST', path: '/api/v1/webhooks/:id/rotate-secret', tag, role: 'admin',
  summary: 'A new secret; for 24 hours messages are signed with the old one as well',
  params: IdParams, status: 200, answer: WebhookWithSecret, errors: [404],
})

export const testWebhook = route({
  method: 'POST', path: '/api/v1/webhooks/:id/test', tag, role: 'admin',
  summary: 'Send a message of the type webhook.test there, whatever its events; it is signed and tried again as any other',
  params: IdParams, status: 200, answer: Message, errors: [404],
})
