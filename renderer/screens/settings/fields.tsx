import { NumberInput, TagsInput, TextInput } from '@mantine/core'
import { readTimeOfDay } from './time-of-day.ts'
import classes from './settings.module.css'

/* The kinds of field that several sections have. */

interface Field<T> {
  label: string
  hint?: string
  value: T
  error?: string
  onChange(value: T): void
}

/** A time of day on 24 hours, whatever the machine's locale; `14` and `1430` are understood. */
export function TimeField({ label, hint, value, error, onChange }: Field<string>) {
  return (
    <TextInput label={label} description={hint} value={value} error={error} placeholder="14:00" inputMode="numeric" maxLength={8} classNames={{ wrapper: classes.short }}
      onChange={(event) => onChange(event.currentTarget.value)} onBlur={() => onChange(readTimeOfDay(value) ?? value)} />
  )
}

export function CountField({ label, hint, value, error, onChange, min, max }: Field<number | ''> & { min: number, max: number }) {
  return (
    <NumberInput label={label} description={hint} value={value} error={error} min={min} max={max} allowDecimal={false} allowNegative={false} clampBehavior="blur"
      thousandSeparator=" " onChange={(typed) => onChange(typeof typed === 'number' ? typed : '')} />
  )
}

/** A list of short texts; Enter, comma and space end one, also in what is pasted. */
export function ListField({ label, hint, value, error, onChange, data }: Field<string[]> & { data?: string[] }) {
  return (
    <TagsInput className={classes.wide} label={label} description={hint} value={value} error={error} data={data} splitChars={[',', ' ', ';']} acceptValueOnBlur
      onChange={(items) => onChange(items.flatMap((item) => item.split(/[\s,;]+/)).filter((item) => item !== ''))} />
  )
}

/** A text that may be left out; empty is null. */
export function OptionalField({ label, hint, value, error, onChange, type }: Field<string | null> & { type?: 'url' | 'email' }) {
  return (
    <TextInput className={classes.wide} label={label} description={hint} value={value ?? ''} error={error} type={type} autoComplete="off" spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value.trim() || null)} />
  )
}
