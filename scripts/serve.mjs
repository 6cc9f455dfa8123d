// `npm run serve`: the desk without a window, for a server in the back office.
import { run, setUp } from './setup.mjs'

await run(async () => {
  if (await setUp()) await import('../dist/serve.js')
})
