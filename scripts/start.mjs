// `npm start`: the desk in Electron's window where there is one to be had, else served to the browser.
import { spawn } from 'node:child_process'
import { inRoot, passOn, run, say, serve, setUp } from './setup.mjs'

/** Statuses of a window that never opened (a missing library, no sandbox), as against one that was closed. */
const NEVER_OPENED = 126

await run(async () => {
  if (!(await setUp())) return
  const { fetchElectron, hasDisplay } = await import('./electron-binary.mjs')
  if (hasDisplay()) {
    const binary = await fetchElectron()
    if (binary !== null && (await openWindow(binary)) < NEVER_OPENED) return
    if (binary !== null) say('Electron could not open a window here; the desk opens in the browser instead.')
  }
  process.exitCode = 0
  await serve()
})

async function openWindow(binary) {
  let stopped = false
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => { stopped = true })
  // Chromium refuses to start as root with its sandbox on.
  const flags = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : []
  const status = await passOn(spawn(binary, [...flags, inRoot('.'), ...process.argv.slice(2)], { stdio: 'inherit' }))
  return stopped ? 0 : status
}
