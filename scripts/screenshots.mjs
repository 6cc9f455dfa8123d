// `npm run screenshots`: pictures of the sample hotel's views for docs/images, in light and dark,
// English and Danish, as of one fixed moment. `npm run screenshots -- calendar today` takes only these
// views; `--to FOLDER` puts them elsewhere.
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { build, stale } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { toPalette } from './png.mjs'
import { inRoot, Plain, run, say, setUp } from './setup.mjs'

/** A Wednesday before noon, with Whitsun in sight. */
const NOW = Date.parse('2027-05-12T10:40:00+02:00')
const PASSWORD = 'a password of the pictures'
const SIZE = { width: 1440, height: 900 }

/** Each view's place, and what stands there when it is ready. */
const VIEWS = {
  calendar: ['calendar', '[role=grid] [role=gridcell]'],
  providers: ['calendar/providers', '[role=grid] [role=gridcell]'],
  hourly: ['calendar/hourly', '[role=grid] [role=gridcell]'],
  cars: ['calendar/cars', '[role=grid] [role=gridcell]'],
  today: ['today', 'main li, main tbody tr'],
  stays: ['stays', 'main tbody tr'],
  rooms: ['rooms', 'main tbody tr'],
  performance: ['performance', 'main tbody tr'],
  settings: ['settings', 'main form'],
  deliveries: ['deliveries', 'main tbody tr'],
}

await run(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { to: { type: 'string', default: inRoot('docs', 'images') } } })
  const unknown = positionals.find((name) => !(name in VIEWS))
  if (unknown !== undefined) throw new Plain(`There is no view "${unknown}": ${Object.keys(VIEWS).join(', ')}.`)
  if (!(await setUp({ build: false }))) return
  if (stale().includes('renderer')) await build(['renderer'])
  await take(positionals.length > 0 ? positionals : Object.keys(VIEWS), path.resolve(values.to))
})

async function take(views, folder) {
  const executablePath = await findChromium()
  if (executablePath === null) throw new Plain('There is no Chromium here. Install one, or name one in SKRANKE_CHROMIUM.')
  const { openDesk } = await import('../electron/desk.ts')
  const { readConfig } = await import('../electron/config.ts')
  const { chromium } = await import('playwright-core')
  const home = mkdtempSync(path.join(os.tmpdir(), 'skranke-screenshots-'))
  const config = readConfig({
    DB_PATH: path.join(home, 'hotel.db'), PORT: '0', LOG_LEVEL: 'error', SKRANKE_ADMIN_PASSWORD: PASSWORD, SKRANKE_TIME_ZONE: 'Europe/Copenhagen', SKRANKE_CURRENCY: 'DKK',
  }, ['--demo'])
  const desk = await openDesk(config, { now: () => NOW, rendererFolder: inRoot('dist', 'renderer') })
  const billing = await openBilling()
  const asRoot = process.platform === 'linux' && process.getuid() === 0
  const browser = await chromium.launch({ executablePath, args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run', '--font-render-hinting=none'] })
  try {
    const url = await desk.listen()
    await sendSome(url, billing)
    mkdirSync(folder, { recursive: true })
    for (const language of ['en', 'da']) {
      for (const theme of ['light', 'dark']) await takeAll({ browser, url, views, folder, language, theme })
    }
  } finally {
    await browser.close()
    await desk.close()
    billing.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A billing service that takes a few bills and then is busy. */
async function openBilling() {
  let told = 0
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(told++ < 3 ? 200 : 503).end())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

/** Stays that are told to it: the sample hotel's own are not. */
async function sendSome(url, billing) {
  const call = async (method, path, body, headers = {}) => {
    const request = { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } }
    const answer = await fetch(`${url}${path}`, request)
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  const { token } = await call('POST', '/login/', { username: 'admin', password: PASSWORD })
  const signedIn = { authorization: `Bearer ${token}` }
  await call('PATCH', '/api/v1/settings', { billingServiceUrl: `http://127.0.0.1:${billing.address().port}` }, signedIn)
  for (const guestName of ['Astrid Lund', 'Søren Holm', 'Emil Krogh', 'Ingrid Dahl', 'Aage Bæk']) {
    await call('POST', '/api/v1/stays', { category: 'Superior double room', arrival: '2027-07-05', departure: '2027-07-08', guestName }, signedIn)
  }
}

/** All views in one language and one theme, as one person who signs in sees them. */
async function takeAll({ browser, url, views, folder, language, theme }) {
  const context = await browser.newContext({
    viewport: SIZE, colorScheme: theme, reducedMotion: 'reduce', timezoneId: 'Europe/Copenhagen', locale: language === 'da' ? 'da-DK' : 'en-GB',
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  await page.addInitScript((chosen) => localStorage.setItem('skranke.preferences', JSON.stringify({ state: { language: chosen, lastUsername: 'admin' }, version: 0 })), language)
  await page.goto(url)
  await page.locator('input[autocomplete=username]').fill('admin')
  await page.locator('input[autocomplete=current-password]').fill(PASSWORD)
  await page.keyboard.press('Enter')
  await page.locator('nav').first().waitFor()
  for (const view of views) {
    const [place, ready] = VIEWS[view]
    await page.goto(`${url}/#/${place}`)
    await page.locator(ready).first().waitFor()
    await settled(page)
    const file = path.join(folder, `${view}-${theme}-${language}.png`)
    const picture = toPalette(await page.screenshot())
    writeFileSync(file, picture)
    say(`${path.relative(process.cwd(), file)}  ${Math.round(picture.length / 1000)} kB`)
  }
  await context.close()
}

/** Waits until nothing is asked any more, nothing loads, and two pictures in a row are the same. */
async function settled(page) {
  await page.waitForLoadState('networkidle')
  await page.locator('[aria-busy=true], .mantine-Loader-root').first().waitFor({ state: 'detached' })
  for (let before; ;) {
    const now = await page.screenshot()
    if (before?.equals(now)) return
    before = now
  }
}
