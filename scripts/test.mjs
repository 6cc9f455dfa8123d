// `npm test`: sets up, checks, and runs every suite; `npm test -- api db` only those named.
// The last line is the sum: "N passed, N failed", and ", N skipped" where any were.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { ensureBuilt, inRoot, Plain, root, run, say, setUp } from './setup.mjs'

const few = String(Math.min(2, availableParallelism()))

/** Suites in the order they run: what is quick and says most, first. `browser` marks those that want a Chromium, `built` those that run what was built. */
const suites = [
  { name: 'policy', folders: ['policy'] },
  { name: 'unit', folders: ['shared', 'engine', 'renderer'] },
  { name: 'api', folders: ['api'] },
  { name: 'db', folders: ['db'] },
  { name: 'delivery', folders: ['delivery'], minutes: 6 },
  { name: 'e2e', folders: ['e2e'], browser: true, built: true, concurrency: '1', minutes: 6 },
  { name: 'shell', folders: ['shell'], browser: true, built: true, concurrency: '1', minutes: 5 },
  { name: 'faults', folders: ['faults'], built: true, minutes: 6 },
]
const notSuites = ['bench', 'support']

/** Settings of the machine's own desk must not reach the tests. */
const settings = /^(DB_PATH|HOST|PORT|KEY|BILLING_SERVICE_URL|EVENT_SERVICE_URL|PAYMENT_SERVICE_URL|SMTP_URL|MAIL_FROM|AMQP_URL|KAFKA_BROKERS|NATS_URL|LOG_LEVEL|SKRANKE_(?!CHROMIUM).*|NODE_TEST_CONTEXT|NODE_OPTIONS)$/

const sum = { passed: 0, failed: 0, skipped: 0 }

function add(counts) {
  for (const key of Object.keys(sum)) sum[key] += counts[key]
}

/** The last line, whatever happened before it. */
function tell() {
  if (sum.failed > 0) process.exitCode = 1
  console.log(`\n${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
}

/** A step that must hold before suites can run; that it does not is a failure of its own. */
async function step(work) {
  try {
    return await work()
  } catch (error) {
    say(error instanceof Plain ? error.message : String(error?.stack ?? error))
    add({ passed: 0, failed: 1, skipped: 0 })
    return null
  }
}

await run(async () => {
  const chosen = choose(process.argv.slice(2))
  const isHere = await step(() => setUp({ build: false }))
  if (isHere === null) return tell()
  if (!isHere) return

  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.test(name)))
  const isBuilt = !chosen.some((suite) => suite.built) || (await step(async () => { await ensureBuilt(); return true })) !== null
  if (chosen.some((suite) => suite.browser)) {
    const { ensureChromium } = await import('./chromium.mjs')
    const chromium = await ensureChromium()
    if (chromium !== null) environment.SKRANKE_CHROMIUM = chromium
  }

  for (const suite of chosen) {
    console.log(`\n${suite.name}`)
    if (suite.name === 'check') {
      const { check } = await import('./check.mjs')
      add(check())
    } else if (suite.built && !isBuilt) {
      console.log('  not run: the build failed')
    } else if (suite.browser && environment.SKRANKE_CHROMIUM === undefined) {
      console.log('  FAIL  no Chromium to test in')
      add({ passed: 0, failed: 1, skipped: 0 })
    } else {
      add(await runSuite(suite, environment))
    }
  }
  tell()
})

/** The suites named, or all: the known ones, then any other folder of tests, so that none is forgotten. */
function choose(names) {
  const known = new Set([...notSuites, ...suites.flatMap((suite) => suite.folders)])
  const others = readdirSync(inRoot('tests'), { withFileTypes: true }).filter((entry) => entry.isDirectory() && !known.has(entry.name))
  const all = [{ name: 'check' }, ...suites, ...others.map(({ name }) => ({ name, folders: [name], built: true }))]
  if (names.length === 0) return all.filter((suite) => suite.name === 'check' || testFiles(suite).length > 0)
  return names.map((name) => {
    const suite = all.find((one) => one.name === name) ?? all.find((one) => one.folders?.includes(name))
    if (suite === undefined) throw new Plain(`There is no suite "${name}": ${all.map((one) => one.name).join(', ')}.`)
    return suite.name === name ? suite : { ...suite, name, folders: [name] }
  })
}

function testFiles(suite) {
  return suite.folders.flatMap((folder) => {
    const full = inRoot('tests', folder)
    if (!existsSync(full)) return []
    return readdirSync(full, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.test.ts')).toSorted().map((file) => path.join('tests', folder, file))
  })
}

async function runSuite(suite, environment) {
  const files = testFiles(suite)
  if (files.length === 0) {
    console.log('  no tests yet')
    return { passed: 0, failed: 0, skipped: 0 }
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'skranke-test-'))
  const counts = path.join(folder, 'counts.json')
  const args = [
    '--test', `--test-concurrency=${suite.concurrency ?? few}`, '--test-timeout=240000',
    '--test-reporter=./tests/support/reporter.mjs', '--test-reporter-destination=stdout', ...files,
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...environment, SKRANKE_TEST_COUNTS: counts } })
  const limit = setTimeout(() => {
    say(`  FAIL  ${suite.name} took longer than ${suite.minutes ?? 4} minutes`)
    child.kill('SIGKILL')
  }, (suite.minutes ?? 4) * 60 * 1000)
  const stop = (signal) => { child.kill(signal); process.exitCode = 1 }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  const status = await new Promise((resolve) => child.on('close', resolve))
  clearTimeout(limit)
  process.off('SIGINT', stop).off('SIGTERM', stop)
  const result = existsSync(counts) ? JSON.parse(readFileSync(counts, 'utf8')) : { passed: 0, failed: 0, skipped: 0 }
  rmSync(folder, { recursive: true, force: true })
  // A run that broke off without saying what failed is a failure of its own.
  if (status !== 0 && result.failed === 0) result.failed = 1
  return result
}
