// A Chromium to test in: the system's, else Debian's package where the user may install it, else Playwright's own.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import path from 'node:path'
import { inRoot, runQuietly, say } from './setup.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']
const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`)

function windowsPlaces() {
  const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(Boolean)
  return folders.flatMap((folder) => ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((file) => path.join(folder, file)))
}

/** Whether the file can be run; on Linux it must also answer, for a name may stand for a package that is not there. */
function works(file) {
  try {
    accessSync(file, constants.X_OK)
  } catch {
    return false
  }
  return process.platform !== 'linux' || spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0
}

async function playwrightsOwn() {
  const { chromium } = await import('playwright-core')
  return chromium.executablePath()
}

/** The path of a Chromium on this machine, or null. */
export async function findChromium() {
  const places = (process.env.PATH ?? '').split(path.delimiter).flatMap((folder) => names.map((name) => path.join(folder, name)))
  const candidates = [process.env.SKRANKE_CHROMIUM, ...places, ...mac, ...(process.platform === 'win32' ? windowsPlaces() : []), await playwrightsOwn()]
  return candidates.find((file) => Boolean(file) && works(file)) ?? null
}

/** Debian's package, as root or by a sudo that asks for no password. */
async function install() {
  if (spawnSync('apt-get', ['--version']).status !== 0) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) return
  say('Installing chromium to test in (apt-get) ...')
  const apt = (...args) => {
    const [command, ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]
    return runQuietly(command, rest, { timeout: 5 * 60 * 1000 })
  }
  const wanted = ['install', '-y', '--no-install-recommends', 'chromium', 'chromium-sandbox', 'fonts-liberation']
  if (!(await apt(...wanted)).ok) {
    await apt('update')
    await apt(...wanted)
  }
}

/** A Chromium, installed if need be, or null after saying what to do. */
export async function ensureChromium() {
  const present = await findChromium()
  if (present !== null) return present
  if (process.platform === 'linux') await install()
  const installed = await findChromium()
  if (installed !== null) return installed
  say('Fetching a Chromium to test in (Playwright) ...')
  await runQuietly(process.execPath, [inRoot('node_modules', 'playwright-core', 'cli.js'), 'install', 'chromium'], { timeout: 3 * 60 * 1000 })
  const fetched = await findChromium()
  if (fetched === null) {
    say('There is no Chromium here and none could be installed. Install one (Debian: apt-get install chromium), or name one in SKRANKE_CHROMIUM.')
  }
  return fetched
}
