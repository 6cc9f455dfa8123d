import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestContext } from 'node:test'

/* A disk small enough to be filled. */

export interface SmallDisk {
  readonly folder: string
  /** Leaves this many bytes free. */
  fill(leaving: number): void
  makeRoom(): void
}

/** A file system of its own in memory, or null where this user may not mount one. */
export function mountSmallDisk(t: TestContext, megabytes: number): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'skranke-disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0) {
    fs.rmdirSync(folder)
    return null
  }
  t.after(() => {
    // Lazily: a process of the test may still be about to end.
    spawnSync('umount', ['--lazy', folder])
    fs.rmdirSync(folder)
  })
  const filler = path.join(folder, 'filler')
  return {
    folder,
    fill(leaving) {
      fs.rmSync(filler, { force: true })
      const { bavail, bsize } = fs.statfsSync(folder)
      fs.writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leaving)))
    },
    makeRoom: () => fs.rmSync(filler, { force: true }),
  }
}
