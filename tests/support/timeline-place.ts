import type { Locator } from 'playwright-core'

export interface Box { x: number, y: number, width: number, height: number }

/**
 * Where a column and a row of a timeline are on the screen, by the beginnings of their names: both
 * read at one moment, for the timeline's elements are used again and may name another day a moment
 * later, and only once both are in sight.
 */
export async function placeOnTimeline(grid: Locator, column: string, row: string): Promise<{ head: Box, line: Box }> {
  const wanted = [column, row] as const
  const place = await grid.page().waitForFunction(([element, [columnName, rowName]]) => {
    const { right } = element!.getBoundingClientRect()
    const boxOf = (one: Element | undefined) => {
      if (!one) return null
      const { x, y, width, height } = one.getBoundingClientRect()
      return { x, y, width, height }
    }
    const all = (role: string) => [...element!.querySelectorAll(`[role=${role}]`)]
    // What stands over the labels is the first of them, and covers whatever is scrolled below it.
    const left = all('columnheader')[0]!.getBoundingClientRect().right
    const isInSight = (one: Element) => {
      const { x, width } = one.getBoundingClientRect()
      return width > 0 && x >= left - 1 && x < right
    }
    const head = boxOf(all('columnheader').find((one) => one.getAttribute('aria-label')?.startsWith(columnName) && isInSight(one)))
    const line = boxOf(all('rowheader').find((one) => one.textContent.startsWith(rowName) && one.isConnected))
    return head && line && { head, line }
  }, [await grid.elementHandle(), wanted] as const)
  return (await place.jsonValue())!
}
