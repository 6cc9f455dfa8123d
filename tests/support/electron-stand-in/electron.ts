// A stand-in for the part of Electron that the shell uses. Pages run in Chromium; the shell's own
// scheme is played by an origin that only this file answers for.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Frame, type Page, type Route } from 'playwright-core'

/** The origin that plays `skranke://desk` in Chromium; `localhost` names are secure contexts. */
const PLAYED = 'http://desk.skranke.localhost'
const SCHEME_HOME = 'skranke://desk'
const toScheme = (url: string) => (url.startsWith(`${PLAYED}/`) ? SCHEME_HOME + url.slice(PLAYED.length) : url)
const toPlayed = (url: string) => (url.startsWith(`${SCHEME_HOME}/`) ? PLAYED + url.slice(SCHEME_HOME.length) : url)

class Happening {
  defaultPrevented = false
  constructor(details: Record<string, unknown> = {}) {
    Object.assign(this, details)
  }
  preventDefault() {
    this.defaultPrevented = true
  }
}

const switches = new Map(process.argv.filter((arg) => arg.startsWith('--')).map((arg) => {
  const [name, ...value] = arg.slice(2).split('=')
  return [name!, value.join('=')]
}))

// ---- app -----------------------------------------------------------------------------------------

class App extends EventEmitter {
  readonly isPackaged = false
  readonly commandLine = {
    getSwitchValue: (name: string) => switches.get(name) ?? '',
    hasSwitch: (name: string) => switches.has(name),
    appendSwitch: (name: string, value = '') => void switches.set(name, value),
  }
  sandboxed = false
  #paths = new Map([['appData', path.join(os.homedir(), '.config')]])
  #ready: Promise<void> | undefined
  #quitting = false

  getPath(name: string): string {
    const found = this.#paths.get(name)
    if (found === undefined) throw new Error(`Failed to get '${name}' path`)
    return found
  }
  setPath(name: string, folder: string) {
    if (!fs.existsSync(folder)) throw new Error(`Failed to set path: ${folder} does not exist`)
    this.#paths.set(name, folder)
  }
  getLocale = () => switches.get('lang') || 'en-US'
  getVersion = () => '0.0.0'
  enableSandbox() {
    if (this.#ready) throw new Error('app.enableSandbox() can only be called before app is ready')
    this.sandboxed = true
  }
  isReady = () => openContext !== undefined

  requestSingleInstanceLock(): boolean {
    const lock = path.join(this.getPath('userData'), 'stand-in.lock')
    for (;;) {
      try {
        fs.writeFileSync(lock, String(process.pid), { flag: 'wx' })
        break
      } catch {
        const owner = Number(fs.readFileSync(lock, 'utf8'))
        if (isAlive(owner)) {
          fs.writeFileSync(`${lock}.second`, JSON.stringify(process.argv))
          return false
        }
        fs.rmSync(lock, { force: true })
      }
    }
    process.once('exit', () => fs.rmSync(lock, { force: true }))
    fs.watchFile(`${lock}.second`, { interval: 50 }, ({ size }) => {
      if (size > 0) this.emit('second-instance', new Happening(), JSON.parse(fs.readFileSync(`${lock}.second`, 'utf8')), process.cwd())
    })
    return true
  }

  whenReady(): Promise<void> {
    return this.#ready ??= launch()
  }

  quit() {
    void this.#quit()
  }
  async #quit() {
    if (this.#quitting) return
    this.#quitting = true
    try {
      if (this.#stops('before-quit')) return
      for (const window of BrowserWindow.getAllWindows()) if (!(await window.closeNow())) return
      if (this.#stops('will-quit')) return
    } finally {
      this.#quitting = false
    }
    await this.exitNow(0)
  }
  #stops(name: string): boolean {
    const event = new Happening()
    this.emit(name, event)
    return event.defaultPrevented
  }
  exit(code = 0) {
    void this.exitNow(code)
  }
  async exitNow(code: number) {
    await openContext?.close().catch(() => {})
    process.exit(code)
  }
  get quitting() {
    return this.#quitting
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export const app = new App()

// ---- Chromium ------------------------------------------------------------------------------------

let openContext: BrowserContext | undefined

async function launch(): Promise<void> {
  const profile = path.join(app.getPath('userData'), 'chromium')
  const executablePath = process.env.SKRANKE_CHROMIUM
  const context = await chromium.launchPersistentContext(profile, {
    ...(executablePath === undefined ? {} : { executablePath }),
    // Containers and root have no sandbox to offer; the pages are our own.
    chromiumSandbox: false,
    args: [
      '--remote-debugging-port=0', '--disable-gpu', '--disable-background-networking', '--disable-component-update',
      '--disable-sync', '--no-first-run', `--lang=${app.getLocale()}`,
    ],
  })
  await context.exposeBinding('__standIn', ({ page, frame }, message: Message) => receive(page, frame, message))
  // A page may be gone before it is answered.
  await context.route('**/*', (route) => answerRoute(route).catch(() => {}))
  openContext = context
  process.send?.({ chromium: fs.readFileSync(path.join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0] })
}

async function answerRoute(route: Route): Promise<void> {
  const request = route.request()
  const url = toScheme(request.url())
  if (request.isNavigationRequest()) {
    const frame = request.frame()
    const window = windowOf(frame.page())
    if (!window?.webContents.mayNavigate(url, frame.parentFrame() === null)) return route.abort('aborted')
  }
  if (session.defaultSession.cancels(url)) return route.abort('blockedbyclient')
  const handler = protocol.handlers.get(new URL(url).protocol.slice(0, -1))
  if (handler === undefined) return route.abort('addressunreachable')
  const answer = await handler(new Request(url, { method: request.method() }))
  return route.fulfill({
    status: answer.status, headers: Object.fromEntries(answer.headers), body: Buffer.from(await answer.arrayBuffer()),
  })
}

// ---- windows -------------------------------------------------------------------------------------

interface Rectangle { x: number, y: number, width: number, height: number }
interface WindowOptions extends Partial<Rectangle> {
  show?: boolean
  title?: string
  webPreferences?: { preload?: string, contextIsolation?: boolean, sandbox?: boolean, nodeIntegration?: boolean, webviewTag?: boolean }
}

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

let nextId = 1
const frames = new WeakMap<Frame, WebFrame>()

class WebFrame {
  readonly #frame: Frame
  constructor(frame: Frame) {
    this.#frame = frame
  }
  get url() {
    return toScheme(this.#frame.url())
  }
  get parent(): WebFrame | null {
    const parent = this.#frame.parentFrame()
    return parent && frameOf(parent)
  }
}

function frameOf(frame: Frame): WebFrame {
  const known = frames.get(frame) ?? new WebFrame(frame)
  frames.set(frame, known)
  return known
}

class WebContents extends EventEmitter {
  readonly id = nextId++
  readonly printed: unknown[] = []
  #page: Page | undefined
  #loading: string | undefined
  #openHandler: OpenHandler = () => ({ action: 'allow' })
  #messages: { channel: string, args: unknown[] }[] = []
  #wake: (() => void) | undefined

  adopt(page: Page) {
    this.#page = page
    page.on('popup', (popup) => {
      if (this.#openHandler({ url: toScheme(popup.url()) }).action === 'deny') popup.close().catch(() => {})
    })
    page.on('crash', () => this.emit('render-process-gone', new Happening(), { reason: 'crashed', exitCode: 1 }))
  }
  get page(): Page {
    if (this.#page === undefined) throw new Error('The page is not there yet')
    return this.#page
  }
  get mainFrame() {
    return frameOf(this.page.mainFrame())
  }
  getURL = () => toScheme(this.page.url())
  isDestroyed = () => this.#page?.isClosed() ?? false
  setWindowOpenHandler(handler: OpenHandler) {
    this.#openHandler = handler
  }

  async load(url: string) {
    this.#loading = url
    await this.page.goto(toPlayed(url))
    this.#loading = undefined
  }
  reload() {
    this.#loading = this.getURL()
    void this.page.reload()
  }
  /** A navigation that the page began: the shell is asked, as Electron asks it. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (url === this.#loading) return true
    const event = new Happening({ url, isMainFrame })
    this.emit('will-frame-navigate', event)
    if (isMainFrame) this.emit('will-navigate', event, url)
    return !event.defaultPrevented
  }

  send(channel: string, ...args: unknown[]) {
    this.#messages.push({ channel, args: structuredClone(args) })
    this.#wake?.()
  }
  /** The messages since the last call, waiting for one. */
  async heard() {
    if (this.#messages.length === 0) await new Promise<void>((resolve) => { this.#wake = resolve })
    return this.#messages.splice(0)
  }
  executeJavaScript(code: string): Promise<unknown> {
    return this.page.evaluate(code)
  }
  print(options: unknown, done?: (success: boolean, reason: string) => void) {
    this.printed.push(structuredClone(options))
    done?.(true, '')
  }
}

const windows = new Set<BrowserWindow>()
const front: { window: BrowserWindow | null } = { window: null }

function windowOf(page: Page): BrowserWindow | null {
  return [...windows].find((window) => window.opened && window.webContents.page === page) ?? null
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly options: WindowOptions
  opened = false
  #bounds: Rectangle
  #visible: boolean
  #minimized = false
  #maximized = false
  #destroyed = false
  readonly #ready: Promise<void>

  static getAllWindows = () => [...windows]
  static getFocusedWindow = () => front.window
  static fromWebContents = (contents: WebContents) => [...windows].find((window) => window.webContents === contents) ?? null

  constructor(options: WindowOptions = {}) {
    super()
    if (openContext === undefined) throw new Error('Cannot create BrowserWindow before app is ready')
    this.options = options
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#visible = options.show ?? true
    windows.add(this)
    app.emit('web-contents-created', new Happening(), this.webContents)
    this.#ready = this.#open(openContext)
  }

  async #open(context: BrowserContext) {
    const blank = windows.size === 1 ? context.pages()[0] : undefined
    const page = blank ?? await context.newPage()
    const { preload } = this.options.webPreferences ?? {}
    const source = fs.readFileSync(path.join(import.meta.dirname, 'renderer-side.js'), 'utf8')
    const code = preload === undefined ? null : fs.readFileSync(preload, 'utf8')
    // Put in as source text, for the page's policy forbids to evaluate any; by a function, so that a "$" in it is a "$".
    const preloadFunction = code === null ? 'null' : `function (require, module, exports, process) {\n${code}\n}`
    await page.addInitScript(source.replaceAll(/\bPRELOAD\b(?=$)/gm, () => preloadFunction).replace('PLATFORM', () => JSON.stringify(process.platform)))
    await page.setViewportSize({ width: this.#bounds.width, height: this.#bounds.height })
    this.webContents.adopt(page)
    this.opened = true
    page.on('close', () => void this.#closed())
  }

  async loadURL(url: string) {
    await this.#ready
    await this.webContents.load(url)
    this.emit('ready-to-show')
  }
  isVisible = () => this.#visible
  isMinimized = () => this.#minimized
  isMaximized = () => this.#maximized
  isDestroyed = () => this.#destroyed
  getNormalBounds = () => ({ ...this.#bounds })
  getBounds = () => ({ ...this.#bounds })
  setBounds(bounds: Partial<Rectangle>) {
    Object.assign(this.#bounds, bounds)
  }
  show() {
    this.#visible = true
    front.window = this
  }
  focus() {
    front.window = this
    this.emit('focus')
  }
  minimize() {
    this.#minimized = true
    if (front.window === this) front.window = null
  }
  restore() {
    this.#minimized = false
  }
  maximize() {
    this.#maximized = true
  }
  unmaximize() {
    this.#maximized = false
  }
  close() {
    void this.closeNow()
  }
  destroy() {
    if (this.#destroyed) return
    this.#destroyed = true
    windows.delete(this)
    void this.#ready.then(() => this.webContents.page.close())
  }
  async closeNow(): Promise<boolean> {
    if (this.#destroyed) return true
    const event = new Happening()
    this.emit('close', event)
    if (event.defaultPrevented) return false
    await this.#ready
    this.#destroyed = true
    await this.webContents.page.close()
    return true
  }
  async #closed() {
    if (!this.#destroyed) {
      this.#destroyed = true
      this.emit('close', new Happening())
    }
    windows.delete(this)
    if (front.window === this) front.window = null
    this.emit('closed')
    if (windows.size === 0 && !app.quitting && !app.emit('window-all-closed')) app.quit()
  }
}

// ---- between the two -----------------------------------------------------------------------------

type Message = { kind: 'invoke', channel: string, args: unknown[] } | { kind: 'hear' }
type Handler = (event: { sender: WebContents, senderFrame: WebFrame | null }, ...args: unknown[]) => unknown

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>()
  handle(channel: string, handler: Handler) {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.handlers.set(channel, handler)
  }
  removeHandler(channel: string) {
    this.handlers.delete(channel)
  }
}

export const ipcMain = new IpcMain()

async function receive(page: Page, frame: Frame, message: Message): Promise<unknown> {
  const window = windowOf(page)
  if (window === null) return { error: 'No window' }
  if (message.kind === 'hear') return window.webContents.heard()
  const handler = ipcMain.handlers.get(message.channel)
  try {
    if (handler === undefined) throw new Error(`No handler registered for '${message.channel}'`)
    const event = { sender: window.webContents, senderFrame: frameOf(frame) }
    return { value: structuredClone(await handler(event, ...message.args)) }
  } catch (error) {
    return { error: `Error invoking remote method '${message.channel}': ${String(error)}` }
  }
}

// ---- the rest ------------------------------------------------------------------------------------

export const protocol = {
  privileged: [] as { scheme: string }[],
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: { scheme: string }[]) {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    protocol.privileged.push(...schemes)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>) {
    protocol.handlers.set(scheme, handler)
  },
}

type BeforeRequest = (details: { url: string }, answer: (result: { cancel?: boolean }) => void) => void

class Session {
  readonly handlers: Record<string, unknown> = {}
  #beforeRequest: BeforeRequest | undefined
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => { this.#beforeRequest = listener },
  }
  setPermissionRequestHandler = (handler: unknown) => { this.handlers.permissionRequest = handler }
  setPermissionCheckHandler = (handler: unknown) => { this.handlers.permissionCheck = handler }
  setDevicePermissionHandler = (handler: unknown) => { this.handlers.devicePermission = handler }
  cancels(url: string): boolean {
    let cancelled = false
    this.#beforeRequest?.({ url }, ({ cancel }) => { cancelled = cancel ?? false })
    return cancelled
  }
}

export const session = { defaultSession: new Session() }

export const dialog = {
  showSaveDialog: async (..._args: unknown[]) => ({ canceled: true, filePath: '' }),
  showMessageBox: async (..._args: unknown[]) => ({ response: 0 }),
  showErrorBox: (_title: string, _content: string) => {},
}

interface MenuItem { id?: string, label?: string, role?: string, click?: () => void, submenu?: Menu }
interface Template { id?: string, label?: string, role?: string, type?: string, click?: () => void, submenu?: Template[] }

export class Menu {
  static #application: Menu | null = null
  readonly items: MenuItem[]
  constructor(items: MenuItem[]) {
    this.items = items
  }
  static buildFromTemplate(template: Template[]): Menu {
    return new Menu(template.map(({ submenu, ...item }) => {
      if (item.label === undefined && item.role === undefined && item.type !== 'separator') throw new Error('A menu item needs a label, a role or a type')
      return { ...item, ...(submenu ? { submenu: Menu.buildFromTemplate(submenu) } : {}) }
    }))
  }
  static setApplicationMenu(menu: Menu | null) {
    Menu.#application = menu
  }
  static getApplicationMenu = () => Menu.#application
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id)
      if (found) return found
    }
    return null
  }
}

function secret(): Buffer {
  const file = path.join(app.getPath('userData'), 'stand-in.secret')
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32))
  return fs.readFileSync(file)
}

export const safeStorage = {
  getSelectedStorageBackend: () => 'gnome_libsecret',
  isAsyncEncryptionAvailable: async () => true,
  async encryptStringAsync(text: string) {
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', secret(), iv)
    return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  async decryptStringAsync(encrypted: Buffer) {
    const decipher = createDecipheriv('aes-256-gcm', secret(), encrypted.subarray(0, 12))
    decipher.setAuthTag(encrypted.subarray(-16))
    return { result: decipher.update(encrypted.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8'), shouldReEncrypt: false }
  },
}

export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }
export const powerMonitor = new EventEmitter()
