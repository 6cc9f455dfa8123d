import i18next from 'i18next'
import { useCallback } from 'react'
import { initReactI18next } from 'react-i18next'
import { words } from '../shared/i18n/index.ts'

/** The screens' words; the language follows the person's choice, else the property's. */
void i18next.use(initReactI18next).init({
  resources: { en: { translation: words.en }, da: { translation: words.da } },
  lng: 'en', fallbackLng: 'en', initAsync: false, interpolation: { escapeValue: false },
})

export { i18next }
