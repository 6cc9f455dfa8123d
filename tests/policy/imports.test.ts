import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.resolve(import.meta.dirname, '../..')

/** The files that are the shell: they alone may import Electron. */
const SHELL = /^electron\/(main|preload|window|menu|ipc|dialogs|safe-session|protocol)\.ts$/

/** Each layer, the first that fits a file, and what it may import: calls run downward only. */
const LAYERS: readonly { name: string, files: RegExp, may: RegExp }[] = [
  { name: 'shared', files: /^shared\//, may: /^shared\// },
  { name: 'renderer', files: /^renderer\//, may: /^(renderer|shared)\// },
  { name: 'db', files: /^db\//, may: /^(db|shared)\// },
  { name: 'engine', files: /^electron\/engine\//, may: /^(electron\/engine|db|shared)\// },
  { name: 'api', files: /^electron\/api\//, may: /^(electron\/(api|engine)|db|shared)\// },
  { name: 'delivery', files: /^electron\/delivery\//, may: /^(electron\/delivery|db|shared)\// },
  { name: 'preload', files: /^electron\/preload\.ts$/, may: /^(shared\/|electron\/channels\.ts$)/ },
  { name: 'shell', files: SHELL, may: /^(electron|db|shared)\/|^package\.json$/ },
  { name: 'desk', files: /^electron\//, may: /^(electron|db|shared)\/|^package\.json$/ },
]

/** Packages that belong to one layer, and the layers that may name them. */
const PACKAGES: readonly { named: RegExp, layers: readonly string[] }[] = [
  { named: /^electron$/, layers: ['shell', 'preload'] },
  { named: /^better-sqlite3$/, layers: ['db'] },
  { named: /^drizzle-orm/, layers: ['db', 'engine', 'delivery'] },
  { named: /^(fastify|@fastify\/.*|socket\.io)$/, layers: ['api', 'desk', 'shell'] },
  { named: /^node:/, layers: ['db', 'engine', 'api', 'delivery', 'shell', 'desk'] },
  { named: /^(react|react-dom|@mantine\/.*|@tanstack\/.*|wouter|zustand)(\/|$)/, layers: ['renderer'] },
]

function sources(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return []
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
}

interface Import { specifier: string, typeOnly: boolean }

/** Every module a file names: static, re-exported, dynamic or required. Comments do not count. */
export function importsOf(source: string): Import[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const pattern = /(?:^|[\n;])\s*(import|export)\s+(type\s)?(?:[^'"`;]*?\bfrom\s*)?['"]([^'"]+)['"]|\b(?:import|require)\s*\(\s*['"]([^'"]+)['"]/g
  return [...code.matchAll(pattern)].map((match) => ({
    specifier: match[3] ?? match[4] ?? '', typeOnly: match[2] !== undefined,
  }))
}

function violations(file: string, source: string): string[] {
  const layer = LAYERS.find(({ files }) => files.test(file))
  if (layer === undefined) return [`${file}: belongs to no layer`]
  return importsOf(source).flatMap(({ specifier, typeOnly }) => {
    if (specifier.startsWith('.')) {
      const target = path.posix.join(path.posix.dirname(file), specifier)
      return layer.may.test(target) ? [] : [`${file} (${layer.name}) imports ${target}`]
    }
    // A type leaves nothing behind in the program, but Electron's would tie a file to the shell.
    if (typeOnly && specifier !== 'electron') return []
    const rule = PACKAGES.find(({ named }) => named.test(specifier))
    return rule === undefined || rule.layers.includes(layer.name) ? [] : [`${file} (${layer.name}) imports ${specifier}`]
  })
}

test('imports run downward only', () => {
  const files = ['shared', 'renderer', 'db', 'electron'].flatMap(sources)
  assert.ok(files.length > 0)
  assert.deepEqual(files.flatMap((file) => violations(file, readFileSync(path.join(root, file), 'utf8'))), [])
})

test('the policy sees what it forbids', () => {
  assert.deepEqual(violations('shared/money.ts', "import { x } from '../db/open.ts'"), ['shared/money.ts (shared) imports db/open.ts'])
  assert.deepEqual(violations('db/open.ts', "import type { Place } from '../electron/engine/place.ts'"), ['db/open.ts (db) imports electron/engine/place.ts'])
  assert.deepEqual(violations('electron/engine/place.ts', "export * from '../api/app.ts'"), ['electron/engine/place.ts (engine) imports electron/api/app.ts'])
  assert.deepEqual(violations('renderer/app.tsx', "const fs = await import('node:fs')"), ['renderer/app.tsx (renderer) imports node:fs'])
  assert.deepEqual(violations('electron/desk.ts', "import type { App } from 'electron'"), ['electron/desk.ts (desk) imports electron'])
  assert.deepEqual(violations('electron/desk.ts', "import {\n  a,\n  b,\n} from 'electron'"), ['electron/desk.ts (desk) imports electron'])
  assert.deepEqual(violations('electron/window.ts', "// import x from '../renderer/app.tsx'\nimport { app } from 'electron'"), [])
})
