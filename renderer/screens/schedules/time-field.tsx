import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { readTimeOfDay } from '../settings/time-of-day.ts'

interface Props {
  label: string
  /** `09:30` */
  value: string
  error?: string | undefined
  onChange(time: string): void
}

/** A time of day, typed as people do: `9`, `930`, `9.30`. */
export function TimeField({ label, value, error, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <TextInput label={label} value={typed ?? value} error={error} maxLength={5} inputMode="numeric" autoComplete="off"
      onFocus={(event) => event.currentTarget.select()}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        const time = readTimeOfDay(currentTarget.value)
        if (time !== undefined) onChange(time)
      }}
      onBlur={() => setTyped(null)} />
  )
}
