import { create } from 'zustand'
import type { Language } from '../../shared/contract/settings.ts'

interface Preferences {
  /** Null: the property's language. */
  language: Language | null
  setLanguage(language: Language): void
}

const KEY = 'skranke.language'

/** What this person at this machine prefers. The colour scheme is kept by Mantine. */
export const usePreferences = create<Preferences>((set) => ({
  language: localStorage.getItem(KEY) as Language | null,
  setLanguage(language) {
    localStorage.setItem(KEY, language)
    set({ language })
  },
}))
