import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'

/** Waits until what is read is what is wanted; says how they differ where it never is. */
export async function becomes<T>(read: () => Promise<T>, wanted: T): Promise<void> {
  const patience = Date.now() + Number(process.env.SKRANKE_PATIENCE ?? 20_000)
  let last = await read()
  while (!isDeepStrictEqual(last, wanted) && Date.now() < patience) {
    await pause(20)
    last = await read()
  }
  assert.deepEqual(last, wanted)
}
