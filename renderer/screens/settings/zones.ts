/** Every IANA zone to choose from; the present one too, where the browser lists it under another name. */
export function timeZones(present: string): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', present])].sort()
}

/** Every currency by its code, with its name so that it is found by either. */
export function currencies(present: string, locale: string): { value: string, label: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'code' })
  return [...new Set([...Intl.supportedValuesOf('currency'), present])].sort()
    .map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}
