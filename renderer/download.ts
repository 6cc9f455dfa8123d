import type { Route } from '../shared/contract/route.ts'
import { ApiError, headersOfReader, OfflineError, urlOf } from './client.ts'

/**
 * Saves the answer of a route as a file: through the save dialog of the desktop window, as a download
 * in a browser. Answers where it is, or null in a browser, which says so itself; undefined where the
 * person thought better of it.
 */
export async function saveCsv(route: Route, query: Record<string, unknown>, name: string): Promise<string | null | undefined> {
  const url = urlOf(route, { query })
  if (window.skranke) {
    const { saved, path } = await window.skranke.saveCsv(name, url, headersOfReader())
    return saved ? path ?? null : undefined
  }
  let answer: Response
  try {
    answer = await fetch(url, { headers: headersOfReader(), credentials: 'omit' })
  } catch (error) {
    throw new OfflineError(error)
  }
  if (!answer.ok) throw new ApiError(answer.status, ((await answer.json()) as { error: string }).error)
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = name
  link.click()
  // The browser has taken it by the next turn or two; a minute is plenty.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
  return null
}
