import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'
import { deadPort } from './receiver.ts'

/* The real brokers of the Linux distribution, on free ports of loopback and in folders that go away. */

const PLACES = ['/usr/sbin', '/usr/bin', '/usr/local/bin', '/usr/local/sbin', '/usr/lib/rabbitmq/bin']

function find(program: string): string | undefined {
  return [...(process.env.PATH ?? '').split(path.delimiter), ...PLACES].map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file))
}

/** Where a Debian package's program is, installed first where this user may. Undefined where it cannot be had. */
function have(program: string, debianPackage: string): string | undefined {
  const there = find(program)
  if (there !== undefined || process.getuid?.() !== 0 || find('apt-get') === undefined) return there
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 120_000, stdio: 'ignore' }).status === 0
  const install = () => apt('-o', 'DPkg::Lock::Timeout=60', 'install', '-y', '--no-install-recommends', debianPackage)
  // The packages would start a server of their own at once: this forbids it for as long as they are installed.
  const policy = '/usr/sbin/policy-rc.d'
  const ours = !fs.existsSync(policy)
  if (ours) fs.writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    if (!install()) {
      apt('update')
      install()
    }
  } finally {
    if (ours) fs.rmSync(policy)
  }
  return find(program)
}

export interface Broker {
  readonly url: string
  /** Ends it at once, as a failing machine would. */
  kill(): Promise<void>
  /** Starts it again, on the same port and with what it had on its disk. */
  start(): Promise<void>
}

/** Skips the test with a clear line, and answers undefined, where nats-server cannot be had. */
export async function openNats(t: TestContext): Promise<Broker | undefined> {
  const program = have('nats-server', 'nats-server')
  if (program === undefined) {
    t.skip('nats-server is not installed and cannot be: as root on Debian, apt-get install nats-server')
    return undefined
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-nats-'))
  const port = await deadPort()
  return run(t, folder, `nats://127.0.0.1:${port}`, port, () => spawn(program, ['-a', '127.0.0.1', '-p', String(port), '-js', '-sd', folder], { stdio: 'ignore' }))
}

/** Skips the test with a clear line, and answers undefined, where rabbitmq-server cannot be had. */
export async function openRabbit(t: TestContext): Promise<Broker | undefined> {
  // Debian's own starter wants the user rabbitmq; this is what it runs.
  const program = have('rabbitmq-server', 'rabbitmq-server') && find('rabbitmq-server')
  const inner = ['/usr/lib/rabbitmq/bin/rabbitmq-server', program].find((file) => file !== undefined && fs.existsSync(file))
  if (inner === undefined) {
    t.skip('rabbitmq-server is not installed and cannot be: as root on Debian, apt-get install rabbitmq-server')
    return undefined
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-rabbit-'))
  const [port, distribution, epmd] = [await deadPort(), await deadPort(), await deadPort()]
  fs.writeFileSync(path.join(folder, '.erlang.cookie'), 'SKRANKETESTCOOKIE', { mode: 0o400 })
  fs.writeFileSync(path.join(folder, 'enabled_plugins'), '[].')
  fs.writeFileSync(path.join(folder, 'rabbitmq.conf'), `listeners.tcp.1 = 127.0.0.1:${port}\n`)
  const env = {
    PATH: `${process.env.PATH}:/usr/lib/rabbitmq/bin:/usr/sbin`, HOME: folder, LANG: 'C.UTF-8',
    RABBITMQ_NODENAME: `skranke${port}@localhost`, RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1', RABBITMQ_NODE_PORT: String(port), RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_BASE: folder, RABBITMQ_MNESIA_BASE: path.join(folder, 'data'), RABBITMQ_LOG_BASE: path.join(folder, 'log'), RABBITMQ_CONFIG_FILE: path.join(folder, 'rabbitmq.conf'),
    RABBITMQ_CONF_ENV_FILE: path.join(folder, 'none.conf'), RABBITMQ_ENABLED_PLUGINS_FILE: path.join(folder, 'enabled_plugins'), RABBITMQ_PID_FILE: path.join(folder, 'pid'),
    RABBITMQ_GENERATED_CONFIG_DIR: path.join(folder, 'config'), RABBITMQ_SCHEMA_DIR: path.join(folder, 'schema'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1',
    ERL_EPMD_PORT: String(epmd), ERL_EPMD_ADDRESS: '127.0.0.1',
  }
  // One epmd for this test alone, in the foreground, so that it can be ended by its process id.
  const names = spawn('epmd', ['-port', String(epmd), '-address', '127.0.0.1'], { stdio: 'ignore', env })
  t.after(() => end(names))
  return run(t, folder, `amqp://127.0.0.1:${port}`, port, () => spawn(inner, [], { stdio: 'ignore', env, detached: true }), true)
}

export interface KafkaMessage { partition: number, offset: number, headers: string[], key: string, payload: string }

export interface KafkaCluster {
  readonly brokers: string
  /** What came to the topic `skranke`, as a consumer of another maker reads it. */
  readonly messages: KafkaMessage[]
  /** Waits until so many messages have come. */
  received(count: number): Promise<KafkaMessage[]>
  kill(): Promise<void>
}

/**
 * The cluster that librdkafka brings for tests, inside kcat, which also reads what comes: it speaks
 * Kafka's protocol over TCP, keeps partitions apart and forgets all when it ends. Skips the test
 * with a clear line, and answers undefined, where kcat cannot be had.
 */
export async function openKafka(t: TestContext): Promise<KafkaCluster | undefined> {
  const program = have('kcat', 'kcat')
  if (program === undefined) {
    t.skip('kcat is not installed and cannot be: as root on Debian, apt-get install kcat')
    return undefined
  }
  const child = spawn(program, ['-b', 'none', '-X', 'test.mock.num.brokers=3', '-d', 'mock', '-C', '-t', 'skranke', '-o', 'beginning', '-u', '-J'], { stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => end(child))
  const messages: KafkaMessage[] = []
  const waiting = new Set<() => void>()
  let unfinished = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (unfinished + text).split('\n')
    unfinished = lines.pop()!
    for (const line of lines) messages.push(JSON.parse(line) as KafkaMessage)
    for (const look of waiting) look()
  })
  const brokers = await new Promise<string | undefined>((resolve) => {
    let told = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (told.length < 100_000) told += text
      const found = /bootstrap\.servers=(\S+)/.exec(told)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', () => resolve(undefined))
  })
  if (brokers === undefined) {
    t.skip('this kcat brings no Kafka cluster for tests')
    return undefined
  }
  return {
    brokers, messages,
    kill: () => end(child),
    received: (count) => new Promise((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error(`Only ${messages.length} of ${count} messages came`)), 20_000)
      const look = () => {
        if (messages.length < count) return
        waiting.delete(look)
        clearTimeout(limit)
        resolve(messages)
      }
      waiting.add(look)
      look()
    }),
  }
}

async function run(t: TestContext, folder: string, url: string, port: number, spawnIt: () => ChildProcess, group = false): Promise<Broker | undefined> {
  let child: ChildProcess | undefined
  const broker: Broker = {
    url,
    async kill() {
      if (child) await end(child, group)
    },
    async start() {
      child = spawnIt()
      await answers(port, child)
    },
  }
  t.after(async () => {
    await broker.kill()
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  })
  try {
    await broker.start()
  } catch (error) {
    t.skip(`the broker did not start here: ${(error as Error).message}`)
    return undefined
  }
  return broker
}

/** Kills by process id; a starter that is a shell script goes with its group. */
async function end(child: ChildProcess, group = false): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  try {
    process.kill(group ? -child.pid : child.pid, 'SIGKILL')
  } catch {
    return
  }
  await ended
}

/** Waits until something listens there. */
async function answers(port: number, child: ChildProcess): Promise<void> {
  const limit = AbortSignal.timeout(60_000)
  for (;;) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = net.connect({ port, host: '127.0.0.1' })
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => resolve(false))
    })
    if (there) return
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`)
    if (limit.aborted) throw new Error('it did not listen within a minute')
    await new Promise((resolve) => { setTimeout(resolve, 50) })
  }
}
