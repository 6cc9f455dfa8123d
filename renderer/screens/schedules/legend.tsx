import { memo } from 'react'
import { useWords } from '../../i18n.ts'
import styles from '../calendar/calendar.module.css'
import { SIGNS, type Tone } from './classify.ts'
import { toneName } from './painters.ts'

/** What the colours and signs say. */
export const Legend = memo(function Legend({ tones, extra }: { tones: readonly Tone[], extra?: { className: string, text: string } }) {
  const t = useWords()
  return (
    <ul className={styles['legend']} aria-label={t('calendar.legend')}>
      {tones.map((tone) => (
        <li key={tone}><span className={styles['swatch']} data-tone={tone} aria-hidden>{SIGNS[tone]}</span>{toneName(t, tone)}</li>
      ))}
      {extra && <li><span className={extra.className} aria-hidden />{extra.text}</li>}
      <li aria-hidden>✎ {t('calendar.flag.notes')}</li>
    </ul>
  )
})
