// Listing and exporting 1,000,000 stays over HTTP: the memory it takes, and its speed beside a bare server
import fs from 'node:fs'
import { copyOfBigHotel } from './support/big-hotel.ts'
import { figure, inTurns, option, say, verdict } from './support/measure.ts'
import { startBare, startDesk, startLoad, withFolder } from './support/processes.ts'

const ROUNDS = option('ROUNDS', 3)
const ROOMS = option('ROOMS', 1000)
const BOOKINGS = option('BOOKINGS', 1_000_000)

await withFolder(async (folder) => {
  const file = await copyOfBigHotel({ rooms: ROOMS, bookings: BOOKINGS }, folder)
  const bareFile = `${file}.bare`
  fs.copyFileSync(file, bareFile, fs.constants.COPYFILE_FICLONE)
  const desk = await startDesk(file)
  const bare = await startBare('bare-lister.ts', { dbPath: bareFile })
  const load = await startLoad()
  try {
    const read = (path: string) => load.run({ kind: 'read', url: desk.url, token: desk.token, path })
    const readBare = (path: string) => load.run({ kind: 'read', url: bare.url, path })
    const perSecond = async (reading: ReturnType<typeof read>) => BOOKINGS / (await reading).milliseconds * 1000

    for (let time = 0; time < 20; time += 1) await read('/bookings?limit=100')
    const idle = (await desk.memory()).now
    let mostAbove = 0
    const lists = [['listing', '/bookings', '/json'], ['exporting', '/bookings/export/csv', '/csv']] as const
    for (const [name, path, barePath] of lists) {
      say(`${name[0]!.toUpperCase()}${name.slice(1)} ${BOOKINGS.toLocaleString('en')} stays:`)
      const speed = await inTurns(ROUNDS, { desk: () => perSecond(read(path)), bare: () => perSecond(readBare(barePath)) })
      const { most } = await desk.memory()
      mostAbove = Math.max(mostAbove, most - idle)
      figure('the desk', speed.desk, 'stays/s')
      figure('a bare server: the same rows, written barely', speed.bare, 'stays/s')
      verdict('desk / bare', speed.desk / speed.bare, { atLeast: 0.4 })
      figure('memory of the process at most', most, 'MiB')
    }
    figure('memory of the process when idle', idle, 'MiB')
    verdict('MiB above idle, at most', mostAbove, { atMost: 60 })
  } finally {
    await Promise.all([desk.stop(), bare.stop(), load.stop()])
  }
})
