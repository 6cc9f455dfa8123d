// `npm run serve`: the desk without a window, for a server in the back office.
import { run, serve, setUp } from './setup.mjs'

await run(async () => {
  if (await setUp()) await serve()
})
