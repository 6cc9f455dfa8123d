import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { IDLE, isHolding, touched, ZOOM_RATIO, type TouchAct, type TouchEvent, type TouchState } from '../../renderer/timeline/touch.ts'

function feed(events: readonly TouchEvent[], from: TouchState = IDLE): { state: TouchState, acts: TouchAct[] } {
  let state = from
  const acts: TouchAct[] = []
  for (const event of events) {
    const next = touched(state, event)
    state = next.state
    acts.push(...next.acts)
  }
  return { state, acts }
}
const did = (events: readonly TouchEvent[]) => feed(events).acts.map((act) => act.do)
const down = (pointer: number, x = 100, y = 100): TouchEvent => ({ kind: 'down', pointer, x, y })
const move = (pointer: number, x: number, y = 100): TouchEvent => ({ kind: 'move', pointer, x, y })
const up = (pointer: number, x = 100, y = 100): TouchEvent => ({ kind: 'up', pointer, x, y })
const time: TouchEvent = { kind: 'time' }

test('a finger that goes at once taps, also when it trembled', () => {
  assert.deepEqual(did([down(1), up(1)]), ['wait', 'stop', 'tap'])
  assert.deepEqual(did([down(1), move(1, 107), up(1)]), ['wait', 'stop', 'tap'])
})

test('a finger that moves before it has rested scrolls: it means nothing here', () => {
  assert.deepEqual(did([down(1), move(1, 108), time, move(1, 200), up(1)]), ['wait', 'stop'])
  assert.deepEqual(did([down(1), { kind: 'cancel', pointer: 1 }, time]), ['wait', 'stop'])
})

test('a finger that rested picks up, drags and drops', () => {
  assert.deepEqual(did([down(1), time, move(1, 104), move(1, 120), move(1, 101), up(1)]), ['wait', 'pickUp', 'drag', 'drag', 'drop'])
})

test('a finger that rested and goes where it came down asks what can be done', () => {
  assert.deepEqual(did([down(1), time, move(1, 104), up(1)]), ['wait', 'pickUp', 'giveUp', 'menu'])
})

test('a second finger, or the system, makes the first give up what it holds', () => {
  assert.deepEqual(did([down(1), time, move(1, 150), down(2), move(1, 200), up(1), up(2)]), ['wait', 'pickUp', 'drag', 'giveUp'])
  assert.deepEqual(did([down(1), time, move(1, 150), { kind: 'cancel', pointer: 1 }]), ['wait', 'pickUp', 'drag', 'giveUp'])
})

test('two fingers zoom by how far apart they are, around their middle, and a third ends it', () => {
  const { acts } = feed([down(1, 100), down(2, 200), move(2, 100 + 100 * ZOOM_RATIO + 1), move(2, 205), move(2, 199)])
  assert.deepEqual(acts.filter((act) => act.do === 'zoom').map((act) => act.steps), [1, -1])
  assert.deepEqual(acts.find((act) => act.do === 'zoom'), { do: 'zoom', steps: 1, x: (100 + 231) / 2 })
  assert.deepEqual(did([down(1, 100), down(2, 200), down(3), move(2, 500)]), ['wait', 'stop'])
})

test('whatever fingers do: what is picked up is let go once, nothing both taps and drags, and all up is idle', () => {
  const event = fc.oneof(
    fc.record({ kind: fc.constantFrom('down' as const, 'move' as const, 'up' as const), pointer: fc.integer({ min: 1, max: 3 }), x: fc.nat(300), y: fc.nat(40) }),
    fc.record({ kind: fc.constant('cancel' as const), pointer: fc.integer({ min: 1, max: 3 }) }),
    fc.constant(time),
  )
  fc.assert(fc.property(fc.array(event, { maxLength: 40 }), (tried) => {
    // Fingers are down before they move or go, and the clock only strikes while it runs.
    const isDown = new Set<number>()
    let state: TouchState = IDLE
    let waits = false
    let holds = false
    let since: string[] = []
    const take = (next: TouchEvent) => {
      const wasIdle = state.kind === 'idle'
      const answer = touched(state, next)
      state = answer.state
      if (wasIdle) since = []
      for (const act of answer.acts) {
        since.push(act.do)
        if (act.do === 'wait') waits = true
        if (act.do === 'stop' || act.do === 'pickUp') waits = false
        if (act.do === 'pickUp') { assert.equal(holds, false); holds = true }
        if (act.do === 'drag' || act.do === 'drop' || act.do === 'giveUp') assert.equal(holds, true)
        if (act.do === 'drop' || act.do === 'giveUp') holds = false
      }
      assert.equal(holds, state.kind === 'holding')
      assert.ok(!holds || isHolding(state))
      if (since.includes('tap')) assert.ok(!since.includes('pickUp') && !since.includes('drag') && !since.includes('menu'))
      if (since.includes('menu')) assert.ok(!since.includes('drop') && !since.includes('drag'))
    }
    for (const next of tried) {
      if (next.kind === 'time') { if (waits) take(next); continue }
      if (isDown.has(next.pointer) === (next.kind === 'down')) continue
      if (next.kind === 'down') isDown.add(next.pointer)
      if (next.kind === 'up' || next.kind === 'cancel') isDown.delete(next.pointer)
      take(next)
    }
    for (const pointer of isDown) take(up(pointer))
    assert.equal(state.kind, 'idle')
    assert.equal(waits, false)
  }))
})
