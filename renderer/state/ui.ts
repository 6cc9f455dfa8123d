import { create } from 'zustand'

/** What a new stay starts out with. */
export interface NewStayDefaults {
  arrival?: string
  departure?: string
  roomNumber?: string
  category?: string
  /** Not confirmed yet. */
  option?: boolean
  /** Of a category, without a room for now. */
  unassigned?: boolean
}

/** What the panel of a stay opens with: all that is known, or one of its forms. */
export type StayMode = 'look' | 'edit' | 'move' | 'split'

type Overlay = 'jump' | 'help' | 'password'

interface Ui {
  /** The stay whose panel is open. */
  stayId: number | null
  stayMode: StayMode
  /** The block whose panel is open. */
  blockId: number | null
  /** What the new-stay dialog starts with; null while it is closed. */
  newStayDefaults: NewStayDefaults | null
  overlay: Overlay | null
  openStay(id: number, mode?: StayMode): void
  openBlock(id: number): void
  newStay(defaults?: NewStayDefaults): void
  show(overlay: Overlay): void
  closeStay(): void
  closeBlock(): void
  closeNewStay(): void
  closeOverlay(): void
  closeAll(): void
}

/** Which panels and dialogs are open over the screens. */
export const useUi = create<Ui>()((set) => ({
  stayId: null, stayMode: 'look', blockId: null, newStayDefaults: null, overlay: null,
  openStay: (stayId, stayMode = 'look') => set({ stayId, stayMode, blockId: null, overlay: null }),
  openBlock: (blockId) => set({ blockId, stayId: null, overlay: null }),
  newStay: (defaults = {}) => set({ newStayDefaults: defaults, overlay: null }),
  show: (overlay) => set({ overlay }),
  closeStay: () => set({ stayId: null }),
  closeBlock: () => set({ blockId: null }),
  closeNewStay: () => set({ newStayDefaults: null }),
  closeOverlay: () => set({ overlay: null }),
  closeAll: () => set({ stayId: null, blockId: null, newStayDefaults: null, overlay: null }),
}))
