import { memo } from 'react'
import { useWords } from '../../i18n.ts'
import styles from './calendar.module.css'
import { SIGNS, type Tone } from './classify.ts'

const SHOWN: readonly Tone[] = ['late_arrival', 'arriving', 'in_house', 'leaving', 'future', 'past', 'out_of_order', 'out_of_service']

/** What the colours and signs say. */
export const Legend = memo(function Legend() {
  const t = useWords()
  return (
    <ul className={styles['legend']} aria-label={t('calendar.legend')}>
      {SHOWN.map((tone) => (
        <li key={tone}>
          <span className={styles['swatch']} data-tone={tone} aria-hidden>{SIGNS[tone]}</span>
          {tone === 'late_arrival' ? t('calendar.late') : t(`calendar.tone.${tone}`)}
        </li>
      ))}
      <li><span className={styles['swatch']} data-tone="future" data-open aria-hidden>?</span>{t('calendar.dotted')}</li>
      <li aria-hidden>★ {t('calendar.flag.vip')}</li>
      <li aria-hidden>✎ {t('calendar.flag.notes')}</li>
      <li aria-hidden>◆ {t('calendar.flag.locked')}</li>
      <li aria-hidden>∞ {t('calendar.flag.group')}</li>
      <li aria-hidden>↷ {t('calendar.flag.moved')}</li>
    </ul>
  )
})
