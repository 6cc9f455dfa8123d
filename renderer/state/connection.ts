import { create } from 'zustand'

interface Connection {
  online: boolean
  reached(): void
  lost(): void
}

/** Whether the desk answered the last time it was asked. */
export const useConnection = create<Connection>()((set, get) => ({
  online: true,
  reached() {
    if (!get().online) set({ online: true })
  },
  lost() {
    if (get().online) set({ online: false })
  },
}))
