import i18next, { type i18n } from 'i18next'
import * as en from '../../shared/i18n/en/errors.ts'
import * as da from '../../shared/i18n/da/errors.ts'
import type { Language } from '../../shared/contract/settings.ts'

const words: i18n = i18next.createInstance()
void words.init({
  resources: { en: { translation: en }, da: { translation: da } },
  lng: 'en', fallbackLng: 'en', initAsync: false, interpolation: { escapeValue: false },
})

/** A sentence of shared/i18n by its key, in a language. */
export function sentence(language: Language, key: string, values: Record<string, unknown> = {}): string {
  return words.t(key, { lng: language, ...values })
}

/** The language a client prefers: Danish where it says so, else English, as the seeds speak. */
export function languageOf(acceptLanguage: string | undefined): Language {
  return /^\s*da\b/i.test(acceptLanguage ?? '') ? 'da' : 'en'
}
