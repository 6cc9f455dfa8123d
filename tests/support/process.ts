import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import type { TestContext } from 'node:test'

/* The desk as a process of its own, as `npm run serve` starts it: for what only the end of a process shows. */

const root = path.resolve(import.meta.dirname, '../..')
export const PASSWORD = 'a password of the tests'
/** The sources are turned into JavaScript once for all starts: most of a start is that. */
const compileCache = path.join(root, 'node_modules', '.cache', 'skranke-tests')

export interface ProcessOptions {
  /** What the environment says beside the defaults; `undefined` takes a default away. */
  env?: Record<string, string | undefined>
  args?: string[]
  /** What Node itself is told, such as `--import`. */
  nodeArgs?: string[]
  /** The command that runs Node: given the program and its arguments, answers what to start instead. */
  through?: (program: string, args: string[]) => [string, string[]]
  uid?: number
}

export interface End { code: number | null, signal: NodeJS.Signals | null }

export interface RunningDesk {
  readonly url: string
  readonly pid: number
  stdout(): string
  stderr(): string
  /** Resolves when the process has ended and all it said was read. */
  readonly ended: Promise<End>
  /** Sends a signal to this process and waits for its end. */
  end(signal: NodeJS.Signals): Promise<End>
}

interface Started { child: ChildProcess, ended: Promise<End>, stdout: () => string, stderr: () => string }

function start(t: TestContext, dbPath: string, options: ProcessOptions): Started {
  const { env = {}, args = [], nodeArgs = [], through, uid } = options
  let program = process.execPath
  let all = [...nodeArgs, path.join(root, 'electron', 'serve.ts'), ...args]
  if (through) [program, all] = through(program, all)
  const child = spawn(program, all, {
    // A folder of its own: a .env beside the sources must not reach the tests.
    cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }),
    env: {
      PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache, DB_PATH: dbPath, PORT: '0', LOG_LEVEL: 'warn', SKRANKE_ADMIN_PASSWORD: PASSWORD,
      SKRANKE_TIME_ZONE: 'Europe/Copenhagen', SKRANKE_CURRENCY: 'DKK', ...env,
    },
  })
  let stdout = ''
  let stderr = ''
  child.stdout!.on('data', (piece: Buffer) => { stdout += piece.toString() })
  child.stderr!.on('data', (piece: Buffer) => { stderr += piece.toString() })
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }) as End)
  t.after(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, ended, stdout: () => stdout, stderr: () => stderr }
}

/** Starts the desk on a database and answers when it listens. */
export async function startDesk(t: TestContext, dbPath: string, options: ProcessOptions = {}): Promise<RunningDesk> {
  const { child, ended, stdout, stderr } = start(t, dbPath, options)
  const listening = new Promise<string>((resolve) => {
    child.stdout!.on('data', () => {
      const url = /^Skranke is listening on (\S+)$/m.exec(stdout())?.[1]
      if (url) resolve(url)
    })
  })
  const url = await Promise.race([listening, ended.then(({ code, signal }) => {
    throw new Error(`The desk ended with ${code ?? signal}: ${stderr()}`)
  })])
  return {
    url, pid: child.pid!, ended, stdout, stderr,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

export interface Refused extends End { stdout: string, stderr: string }

/** Starts a desk that is to refuse, and waits for its end. */
export async function startInVain(t: TestContext, dbPath: string, options: ProcessOptions = {}): Promise<Refused> {
  const { child, ended, stdout, stderr } = start(t, dbPath, options)
  // One that starts after all is a failure to be seen, not one to wait for.
  child.stdout!.on('data', () => child.kill('SIGKILL'))
  return { ...await ended, stdout: stdout(), stderr: stderr() }
}
