import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { undoSteps } from '../shared/contract/calendar.ts'
import { getProperty } from '../shared/contract/settings.ts'
import { call } from './client.ts'
import { ApiError } from './errors.ts'
import { words } from './i18n.ts'
import { pollNow } from './live.ts'
import { queryClient } from './query.ts'
import { useUndoStack, type Deed } from './state/undo-stack.ts'
import { tell, tellError } from './tell.ts'

let count = 0
let lastTold: string | undefined

/** Says what was done last, in the place of what was done before: one who works fast does not wait for old news to go. */
function tellLast(message: ReactNode, autoClose: number): string {
  if (lastTold !== undefined) notifications.hide(lastTold)
  const id = lastTold = `deed-${++count}`
  notifications.show({ id, autoClose, message })
  return id
}

/** Puts what was done on the stack, so that Ctrl+Z takes it back, now or later today. */
export function remember(deed: Deed): void {
  const today = queryClient.getQueryData<{ today: string }>([getProperty.path, {}])?.today
  if (today !== undefined) useUndoStack.getState().push(today, deed)
}

/** Says what was done, puts it on the stack, and offers to take it back. */
export function tellDeed(deed: Deed): void {
  remember(deed)
  const id = tellLast(
    <Group justify="space-between" wrap="nowrap">
      <span>{deed.text}</span>
      <Button size="compact-xs" variant="default" flex="none" onClick={() => {
        notifications.hide(id)
        void turnBack('done', deed)
      }}>{words('common.undo')}</Button>
    </Group>, 8_000)
}

const underWay = new Set<Promise<void>>()

/** What is on its way to the desk is done as far as anybody at this one is concerned: undo waits for it. */
export function doing(work: Promise<void>): Promise<void> {
  const told = work.finally(() => underWay.delete(told))
  underWay.add(told)
  return told
}

async function allDone(): Promise<void> {
  await Promise.allSettled(underWay)
  while (queryClient.isMutating() > 0) await new Promise((resolve) => setTimeout(resolve, 10))
}

let turning = false

/** Ctrl+Z: takes back the last thing done at this desk today. */
export async function undoLast(): Promise<void> {
  await allDone()
  const { date, done } = useUndoStack.getState()
  const last = isToday(date) ? done.at(-1) : undefined
  if (last) await turnBack('done', last)
  else tell(words('undo.nothing'))
}

/** Ctrl+Shift+Z: does again what was taken back last. */
export async function redoLast(): Promise<void> {
  await allDone()
  const { date, undone } = useUndoStack.getState()
  const last = isToday(date) ? undone.at(-1) : undefined
  if (last) await turnBack('undone', last)
  else tell(words('undo.nothingToRedo'))
}

/** Taking back is itself a step of each booking, so doing again is taking that back. */
async function turnBack(pile: 'done' | 'undone', deed: Deed): Promise<void> {
  if (turning) return
  turning = true
  const { turn } = useUndoStack.getState()
  try {
    const { steps } = await call(undoSteps, { body: { steps: [...deed.steps] } })
    turn(pile, deed, { text: deed.text, steps })
    tellLast(words(pile === 'done' ? 'undo.undone' : 'undo.redone', { deed: deed.text }), 3_500)
  } catch (error) {
    // What the house refuses now it will not allow later either; without a connection one may try again.
    if (error instanceof ApiError && error.status !== 401) turn(pile, deed, undefined)
    tellError(error)
  } finally {
    turning = false
    pollNow()
  }
}

function isToday(date: string): boolean {
  return queryClient.getQueryData<{ today: string }>([getProperty.path, {}])?.today === date
}
