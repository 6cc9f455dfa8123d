// `npm run package`: builds, and packages installers for this machine's system into release/.
// What follows `--` goes to electron-builder: `npm run package -- --dir` leaves out the installer.
import { spawn } from 'node:child_process'
import { inRoot, passOn, root, run, setUp } from './setup.mjs'

await run(async () => {
  if (!(await setUp())) return
  const { electronBinary } = await import('./electron-binary.mjs')
  const dist = electronBinary() === null ? [] : [`-c.electronDist=${inRoot('node_modules', 'electron', 'dist')}`]
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js')
  await passOn(spawn(process.execPath, [builder, '--publish=never', ...dist, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }))
})
