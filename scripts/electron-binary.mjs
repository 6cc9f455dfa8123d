// Electron's binary: where it is, whether a window can open, and fetching it once where it can be had.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { inRoot, recall, remember, runQuietly, say } from './setup.mjs'

const DAY = 24 * 60 * 60 * 1000

/** The path of Electron's binary, or null. */
export function electronBinary() {
  try {
    const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inRoot('node_modules', 'electron', 'dist')
    const name = readFileSync(inRoot('node_modules', 'electron', 'path.txt'), 'utf8').trim()
    const file = path.join(folder, name)
    return existsSync(file) ? file : null
  } catch {
    return null
  }
}

export function hasDisplay(env = process.env) {
  if (process.platform === 'darwin' || process.platform === 'win32') return true
  return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

function version() {
  return JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version
}

/** Whether the place the binary comes from answers at all: a closed network is found out in seconds. */
async function reachable() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? 'https://github.com/electron/electron/releases/'
  try {
    const answer = await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(4000) })
    return answer.status < 500
  } catch {
    return false
  }
}

/** The binary, fetched if need be. A failure is remembered for a day, so that the next start is fast. */
export async function fetchElectron() {
  const present = electronBinary()
  if (present !== null) return present
  const failed = recall('electron')
  if (failed?.version === version() && Date.now() - failed.at < DAY) return null
  say('Looking for Electron, which shows the window ...')
  if (await reachable()) {
    say('Fetching Electron (about 120 MB, once) ...')
    await runQuietly(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], { timeout: 10 * 60 * 1000 })
  }
  const fetched = electronBinary()
  if (fetched === null) {
    remember('electron', { version: version(), at: Date.now() })
    say('Electron cannot be had here; the desk opens in the browser instead.')
  }
  return fetched
}
