import type { EpochMs } from '../../shared/time.ts'

/*
 * Tidying up: the stays of a category that may still move are put into other rooms of it so that
 * long runs of free nights come about. The best of all ways cannot be found in a reasonable time;
 * what is here packs anew in two ways, improves by exchanging parts of two rooms until nothing helps,
 * and keeps the better one.
 */

export interface Holder {
  id: number
  /** The room it is in; null where it has none yet. */
  roomId: number | null
  startsAt: EpochMs
  endsAt: EpochMs
  movable: boolean
}

/** When somebody who sleeps there for this night holds a room. */
export interface Night { startsAt: EpochMs, endsAt: EpochMs }

export interface Tidied {
  moves: { id: number, from: number | null, to: number }[]
  /** Lengths of the runs of free nights, the longest first. */
  before: number[]
  after: number[]
}

/** Exchanges that are tried at most, for each way to begin: together some 50 ms. */
const MOST_TRIES = 25_000

interface Item {
  readonly id: number
  readonly startsAt: EpochMs
  readonly endsAt: EpochMs
  readonly movable: boolean
  /** The nights it takes, from one to before the other. */
  readonly first: number
  readonly until: number
  readonly home: number
}

/** What lies in each room, in order of time, and what has found none. */
interface Plan { rooms: Item[][], waiting: Item[] }

/**
 * Rooms are of one category; holders are all that hold one of them at a time when something movable
 * does, also outside the nights, and the stays without a room. A stay without one is given one where
 * it can; apart from that a plan is better whose longest run is longer, then the next longest; among
 * equals the one with fewer moves. Moves are to be done together, at most so many.
 */
export function tidy(roomIds: readonly number[], holders: readonly Holder[], nights: readonly Night[], most = Infinity): Tidied {
  const today = currentPlan(roomIds, holders, nights)
  const runs = (plan: Plan) => plan.rooms.flatMap((room) => runsOf(room, nights.length)).sort((a, b) => b - a)
  const before = runs(today)
  let best = today
  for (const start of [housed(today), packedByTime(today), packedByRoom(today)]) {
    if (start.waiting.length > best.waiting.length) continue
    const plan = sentHome(improved(start, nights.length, most), nights.length)
    if (movesOf(plan) <= most && isBetter(plan, best, runs)) best = plan
  }
  return {
    moves: best.rooms.flatMap((room, index) => room.filter(({ home, movable }) => movable && home !== index)
      .map(({ id, home }) => ({ id, from: home < 0 ? null : roomIds[home]!, to: roomIds[index]! }))),
    before, after: runs(best),
  }
}

function currentPlan(roomIds: readonly number[], holders: readonly Holder[], nights: readonly Night[]): Plan {
  const indexOf = new Map(roomIds.map((id, index) => [id, index]))
  const plan: Plan = { rooms: roomIds.map(() => []), waiting: [] }
  for (const { id, roomId, startsAt, endsAt, movable } of [...holders].sort((a, b) => a.startsAt - b.startsAt || a.id - b.id)) {
    const home = roomId === null ? -1 : indexOf.get(roomId)!
    const first = nights.findIndex((night) => night.endsAt > startsAt)
    const after = nights.findIndex((night) => night.startsAt >= endsAt)
    const item: Item = { id, startsAt, endsAt, movable, home, first: first < 0 ? nights.length : first, until: after < 0 ? nights.length : after }
    if (home < 0) plan.waiting.push(item)
    else plan.rooms[home]!.push(item)
  }
  return plan
}

/** Runs of free nights in a room, in order of time. */
function runsOf(room: readonly Item[], nights: number): number[] {
  const runs: number[] = []
  let free = 0
  for (const { first, until } of room) {
    if (first > free) runs.push(first - free)
    if (until > free) free = until
  }
  if (nights > free) runs.push(nights - free)
  return runs
}

/** Above 0 where the first list has the longer run at the first place where they differ. Both are sorted. */
function compareRuns(one: readonly number[], other: readonly number[]): number {
  const length = Math.max(one.length, other.length)
  for (let at = 0; at < length; at += 1) {
    const difference = (one[at] ?? 0) - (other[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function isBetter(one: Plan, other: Plan, runs: (plan: Plan) => number[]): boolean {
  if (one.waiting.length !== other.waiting.length) return one.waiting.length < other.waiting.length
  const longer = compareRuns(runs(one), runs(other))
  return longer > 0 || (longer === 0 && movesOf(one) < movesOf(other))
}

function movesOf({ rooms }: Plan): number {
  return rooms.reduce((sum, room, index) => sum + strangersIn(room, index), 0)
}

/** Stays that a room got from elsewhere. */
function strangersIn(room: readonly Item[], index: number): number {
  let count = 0
  for (const { home, movable } of room) if (movable && home !== index) count += 1
  return count
}

function fits(room: readonly Item[], item: Item): boolean {
  return !room.some(({ startsAt, endsAt }) => startsAt < item.endsAt && item.startsAt < endsAt)
}

function insert(room: Item[], item: Item): void {
  const at = room.findIndex(({ startsAt }) => startsAt > item.startsAt)
  room.splice(at < 0 ? room.length : at, 0, item)
}

/** As it is, with those without a room in the first one that is free for them. */
function housed(plan: Plan): Plan {
  const rooms = plan.rooms.map((room) => [...room])
  const waiting = plan.waiting.filter((item) => {
    const room = rooms.find((candidate) => fits(candidate, item))
    if (room) insert(room, item)
    return room === undefined
  })
  return { rooms, waiting }
}

function fixedOf(plan: Plan): Item[][] {
  return plan.rooms.map((room) => room.filter(({ movable }) => !movable))
}

function movableOf(plan: Plan): Item[] {
  return [...plan.rooms.flat().filter(({ movable }) => movable), ...plan.waiting].sort((a, b) => a.startsAt - b.startsAt || a.endsAt - b.endsAt || a.id - b.id)
}

/** Packed anew in order of time, each into the room that became free last: as few rooms as can be. */
function packedByTime(plan: Plan): Plan {
  const rooms = fixedOf(plan)
  const waiting = movableOf(plan).filter((item) => {
    let best = -1
    let smallest = Infinity
    for (const [index, room] of rooms.entries()) {
      if (!fits(room, item)) continue
      const last = room.findLast(({ endsAt }) => endsAt <= item.startsAt)
      // An empty room last, one's own before others.
      const gap = (last ? item.startsAt - last.endsAt : Number.MAX_SAFE_INTEGER / 2) - (index === item.home ? 1 : 0)
      if (gap < smallest) [best, smallest] = [index, gap]
    }
    if (best >= 0) insert(rooms[best]!, item)
    return best < 0
  })
  return { rooms, waiting }
}

/** Packed anew room by room, each as full as can be of what is left: the last rooms stay empty. */
function packedByRoom(plan: Plan): Plan {
  const rooms = fixedOf(plan)
  let left = movableOf(plan)
  const taken = (room: readonly Item[]) => room.reduce((sum, { first, until }) => sum + until - first, 0)
  const order = [...rooms.keys()].sort((a, b) => taken(plan.rooms[b]!) - taken(plan.rooms[a]!) || a - b)
  for (const index of order) {
    const room = rooms[index]!
    const chosen = fullest(left.filter((item) => fits(room, item)), index)
    for (const item of chosen) insert(room, item)
    left = left.filter((item) => !chosen.has(item))
  }
  return { rooms, waiting: left }
}

/** Of stays that overlap, those that together take the most nights. */
function fullest(items: readonly Item[], index: number): Set<Item> {
  const byEnd = [...items].sort((a, b) => a.endsAt - b.endsAt || a.id - b.id)
  // The best worth of the first so many of them.
  const worth = [0]
  const before = byEnd.map(({ startsAt }) => countUntil(byEnd, startsAt))
  // Those who are there already count a little more.
  const worthOf = (item: Item) => item.until - item.first + (item.home === index ? 0.01 : 0)
  for (const [at, item] of byEnd.entries()) worth.push(Math.max(worth[at]!, worth[before[at]!]! + worthOf(item)))
  const chosen = new Set<Item>()
  for (let at = byEnd.length; at > 0;) {
    if (worth[at] === worth[at - 1]) at -= 1
    else {
      chosen.add(byEnd[at - 1]!)
      at = before[at - 1]!
    }
  }
  return chosen
}

/** How many of these, in order of their ends, have ended by then. */
function countUntil(byEnd: readonly Item[], at: EpochMs): number {
  let [low, high] = [0, byEnd.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (byEnd[middle]!.endsAt <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Exchanges parts of two rooms as long as that makes longer runs, or the same with fewer moves. */
function improved({ rooms: start, waiting }: Plan, nights: number, most: number): Plan {
  const rooms = start.map((room) => [...room])
  const tries = { left: MOST_TRIES }
  let moves = movesOf({ rooms, waiting })
  let now = 1
  const changedAt = rooms.map(() => now)
  const lookedAt = new Map<number, number>()
  for (let changed = true; changed;) {
    changed = false
    for (let one = 0; one < rooms.length; one += 1) {
      for (let other = 0; other < rooms.length; other += 1) {
        const pair = one * rooms.length + other
        if (one === other || (lookedAt.get(pair) ?? 0) >= Math.max(changedAt[one]!, changedAt[other]!)) continue
        if (tries.left <= 0) return { rooms, waiting }
        const better = betterExchange(rooms, one, other, nights, Math.max(0, most - moves), tries)
        if (!better) {
          lookedAt.set(pair, now)
          continue
        }
        moves += strangersIn(better[0], one) + strangersIn(better[1], other) - strangersIn(rooms[one]!, one) - strangersIn(rooms[other]!, other)
        rooms[one] = better[0]
        rooms[other] = better[1]
        now += 1
        changedAt[one] = changedAt[other] = now
        changed = true
      }
    }
  }
  return { rooms, waiting }
}

/** Whoever was moved for nothing goes back. */
function sentHome({ rooms: start, waiting }: Plan, nights: number): Plan {
  const rooms = start.map((room) => [...room])
  for (let changed = true; changed;) {
    changed = false
    for (const [index, room] of rooms.entries()) {
      for (const item of room.filter(({ movable, home }) => movable && home >= 0 && home !== index)) {
        const home = rooms[item.home]!
        if (!fits(home, item)) continue
        const pair: Pair = [merged(rooms[index]!, [item], []), merged(home, [], [item])]
        if (compareRuns(runsOfPair(pair, nights), runsOfPair([rooms[index]!, home], nights)) < 0) continue
        rooms[index] = pair[0]
        rooms[item.home] = pair[1]
        changed = true
      }
    }
  }
  return { rooms, waiting }
}

type Pair = [one: Item[], other: Item[]]

function runsOfPair([one, other]: Readonly<Pair>, nights: number): number[] {
  return [...runsOf(one, nights), ...runsOf(other, nights)].sort((a, b) => b - a)
}

/** The first exchange between two rooms that makes the two together better, with no more than so many further moves. */
function betterExchange(rooms: readonly Item[][], one: number, other: number, nights: number, further: number, tries: { left: number }): Pair | undefined {
  const [here, there] = [rooms[one]!, rooms[other]!]
  const runsNow = runsOfPair([here, there], nights)
  const movesNow = strangersIn(here, one) + strangersIn(there, other)
  for (const [away, back] of exchanges(here, there)) {
    tries.left -= 1
    if (!fitInstead(there, back, away) || !fitInstead(here, away, back)) continue
    const pair: Pair = [merged(here, away, back), merged(there, back, away)]
    const moves = strangersIn(pair[0], one) + strangersIn(pair[1], other)
    const longer = compareRuns(runsOfPair(pair, nights), runsNow)
    if ((longer > 0 && moves <= movesNow + further) || (longer === 0 && moves < movesNow)) return pair
  }
  return undefined
}

/**
 * What could change places between two rooms: some stays that follow each other against what is in
 * their way over there, and everything from a moment on.
 */
function* exchanges(here: readonly Item[], there: readonly Item[]): Generator<[away: Item[], back: Item[]]> {
  const [mine, theirs] = [here.filter(({ movable }) => movable), there.filter(({ movable }) => movable)]
  for (let from = 0; from < mine.length; from += 1) {
    for (let to = from + 1; to <= mine.length; to += 1) {
      const away = mine.slice(from, to)
      const [startsAt, endsAt] = [away[0]!.startsAt, away.at(-1)!.endsAt]
      yield [away, theirs.filter((item) => item.startsAt < endsAt && startsAt < item.endsAt)]
    }
    const { startsAt } = mine[from]!
    yield [mine.slice(from), theirs.filter((item) => item.startsAt >= startsAt)]
  }
}

function merged(room: readonly Item[], without: readonly Item[], and: readonly Item[]): Item[] {
  return [...room.filter((item) => !without.includes(item)), ...and].sort((a, b) => a.startsAt - b.startsAt)
}

/** Whether some fit into a room that others leave. */
function fitInstead(room: readonly Item[], without: readonly Item[], items: readonly Item[]): boolean {
  for (const item of items) {
    for (const held of room) if (held.startsAt < item.endsAt && item.startsAt < held.endsAt && !without.includes(held)) return false
  }
  return true
}
