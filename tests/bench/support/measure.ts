/* How the benches measure: two ways in turns, medians, and a ratio that holds on a noisy machine. */

/** A number from the environment, to shrink a bench: `ROUNDS=1 SECONDS=1 npm run bench -- create`. */
export function option(name: string, fallback: number): number {
  const given = Number(process.env[name])
  return Number.isFinite(given) && given > 0 ? given : fallback
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value that this share of them does not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!
}

type Way = (round: number) => number | Promise<number>

/** Runs each way once a round, in turns and each round in the other order, and answers each one's median. */
export async function inTurns<Name extends string>(rounds: number, ways: Record<Name, Way>): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[]
  const measured = new Map<Name, number[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) measured.get(name)!.push(await ways[name](round))
  }
  return Object.fromEntries(names.map((name) => [name, median(measured.get(name)!)])) as Record<Name, number>
}

/**
 * Runs two ways in turns and answers what each came to, round by round: whatever slows the machine
 * for a while slows both of a round, so their ratio holds where the figures do not.
 */
export async function inPairs(rounds: number, one: Way, other: Way): Promise<{ one: number, other: number }[]> {
  const pairs: { one: number, other: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const first = await (round % 2 === 0 ? one : other)(round)
    const second = await (round % 2 === 0 ? other : one)(round)
    pairs.push(round % 2 === 0 ? { one: first, other: second } : { one: second, other: first })
  }
  return pairs
}

/** Milliseconds that `work` takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

export function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function figure(name: string, value: number, unit: string): void {
  const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
  say(`  ${name.padEnd(58)} ${shown.padStart(10)} ${unit}`)
}

/** Prints a result beside what is wanted of it; a bench that misses one ends with status 1. */
export function verdict(name: string, value: number, wanted: { atLeast: number } | { atMost: number }): void {
  const [holds, limit] = 'atLeast' in wanted ? [value >= wanted.atLeast, `at least ${wanted.atLeast}`] : [value <= wanted.atMost, `at most ${wanted.atMost}`]
  say(`  ${name.padEnd(58)} ${value.toFixed(2).padStart(10)} (wanted ${limit}: ${holds ? 'holds' : 'MISSED'})`)
  if (!holds) process.exitCode = 1
}
