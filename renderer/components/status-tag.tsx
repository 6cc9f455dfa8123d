import type { Status } from '../../shared/contract/stays.ts'
import { useWords } from '../i18n.ts'
import { Tag, type Tone } from './tag.tsx'

const TONES: Record<Status, Tone> = {
  pending: 'warn', confirmed: 'info', checked_in: 'good', completed: 'calm', cancelled: 'calm', no_show: 'bad',
}

/** How a stay stands. */
export function StatusTag({ status }: { status: Status }) {
  const say = useWords()
  return <Tag tone={TONES[status]}>{say(`common.statuses.${status}`)}</Tag>
}
