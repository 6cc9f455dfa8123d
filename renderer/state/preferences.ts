import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Language } from '../../shared/contract/settings.ts'

interface Preferences {
  /** Null: the property's language. */
  language: Language | null
  /** Who signed in last on this machine, to spare typing the name. */
  lastUsername: string
  setLanguage(language: Language): void
  setLastUsername(name: string): void
}

/** What this person at this machine prefers. The colour scheme is kept by Mantine. */
export const usePreferences = create<Preferences>()(persist((set) => ({
  language: null,
  lastUsername: '',
  setLanguage: (language) => set({ language }),
  setLastUsername: (lastUsername) => set({ lastUsername }),
}), { name: 'skranke.preferences' }))
