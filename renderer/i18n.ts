import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../shared/contract/settings.ts'
import { words as allWords, type Words } from '../shared/i18n/index.ts'

/** `stays.title`, `common.nights` (whose plural forms are `nights_one` and `nights_other`): a misspelt one is a type error. */
export type WordKey = Leaf<Words>
type Leaf<T> = { [K in keyof T & string]: T[K] extends string ? Singular<K> : `${K}.${Leaf<T[K]>}` }[keyof T & string]
type Singular<K extends string> = K extends `${infer Stem}_${'one' | 'other'}` ? Stem : K

export type Say = (key: WordKey, values?: Record<string, string | number>) => string

const i18n = i18next.createInstance()

void i18n.use(initReactI18next).init({
  resources: { en: { translation: allWords.en }, da: { translation: allWords.da } },
  lng: 'en', fallbackLng: 'en', initAsync: false,
  // React escapes already.
  interpolation: { escapeValue: false },
})

export { i18n }

/** The words in the reader's language, for components: they follow when the language changes. */
export function useWords(): Say {
  const { t } = useTranslation(undefined, { i18n })
  return useCallback<Say>((key, values) => t(key as string, { ...values }), [t])
}

/** The same outside of components. */
export const words: Say = (key, values) => i18n.t(key as string, { ...values })

export function currentLanguage(): Language {
  return i18n.language === 'da' ? 'da' : 'en'
}

export function useLanguage(): Language {
  return useTranslation(undefined, { i18n }).i18n.language === 'da' ? 'da' : 'en'
}

/** The locale that numbers and dates are written in. */
export function localeOf(language: Language): string {
  return language === 'da' ? 'da-DK' : 'en-GB'
}

export async function setLanguage(language: Language): Promise<void> {
  if (currentLanguage() !== language) await i18n.changeLanguage(language)
  document.documentElement.lang = language
}
