import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { test, type TestContext } from 'node:test'

const root = path.resolve(import.meta.dirname, '../..')
const skip = process.platform === 'win32' && 'Windows knows no signals'

interface Run { child: ChildProcess, out: () => string, err: () => string, ended: Promise<number | null> }

/** `npm start` and its like, where there is no display to open a window on. */
function npm(t: TestContext, args: string[], env: Record<string, string> = {}): Run {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skranke-start-'))
  const { DISPLAY: _x, WAYLAND_DISPLAY: _w, ...inherited } = process.env
  const child = spawn('npm', ['--silent', ...args], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...inherited, PORT: '0', LOG_LEVEL: 'warn', DB_PATH: path.join(folder, 'desk.db'), ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString() })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  t.after(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  return { child, out: () => out, err: () => err, ended }
}

async function address({ child, out, err, ended }: Run): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout!.on('data', () => {
      const url = /^Skranke is listening on (http:\S+)$/m.exec(out())?.[1]
      if (url) resolve(url)
    })
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err()}`)))
  })
}

for (const command of [['start'], ['run', 'serve']]) {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    test(`npm ${command.join(' ')} prints one line, serves the desk, and ${signal} to npm ends it with 0`, { skip: process.platform === 'darwin' && command[0] === 'start' ? 'a Mac has always a display' : skip }, async (t) => {
      const run = npm(t, command)
      const url = await address(run)
      assert.deepEqual(await (await fetch(`${url}/health`)).json(), { status: 'ok' })
      run.child.kill(signal)
      // A terminal's Ctrl+C arrives twice: from the terminal, and once more from npm.
      run.child.kill(signal)
      assert.equal(await run.ended, 0)
      assert.equal(run.out(), `Skranke is listening on ${url}\n`)
      await assert.rejects(fetch(`${url}/health`))
    })
  }
}

test('a port in use is one clear line and exit status 1', { skip }, async (t) => {
  const taken = net.createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  t.after(() => taken.close())
  const { port } = taken.address() as net.AddressInfo
  const run = npm(t, ['run', 'serve'], { PORT: String(port) })
  assert.equal(await run.ended, 1)
  assert.equal(run.out(), '')
  assert.match(run.err(), new RegExp(`^.*${port}.*\n$`))
})

test('an unknown bench is one clear line and exit status 1', { skip }, async (t) => {
  const run = npm(t, ['run', 'bench', '--', 'nonsense'])
  assert.equal(await run.ended, 1)
  assert.match(run.err(), /^There is no bench "nonsense".*\n$/)
})
