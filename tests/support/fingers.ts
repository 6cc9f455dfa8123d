import type { Page } from 'playwright-core'

interface Point { x: number, y: number }

export interface Fingers {
  tap(at: Point): Promise<void>
  down(at: Point): Promise<void>
  move(to: Point): Promise<void>
  up(): Promise<void>
  /** Two fingers around a point, from one distance to another. */
  pinch(around: Point, from: number, to: number): Promise<void>
}

/** Fingers on the page's screen, as the browser gets them from the glass: also those that hold and drag. */
export async function fingersOn(page: Page): Promise<Fingers> {
  const client = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) => client.send('Input.dispatchTouchEvent', {
    type, touchPoints: touchPoints.map(({ x, y }, id) => ({ x, y, id })),
  })
  let at: Point = { x: 0, y: 0 }
  const fingers: Fingers = {
    tap: async (point) => {
      await fingers.down(point)
      await fingers.up()
    },
    async down(point) {
      at = point
      await send('touchStart', [point])
    },
    async move(to) {
      const steps = 8
      const from = at
      for (let step = 1; step <= steps; step++) {
        at = { x: from.x + (to.x - from.x) * step / steps, y: from.y + (to.y - from.y) * step / steps }
        await send('touchMove', [at])
      }
    },
    up: async () => void await send('touchEnd', []),
    async pinch({ x, y }, from, to) {
      const both = (distance: number) => [{ x: x - distance / 2, y }, { x: x + distance / 2, y }]
      await send('touchStart', both(from))
      for (let step = 1; step <= 8; step++) await send('touchMove', both(from + (to - from) * step / 8))
      await send('touchEnd', [])
    },
  }
  return fingers
}
