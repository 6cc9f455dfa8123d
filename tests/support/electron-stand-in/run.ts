// Runs a built main file with the stand-in in place of `electron`: node run.ts MAIN [ARGS ...]
import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { runInThisContext } from 'node:vm'

const standIn = pathToFileURL(path.join(import.meta.dirname, 'electron.ts')).href

registerHooks({
  resolve: (specifier, context, next) => (
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context)
  ),
})

const electron: unknown = await import(standIn)

/** A function of a test, run here with the stand-in's `electron` and one argument. */
process.on('message', ({ id, source, arg }: { id: number, source: string, arg: unknown }) => {
  void (async () => {
    try {
      const run = runInThisContext(`(${source})`) as (electron: unknown, arg: unknown) => unknown
      process.send?.({ id, value: await run(electron, arg) })
    } catch (error) {
      process.send?.({ id, error: String((error as Error).stack) })
    }
  })()
})

process.argv.splice(1, 1)
await import(pathToFileURL(path.resolve(process.argv[1]!)).href)
