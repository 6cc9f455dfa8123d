/** `14:00`, as the desk writes it. */
export function isTimeOfDay(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text)
}

/** Reads what people type for a time of day: `14`, `1430`, `14.30`, `9:5`. Undefined where it is none. */
export function readTimeOfDay(text: string): string | undefined {
  const match = /^\s*(\d{1,2})(?:[:.\s]?(\d{2})|[:.](\d))?\s*$/.exec(text)
  if (!match) return undefined
  const time = `${match[1]!.padStart(2, '0')}:${(match[2] ?? match[3] ?? '').padStart(2, '0')}`
  return isTimeOfDay(time) ? time : undefined
}
