import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import asar from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'

const root = path.resolve(import.meta.dirname, '../..')
const realDist = path.join(root, 'node_modules', 'electron', 'dist')
const real = existsSync(path.join(realDist, 'version'))

/** What electron-builder and the fuses need of Electron's folder, where the real one is not: a binary with a fuse wire in it. */
async function madeUpDist(folder: string): Promise<string> {
  const dist = path.join(folder, 'electron')
  const app = path.join(folder, 'default-app')
  for (const one of [path.join(dist, 'resources'), path.join(dist, 'locales'), app]) mkdirSync(one, { recursive: true })
  writeFileSync(path.join(app, 'main.js'), '')
  await asar.createPackage(app, path.join(dist, 'resources', 'default_app.asar'))
  const { version } = JSON.parse(readFileSync(path.join(root, 'node_modules/electron/package.json'), 'utf8')) as { version: string }
  // @electron/fuses looks for this sentinel; after it come the wire's version, its length and its states.
  const wire = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100000')])
  writeFileSync(path.join(dist, 'electron'), Buffer.concat([Buffer.alloc(4096), wire, Buffer.alloc(4096)]), { mode: 0o755 })
  for (const [file, text] of [['version', version], ['LICENSE', ''], ['LICENSES.chromium.html', ''], ['chrome-sandbox', '']] as const) writeFileSync(path.join(dist, file), text)
  for (const language of ['en-US', 'da', 'de']) writeFileSync(path.join(dist, 'locales', `${language}.pak`), '')
  return dist
}

function find(folder: string, name: string): string {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((file) => path.basename(file) === name)
  assert.ok(found, `no ${name}`)
  return path.join(folder, found)
}

test('the package', { skip: !real && process.platform !== 'linux' && 'without Electron only Linux can be packaged' }, async (t) => {
  t.diagnostic(`packaged from ${real ? "Electron's own files" : 'a made-up Electron'}`)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'skranke-package-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const release = path.join(folder, 'release')
  const built = spawnSync(process.execPath, [
    path.join(root, 'node_modules/electron-builder/cli.js'), '--dir', '--publish=never',
    `-c.electronDist=${real ? realDist : await madeUpDist(folder)}`, `-c.directories.output=${release}`,
  ], { cwd: root, encoding: 'utf8', env: { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' } })
  assert.equal(built.status, 0, built.stdout + built.stderr)

  const archive = find(release, 'app.asar')
  const inside = asar.listPackage(archive, { isPack: false }).map((file) => file.replaceAll(path.sep, '/'))
  const beside = readdirSync(`${archive}.unpacked`, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll(path.sep, '/'))

  await t.test('holds the built desk', () => {
    for (const file of ['/package.json', '/dist/main.js', '/dist/preload.cjs', '/dist/renderer/index.html', '/dist/migrations']) assert.ok(inside.includes(file), file)
    assert.ok(inside.some((file) => /^\/dist\/migrations\/\d+.*\.sql$/.test(file)))
    const manifest = JSON.parse(asar.extractFile(archive, 'package.json').toString()) as Record<string, unknown>
    assert.equal(manifest.main, 'dist/main.js')
    assert.equal(manifest.devDependencies, undefined)
  })

  await t.test('holds no sources, no tests and no tools', () => {
    const own = new Set(['node_modules', 'dist', 'package.json'])
    assert.deepEqual(inside.filter((file) => !own.has(file.split('/')[1]!)), [])
    assert.deepEqual(inside.filter((file) => /\.(ts|tsx|map|gyp|cc?|cpp|h)$/.test(file)), [])
    const { devDependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
    assert.deepEqual(Object.keys(devDependencies).filter((name) => inside.includes(`/node_modules/${name}`)), [])
    assert.deepEqual(inside.filter((file) => /\/better-sqlite3\/(deps|src)\//.test(file)), [])
  })

  await t.test('keeps the native modules beside the archive, for this machine alone', () => {
    const native = beside.filter((file) => file.endsWith('.node'))
    assert.deepEqual(native.filter((file) => !file.includes(process.platform) || !file.includes(process.arch)), [])
    assert.ok(native.some((file) => file.endsWith(`better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`)), native.join(' '))
    assert.ok(native.some((file) => file.includes('@node-rs/argon2-')), native.join(' '))
  })

  await t.test('has its fuses set', async () => {
    const program = process.platform === 'win32' ? find(release, 'Skranke.exe') : process.platform === 'darwin' ? find(release, 'Skranke.app') : find(release, 'skranke')
    const wire = await getCurrentFuseWire(program)
    const on = (option: FuseV1Options) => wire[option] === FuseState.ENABLE
    assert.deepEqual({
      runAsNode: on(FuseV1Options.RunAsNode), cookies: on(FuseV1Options.EnableCookieEncryption), nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments), integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar), fileExtras: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }, { runAsNode: false, cookies: true, nodeOptions: false, inspect: false, integrity: true, onlyAsar: true, fileExtras: false })
  })

  await t.test('lacks nothing: the desk runs from its files alone', async () => {
    const unpacked = path.join(folder, 'unpacked')
    asar.extractAll(archive, unpacked)
    const child = spawn(process.execPath, ['dist/serve.js'], {
      cwd: unpacked, stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'error', DB_PATH: path.join(folder, 'desk.db'), SKRANKE_ADMIN_PASSWORD: 'a long enough password' },
    })
    try {
      const url = await new Promise<string>((resolve, reject) => {
        let output = ''
        const read = (chunk: Buffer) => {
          output += chunk.toString()
          const told = /listening on (\S+)/.exec(output)?.[1]
          if (told) resolve(told)
        }
        child.stdout.on('data', read)
        child.stderr.on('data', read)
        child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
      })
      const status = async (address: string, init?: RequestInit) => (await fetch(new URL(address, url), init)).status
      assert.equal(await status('/health'), 200)
      assert.equal(await status('/'), 200)
      assert.equal(await status('/openapi.json'), 200)
      assert.equal(await status('/docs/'), 200)
      assert.equal(await status('/login/', {
        method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username: 'admin', password: 'a long enough password' }),
      }), 200)
    } finally {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
    }
  })
})
