import { isSameLine, minuteOfX, xOfMinute, type Layout, type Line, type Viewport } from './layout.ts'

/** How long a zoom gesture waits for the scale that it asked for. */
const LASTS_MS = 1000

/** Remembers what a zoom gesture was over until the scale changes. */
export class ZoomAnchor {
  #x: number | undefined
  #at = 0

  /** Pixels from where the time area begins on the screen. */
  set(x: number, now: number): void {
    this.#x = x
    this.#at = now
  }

  take(now: number): number | undefined {
    const x = now - this.#at < LASTS_MS ? this.#x : undefined
    this.#x = undefined
    return x
  }
}

/**
 * How far to scroll after the layout changed, so that the minute at `anchor` (pixels from the labels;
 * the left third without one) and the first line in sight stay where they are.
 */
export function scrollAfter(before: Layout, now: Layout, view: Viewport, anchor?: number): { left: number, top: number } {
  return { left: leftAfter(before, now, view, anchor), top: topAfter(before.lines, now.lines, before, now, view) }
}

function leftAfter({ scale: before }: Layout, { scale: now, labelWidth }: Layout, view: Viewport, anchor: number | undefined): number {
  if (before.columnWidth === now.columnWidth && before.firstColumn === now.firstColumn && before.columnMinutes === now.columnMinutes) return view.left
  const at = anchor ?? (view.width - labelWidth) / 3
  return Math.round(xOfMinute(now, minuteOfX(before, view.left + at)) - at)
}

/** Rows that come in or go above what is in sight move nothing; whoever is at the top stays at the top. */
function topAfter(linesBefore: readonly Line[], lines: readonly Line[], before: Layout, now: Layout, { top }: Viewport): number {
  if (top === 0 || linesBefore === lines) return top
  const first = Math.floor(top / before.lineHeight)
  const line = linesBefore[first]
  const at = line ? lines.findIndex((one) => isSameLine(line, one)) : -1
  return at < 0 ? top : top - first * before.lineHeight + at * now.lineHeight
}
