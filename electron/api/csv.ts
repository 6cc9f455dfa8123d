/**
 * One cell of RFC 4180: quoted where it must be, and harmless where a spreadsheet would run it
 * (a leading =, +, -, @, tab or return gets an apostrophe, as OWASP advises).
 */
export function csvCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
