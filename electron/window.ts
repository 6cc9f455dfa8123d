import { app, BrowserWindow, screen, session, type WebContents } from 'electron'
import path from 'node:path'
import { HOME, SCHEME } from './protocol.ts'
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts'

/** What no page may do here, whichever window it got into: leave, open another, embed, or ask for a device. */
export function guardContents(): void {
  app.on('web-contents-created', (_event, contents) => guard(contents))
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.defaultSession.setPermissionCheckHandler(() => false)
  session.defaultSession.setDevicePermissionHandler(() => false)
  // The page's own policy says the same; this holds even where a page has none.
  session.defaultSession.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !/^(skranke|devtools|data|blob):/.test(request.url) })
  })
}

function guard(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    if (!isHome(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => {
    if (!isHome(event.url)) event.preventDefault()
  })
}

function isHome(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host } = new URL(url)
  return protocol === `${SCHEME}:` && host === 'desk'
}

export interface DeskWindowOptions {
  preload: string
  /** Where the window's place and size are kept. */
  stateFile: string
}

/** The desk's window, where and as large as it was left. */
export async function openWindow({ preload, stateFile }: DeskWindowOptions): Promise<BrowserWindow> {
  const state = readWindowState(stateFile)
  const window = new BrowserWindow({
    ...placeWindow(state, screen.getAllDisplays().map(({ workArea }) => workArea)),
    title: 'Skranke',
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      devTools: !app.isPackaged,
      spellcheck: false,
    },
  })
  if (state.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => writeWindowState(stateFile, { bounds: window.getNormalBounds(), maximized: window.isMaximized() }))
  // A page whose process died shows nothing: what was typed there is lost either way, the desk is not.
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
  })
  // A window that is closed before its page is there was not a failure to show it.
  await window.loadURL(HOME).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error
  })
  return window
}

/** The window a person works in, or the only one there is. */
export function frontWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
}

/** Brings the window that is there to the front. */
export function focusWindow(): void {
  const window = frontWindow()
  if (window === undefined) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** The preload lies beside the bundled main file. */
export function preloadBeside(folder: string): string {
  return path.join(folder, 'preload.cjs')
}
