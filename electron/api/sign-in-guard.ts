import { EngineError } from '../engine/errors.ts'

const WINDOW_MS = 15 * 60_000
const FAILURES = 5

/** Counts wrong passwords: after five in 15 minutes for a name or an address, both must wait. */
export class SignInGuard {
  readonly #failures = new Map<string, number[]>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** @throws EngineError `too_many_failures` */
  expectPatience(keys: readonly string[]): void {
    for (const key of keys) {
      const recent = this.#recent(key)
      if (recent.length < FAILURES) continue
      throw new EngineError('too_many_failures', { values: { seconds: Math.ceil((recent[0]! + WINDOW_MS - this.#now()) / 1000) } })
    }
  }

  failed(keys: readonly string[]): void {
    for (const key of keys) this.#failures.set(key, [...this.#recent(key), this.#now()].slice(-FAILURES))
    if (this.#failures.size > 10_000) for (const key of this.#failures.keys()) this.#recent(key)
  }

  /** A right password clears the name; the address stays under suspicion for what it did before. */
  succeeded(name: string): void {
    this.#failures.delete(name)
  }

  #recent(key: string): number[] {
    const now = this.#now()
    // What lies ahead was counted by a clock that was wrong: it must lock nobody out until then.
    const recent = (this.#failures.get(key) ?? []).filter((at) => at > now - WINDOW_MS && at <= now)
    if (recent.length > 0) this.#failures.set(key, recent)
    else this.#failures.delete(key)
    return recent
  }
}
