import { readFileSync, renameSync, writeFileSync } from 'node:fs'

export interface Rectangle { x: number, y: number, width: number, height: number }

export interface WindowState {
  /** Absent until the window was first placed: the system then chooses where. */
  bounds?: Rectangle
  maximized: boolean
}

const SMALLEST = { width: 900, height: 600 }
const FIRST = { width: 1440, height: 900 }

/** What a new window needs: a size that fits, and a place that a screen of today shows. */
export function placeWindow(state: WindowState, screens: readonly Rectangle[]): Partial<Rectangle> & { width: number, height: number, minWidth: number, minHeight: number } {
  const { bounds } = state
  const screen = (bounds && screens.find((one) => overlap(one, bounds) > 0)) ?? screens[0]
  const wanted = bounds ?? FIRST
  const width = Math.min(Math.max(wanted.width, SMALLEST.width), screen?.width ?? wanted.width)
  const height = Math.min(Math.max(wanted.height, SMALLEST.height), screen?.height ?? wanted.height)
  const smallest = { minWidth: Math.min(SMALLEST.width, width), minHeight: Math.min(SMALLEST.height, height) }
  // A screen that is gone takes its place along: the system then chooses a new one.
  if (!bounds || !screen || overlap(screen, bounds) === 0) return { width, height, ...smallest }
  return {
    width, height, ...smallest,
    x: Math.round(Math.min(Math.max(bounds.x, screen.x), screen.x + screen.width - width)),
    y: Math.round(Math.min(Math.max(bounds.y, screen.y), screen.y + screen.height - height)),
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height } = value as Record<string, unknown>
  return [x, y, width, height].every((number) => Number.isFinite(number)) && (width as number) > 0 && (height as number) > 0
}

/** The state as it was left. A file that is missing or damaged is a first start, not an error. */
export function readWindowState(file: string): WindowState {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { bounds?: unknown, maximized?: unknown } | null
    return { maximized: value?.maximized === true, ...(isRectangle(value?.bounds) ? { bounds: value.bounds } : {}) }
  } catch {
    return { maximized: false }
  }
}

/** Where the window stands is a convenience: that it cannot be kept stops nothing. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state))
    renameSync(`${file}.new`, file)
  } catch { /* a folder that cannot be written to was told of when the desk opened */ }
}
