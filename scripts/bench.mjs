// `npm run bench -- NAME`: runs tests/bench/NAME.ts on Node 26. Without a name it lists what there is.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { inRoot, passOn, Plain, run, setUp } from './setup.mjs'

await run(async () => {
  const [name, ...args] = process.argv.slice(2)
  if (name === undefined) return list()
  const file = inRoot('tests', 'bench', `${name}.ts`)
  if (!/^[\w-]+$/.test(name) || !existsSync(file)) throw new Plain(`There is no bench "${name}". Without a name, \`npm run bench\` lists them.`)
  if (await setUp()) await passOn(spawn(process.execPath, [file, ...args], { stdio: 'inherit' }))
})

function list() {
  const folder = inRoot('tests', 'bench')
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.ts')) : []
  const benches = files.map((file) => {
    const first = readFileSync(`${folder}/${file}`, 'utf8').split('\n', 1)[0]
    return [file.slice(0, -3), /^\/\/ ?(.*)|^\/\*\*? ?(.*?)(?: ?\*\/)?$/.exec(first)?.slice(1).find(Boolean)]
  })
  for (const [bench, about] of benches) if (about) console.log(`${bench.padEnd(20)} ${about}`)
  if (benches.length === 0) console.log('There are no benches yet: they live in tests/bench/.')
}
