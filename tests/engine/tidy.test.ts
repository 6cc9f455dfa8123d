import fc from 'fast-check'
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { tidy, type Holder, type Night } from '../../electron/engine/tidy.ts'

/* One unit is one night: a stay from 2 to 5 takes nights 2, 3 and 4. */
function nightsOf(count: number): Night[] {
  return Array.from({ length: count }, (_, night) => ({ startsAt: night + 0.1, endsAt: night + 0.9 }))
}

function stay(id: number, roomId: number | null, from: number, to: number, movable = true): Holder {
  return { id, roomId, startsAt: from + 0.1, endsAt: to - 0.1, movable }
}

function overlap(one: Holder, other: Holder): boolean {
  return one.startsAt < other.endsAt && other.startsAt < one.endsAt
}

/** Where everybody lies with those moves. */
function moved(holders: readonly Holder[], moves: readonly { id: number, to: number }[]): Holder[] {
  return holders.map((holder) => ({ ...holder, roomId: moves.find(({ id }) => id === holder.id)?.to ?? holder.roomId }))
}

function isPossible(holders: readonly Holder[]): boolean {
  return !holders.some((one, at) => one.roomId !== null && holders.slice(0, at).some((other) => other.roomId === one.roomId && overlap(one, other)))
}

/** Counted night by night, apart from how the engine does it. */
function runs(rooms: readonly number[], holders: readonly Holder[], nights: readonly Night[]): number[] {
  return rooms.flatMap((room) => nights.map((night) => holders.some((one) => one.roomId === room && one.startsAt < night.endsAt && night.startsAt < one.endsAt) ? '#' : '.').join('')
    .split(/#+/).map(({ length }) => length).filter((length) => length > 0)).sort((a, b) => b - a)
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = [...one, 0].findIndex((length, place) => length !== (other[place] ?? 0))
  return at < 0 ? one.length - other.length : (one[at] ?? 0) - (other[at] ?? 0)
}

/** A category with stays that lie where they can; some are there to stay, some have no room yet. */
function category(rooms: number, stays: number, days: number, waiting: number) {
  const one = fc.record({
    room: fc.nat({ max: rooms - 1 }), from: fc.integer({ min: -2, max: days }), nights: fc.integer({ min: 1, max: 5 }), movable: fc.integer({ min: 0, max: 3 }).map((dice) => dice > 0),
  })
  return fc.tuple(fc.array(one, { maxLength: stays }), fc.array(one, { maxLength: waiting })).map(([placed, unplaced]) => {
    const holders: Holder[] = []
    for (const { room, from, nights, movable } of placed) {
      const holder = stay(holders.length + 1, room + 1, from, from + nights, movable)
      if (isPossible([...holders, holder])) holders.push(holder)
    }
    for (const { from, nights } of unplaced) holders.push(stay(holders.length + 1, null, from, from + nights))
    return { roomIds: Array.from({ length: rooms }, (_, index) => index + 1), holders, nights: nightsOf(days) }
  })
}

describe('tidying up', () => {
  test('a stay between two gaps goes where it leaves one', () => {
    const { moves, before, after } = tidy([1, 2], [stay(1, 1, 4, 6), stay(2, 2, 6, 10)], nightsOf(10))
    assert.deepEqual([before, after], [[6, 4, 4], [10, 4]])
    assert.deepEqual(moves, [{ id: 1, from: 1, to: 2 }])
  })

  test('where nothing is gained nothing moves', () => {
    assert.deepEqual(tidy([1, 2], [stay(1, 1, 0, 4), stay(2, 2, 2, 6)], nightsOf(6)), { moves: [], before: [2, 2], after: [2, 2] })
    assert.deepEqual(tidy([], [], nightsOf(6)).moves, [])
  })

  test('who is in the house or promised a room stays there', () => {
    assert.deepEqual(tidy([1, 2], [stay(1, 1, 4, 6, false), stay(2, 2, 6, 10, false)], nightsOf(10)).moves, [])
  })

  test('the whole of a stay must fit, also beyond the nights that are looked at', () => {
    assert.deepEqual(tidy([1, 2], [stay(1, 1, 8, 14), stay(2, 2, 3, 8), stay(3, 2, 12, 13, false)], nightsOf(10)).moves, [{ id: 2, from: 2, to: 1 }])
    assert.deepEqual(tidy([1, 2], [stay(1, 1, 8, 14), stay(2, 2, 3, 8, false), stay(3, 2, 12, 13, false)], nightsOf(10)).moves, [])
  })

  test('a stay without a room gets one, and others make way for it', () => {
    const { moves } = tidy([1, 2], [stay(1, 1, 0, 2), stay(2, 2, 2, 4), stay(3, null, 0, 4)], nightsOf(4))
    assert.equal(moves.length, 2)
    assert.equal(moves.find(({ id }) => id === 3)?.from, null)
  })

  test('nobody overlaps, nobody moves who must not, no run is lost, and no move is for nothing', () => {
    fc.assert(fc.property(category(6, 24, 14, 3), ({ roomIds, holders, nights }) => {
      const { moves, before, after } = tidy(roomIds, holders, nights)
      const then = moved(holders, moves)
      assert.ok(isPossible(then), 'none overlap')
      const byId = new Map(holders.map((holder) => [holder.id, holder]))
      for (const { id, from, to } of moves) {
        assert.ok(byId.get(id)!.movable)
        assert.equal(from, byId.get(id)!.roomId)
        assert.ok(roomIds.includes(to) && to !== from)
      }
      assert.deepEqual([before, after], [runs(roomIds, holders, nights), runs(roomIds, then, nights)])
      const housed = moves.filter(({ from }) => from === null).length
      assert.ok(housed > 0 || moves.length === 0 || compare(after, before) > 0, 'better than before')
      for (const move of moves.filter(({ from }) => from !== null)) {
        const without = moved(holders, moves.filter((one) => one !== move))
        assert.ok(!isPossible(without) || compare(after, runs(roomIds, without, nights)) > 0, 'each move is needed')
      }
      assert.deepEqual(tidy(roomIds, holders, nights).moves, moves, 'the same each time')
    }), { numRuns: 400 })
  })

  test('with few moves allowed there are few, and still something is gained', () => {
    const nights = nightsOf(10)
    const holders = [1, 2, 3, 4].map((room) => stay(room, room, 2 * room - 1, 2 * room + 1))
    const all = tidy([1, 2, 3, 4], holders, nights)
    assert.deepEqual(all.moves.length, 3)
    const one = tidy([1, 2, 3, 4], holders, nights, 1)
    assert.equal(one.moves.length, 1)
    assert.ok(compare(one.after, one.before) > 0)
  })

  test('few stays in few rooms end as the best of all ways would have them', (t) => {
    let all = 0
    let same = 0
    fc.assert(fc.property(category(3, 7, 8, 0), ({ roomIds, holders, nights }) => {
      const { after } = tidy(roomIds, holders, nights)
      const best = bestOfAll(roomIds, holders, nights)
      all += 1
      if (compare(after, best) === 0) same += 1
      assert.equal(after[0], best[0], 'the longest run is as long as can be')
    }), { numRuns: 400, seed: 20270210 })
    t.diagnostic(`${same} of ${all} as good as the best in every run`)
    assert.ok(same >= all * 0.98)
  })
})

/** Every way to put the movable ones into rooms. */
function bestOfAll(roomIds: readonly number[], holders: readonly Holder[], nights: readonly Night[]): number[] {
  const movable = holders.filter((holder) => holder.movable)
  let best: number[] = []
  const place = (at: number, placed: readonly Holder[]) => {
    if (at === movable.length) {
      const found = runs(roomIds, placed, nights)
      if (best.length === 0 || compare(found, best) > 0) best = found
      return
    }
    for (const roomId of roomIds) {
      const one = { ...movable[at]!, roomId }
      if (!placed.some((other) => other.roomId === roomId && overlap(one, other))) place(at + 1, [...placed, one])
    }
  }
  place(0, holders.filter((holder) => !holder.movable))
  return best
}
