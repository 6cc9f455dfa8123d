import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { StartError } from '../db/start-error.ts'
import { readConfig } from './config.ts'
import { openDesk } from './desk.ts'

/* The desk without a window. */

async function serve(): Promise<void> {
  if (fs.existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig(process.env, process.argv.slice(2))
  const desk = await openDesk(config, { rendererFolder: rendererFolder() })
  const stop = () => void desk.close().then(() => process.exit(0), () => process.exit(1))
  // A second signal while the first is obeyed changes nothing: closing goes on.
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  try {
    process.stdout.write(`Skranke is listening on ${await desk.listen()}\n`)
  } catch (error) {
    await desk.close()
    throw error
  }
}

/** Beside the bundle, or in dist/ when run from the sources. */
function rendererFolder(): string {
  const beside = path.join(import.meta.dirname, 'renderer')
  return fs.existsSync(path.join(beside, 'index.html')) ? beside : path.join(import.meta.dirname, '..', 'dist', 'renderer')
}

serve().catch((error: unknown) => {
  process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack ?? error)}\n`)
  process.exit(1)
})
