import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const root = path.resolve(import.meta.dirname, '../..')

interface Entry {
  version?: string
  integrity?: string
  hasInstallScript?: boolean
  optionalDependencies?: Record<string, string>
}

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

function read<T>(file: string): T {
  return JSON.parse(readFileSync(path.join(root, file), 'utf8')) as T
}

const manifest = read<Manifest>('package.json')
const { packages } = read<{ packages: Record<string, Entry> }>('package-lock.json')

test('every version is pinned exactly', () => {
  const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
  assert.deepEqual(all.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)), [])
})

test('the lockfile knows the files of every platform, or npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([name, { optionalDependencies }]) => (
    Object.keys(optionalDependencies ?? {})
      .filter((one) => !(`node_modules/${one}` in packages) && !(`${name}/node_modules/${one}` in packages))
      .map((one) => `${name} wants ${one}`)
  ))
  assert.deepEqual(missing, [])
})

test('every package in the lockfile has its checksum', () => {
  assert.deepEqual(Object.entries(packages).filter(([name, entry]) => name !== '' && entry.integrity === undefined), [])
})

test('package.json says of every install script whether it may run', () => {
  const withScript = Object.entries(packages)
    .filter(([, entry]) => entry.hasInstallScript)
    .map(([name]) => name.slice(name.lastIndexOf('node_modules/') + 'node_modules/'.length))
    .filter((name) => name !== 'fsevents')
  assert.deepEqual(withScript.filter((name) => !(name in manifest.allowScripts)), [])
})
