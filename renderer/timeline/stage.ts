import type { Bar, BarStore } from './bar-store.ts'
import type { Layout, Viewport } from './layout.ts'
import type { Highlights, Marks, Painters } from './owner.ts'

/** What the parts of the view share: what there is to draw, and where one is. The view alone writes to it. */
export interface Stage<B extends Bar> {
  /** Begins the ids of elements. */
  readonly id: string
  layout: Layout
  bars: BarStore<B>
  paint: Painters<B>
  marks: Marks
  highlights: Highlights
  viewport: Viewport
}

export function element(className?: string, role?: string): HTMLElement {
  const made = document.createElement('div')
  if (className) made.className = className
  if (role) made.setAttribute('role', role)
  return made
}
