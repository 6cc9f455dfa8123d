import { create } from 'zustand'

/** What a new stay starts out with. */
export interface NewStayDefaults {
  arrival?: string
  departure?: string
  roomNumber?: string
  category?: string
}

interface Ui {
  /** The stay whose panel is open. */
  stayId: number | null
  /** The block whose panel is open. */
  blockId: number | null
  /** What the new-stay dialog starts with; null while it is closed. */
  newStay: NewStayDefaults | null
  helpOpen: boolean
  searchOpen: boolean
  openStay(id: number): void
  openBlock(id: number): void
  startStay(defaults?: NewStayDefaults): void
  setHelp(open: boolean): void
  setSearch(open: boolean): void
  closeStay(): void
  closeBlock(): void
  closeNewStay(): void
}

/** Which panels and dialogs are open over the screens. */
export const useUi = create<Ui>((set) => ({
  stayId: null, blockId: null, newStay: null, helpOpen: false, searchOpen: false,
  openStay: (id) => set({ stayId: id, blockId: null }),
  openBlock: (id) => set({ blockId: id, stayId: null }),
  startStay: (defaults = {}) => set({ newStay: defaults }),
  setHelp: (helpOpen) => set({ helpOpen }),
  setSearch: (searchOpen) => set({ searchOpen }),
  closeStay: () => set({ stayId: null }),
  closeBlock: () => set({ blockId: null }),
  closeNewStay: () => set({ newStay: null }),
}))
