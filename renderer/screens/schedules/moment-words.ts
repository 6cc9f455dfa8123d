import type { Format } from '../../format.ts'

/** `Sat 21 Nov 09:00–09:30` of two RFC 3339 instants of the property, with both days where they differ. */
export function momentOf(format: Format, { from, to }: { from: string, to: string }): string {
  const start = `${format.date(from.slice(0, 10))} ${format.time(from)}`
  return from.slice(0, 10) === to.slice(0, 10) ? `${start}–${format.time(to)}` : `${start} – ${format.date(to.slice(0, 10))} ${format.time(to)}`
}
