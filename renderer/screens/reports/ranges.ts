/** Nights of a report, both included. */
export interface Range { first: string, last: string }

export const PRESETS = ['thisMonth', 'lastMonth', 'nextMonth', 'past30', 'next30', 'thisYear', 'past12'] as const
export type Preset = (typeof PRESETS)[number]

/** The nights that a preset means on a business date. */
export function rangeOf(preset: Preset, today: string): Range {
  const day = Temporal.PlainDate.from(today)
  const monthOf = (date: Temporal.PlainDate): Range => ({
    first: date.with({ day: 1 }).toString(), last: date.with({ day: date.daysInMonth }).toString(),
  })
  switch (preset) {
    case 'thisMonth': return monthOf(day)
    case 'lastMonth': return monthOf(day.subtract({ months: 1 }))
    case 'nextMonth': return monthOf(day.add({ months: 1 }))
    // Tonight is not over: what has been earned ends with last night, what is to come begins tonight.
    case 'past30': return { first: day.subtract({ days: 30 }).toString(), last: day.subtract({ days: 1 }).toString() }
    case 'next30': return { first: today, last: day.add({ days: 29 }).toString() }
    case 'thisYear': return { first: day.with({ month: 1, day: 1 }).toString(), last: day.with({ month: 12, day: 31 }).toString() }
    case 'past12': {
      const end = day.with({ day: 1 }).subtract({ days: 1 })
      return { first: end.with({ day: 1 }).subtract({ months: 11 }).toString(), last: end.toString() }
    }
  }
}

/** The preset that a range is, if it is one. */
export function presetOf(range: Range, today: string): Preset | null {
  return PRESETS.find((preset) => {
    const { first, last } = rangeOf(preset, today)
    return first === range.first && last === range.last
  }) ?? null
}
