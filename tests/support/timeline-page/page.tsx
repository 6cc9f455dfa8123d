import { useEffect, useMemo, useRef, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { BarStore, type Bar } from '../../../renderer/timeline/bar-store.ts'
import { linesOf, type Scale } from '../../../renderer/timeline/layout.ts'
import type { Highlights, Marks, Painters, TimelineHandlers } from '../../../renderer/timeline/owner.ts'
import { setText } from '../../../renderer/timeline/pool.ts'
import { Timeline, type TimelineHandle } from '../../../renderer/timeline/timeline.tsx'

/* The timeline alone in a page, over bars that know nothing of hotels, and a list of what it told its owner. */

const GROUPS = [{ id: 'A', rowIds: [1, 2, 3, 4] }, { id: 'B', rowIds: Array.from({ length: 60 }, (_, index) => index + 5) }]
const SCALE: Scale = { columnMinutes: 1440, columnWidth: 60, firstColumn: -3653, columns: 7306, slotStart: 840, slotEnd: 2160 }

export interface Told {
  what: string
  [detail: string]: unknown
}

/** What the test may ask of the page, and change under it. */
export interface TimelinePage {
  told: Told[]
  handle(): TimelineHandle
  setBars(bars: readonly Bar[]): void
  setScale(scale: Partial<Scale>): void
  setHighlights(highlights: readonly [number, readonly { start: number, end: number }[]][]): void
}

function describe(bars: readonly Bar[]): string[] {
  return bars.map(({ key }) => key)
}

const painters: Painters<Bar> = {
  bar(element, bar) {
    setText(element, bar.key)
    element.setAttribute('aria-label', bar.key)
    element.style.background = '#cde'
  },
  rowLabel: (element, rowId) => setText(element, `Row ${rowId}`),
  rowName: (rowId) => `Row ${rowId}`,
  groupLabel: (element, group) => setText(element, `Group ${group}`),
  groupName: (group) => `Group ${group}`,
  corner: (element) => setText(element, 'Corner'),
  column: (element, column, columns) => setText(element, columns === 1 ? String(column) : `${column} to ${column + columns - 1}`),
  tick: (element, _column, tick) => setText(element, String(tick)),
  groupCell: (element, _group, column) => setText(element, String(column % 10)),
}
const marks: Marks = { shaded: (column) => (((column % 7) + 7) % 7 >= 5 ? 'weekend' : column === 3 ? 'holiday' : undefined), todayColumn: 1, nowMinute: 1440 + 600 }

function Page() {
  const [bars, setBars] = useState<readonly Bar[]>([])
  const [scale, setScale] = useState<Scale>(SCALE)
  const [highlights, setHighlights] = useState<Highlights>()
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const handle = useRef<TimelineHandle>(null)
  const [told] = useState<Told[]>([])
  const store = useMemo(() => new BarStore(bars), [bars])
  const layout = useMemo(() => ({ scale, lines: linesOf(GROUPS, collapsed), lineHeight: 30, labelWidth: 120, headerHeight: 44 }), [scale, collapsed])
  const handlers = useMemo((): TimelineHandlers<Bar> => {
    const tell = (what: string, details: object = {}) => { told.push({ what, ...details }) }
    return {
      mayChange: (bar) => !bar.key.startsWith('fixed'),
      judge: (changes) => changes.some(({ bar }) => bar.key.startsWith('fixed')) ? { verdict: 'no', text: 'fixed stays' }
        : { verdict: changes[0]!.rowId === 3 ? 'ask' : changes[0]!.rowId === 4 ? 'no' : 'ok', text: `row ${changes[0]!.rowId}` },
      change: (changes) => tell('change', { changes: changes.map(({ bar, kind, rowId, start, end }) => ({ key: bar.key, kind, rowId, start, end })) }),
      judgeSplit: (_bar, column, rowId) => ({ verdict: 'ok', text: `split at ${column} on ${rowId}` }),
      split: (bar, column, rowId) => tell('split', { key: bar.key, column, rowId }),
      open: ({ key }) => tell('open', { key }),
      menu: ({ key }, column) => tell('menu', { key, column }),
      select: ({ rowId, from, to }, _box, by) => tell('select', { rowId, from, to, by }),
      selected: (all) => tell('selected', { keys: describe(all) }),
      held: (all, kind) => tell('held', { keys: describe(all), kind }),
      hover: () => undefined,
      toggle: (group) => setCollapsed((before) => before.has(group) ? new Set() : new Set([group])),
      nameCells: ({ rowId, from, to }) => `cells ${from} to ${to} of ${rowId}`,
      announce: (text) => tell('announce', { text }),
      phrase: (what, count) => `${what} ${count}`,
    }
  }, [told])
  useEffect(() => {
    const timeline: TimelinePage = {
      told, handle: () => handle.current!, setBars, setScale: (change) => setScale((before) => ({ ...before, ...change })),
      setHighlights: (places) => setHighlights(new Map(places)),
    }
    Object.assign(window, { timeline })
  }, [told])
  return (
    <main style={{ position: 'fixed', inset: 0 }}>
      <Timeline
        ref={handle} label="Timeline" layout={layout} bars={store} painters={painters} marks={marks} handlers={handlers} startColumn={0}
        onRange={() => undefined} highlights={highlights} onZoom={(steps, anchor) => {
          told.push({ what: 'zoom', steps, at: anchor && Math.round(anchor.clientX) })
          setScale((before) => ({ ...before, columnWidth: Math.min(1200, Math.max(10, before.columnWidth * 2 ** steps)) }))
        }}
      />
    </main>
  )
}

createRoot(document.body.appendChild(document.createElement('div'))).render(<Page />)
