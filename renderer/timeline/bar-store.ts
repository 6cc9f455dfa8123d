/** What lies on a row from one moment to another, in minutes since the timeline's origin; holds its start and not its end. */
export interface Bar {
  /** Names the bar for as long as it lives, also after it moved. */
  key: string
  rowId: number
  start: number
  end: number
}

/** Bars in any order, or as they lie on rows: who has them by row already hands them over for nothing. */
export type Bars<B extends Bar> = readonly B[] | ReadonlyMap<number, readonly B[]>

/** The bars of one row by start, and how far any bar up to that place reaches. */
interface Row<B extends Bar> {
  bars: readonly B[]
  reach: Float64Array
}

/**
 * Bars by row. A row is looked into when somebody first asks for it, so a year of a thousand rooms
 * costs no more at first sight than the rooms on the screen.
 */
export class BarStore<B extends Bar> {
  #given: ReadonlyMap<number, readonly B[]> = new Map()
  #rows = new Map<number, Row<B>>()
  #byKey: Map<string, B> | undefined
  #all: readonly B[] | undefined
  /** Rises with every change, so that who draws knows when to look again. */
  version = 0

  constructor(bars: Bars<B> = []) {
    this.load(bars)
  }

  load(bars: Bars<B>): void {
    this.#given = bars instanceof Map ? bars : byRow(bars as readonly B[])
    this.#all = bars instanceof Map ? undefined : bars as readonly B[]
    this.#rows = new Map()
    this.#byKey = undefined
    this.version++
  }

  /** The bar of a name, wherever it lies. */
  get(key: string): B | undefined {
    this.#byKey ??= new Map(this.all().map((bar) => [bar.key, bar]))
    return this.#byKey.get(key)
  }

  /** The bar as it is now, if it still lies where this version of it does. */
  again(bar: Bar): B | undefined {
    const { key, rowId, start, end } = bar
    const [lo, hi] = this.between(rowId, start, end)
    return this.row(rowId).slice(lo, hi).find((one) => one.key === key && one.start === start && one.end === end)
  }

  all(): readonly B[] {
    return this.#all ??= [...this.#given.values()].flat()
  }

  /** The bars of a row, by start. */
  row(rowId: number): readonly B[] {
    return this.#row(rowId)?.bars ?? []
  }

  /** Places [lo, hi) in `row(rowId)` between which lie all bars that touch [from, to). */
  between(rowId: number, from: number, to: number): [lo: number, hi: number] {
    const row = this.#row(rowId)
    if (!row) return [0, 0]
    const { bars, reach } = row
    const lo = firstWhere(reach.length, (place) => (reach[place] ?? Infinity) > from)
    const hi = firstWhere(bars.length, (place) => (bars[place]?.start ?? Infinity) >= to)
    return [Math.min(lo, hi), hi]
  }

  /** The first bar of the row that touches [from, to), leaving one out if asked. */
  touching(rowId: number, from: number, to: number, except?: string): B | undefined {
    const [lo, hi] = this.between(rowId, from, to)
    const bars = this.row(rowId)
    for (let place = lo; place < hi; place++) {
      const bar = bars[place]
      if (bar && bar.end > from && bar.key !== except) return bar
    }
    return undefined
  }

  #row(rowId: number): Row<B> | undefined {
    const known = this.#rows.get(rowId)
    const given = known ? undefined : this.#given.get(rowId)
    if (!given) return known
    const bars = given.toSorted((a, b) => a.start - b.start || a.end - b.end)
    // Bars of a room never overlap, but a store that takes overlapping ones must find them too.
    const reach = new Float64Array(bars.length)
    let furthest = -Infinity
    for (const [place, bar] of bars.entries()) reach[place] = furthest = Math.max(furthest, bar.end)
    const row = { bars, reach }
    this.#rows.set(rowId, row)
    return row
  }
}

function byRow<B extends Bar>(bars: readonly B[]): Map<number, B[]> {
  const rows = new Map<number, B[]>()
  let row: B[] | undefined
  let rowId: number | undefined
  for (const bar of bars) {
    if (!row || bar.rowId !== rowId) {
      rowId = bar.rowId
      row = rows.get(rowId)
      if (!row) rows.set(rowId, row = [])
    }
    row.push(bar)
  }
  return rows
}

/** The first of 0..length-1 that passes a test which, once passed, stays passed; `length` if none. */
export function firstWhere(length: number, passes: (place: number) => boolean): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(middle)) high = middle
    else low = middle + 1
  }
  return low
}
