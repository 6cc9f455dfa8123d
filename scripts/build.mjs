// Builds the renderer and the desk into dist/, each only where its sources changed, unless asked by
// name: `npm run build` builds all, `npm run build -- renderer` or `-- desk` one.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot, Plain, root, run, say, setUp } from './setup.mjs'

const common = ['shared', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs']

const parts = {
  renderer: { sources: ['renderer', 'vite.config.ts', ...common], result: 'dist/renderer/index.html', build: buildRenderer },
  desk: { sources: ['electron', 'db', ...common], result: 'dist/serve.js', build: buildDesk },
}

function* filesUnder(entry) {
  const full = inRoot(entry)
  if (!existsSync(full)) return
  const children = readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const child of children) {
    const name = `${entry}/${child.name}`
    if (child.isDirectory()) yield* filesUnder(name)
    else yield name
  }
}

/** A hash over the names and contents of a part's sources: a checkout that changes only dates builds nothing. */
function fingerprint(part) {
  const hash = createHash('sha256')
  for (const source of parts[part].sources) {
    const files = path.extname(source) === '' ? filesUnder(source) : [source]
    for (const file of files) {
      if (existsSync(inRoot(file))) hash.update(file).update('\0').update(readFileSync(inRoot(file))).update('\0')
    }
  }
  return hash.digest('hex')
}

const stampFile = (part) => inRoot('dist', `.${part}.stamp`)

/** The parts that are missing or were built from other sources. */
export function stale() {
  return Object.keys(parts).filter((part) => {
    if (!existsSync(inRoot(parts[part].result)) || !existsSync(stampFile(part))) return true
    return readFileSync(stampFile(part), 'utf8') !== fingerprint(part)
  })
}

export async function build(names = Object.keys(parts)) {
  for (const name of names) {
    if (parts[name] === undefined) throw new Plain(`There is no "${name}" to build: ${Object.keys(parts).join(', ')}.`)
    const started = performance.now()
    say(`Building the ${name} ...`)
    const before = fingerprint(name)
    rmSync(stampFile(name), { force: true })
    await parts[name].build()
    writeFileSync(stampFile(name), before)
    say(`Built the ${name} in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
  }
}

async function buildRenderer() {
  const vite = await import('vite')
  process.chdir(root)
  await vite.build({ configFile: inRoot('vite.config.ts'), logLevel: 'warn', mode: 'production' })
}

/** What stays outside of the bundle: native modules, and those that look for their own files. */
function isExternal(id) {
  return !id.startsWith('.') && !id.startsWith('/') && !path.isAbsolute(id) && !bundled.test(id)
}
const bundled = /^(typebox|drizzle-orm)(\/|$)/

async function buildDesk() {
  const { build: viteBuild } = await import('vite')
  const shared = {
    root, configFile: false, logLevel: 'warn', publicDir: false, mode: 'production',
    ssr: { noExternal: [bundled] },
  }
  const bundle = (input, format, entryFileNames, external) => viteBuild({
    ...shared,
    build: {
      ssr: true, outDir: inRoot('dist'), emptyOutDir: false, target: 'node26', minify: false, sourcemap: true,
      rolldownOptions: { input, external, output: { format, entryFileNames, chunkFileNames: 'desk-[hash].js' } },
    },
  })
  if (existsSync(inRoot('dist'))) {
    for (const file of readdirSync(inRoot('dist'))) {
      if (/\.c?js(\.map)?$/.test(file)) rmSync(inRoot('dist', file))
    }
  }
  const entries = Object.fromEntries(['main', 'serve'].filter((name) => existsSync(inRoot('electron', `${name}.ts`))).map((name) => [name, inRoot('electron', `${name}.ts`)]))
  await bundle(entries, 'es', '[name].js', isExternal)
  // A sandboxed preload cannot be an ES module, and can require nothing but `electron`.
  await bundle({ preload: inRoot('electron', 'preload.ts') }, 'cjs', '[name].cjs', ['electron'])
  rmSync(inRoot('dist', 'migrations'), { recursive: true, force: true })
  cpSync(inRoot('db', 'migrations'), inRoot('dist', 'migrations'), { recursive: true, filter: (file) => path.extname(file) !== '.ts' })
}

if (process.argv[1] && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) {
  await run(async () => {
    if (!(await setUp({ build: false }))) return
    const names = process.argv.slice(2)
    await build(names.length > 0 ? names : undefined)
  })
}
