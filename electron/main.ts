import { app, BrowserWindow, Menu, powerMonitor } from 'electron'
import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../db/start-error.ts'
import { CHANNELS } from './channels.ts'
import { readConfig } from './config.ts'
import { openDesk, type Desk } from './desk.ts'
import { showFatal } from './dialogs.ts'
import { connectIpc, tellWindows } from './ipc.ts'
import { menuTemplate, menuWords } from './menu.ts'
import { declareScheme, serveRenderer } from './protocol.ts'
import { createSafeSession } from './safe-session.ts'
import { focusWindow, frontWindow, guardContents, openWindow, preloadBeside } from './window.ts'

/* The desk in a window of its own. Runs as built: preload and renderer lie beside this file. */

const here = import.meta.dirname
/** Commits come in bursts; a window need not hear of each. */
const CHANGE_PAUSE_MS = 50

app.enableSandbox()
// The same folder as without a window, whatever the package calls itself.
const userData = app.commandLine.getSwitchValue('user-data-dir') || path.join(app.getPath('appData'), 'Skranke')
mkdirSync(userData, { recursive: true })
app.setPath('userData', userData)
declareScheme()

if (app.requestSingleInstanceLock()) start().catch(fail)
else app.quit()

async function start(): Promise<void> {
  app.on('second-instance', focusWindow)
  const dataFolder = app.getPath('userData')
  loadEnvFiles(dataFolder)
  const config = readConfig(process.env, process.argv.slice(1), dataFolder)
  await app.whenReady()

  const words = menuWords(app.getLocale())
  const rendererFolder = path.join(here, 'renderer')
  const desk = await openDesk(config, { rendererFolder })
  closeWithApp(desk)
  try {
    process.stdout.write(`Skranke is listening on ${await desk.listen()}\n`)
  } catch (error) {
    await desk.close()
    throw error
  }

  guardContents()
  serveRenderer(rendererFolder)
  connectIpc(desk.app, createSafeSession(path.join(dataFolder, 'session')), words)
  tellOfChanges(desk)
  powerMonitor.on('resume', () => desk.wake())
  powerMonitor.on('unlock-screen', () => desk.wake())

  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({
    send: (command) => frontWindow()?.webContents.send(CHANNELS.menu, command),
  }, { words, platform: process.platform, packaged: app.isPackaged })))

  const open = () => openWindow({ preload: preloadBeside(here), stateFile: path.join(dataFolder, 'window.json') })
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open().catch(fail)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  await open()
}

/** Settings of the machine: in the application's folder, and beside the sources where it runs from them. */
function loadEnvFiles(dataFolder: string): void {
  const folders = app.isPackaged ? [dataFolder] : [process.cwd(), dataFolder]
  for (const file of folders.map((folder) => path.join(folder, '.env'))) {
    if (existsSync(file)) process.loadEnvFile(file)
  }
}

/** The application ends only after the desk has answered what it accepted. */
function closeWithApp(desk: Desk): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    desk.close().catch(fail).finally(() => {
      closed = true
      app.quit()
    })
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit())
}

function tellOfChanges(desk: Desk): void {
  let due: NodeJS.Timeout | undefined
  desk.onChange(() => {
    due ??= setTimeout(() => {
      due = undefined
      tellWindows(CHANNELS.changed)
    }, CHANGE_PAUSE_MS)
  })
}

function fail(error: unknown): void {
  showFatal(menuWords(app.getLocale()), error instanceof StartError ? error.message : String((error as Error).stack ?? error))
  app.exit(1)
}
