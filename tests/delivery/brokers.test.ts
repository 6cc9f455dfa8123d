import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../../shared/time.ts'
import { aStay, step } from '../support/builders.ts'
import { TODAY, type TestDesk } from '../support/desk.ts'
import { openKafka, openNats, openRabbit } from './support/brokers.ts'
import { deliveries, later, openHouse, until } from './support/house.ts'
import { deadPort } from './support/receiver.ts'

interface Event { id: string, type: string, subject: string, specversion: string, data: { id: number, arrival: string } }

/** Three bookings, each made and moved twice. */
async function bookAndMove(desk: TestDesk): Promise<void> {
  for (const room of ['101', '102', '103']) {
    const stay = await aStay().in(room).book(desk)
    for (const days of [1, 2]) await desk.as('staff').post(`/api/v1/stays/${stay.id}/move`, { arrival: addDays(TODAY, days), departure: addDays(TODAY, days + 1) })
  }
}

function expectInOrder(events: Event[]): void {
  const bySubject = Map.groupBy(events, ({ subject }) => subject)
  assert.equal(bySubject.size, 3)
  for (const line of bySubject.values()) {
    assert.deepEqual(line.map(({ type }) => type), ['booking.created', 'booking.moved', 'booking.moved'])
    assert.deepEqual(line.map(({ data }) => data.arrival), [TODAY, addDays(TODAY, 1), addDays(TODAY, 2)])
  }
}

test('NATS JetStream: each event once on the stream, in order, also when the server comes back from the dead', async (t) => {
  const broker = await openNats(t)
  if (!broker) return
  const desk = await openHouse(t, { natsUrl: broker.url })
  await bookAndMove(desk)
  await until(desk, () => deliveries(desk).filter(({ state }) => state === 'delivered').length === 9)
  await broker.kill()
  await step(desk, 1, 'cancel')
  await until(desk, () => deliveries(desk).some(({ attempts, state }) => attempts > 0 && state === 'waiting'), 'the failed try')
  await broker.start()
  // As if the desk had died before its mark: what was sent goes again.
  await desk.operate((op) => op.db.run(`UPDATE deliveries SET state = 'waiting', next_try_at = 0 WHERE id = 9`))
  later(desk, 7000)
  await until(desk, () => deliveries(desk).length === 10 && deliveries(desk).every(({ state }) => state === 'delivered'))

  const { connect } = await import('@nats-io/transport-node')
  const { jetstreamManager } = await import('@nats-io/jetstream')
  const connection = await connect({ servers: broker.url })
  const { streams } = await jetstreamManager(connection)
  const { state, config } = await streams.info('SKRANKE')
  assert.deepEqual(config.subjects, ['skranke.>'])
  assert.equal(state.messages, 10, 'what came twice under one Nats-Msg-Id is there once')
  const events: Event[] = []
  for (let seq = 1; seq <= 10; seq += 1) {
    const message = (await streams.getMessage('SKRANKE', { seq }))!
    const event = message.json<Event>()
    assert.equal(message.subject, `skranke.${event.type}`)
    assert.equal(message.header.get('Nats-Msg-Id'), event.id)
    assert.equal(event.specversion, '1.0')
    events.push(event)
  }
  await connection.close()
  expectInOrder(events.slice(0, 9))
  assert.equal(events[9]!.type, 'booking.cancelled')
})

test('RabbitMQ: persistent and confirmed on the topic exchange, in order, also when the broker comes back from the dead', async (t) => {
  const broker = await openRabbit(t)
  if (!broker) return
  const { connect } = await import('amqplib')
  const first = await connect(broker.url)
  const setUp = await first.createChannel()
  await setUp.assertExchange('skranke', 'topic', { durable: true })
  await setUp.assertQueue('house', { durable: true })
  await setUp.bindQueue('house', 'skranke', 'booking.*')
  await first.close()

  const desk = await openHouse(t, { amqpUrl: broker.url })
  await bookAndMove(desk)
  await until(desk, () => deliveries(desk).filter(({ state }) => state === 'delivered').length === 9)
  await broker.kill()
  await step(desk, 1, 'cancel')
  await until(desk, () => deliveries(desk).some(({ attempts, state }) => attempts > 0 && state === 'waiting'), 'the failed try')
  await broker.start()
  later(desk, 7000)
  await until(desk, () => deliveries(desk).length === 10 && deliveries(desk).every(({ state }) => state === 'delivered'))

  const second = await connect(broker.url)
  const channel = await second.createChannel()
  const events: Event[] = []
  for (;;) {
    const message = await channel.get('house', { noAck: true })
    if (message === false) break
    const event = JSON.parse(message.content.toString()) as Event
    assert.equal(message.fields.routingKey, event.type)
    assert.equal(message.properties.messageId, event.id)
    assert.equal(message.properties.deliveryMode, 2)
    assert.equal(message.properties.contentType, 'application/cloudevents+json')
    events.push(event)
  }
  await second.close()
  expectInOrder(events.slice(0, 9))
  assert.equal(events[9]!.type, 'booking.cancelled')
})

test('Kafka: each event acknowledged, a booking in one partition and in order, also when the cluster is another one', async (t) => {
  const cluster = await openKafka(t)
  if (!cluster) return
  const desk = await openHouse(t, { kafkaBrokers: cluster.brokers })
  await bookAndMove(desk)
  await until(desk, () => deliveries(desk).filter(({ state }) => state === 'delivered').length === 9)
  const messages = await cluster.received(9)
  const events = messages.map(({ payload }) => JSON.parse(payload) as Event)
  expectInOrder(events)
  for (const [at, { key, headers }] of messages.entries()) {
    assert.equal(key, String(events[at]!.data.id))
    assert.deepEqual(headers, ['content-type', 'application/cloudevents+json', 'idempotency-key', events[at]!.id])
  }
  for (const line of Map.groupBy(messages, ({ key }) => key).values()) assert.equal(new Set(line.map(({ partition }) => partition)).size, 1)
  assert.equal(new Set(events.map(({ id }) => id)).size, 9)

  await cluster.kill()
  await step(desk, 1, 'cancel')
  await until(desk, () => deliveries(desk).some(({ attempts, state }) => attempts > 0 && state === 'waiting'), 'the failed try')
  const next = await openKafka(t)
  assert.ok(next)
  await desk.as('admin').patch('/api/v1/settings', { kafkaBrokers: next.brokers })
  later(desk, 7000)
  const [cancelled] = await next.received(1)
  assert.equal((JSON.parse(cancelled!.payload) as Event).type, 'booking.cancelled')
  await until(desk, () => deliveries(desk).every(({ state }) => state === 'delivered'))
})

test('Kafka that cannot be reached is a failed try, and the desk closes all the same', async (t) => {
  const desk = await openHouse(t, { kafkaBrokers: `127.0.0.1:${await deadPort()}` })
  await aStay().in('101').book(desk)
  await until(desk, () => deliveries(desk, 'kafka')[0]?.attempts === 1)
  assert.equal(deliveries(desk, 'kafka')[0]!.state, 'waiting')
  assert.match(deliveries(desk, 'kafka')[0]!.last_error!, /^Kafka at 127\.0\.0\.1:\d+ could not be reached/)
})
