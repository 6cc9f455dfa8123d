import { useQueryClient } from '@tanstack/react-query'
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { calendar } from '../../../shared/contract/calendar.ts'
import { pollNow } from '../../live.ts'

export interface Shown<M extends { id: number }> {
  pending: readonly M[]
  has(id: number): boolean
  /** Shows these while the desk is asked. The picture is fetched before they are let go, so that they do not jump back and forth. */
  during<T>(shown: readonly M[], ask: () => Promise<T>): Promise<T>
}

/** What is shown before the desk has answered. */
export function usePending<M extends { id: number }>(): Shown<M> {
  const [pending, setPending] = useState<readonly M[]>([])
  const client = useQueryClient()
  const latest = useRef(pending)
  useLayoutEffect(() => { latest.current = pending })

  return useMemo(() => ({
    pending,
    has: (id) => latest.current.some((one) => one.id === id),
    async during(shown, ask) {
      setPending((before) => [...before.filter(({ id }) => !shown.some((one) => one.id === id)), ...shown])
      try {
        return await ask()
      } finally {
        await client.invalidateQueries({ queryKey: [calendar.path] }).catch(() => undefined)
        setPending((before) => before.filter((one) => !shown.includes(one)))
        pollNow()
      }
    },
  }), [pending, client])
}
