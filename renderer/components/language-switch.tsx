import { SegmentedControl } from '@mantine/core'
import { LANGUAGES, type Language } from '../../shared/contract/settings.ts'
import { useLanguage, useWords } from '../i18n.ts'
import { usePreferences } from '../state/preferences.ts'

/** For the screens before the frame; in it the account's menu has the same choice. */
export function LanguageSwitch() {
  const say = useWords()
  const language = useLanguage()
  const choose = usePreferences((preferences) => preferences.setLanguage)
  return (
    <SegmentedControl
      aria-label={say('frame.language')} value={language} onChange={(value) => choose(value as Language)}
      data={LANGUAGES.map((value) => ({ value, label: say(`frame.languageNames.${value}`) }))}
    />
  )
}
