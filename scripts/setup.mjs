// Sets up whatever is missing and says so in a line: the dependencies, Node 26, the build. Runs on
// the machine's own Node with nothing installed, so it imports nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const windows = process.platform === 'win32'
const NODE_MAJOR = 26

/** Progress goes to standard error: standard output carries what a command is asked for. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** An error whose message is all a person needs to see. */
export class Plain extends Error {}

/** Runs `main`, and turns an error into one clear line and exit status 1. */
export async function run(main) {
  try {
    await main()
  } catch (error) {
    say(error instanceof Plain ? error.message : `Skranke: ${error?.stack ?? error}`)
    process.exitCode = 1
  }
}

export function inRoot(...parts) {
  return path.join(root, ...parts)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Whether node_modules holds what the lockfile asks for. npm writes what it installed to a lockfile
 * of its own inside node_modules; what is optional may be missing there (another platform's files).
 */
export function dependenciesInstalled() {
  const wanted = readJson(inRoot('package-lock.json'))?.packages
  const present = readJson(inRoot('node_modules', '.package-lock.json'))?.packages
  if (wanted === undefined) throw new Plain('package-lock.json is missing or damaged: fetch it again with `git checkout package-lock.json`.')
  if (present === undefined) return false
  return Object.entries(wanted).every(([name, entry]) => {
    if (name === '' || entry.link) return true
    const found = present[name]
    if (found === undefined) return entry.optional === true || entry.peer === true
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** The variables npm gives to scripts describe this run, and would mislead an npm inside it. */
function environmentForNpm() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(lifecycle|package|command|node_execpath|config_(loglevel|prefix|local_prefix|global_prefix|node_gyp))/i.test(name)))
}

/** Runs a command to its end and keeps what it said, so that it is shown only if it fails. */
export function runQuietly(command, args, options = {}) {
  const { timeout, ...rest } = options
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...rest })
    let output = ''
    const keep = (chunk) => { output = (output + chunk).slice(-20_000) }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const timer = timeout && setTimeout(() => child.kill('SIGKILL'), timeout)
    child.on('error', (error) => { clearTimeout(timer); resolve({ ok: false, output: `${output}${error.message}\n` }) })
    child.on('close', (code) => { clearTimeout(timer); resolve({ ok: code === 0, output }) })
  })
}

function npm(args) {
  const cli = process.env.npm_execpath
  const options = { env: environmentForNpm() }
  // npm runs on the machine's own Node: the one in node_modules is about to be replaced.
  if (cli?.endsWith('.js')) return runQuietly(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options)
  return runQuietly(windows ? 'npm.cmd' : 'npm', args, { ...options, shell: windows })
}

async function installDependencies() {
  const again = existsSync(inRoot('node_modules', '.package-lock.json'))
  say(again ? 'Updating the dependencies, which changed (about a minute) ...' : 'Installing the dependencies (about a minute) ...')
  // Windows cannot replace the Node that is running from node_modules: there npm changes only what differs.
  const result = await npm(windows && again ? ['install', '--no-save'] : ['ci'])
  if (!result.ok) {
    const telling = result.output.split('\n').filter((line) => line.trim() !== '' && !/^npm (warn|error( |$)(Options|Usage|  ))/i.test(line)).slice(0, 15).join('\n')
    throw new Plain(`${telling}\nThe dependencies could not be installed (see above). Check the way to the npm registry and run this again.`)
  }
}

/** The project's own Node, or null where npm was not allowed to fetch it. */
function nodeInProject() {
  const file = inRoot('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')
  return existsSync(file) ? file : null
}

function majorOf(node) {
  const answer = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return answer.status === 0 ? Number(/^v(\d+)/.exec(answer.stdout)?.[1]) : NaN
}

function usableNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  const node = nodeInProject()
  return node !== null && majorOf(node) >= NODE_MAJOR ? node : null
}

async function fetchNode() {
  say(`Fetching Node ${NODE_MAJOR} ...`)
  const result = await npm(['rebuild', 'node', '--ignore-scripts=false'])
  if (usableNode() === null) {
    throw new Plain(`${result.output.trimEnd()}
Skranke runs on Node ${NODE_MAJOR}, which comes as the dependency "node", but npm did not run its install script.
Allow it (npm config delete ignore-scripts; package.json's allowScripts names it) and run this again, or use a Node ${NODE_MAJOR} of your own.`)
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs `work` while no other setup of this folder does; waits for the other one to end. */
async function alone(work) {
  const file = inRoot('.setup.lock')
  let waiting = false
  for (;;) {
    let handle
    try {
      handle = openSync(file, 'wx')
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw new Plain(`Skranke cannot be set up in ${root}: ${error.message}. Run it where you may write, or have its owner run it once.`)
      }
    }
    if (handle !== undefined) {
      writeSync(handle, String(process.pid))
      closeSync(handle)
      const drop = () => rmSync(file, { force: true })
      const stop = (signal) => { drop(); process.exit(128 + constants.signals[signal]) }
      process.once('exit', drop)
      process.on('SIGINT', stop).on('SIGTERM', stop)
      try {
        return await work()
      } finally {
        process.off('exit', drop).off('SIGINT', stop).off('SIGTERM', stop)
        drop()
      }
    }
    try {
      const owner = Number(readFileSync(file, 'utf8'))
      // An empty file is one that is being written this moment, unless it stays so.
      if (owner > 0 ? !alive(owner) : Date.now() - statSync(file).mtimeMs > 5000) {
        rmSync(file, { force: true })
        continue
      }
    } catch {
      continue
    }
    if (!waiting) say('Another setup of this folder is running; waiting for it ...')
    waiting = true
    await wait(200)
  }
}

/** Installs the dependencies and Node 26 where they are missing. Answers the path of that Node. */
export async function ensureDependencies() {
  if (!dependenciesInstalled() || usableNode() === null) {
    await alone(async () => {
      if (!dependenciesInstalled()) await installDependencies()
      if (usableNode() === null) await fetchNode()
    })
  }
  return usableNode()
}

/** Builds what is missing or older than its sources. Wants Node 26. */
export async function ensureBuilt() {
  const { build, stale } = await import('./build.mjs')
  if (stale().length > 0) await alone(() => build(stale()))
}

/**
 * Sets up, and makes sure that the calling script goes on under Node 26: where this process is an
 * older one, starts the same script again there, passes signals on, and answers false once it ended.
 */
export async function setUp({ build = true } = {}) {
  const node = await ensureDependencies()
  if (node !== process.execPath) {
    await restartOn(node)
    return false
  }
  process.env.PATH = [inRoot('node_modules', '.bin'), path.dirname(node), process.env.PATH].join(path.delimiter)
  if (build) await ensureBuilt()
  return true
}

/** Runs the built desk in this process. */
export async function serve() {
  // A terminal sends its signal to every process of the group, and npm sends it on once more: the
  // second must not break off the orderly end that the first began.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {})
  await import('../dist/serve.js')
}

function restartOn(node) {
  return passOn(spawn(node, [path.resolve(process.argv[1]), ...process.argv.slice(2)], { stdio: 'inherit' }))
}

/** Hands signals to a child process and ends as it ends. Answers its exit status. */
export function passOn(child) {
  return new Promise((resolve, reject) => {
    const hand = (signal) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, hand)
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      for (const one of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(one, hand)
      process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
      resolve(process.exitCode)
    })
  })
}

/** A small file for what is worth remembering between runs and is lost with node_modules. */
export function remember(name, value) {
  const folder = inRoot('node_modules', '.cache', 'skranke')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(value))
}

export function recall(name) {
  return readJson(inRoot('node_modules', '.cache', 'skranke', `${name}.json`))
}

if (process.argv[1] && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) {
  await run(async () => {
    if (await setUp()) say('Skranke is set up.')
  })
}
