import { Text } from '@mantine/core'
import { stayHistory, type HistoryEntry, type Status } from '../../../shared/contract/stays.ts'
import { LoadingNote } from '../../components/notes.tsx'
import { useFormat } from '../../format.ts'
import { useWords, type WordKey } from '../../i18n.ts'
import { useCall } from '../../query.ts'
import classes from './stay.module.css'

const AMOUNTS = new Set(['nightlyRate', 'total', 'paid'])
const DATES = new Set(['arrival', 'departure'])
const NAMED = new Set(['status', 'roomNumber', 'category', 'arrival', 'departure', 'nightlyRate', 'total', 'paid', 'guestName', 'adults', 'children', 'notes', 'source', 'locked', 'type', 'paymentStatus'])

/** Who did what to a stay and when, newest first. */
export function StayHistory({ id }: { id: number }) {
  const t = useWords()
  const format = useFormat()
  const { data } = useCall(stayHistory, { params: { id } })
  if (!data) return <LoadingNote />

  const value = (name: string, raw: unknown): string => {
    if (raw === null || raw === undefined || raw === '') return t('stay.empty')
    if (AMOUNTS.has(name)) return format.money(Number(raw))
    if (DATES.has(name)) return format.date(String(raw))
    if (name === 'status') return t(`common.statuses.${raw as Status}`)
    if (typeof raw === 'boolean') return t(raw ? 'common.yes' : 'common.no')
    return String(raw)
  }
  return (
    <ol className={classes.history}>
      {data.toReversed().map((entry: HistoryEntry) => (
        <li key={entry.id}>
          <strong>{t(`stay.steps.${entry.step}` as WordKey)}</strong> · {entry.by ?? t('stay.byNobody')} · <time dateTime={entry.at}>{format.moment(entry.at)}</time>
          {Object.entries(entry.changes).filter(([name]) => NAMED.has(name)).map(([name, { from, to }]) => (
            <Text key={name} size="xs" className={classes.change}>
              {t(`stay.fields.${name}` as WordKey)} {t('stay.from', { from: value(name, from), to: value(name, to) })}
            </Text>
          ))}
        </li>
      ))}
    </ol>
  )
}
