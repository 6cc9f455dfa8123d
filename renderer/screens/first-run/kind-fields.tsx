import { ActionIcon, Button, NumberInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useAmountFormat } from '../../components/use-amount-format.ts'
import { useWords } from '../../i18n.ts'
import classes from './first-run.module.css'
import type { Kind } from './pattern.ts'

interface Props {
  kinds: readonly Kind[]
  /** Rooms per floor that the last kind takes. */
  left: number
  onChange(kinds: Kind[]): void
}

/** The categories, a line each; the last one takes the rest of every floor. */
export function KindFields({ kinds, left, onChange }: Props) {
  const say = useWords()
  const { currency } = useAmountFormat()
  const change = (key: number, part: Partial<Kind>) => onChange(kinds.map((kind) => (kind.key === key ? { ...kind, ...part } : kind)))
  const heads = [say('firstRun.categoryName'), say('firstRun.capacity'), `${say('firstRun.rate')} (${currency})`, say('firstRun.perFloor')]

  function add() {
    const key = Math.max(...kinds.map((kind) => kind.key)) + 1
    // Before the last one, which goes on taking the rest.
    onChange([...kinds.slice(0, -1), { key, name: '', capacity: 2, rate: '', perFloor: Math.min(1, left) }, ...kinds.slice(-1)])
  }

  return (
    <fieldset className={classes.fieldset}>
      <legend className={classes.kindHead}>{say('firstRun.categories')}</legend>
      <div className={classes.kinds}>
        {heads.map((head) => <span key={head} className={classes.kindHead} aria-hidden>{head}</span>)}
        <span />
        {kinds.map((kind, index) => (
          <Fragment key={kind.key}>
            <TextInput aria-label={`${heads[0]} ${index + 1}`} value={kind.name} maxLength={200} onChange={(event) => change(kind.key, { name: event.currentTarget.value })} />
            <NumberInput aria-label={`${heads[1]} ${index + 1}`} value={kind.capacity} min={1} max={1000} allowDecimal={false} onChange={(value) => change(kind.key, { capacity: numeric(value) })} />
            <NumberInput
              aria-label={`${heads[2]} ${index + 1}`} value={kind.rate} min={0} allowNegative={false} hideControls
              onChange={(value) => change(kind.key, { rate: numeric(value) })}
            />
            {index < kinds.length - 1
              ? <NumberInput aria-label={`${heads[3]} ${index + 1}`} value={kind.perFloor} min={0} max={999} allowDecimal={false} onChange={(value) => change(kind.key, { perFloor: numeric(value) })} />
              : <span className={classes.rest}>{say('firstRun.rest')} ({left})</span>}
            {kinds.length > 1
              ? (
                <ActionIcon aria-label={say('firstRun.removeCategory', { name: kind.name || String(index + 1) })} onClick={() => onChange(kinds.filter(({ key }) => key !== kind.key))}>
                  <IconTrash size={15} aria-hidden />
                </ActionIcon>
              )
              : <span />}
          </Fragment>
        ))}
      </div>
      <Button variant="subtle" mt={4} leftSection={<IconPlus size={14} aria-hidden />} disabled={kinds.length >= 20} onClick={add}>{say('firstRun.addCategory')}</Button>
    </fieldset>
  )
}

function numeric(value: string | number): number | '' {
  return typeof value === 'number' ? value : ''
}
