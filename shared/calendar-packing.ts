import {
  CALENDAR_FIELDS, CALENDAR_ROW_FIELDS, CALENDAR_STATUSES, type Calendar, type CalendarBar, type CalendarRow, type PackedBar, type PackedCalendar, type PackedRow,
} from './contract/calendar.ts'

/* How the answer of a calendar is made small, and read. */

/** Packs a picture: its rows and lanes first, then bar after bar. */
export class CalendarPacker {
  readonly #rows: readonly CalendarRow[]
  readonly #lanes: readonly string[]
  readonly #bars: PackedBar[][]
  readonly #spans: PackedCalendar['spans'] = []
  readonly #spanOf = new Map<number, Map<number, number>>()

  constructor(rows: readonly CalendarRow[], lanes: readonly string[] = []) {
    this.#rows = rows
    this.#lanes = lanes
    this.#bars = Array.from({ length: rows.length + lanes.length }, () => [])
  }

  /** `status` points into CALENDAR_STATUSES; a row below 0 is a lane, -1 the first. Values instead of an object: nothing is made that does not travel. */
  add(id: number, version: number, row: number, start: number, end: number, status: number, label: string | null, due: number, flags: number): void {
    const span = this.#span(start, end)
    // Each at its length: a list that grows takes several times its room.
    const bar: PackedBar = flags !== 0 ? [id, version, span, status, label, due, flags]
      : due !== 0 ? [id, version, span, status, label, due]
        : label !== null ? [id, version, span, status, label] : [id, version, span, status]
    this.#bars[row < 0 ? this.#rows.length - 1 - row : row]!.push(bar)
  }

  packed(): Omit<PackedCalendar, 'from' | 'to' | 'seq'> {
    const groups = [...new Set(this.#rows.map(({ group }) => group))]
    const place = new Map(groups.map((group, index) => [group, index]))
    return {
      rowFields: [...CALENDAR_ROW_FIELDS], groups, rows: this.#rows.map((row) => packRow(row, place.get(row.group)!)),
      lanes: [...this.#lanes], fields: [...CALENDAR_FIELDS], statuses: [...CALENDAR_STATUSES], spans: this.#spans, bars: this.#bars,
    }
  }

  /** Most stays begin and end with many others: each pair of times is told once. */
  #span(start: number, end: number): number {
    let byEnd = this.#spanOf.get(start)
    if (!byEnd) this.#spanOf.set(start, byEnd = new Map())
    let span = byEnd.get(end)
    if (span === undefined) byEnd.set(end, span = this.#spans.push([start, end]) - 1)
    return span
  }
}

function packRow({ id, label, floor, capacity, nightlyRate, housekeeping, hourlyRate, provider, car }: CalendarRow, group: number): PackedRow {
  const row: PackedRow = [id, label, group, floor, capacity, nightlyRate, housekeeping, hourlyRate ?? null, provider ?? null, car ?? null]
  while (row.at(-1) === null) row.pop()
  return row
}

export function unpackCalendar({ from, to, seq, groups, rows, lanes, rowFields, statuses, spans, bars, slots }: PackedCalendar): Calendar {
  return {
    from, to, seq, lanes,
    rows: rows.map((values) => {
      const { provider, car, ...row } = Object.fromEntries(rowFields.map((field, at) => [field, values[at] ?? null])) as unknown as CalendarRow
      return { ...row, group: groups[values[2]]!, ...(provider ? { provider } : {}), ...(car ? { car } : {}) }
    }),
    bars: bars.flatMap((ofRow, row) => ofRow.map(([id, version, span, status, label = null, due = 0, flags = 0]) => {
      const [start, end] = spans[span]!
      return { id, version, row: row < rows.length ? row : rows.length - 1 - row, start, end, status: statuses[status] as CalendarBar['status'], label, due, flags }
    })),
    ...(slots ? { slots } : {}),
  }
}
