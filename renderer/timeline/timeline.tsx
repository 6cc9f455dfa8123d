import { useEffect, useId, useImperativeHandle, useLayoutEffect, useRef, type Ref } from 'react'
import type { Bar, BarStore } from './bar-store.ts'
import { TimelineController } from './controller.ts'
import { xOfColumn, type Layout, type Range } from './layout.ts'
import type { HeldKind, Highlights, Marks, Painters, TimelineHandlers } from './owner.ts'
import { TimelineView } from './view.ts'

export interface TimelineHandle {
  /** Scrolls so that a column stands first, or a few columns after the first. */
  scrollToColumn(column: number, margin?: number): void
  /** Puts the keyboard there and brings it in sight. */
  moveTo(line: number, column: number): void
  focus(): void
  range(): Range
  /** Where a place is on the screen: to anchor a menu. */
  boxOf(line: number, start: number, end: number): DOMRect
  /** Selects these bars and no others, without telling the owner. */
  select(keys: readonly string[]): void
  /**
   * Takes hold of a bar as M, R, Shift+R and S do: it goes where arrows or clicks send it, and Enter or a
   * second click lets go of it there.
   */
  hold(key: string, kind: HeldKind): void
  /** Where the keyboard is. */
  cursor(): { line: number, column: number } | undefined
  /** Gives up whatever gesture is going on. */
  cancel(): void
}

interface Props<B extends Bar> {
  ref?: Ref<TimelineHandle>
  label: string
  /** The element that says which keys there are. */
  describedBy?: string
  layout: Layout
  bars: BarStore<B>
  painters: Painters<B>
  marks: Marks
  handlers: TimelineHandlers<B>
  /** The column that stands first when the timeline appears. */
  startColumn: number
  onRange(range: Range): void
  /** Places that are offered: where else a bar would fit. */
  highlights?: Highlights | undefined
  /**
   * A closer look was asked for, or with fewer than 0 steps a wider one. What is under the anchor, or
   * what the keyboard is on where there is none, stays where it is when the scale changes.
   */
  onZoom?(steps: number, anchor: { clientX: number } | undefined): void
}

/** The timeline for React: it mounts the view once and hands it what changed. */
export function Timeline<B extends Bar>(
  { ref, label, describedBy, layout, bars, painters, marks, handlers, startColumn, onRange, highlights, onZoom }: Props<B>,
) {
  const host = useRef<HTMLDivElement>(null)
  const view = useRef<TimelineView<B>>(undefined)
  const controller = useRef<TimelineController<B>>(undefined)
  const latest = useRef({ layout, bars, painters, marks, handlers, startColumn, onRange, highlights, onZoom })
  const id = useId().replaceAll(/[^a-zA-Z0-9]/g, '')

  useLayoutEffect(() => { latest.current = { layout, bars, painters, marks, handlers, startColumn, onRange, highlights, onZoom } })

  useLayoutEffect(() => {
    const element = host.current
    if (!element) return
    const start = latest.current
    const made = new TimelineView<B>(element, {
      id: `tl${id}`, layout: start.layout, bars: start.bars, painters: start.painters, marks: start.marks, highlights: start.highlights,
      left: xOfColumn(start.layout.scale, start.startColumn),
    })
    const steering = new TimelineController(made, () => latest.current.handlers, {
      line: Math.min(1, Math.max(0, start.layout.lines.length - 1)), column: start.marks.todayColumn ?? start.startColumn,
    }, () => latest.current.onZoom)
    view.current = made
    controller.current = steering
    const stop = made.onRange((range) => latest.current.onRange(range))
    return () => {
      stop()
      steering.destroy()
      made.destroy()
      view.current = undefined
    }
  }, [id])

  const drawn = useRef({ layout, bars, painters, marks, highlights, version: bars.version })
  useLayoutEffect(() => {
    const was = drawn.current
    const now = { layout, bars, painters, marks, highlights, version: bars.version }
    if (was.layout === layout && was.bars === bars && was.painters === painters && was.marks === marks
      && was.highlights === highlights && was.version === bars.version) return
    drawn.current = now
    view.current?.set(now)
    controller.current?.refresh()
  })

  useEffect(() => { host.current?.setAttribute('aria-label', label) }, [label])

  useImperativeHandle(ref, () => ({
    scrollToColumn: (column, margin) => view.current?.scrollToColumn(column, margin),
    moveTo: (line, column) => controller.current?.moveTo(line, column),
    focus: () => host.current?.focus({ preventScroll: true }),
    range: () => view.current?.range() ?? { fromColumn: 0, toColumn: 0, fromLine: 0, toLine: 0 },
    boxOf: (line, start, end) => view.current?.boxOf(line, start, end) ?? new DOMRect(),
    select: (keys) => controller.current?.select(keys),
    hold: (key, kind) => controller.current?.hold(key, kind),
    cursor: () => controller.current?.cursor(),
    cancel: () => controller.current?.cancel(),
  }), [])

  return <div ref={host} aria-describedby={describedBy} />
}
