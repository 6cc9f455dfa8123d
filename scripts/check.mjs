// `npm run check`: the types, then the lint with its rules about who may import whom.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { inRoot, root, run, setUp } from './setup.mjs'

const checks = [
  { name: 'types', program: inRoot('node_modules', 'typescript', 'bin', 'tsc'), args: ['-p', '.', '--noEmit'] },
  { name: 'lint', program: inRoot('node_modules', 'oxlint', 'bin', 'oxlint'), args: ['--type-aware', '--deny-warnings'] },
]

/** Runs each check and answers how many held. */
export function check() {
  let passed = 0
  for (const { name, program, args } of checks) {
    const started = performance.now()
    const { status } = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' })
    console.log(`  ${status === 0 ? 'ok  ' : 'FAIL'}  ${name}  ${((performance.now() - started) / 1000).toFixed(1)} s`)
    if (status === 0) passed++
  }
  return { passed, failed: checks.length - passed, skipped: 0 }
}

if (process.argv[1] && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) {
  await run(async () => {
    if (await setUp({ build: false })) process.exitCode = check().failed === 0 ? 0 : 1
  })
}
