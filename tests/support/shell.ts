import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron, chromium, type Page } from 'playwright-core'

/** Electron as a function that runs in the main process sees it. */
export type Electron = typeof import('electron')

const root = path.resolve(import.meta.dirname, '../..')
const mainFile = path.join(root, 'dist', 'main.js')

/** The real binary where it is, or null: the same specs then run under the stand-in. */
const binary = findBinary()
export const way = binary === null ? 'the stand-in' : 'Electron'

function findBinary(): string | null {
  const folder = path.join(root, 'node_modules', 'electron')
  if (!existsSync(path.join(folder, 'path.txt'))) return null
  const file = path.join(folder, 'dist', readFileSync(path.join(folder, 'path.txt'), 'utf8').trim())
  return existsSync(file) ? file : null
}

export interface ShellOptions {
  dataFolder: string
  args?: string[]
  env?: Record<string, string>
}

/** The real main process with its window, whichever way it runs. */
export interface Shell {
  page: Page
  /** Where the same desk answers over HTTP. */
  url: string
  evaluate<T, A>(run: (electron: Electron, arg: A) => T | Promise<T>, arg: A): Promise<T>
  signal(signal: NodeJS.Signals): Promise<number | null>
  /** Quits as the menu does. Answers the exit status. */
  quit(): Promise<number | null>
}

/** A folder for one desk's data, gone after the test. */
export function newDataFolder(t: { after(clean: () => void): void }): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skranke-shell-'))
  t.after(() => remove(folder))
  return folder
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

export const PASSWORD = 'a long enough password'

function environment({ env }: ShellOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined && !/^(NODE_|DB_PATH$|KEY$)/.test(entry[0]))
  return { ...Object.fromEntries(inherited), PORT: '0', LOG_LEVEL: 'error', SKRANKE_ADMIN_PASSWORD: PASSWORD, SKRANKE_TIME_ZONE: 'Europe/Copenhagen', ...env }
}

function args({ dataFolder, args: more = [] }: ShellOptions): string[] {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  if (binary === null) return [path.join(root, 'tests/support/electron-stand-in/run.ts'), mainFile, `--user-data-dir=${dataFolder}`, ...more]
  return [...(asRoot ? ['--no-sandbox'] : []), `--user-data-dir=${dataFolder}`, root, ...more]
}

/** Starts the main process without waiting for a window. */
export function startProcess(options: ShellOptions): ChildProcess {
  return spawn(binary ?? process.execPath, args(options), {
    cwd: options.dataFolder, env: environment(options), stdio: binary === null ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
  })
}

export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)))
}

/** What the process writes, and its address once it has told it. */
function listen(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /Skranke is listening on (\S+)/.exec(output)?.[1]
      if (url) resolve(url)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.stderr?.pipe(process.stderr)
    child.once('exit', (code) => reject(new Error(`The shell ended with ${code}:\n${output}`)))
  })
}

export async function openShell(t: { after(clean: () => Promise<void>): void }, options: ShellOptions): Promise<Shell> {
  const shell = binary === null ? await underStandIn(t, options) : await underElectron(t, binary, options)
  await shell.page.waitForFunction(() => 'skranke' in window)
  return shell
}

async function underElectron(t: { after(clean: () => Promise<void>): void }, executablePath: string, options: ShellOptions): Promise<Shell> {
  const app = await _electron.launch({ executablePath, args: args(options), env: environment(options), cwd: options.dataFolder })
  t.after(async () => {
    await app.close().catch(() => {})
    remove(options.dataFolder)
  })
  const child = app.process()
  const url = await listen(child)
  const page = await app.firstWindow()
  return {
    page, url,
    evaluate: (run, arg) => app.evaluate(run as never, arg) as never,
    signal(signal) {
      child.kill(signal)
      return ended(child)
    },
    quit() {
      app.evaluate(({ app: running }) => running.quit()).catch(() => {})
      return ended(child)
    },
  }
}

async function underStandIn(t: { after(clean: () => Promise<void>): void }, options: ShellOptions): Promise<Shell> {
  const child = startProcess(options).setMaxListeners(0)
  t.after(async () => {
    child.kill('SIGTERM')
    const killed = setTimeout(() => child.kill('SIGKILL'), 5000)
    await ended(child)
    clearTimeout(killed)
    remove(options.dataFolder)
  })
  const answers = new Map<number, (answer: { value?: unknown, error?: string }) => void>()
  const port = new Promise<string>((resolve) => {
    child.on('message', (message: { id?: number, chromium?: string, value?: unknown, error?: string }) => {
      if (message.chromium !== undefined) resolve(message.chromium)
      if (message.id !== undefined) answers.get(message.id)?.(message)
    })
  })
  const url = await listen(child)
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await port}`)
  const [context] = browser.contexts()
  const page = context!.pages()[0] ?? await context!.waitForEvent('page')
  let asked = 0
  return {
    page, url,
    async evaluate(run, arg) {
      const id = ++asked
      const answer = await new Promise<{ value?: unknown, error?: string }>((resolve) => {
        answers.set(id, resolve)
        child.once('exit', () => resolve({}))
        child.send({ id, source: String(run), arg })
      })
      if (answer.error !== undefined) throw new Error(answer.error)
      return answer.value as never
    },
    signal(signal) {
      child.kill(signal)
      return ended(child)
    },
    quit() {
      child.send({ id: ++asked, source: '({ app }) => app.quit()', arg: null })
      return ended(child)
    },
  }
}
