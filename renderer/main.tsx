import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { setLanguage } from './i18n.ts'
import { usePreferences } from './state/preferences.ts'

// Until the property has said its own.
void setLanguage(usePreferences.getState().language ?? (navigator.language.startsWith('da') ? 'da' : 'en'))

createRoot(document.getElementById('root')!).render(<App />)
