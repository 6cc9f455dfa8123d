import { create } from 'zustand'
import { persist } from 'zustand/middleware'

/** Something that was done at this desk, and the steps of bookings it consists of. */
export interface Deed {
  text: string
  /** Ids in the feed of changes: what the desk takes back, all of them or none. */
  steps: readonly number[]
}

interface UndoStack {
  /** The business date of all this: what was done yesterday is not taken back with a key. */
  date: string
  done: readonly Deed[]
  undone: readonly Deed[]
  push(date: string, deed: Deed): void
  /** Takes a deed off one pile; what became of it goes on the other. */
  turn(from: 'done' | 'undone', deed: Deed, become: Deed | undefined): void
  clear(): void
}

const MOST = 500

/** What was done today at this desk, the last on top. It outlives a reload: it is this machine's. */
export const useUndoStack = create<UndoStack>()(persist((set) => ({
  date: '',
  done: [],
  undone: [],
  push: (date, deed) => set((before) => {
    const done = before.date === date ? before.done : []
    // Who did it may have put it there already, in better words.
    if (done.some(({ steps }) => steps.includes(deed.steps[0] ?? 0))) return before
    return { date, undone: [], done: [...done, deed].slice(-MOST) }
  }),
  turn: (from, deed, become) => set((before) => {
    const to = from === 'done' ? 'undone' : 'done'
    return { [from]: before[from].filter((one) => one !== deed), [to]: become ? [...before[to], become] : before[to] }
  }),
  clear: () => set({ done: [], undone: [] }),
}), { name: 'skranke.undo' }))
