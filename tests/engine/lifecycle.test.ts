import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOpen, mayBecome, type BookingKind } from '../../electron/engine/lifecycle.ts'
import { STATUSES, type Status } from '../../shared/contract/stays.ts'

/** Contract, section 7: each step that exists; every other is refused. */
const STEPS: Record<BookingKind, readonly `${Status} -> ${Status}`[]> = {
  stay: [
    'pending -> confirmed', 'pending -> cancelled', 'confirmed -> checked_in', 'confirmed -> no_show', 'confirmed -> cancelled', 'checked_in -> completed',
  ],
  rental: [
    'pending -> confirmed', 'pending -> cancelled', 'confirmed -> checked_in', 'confirmed -> no_show', 'confirmed -> cancelled', 'checked_in -> completed',
  ],
  slot: ['pending -> confirmed', 'pending -> cancelled', 'confirmed -> completed', 'confirmed -> no_show', 'confirmed -> cancelled'],
  appointment: ['pending -> confirmed', 'pending -> cancelled', 'confirmed -> completed', 'confirmed -> no_show', 'confirmed -> cancelled'],
  purchase: ['pending -> confirmed', 'pending -> cancelled', 'confirmed -> completed', 'confirmed -> no_show', 'confirmed -> cancelled'],
  block: ['pending -> confirmed', 'pending -> cancelled', 'confirmed -> completed', 'confirmed -> no_show', 'confirmed -> cancelled'],
}

for (const [kind, steps] of Object.entries(STEPS) as [BookingKind, readonly string[]][]) {
  test(`a ${kind} takes the steps of the contract and no other`, () => {
    // What is never checked in need not leave: only what can be reached counts.
    const reached = STATUSES.filter((to) => to === 'pending' || STATUSES.some((from) => mayBecome(kind, from, to)))
    const possible = reached.flatMap((from) => STATUSES.filter((to) => mayBecome(kind, from, to)).map((to) => `${from} -> ${to}`))
    assert.deepEqual(possible.sort(), [...steps].sort())
  })
}

test('what has ended is closed', () => {
  assert.deepEqual(STATUSES.filter((status) => isOpen(status)), ['pending', 'confirmed', 'checked_in'])
})
