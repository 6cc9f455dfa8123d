import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { test, type TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { BridgeAnswer, BridgeRequest } from '../../shared/bridge.ts'
import { ended, newDataFolder, openShell, PASSWORD, startProcess, way, type Shell } from '../support/shell.ts'

/** Waits for a state, never for a time. */
async function until<T>(look: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 15_000; ;) {
    const value = await look()
    if (holds(value)) return value
    if (Date.now() > deadline) assert.fail(`still ${JSON.stringify(value)}`)
    await wait(50)
  }
}

function request({ page }: Shell, one: BridgeRequest): Promise<BridgeAnswer> {
  return page.evaluate((it) => window.skranke!.request(it), one)
}

async function signIn(shell: Shell): Promise<{ authorization: string }> {
  const answer = await request(shell, {
    method: 'POST', url: '/login/', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  })
  assert.ok(answer.ok)
  assert.equal(answer.status, 200, answer.body)
  return { authorization: `Bearer ${(JSON.parse(answer.body) as { token: string }).token}` }
}

/** The same over HTTP: with `node:http`, which sends what it is told, as a program on the LAN might. */
function overHttp(base: string, { method, url, headers, body }: BridgeRequest): Promise<{ status: number, headers: http.IncomingHttpHeaders, body: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = http.request(new URL(url, base), { method, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks).toString() }))
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function open(t: TestContext, options: { args?: string[], env?: Record<string, string>, dataFolder?: string } = {}): Promise<Shell> {
  return openShell(t, { dataFolder: newDataFolder(t), ...options })
}

test('the window', async (t) => {
  t.diagnostic(`the shell's specs run under ${way}`)
  const shell = await open(t)
  const { page, url } = shell
  const token = await signIn(shell)
  const json = { 'content-type': 'application/json' }

  await t.test('shows the screens under its own policy, without an error', async () => {
    const errors: string[] = []
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()) })
    page.on('pageerror', (error) => errors.push(error.message))
    await page.reload()
    await page.locator('input[type=password]').first().waitFor()
    assert.deepEqual(errors, [])
  })

  await t.test('signs in and asks over IPC', async () => {
    const me = await request(shell, { method: 'GET', url: '/api/v1/users/me', headers: token })
    assert.ok(me.ok)
    assert.equal((JSON.parse(me.body) as { username: string }).username, 'admin')
  })

  await t.test('answers the same over IPC and over HTTP', async () => {
    const requests: BridgeRequest[] = [
      { method: 'GET', url: '/health', headers: {} },
      { method: 'GET', url: '/bookings', headers: {} },
      { method: 'GET', url: '/bookings', headers: { authorization: 'Bearer nonsense' } },
      { method: 'GET', url: '/bookings', headers: token },
      { method: 'GET', url: '/bookings/export/csv', headers: token },
      { method: 'GET', url: '/users/', headers: token },
      { method: 'GET', url: '/api/v1/settings', headers: token },
      { method: 'GET', url: '/api/v1/calendar?from=2027-03-01&to=2027-03-08&kind=rooms', headers: token },
      { method: 'GET', url: '/api/v1/availability?from=2027-03-08&to=2027-03-01', headers: token },
      { method: 'GET', url: '/api/v1/stays/0', headers: token },
      { method: 'GET', url: '/api/v1/stays/abc', headers: token },
      { method: 'GET', url: '/api/v1/stays/4711', headers: token },
      { method: 'GET', url: '/nowhere', headers: token },
      { method: 'DELETE', url: '/health', headers: token },
      { method: 'POST', url: '/bookings', headers: { ...token, ...json }, body: '{}' },
      { method: 'POST', url: '/bookings', headers: { ...token, ...json }, body: '{"roomnumber":' },
      { method: 'POST', url: '/bookings', headers: { ...token, 'content-type': 'text/plain' }, body: 'hello' },
      { method: 'POST', url: '/bookings', headers: { ...token, ...json }, body: JSON.stringify({ roomnumber: 999, category: 'Standard single room', checkin: '2027-03-01T14:00:00', checkout: '2027-03-02T12:00:00' }) },
      { method: 'POST', url: '/bookings', headers: { ...token, ...json }, body: JSON.stringify({ notes: 'x'.repeat(1_100_000) }) },
      { method: 'POST', url: '/login/', headers: json, body: '{"username":"admin","password":"wrong"}' },
    ]
    const shown = ['content-type', 'content-disposition', 'allow', 'etag']
    for (const one of requests) {
      const ipc = await request(shell, one)
      assert.ok(ipc.ok, `${one.method} ${one.url}`)
      const direct = await overHttp(url, one)
      const pick = (headers: http.IncomingHttpHeaders) => Object.fromEntries(shown.map((name) => [name, headers[name]]))
      assert.deepEqual(
        { status: ipc.status, body: ipc.body, headers: pick(ipc.headers) },
        { status: direct.status, body: direct.body, headers: pick(direct.headers) }, `${one.method} ${one.url}`,
      )
    }
  })

  await t.test('hands the page the bridge and nothing else of Node or Electron', async () => {
    const seen = await page.evaluate(() => ({
      bridge: Object.keys(window.skranke!).toSorted(),
      session: Object.keys(window.skranke!.session).toSorted(),
      frozen: Object.isFrozen(window.skranke!) && Object.isFrozen(window.skranke!.session),
      others: ['require', 'process', 'module', 'exports', 'Buffer', 'global', 'electron', 'ipcRenderer', '__standIn'].filter((name) => name in globalThis),
    }))
    assert.deepEqual(seen, {
      bridge: ['onChange', 'onMenu', 'platform', 'print', 'request', 'saveCsv', 'session'],
      session: ['load', 'save'], frozen: true, others: [],
    })
  })

  await t.test('refuses what is no request, with a value and not a rejection', async () => {
    const answers = await page.evaluate(async () => {
      const send = window.skranke!.request as unknown as (value: unknown) => Promise<{ ok: boolean }>
      return Promise.all([
        send(null), send('GET /'), send({}), send({ method: 'TRACE', url: '/', headers: {} }), send({ method: 'GET', url: 'http://example.com/', headers: {} }),
        send({ method: 'GET', url: '//example.com/', headers: {} }), send({ method: 'GET', url: '/health', headers: { 'x-a': 'b\r\nc: d' } }), send({ method: 'POST', url: '/login/', headers: {}, body: { username: 'admin' } }),
      ])
    })
    assert.deepEqual(answers.map(({ ok }) => ok), answers.map(() => false))
  })

  await t.test('tells the screen that something changed, also from another client', async () => {
    await page.evaluate(() => {
      const seen = window as unknown as { changes: number }
      seen.changes = 0
      window.skranke!.onChange(() => { seen.changes++ })
    })
    const added = await overHttp(url, {
      method: 'POST', url: '/users/', headers: { ...token, ...json },
      body: JSON.stringify({ username: 'karen', email_address: 'karen@hotel.example', password: PASSWORD, confirm_password: PASSWORD }),
    })
    assert.equal(added.status, 201, added.body)
    await page.waitForFunction(() => (window as unknown as { changes: number }).changes > 0)
  })

  await t.test('hands what is chosen in the menu to the screen', async () => {
    await page.evaluate(() => {
      const seen = window as unknown as { chosen: string[] }
      seen.chosen = []
      window.skranke!.onMenu((command) => { seen.chosen.push(command) })
    })
    await shell.evaluate(({ Menu }) => { Menu.getApplicationMenu()!.getMenuItemById('new-stay')!.click() }, null)
    await page.waitForFunction(() => (window as unknown as { chosen: string[] }).chosen.includes('new-stay'))
  })

  await t.test('saves the CSV export where the dialog says', async () => {
    const file = path.join(newDataFolder(t), 'ophold.csv')
    const dialogs = (answer: { canceled: boolean, filePath: string }) => shell.evaluate(({ dialog }, it) => {
      const seen = globalThis as unknown as { asked: unknown[] }
      seen.asked = []
      dialog.showSaveDialog = (async (_window: unknown, options: unknown) => { seen.asked.push(options); return it }) as never
      dialog.showMessageBox = (async (_window: unknown, options: unknown) => { seen.asked.push(options); return { response: 0 } }) as never
    }, answer)
    const asked = () => shell.evaluate(() => JSON.stringify((globalThis as unknown as { asked: unknown[] }).asked), null)
    const save = (headers: Record<string, string>) => page.evaluate((it) => window.skranke!.saveCsv('../bookings.csv', '/bookings/export/csv', it), headers)

    await dialogs({ canceled: true, filePath: '' })
    assert.deepEqual(await save(token), { saved: false })

    await dialogs({ canceled: false, filePath: file })
    assert.deepEqual(await save({}), { saved: false })
    assert.equal(existsSync(file), false)
    assert.match(await asked(), /"type":"error"/)

    await dialogs({ canceled: false, filePath: file })
    assert.deepEqual(await save(token), { saved: true, path: file })
    assert.match(await asked(), /"defaultPath":"bookings\.csv"/)
    assert.equal(readFileSync(file, 'utf8').split(/\r?\n/, 1)[0], 'id,roomnumber,category,isbooking,checkin,checkout')
    assert.equal(existsSync(`${file}.part`), false)
  })

  await t.test('prints what it shows', async () => {
    await shell.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]!.webContents
      contents.print = ((options: unknown, done: () => void) => { (globalThis as unknown as { print: unknown }).print = options; done() }) as never
    }, null)
    await page.evaluate(() => window.skranke!.print())
    const options = () => shell.evaluate(() => (globalThis as unknown as { print: object }).print, null)
    assert.deepEqual(await options(), { printBackground: true })
    await page.evaluate(() => window.skranke!.print('A3'))
    assert.deepEqual(await options(), { printBackground: true, pageSize: 'A3', landscape: true })
    await page.evaluate(() => window.skranke!.print('a wall' as never))
    assert.deepEqual(await options(), { printBackground: true })
  })

  await t.test('goes nowhere else and opens no other window', async () => {
    const home = page.url()
    await shell.evaluate(({ BrowserWindow }) => {
      const seen = globalThis as unknown as { went: string[] }
      seen.went = []
      BrowserWindow.getAllWindows()[0]!.webContents.on('will-frame-navigate', (event) => { seen.went.push(`${event.url} ${event.defaultPrevented}`) })
    }, null)
    for (const target of ['https://example.com/', 'http://127.0.0.1:9/']) {
      await page.evaluate((it) => { location.href = it }, target).catch(() => {})
      await until(() => shell.evaluate(() => (globalThis as unknown as { went: string[] }).went, null), (went) => went.includes(`${target} true`))
    }
    await page.evaluate(() => { window.open('https://example.com/') })
    await until(() => shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length, null), (count) => count === 1)
    assert.equal(page.url(), home)
    await until(async () => page.context().pages().length, (count) => count === 1)
  })

  await t.test('reaches no other host and no file beside its own', async () => {
    const fetched = await page.evaluate(async () => Promise.all(['https://example.com/', '/..%2f..%2fpackage.json', '/%2e%2e/main.js', '/..%5cmain.js'].map(async (url) => {
      try {
        return (await fetch(url)).status
      } catch {
        return 'refused'
      }
    })))
    assert.equal(fetched[0], 'refused')
    assert.ok(fetched.slice(1).every((status) => status === 404 || status === 403), String(fetched))
    const policy = await page.evaluate(async () => (await fetch('/')).headers.get('content-security-policy'))
    assert.match(policy!, /default-src 'none'.*script-src 'self'/)
    assert.doesNotMatch(policy!, /script-src[^;]*unsafe/)
  })

  await t.test('grants a page no permission', async () => {
    assert.notEqual(await page.evaluate(() => Notification.requestPermission()), 'granted')
    assert.equal(await page.evaluate(() => new Promise((resolve) => {
      navigator.geolocation.getCurrentPosition(() => resolve('granted'), ({ code }) => resolve(code))
    })), 1)
  })

  await t.test('is isolated, sandboxed and without Node', async () => {
    const preferences = await shell.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows() as unknown as { options?: { webPreferences: Record<string, unknown> }, webContents: { getLastWebPreferences?: () => Record<string, unknown> } }[]
      const { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity, allowRunningInsecureContent } = window!.webContents.getLastWebPreferences?.() ?? window!.options!.webPreferences
      return { contextIsolation, sandbox, nodeIntegration, webviewTag, webSecurity, allowRunningInsecureContent }
    }, null)
    assert.deepEqual(preferences, { contextIsolation: true, sandbox: true, nodeIntegration: false, webviewTag: false, webSecurity: true, allowRunningInsecureContent: false })
  })

  await t.test('refuses a page that is not its own, and a frame within its own', async () => {
    const answer = await shell.evaluate(async ({ BrowserWindow }) => {
      const [own] = BrowserWindow.getAllWindows() as unknown as { options?: { webPreferences: { preload: string } }, webContents: { getLastWebPreferences?: () => { preload: string } } }[]
      const { preload } = own!.webContents.getLastWebPreferences?.() ?? own!.options!.webPreferences
      const foreign = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await foreign.loadURL('data:text/html,<title>foreign</title>')
      const said: unknown = await foreign.webContents.executeJavaScript('Promise.all([skranke.request({ method: "GET", url: "/health", headers: {} }), skranke.session.load(), skranke.saveCsv("a", "/bookings/export/csv", {})]).then(JSON.stringify)')
      foreign.destroy()
      return said as string
    }, null)
    assert.deepEqual(JSON.parse(answer), [{ ok: false, error: 'This page may not speak with the desk.' }, null, { saved: false }])
    const framed = await page.evaluate(async () => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const has = 'skranke' in frame.contentWindow!
      frame.remove()
      return has
    })
    assert.equal(framed, false)
  })

  await t.test('a second start shows the first window and ends', async () => {
    const dataFolder = await shell.evaluate(({ app }) => app.getPath('userData'), null)
    await shell.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.minimize() }, null)
    const second = startProcess({ dataFolder })
    assert.equal(await ended(second), 0)
    await until(() => shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()), null), (minimized) => minimized.length === 1 && !minimized[0])
  })
})

test('the session and the window survive a restart, in a file that shows neither', async (t) => {
  const dataFolder = newDataFolder(t)
  const first = await open(t, { dataFolder })
  const keeps = await first.evaluate(async ({ safeStorage }) => (
    await safeStorage.isAsyncEncryptionAvailable() && !(process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text')
  ), null)
  assert.equal(await first.page.evaluate(() => window.skranke!.session.load()), null)
  await first.page.evaluate(() => window.skranke!.session.save('a token'))
  assert.equal(await first.page.evaluate(() => window.skranke!.session.load()), 'a token')
  await first.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.setBounds({ x: 120, y: 80, width: 1100, height: 700 }) }, null)
  assert.equal(await first.quit(), 0)
  if (keeps) assert.doesNotMatch(readFileSync(path.join(dataFolder, 'session'), 'latin1'), /a token/)

  const second = await open(t, { dataFolder })
  assert.equal(await second.page.evaluate(() => window.skranke!.session.load()), keeps ? 'a token' : null)
  const { width, height } = await second.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getNormalBounds(), null)
  assert.deepEqual({ width, height }, { width: 1100, height: 700 })
  await second.page.evaluate(() => window.skranke!.session.save(null))
  assert.equal(existsSync(path.join(dataFolder, 'session')), false)
  assert.equal(await second.quit(), 0)
})

test('quitting answers what was accepted, closes the desk and ends with 0', async (t) => {
  const dataFolder = newDataFolder(t)
  const shell = await open(t, { dataFolder })
  const health = await overHttp(shell.url, { method: 'GET', url: '/health', headers: {} })
  assert.equal(health.status, 200)
  assert.ok(existsSync(path.join(dataFolder, 'reservation_database.db')))
  assert.equal(await shell.quit(), 0)
  await assert.rejects(overHttp(shell.url, { method: 'GET', url: '/health', headers: {} }))
  // SQLite folds its log back into the file when the last connection closes in order.
  assert.equal(existsSync(path.join(dataFolder, 'reservation_database.db-wal')), false)
})

test('closing the window, or SIGTERM, ends it the same way', { skip: process.platform === 'win32' }, async (t) => {
  const closed = await open(t)
  await closed.evaluate(({ BrowserWindow }) => { setImmediate(() => BrowserWindow.getAllWindows()[0]!.close()) }, null)
  if (process.platform !== 'darwin') await until(() => overHttp(closed.url, { method: 'GET', url: '/health', headers: {} }).then(() => true, () => false), (answers) => !answers)
  const stopped = await open(t)
  assert.equal(await stopped.signal('SIGTERM'), 0)
})

test('what keeps it from starting is one clear line and exit status 1', { skip: way === 'Electron' && 'a native dialog waits for a person' }, async (t) => {
  const taken = http.createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  t.after(() => taken.close())
  const { port } = taken.address() as { port: number }
  const child = startProcess({ dataFolder: newDataFolder(t), env: { PORT: String(port) } })
  let said = ''
  child.stderr!.on('data', (chunk: Buffer) => { said += chunk.toString() })
  assert.equal(await ended(child), 1)
  assert.match(said, new RegExp(`Port ${port}`))
  assert.equal(said.trim().split('\n').length, 1, said)
})
