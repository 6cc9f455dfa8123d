import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'

/* A real Chromium, and pages that report what no page of the desk may do. */

const executablePath = process.env.SKRANKE_CHROMIUM ?? '/usr/bin/chromium'

export async function openBrowser(t: TestContext): Promise<Browser> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0
  const browser = await chromium.launch({
    executablePath,
    args: [...(asRoot ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  })
  t.after(() => browser.close())
  return browser
}

export interface WatchedPage {
  page: Page
  /** From here on the desk may be out of reach, and the browser may say so on its console. */
  expectOutage(): void
  /** Nothing left this machine, no policy was hurt, and nothing went wrong that no person saw. */
  expectNoFault(): void
}

/** A page in a context of its own: its own storage, as another machine has. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Copenhagen', viewport: { width: 1360, height: 860 }, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  // Long enough for a busy machine; what never comes is told within the test's own time.
  page.setDefaultTimeout(Number(process.env.SKRANKE_PATIENCE ?? 20_000))
  const faults: string[] = []
  let outage = false
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['127.0.0.1', 'localhost'].includes(url.hostname) && !['data:', 'blob:'].includes(url.protocol)) faults.push(`asked ${url.href}`)
  })
  page.on('pageerror', (error) => faults.push(`threw ${error.stack ?? error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    const text = message.text()
    // A refusal that the screen shows to a person; anything of the page itself that is missing is a fault.
    if (/^Failed to load resource: .* status of (400|401|403|409|412|422|429) /.test(text)) return
    if (outage && /ERR_FAILED|ERR_CONNECTION|ERR_EMPTY_RESPONSE|ERR_SOCKET|ERR_NETWORK|status of 503/.test(text)) return
    faults.push(`said ${text} (${message.location().url})`)
  })
  await page.exposeFunction('skrankePolicyHurt', (what: string) => faults.push(`hurt the policy: ${what}`))
  await page.addInitScript(`addEventListener('securitypolicyviolation', (event) => skrankePolicyHurt(event.violatedDirective + ' ' + event.blockedURI))`)
  return {
    page,
    expectOutage() { outage = true },
    expectNoFault: () => assert.deepEqual(faults, []),
  }
}

/** What axe finds on the page as it stands, each with where it is. */
export async function findBarriers(page: Page): Promise<string[]> {
  // Legacy mode: the other one opens a page of its own, which the desk's policy does not let it talk to.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary?.replaceAll(/\s+/g, ' ')}`))
}

/** The steps of one story, each on what the one before it left: after one that failed the others would say nothing. */
export function storyOf(t: TestContext): (name: string, act: () => Promise<void> | void) => Promise<void> {
  let broken = false
  return (name, act) => t.test(name, async (step) => {
    if (broken) {
      step.skip('a step before it failed')
      return
    }
    broken = true
    await act()
    broken = false
  })
}
