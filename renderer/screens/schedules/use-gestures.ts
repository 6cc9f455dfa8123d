import { notifications } from '@mantine/notifications'
import { useLayoutEffect, useMemo, useRef, useState, type Dispatch, type SetStateAction } from 'react'
import { useWords } from '../../i18n.ts'
import { stopDoing, tellDoing } from '../../presence.ts'
import { sentenceOf } from '../../tell.ts'
import type { Change, Selection } from '../../timeline/gesture.ts'
import type { Scale } from '../../timeline/layout.ts'
import type { Judged, TimelineHandlers } from '../../timeline/owner.ts'
import { doing } from '../../undo.tsx'
import type { ScheduleBar } from './bars.ts'
import type { Hovered } from './hover-card.tsx'
import { tellDone } from './tell-done.ts'
import type { Around, Chosen, Trade } from './trade.ts'
import type { Moves } from './use-moves.ts'

interface Surroundings {
  around: Around
  trade: Trade
  scale: Scale
  moves: Moves
  nameOf(bar: ScheduleBar): string
  setCollapsed: Dispatch<SetStateAction<ReadonlySet<string>>>
}

/** What the timeline's gestures mean where time is sold by the hour. */
export function useGestures(surroundings: Surroundings) {
  const t = useWords()
  const [hovered, setHovered] = useState<Hovered>()
  const [said, say] = useState('')
  const latest = useRef(surroundings)
  useLayoutEffect(() => { latest.current = surroundings })

  const handlers = useMemo((): TimelineHandlers<ScheduleBar> => {
    const rowOf = (rowId: number) => latest.current.around.rows.get(rowId)?.label ?? ''
    const timeOf = ({ rowId, from, to }: Selection): Chosen => {
      const { columnMinutes } = latest.current.scale
      return { rowId, start: from * columnMinutes, end: to * columnMinutes, isOne: to - from === 1 }
    }
    const judge = (changes: readonly Change<ScheduleBar>[]): Judged => {
      const { trade, around } = latest.current
      const along = new Set(changes.map(({ bar }) => bar.key))
      const verdicts = changes.map((change) => trade.judge(change, around, along))
      return verdicts.find(({ verdict }) => verdict === 'no') ?? verdicts[0] ?? { verdict: 'no', text: '' }
    }
    const refuse = (text: string) => {
      notifications.show({ color: 'red', message: text, autoClose: 12_000 })
      say(text)
    }

    return {
      mayChange: (bar, kind) => latest.current.trade.mayChange(bar, kind) && !latest.current.moves.has(bar.id),
      judge,
      change(changes) {
        setHovered(undefined)
        const first = changes[0]
        if (!first) return
        const { trade, around, moves, nameOf } = latest.current
        const verdict = judge(changes)
        const stays = (why: string) => t('schedules.notMoved', { who: nameOf(first.bar), why })
        if (verdict.verdict === 'no') return refuse(stays(verdict.text))
        void doing(moves.move(changes, (change) => trade.send(change, around)).then(({ steps, error }) => {
          const text = changes.length > 1 ? t('schedules.movedSeveral', { count: steps.length })
            : t('schedules.moved', { who: nameOf(first.bar), where: rowOf(first.rowId), when: around.moments.span(first.start, first.end) })
          if (steps.length > 0) {
            tellDone(text, steps)
            say(text)
          }
          if (error !== undefined) refuse(stays(sentenceOf(error)))
        }))
      },
      open(bar) {
        setHovered(undefined)
        latest.current.trade.open(bar, latest.current.around)
      },
      menu(bar) {
        setHovered(undefined)
        latest.current.trade.open(bar, latest.current.around)
      },
      select(selection) {
        setHovered(undefined)
        const { trade, around } = latest.current
        trade.book(timeOf(selection), around)
      },
      held(bars, kind) {
        if (kind === undefined) stopDoing()
        else tellDoing(bars.map(({ id }) => id), 'moving')
      },
      hover: (bar, box) => setHovered(bar && box ? { bar, box } : undefined),
      toggle: (group, open) => latest.current.setCollapsed((before) => {
        const next = new Set(before)
        if (open ?? before.has(group)) next.delete(group)
        else next.add(group)
        return next
      }),
      nameCells(selection) {
        const { rowId, start, end } = timeOf(selection)
        const { bars, moments } = latest.current.around
        const values = { where: rowOf(rowId), when: moments.span(start, end) }
        return t(bars.touching(rowId, start, end) ? 'schedules.cellTaken' : 'schedules.cellFree', values)
      },
      announce: say,
      phrase: (what, count) => t(`schedules.phrase.${what}`, { count }),
    }
  }, [t])

  return { handlers, hovered, said }
}
