import { ActionIcon, Button, Group, Input, Select, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useId, useState, type KeyboardEvent } from 'react'
import { HOLIDAY_COUNTRIES, publicHolidays, type Holiday, type HolidayCountry } from '../../../shared/holidays.ts'
import { DayInput } from '../../components/day-input.tsx'
import { useFormat } from '../../format.ts'
import { useWords } from '../../i18n.ts'
import { useProperty } from '../../property.ts'
import { addHolidays, countryOf } from './holidays.ts'
import classes from './settings.module.css'

interface Props {
  value: readonly Holiday[]
  timeZone: string
  error?: string
  onChange(holidays: Holiday[]): void
}

/** The property's holidays: those of a country for a year at once, and any other day by hand. */
export function HolidaysField({ value, timeZone, error, onChange }: Props) {
  const t = useWords()
  const id = useId()
  const [said, setSaid] = useState('')

  function add(holidays: readonly Holiday[]) {
    const all = addHolidays(value, holidays)
    setSaid(t('settings.holidays.added', { count: all.length - value.length }))
    onChange(all)
  }

  return (
    <div className={classes.wide} role="group" aria-labelledby={id}>
      <Input.Label id={id} component="div" size="xs">{t('settings.holidays.title')}</Input.Label>
      <Input.Description size="xs">{t('settings.holidays.hint')}</Input.Description>
      {value.length > 0 && <HolidayList holidays={value} onRemove={(date) => onChange(value.filter((holiday) => holiday.date !== date))} />}
      <AddCountry timeZone={timeZone} onAdd={add} />
      <AddOne taken={value} onAdd={(holiday) => add([holiday])} />
      <Text size="xs" c="dimmed" role="status" mt={4}>{said}</Text>
      {error !== undefined && <Input.Error>{error}</Input.Error>}
    </div>
  )
}

function HolidayList({ holidays, onRemove }: { holidays: readonly Holiday[], onRemove(date: string): void }) {
  const t = useWords()
  const format = useFormat()
  return (
    // With a keyboard, too, one can scroll what is longer than its frame.
    <ul className={classes.holidays} tabIndex={0} aria-label={t('settings.holidays.title')}>
      {holidays.map(({ date, name }) => (
        <li key={date}>
          <time dateTime={date}>{format.longDate(date)}</time>
          <span>{name}</span>
          <ActionIcon size="sm" aria-label={t('settings.holidays.remove', { name, date: format.longDate(date) })} onClick={() => onRemove(date)}><IconX size={14} aria-hidden /></ActionIcon>
        </li>
      ))}
    </ul>
  )
}

/** This year and so many more to choose from. */
const YEARS_AHEAD = 4

function AddCountry({ timeZone, onAdd }: { timeZone: string, onAdd(holidays: readonly Holiday[]): void }) {
  const t = useWords()
  const thisYear = Number((useProperty()?.today ?? '1970').slice(0, 4))
  const [country, setCountry] = useState<HolidayCountry>(countryOf(timeZone))
  const [year, setYear] = useState(thisYear)
  return (
    <Group align="end" gap="xs" mt="xs">
      <Select label={t('settings.holidays.country')} w="14rem" allowDeselect={false} value={country} onChange={(chosen) => chosen !== null && setCountry(chosen as HolidayCountry)}
        data={HOLIDAY_COUNTRIES.map((code) => ({ value: code, label: t(`settings.holidays.countries.${code}`) }))} />
      <Select label={t('settings.holidays.year')} w="6rem" allowDeselect={false} value={String(year)} onChange={(chosen) => chosen !== null && setYear(Number(chosen))}
        data={Array.from({ length: YEARS_AHEAD + 1 }, (_, ahead) => String(thisYear + ahead))} />
      <Button variant="default" onClick={() => onAdd(publicHolidays(country, year))}>{t('settings.holidays.addCountry')}</Button>
    </Group>
  )
}

function AddOne({ taken, onAdd }: { taken: readonly Holiday[], onAdd(holiday: Holiday): void }) {
  const t = useWords()
  const [date, setDate] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [faults, setFaults] = useState<{ date?: string, name?: string }>({})

  function add() {
    const dateFault = date === null ? t('settings.holidays.dateMissing') : taken.some((holiday) => holiday.date === date) ? t('settings.holidays.dateTaken') : undefined
    const nameFault = name.trim() === '' ? t('settings.holidays.nameMissing') : undefined
    setFaults({ date: dateFault, name: nameFault })
    if (date === null || dateFault !== undefined || nameFault !== undefined) return
    onAdd({ date, name: name.trim() })
    setDate(null)
    setName('')
  }
  // Enter adds the day, and does not save the section.
  function press(event: KeyboardEvent) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    add()
  }

  return (
    <Group align="start" gap="xs" mt="xs" wrap="nowrap">
      <DayInput label={t('settings.holidays.date')} w="14rem" value={date} error={faults.date} onChange={(day) => { setDate(day); setFaults({}) }} />
      <TextInput label={t('settings.holidays.name')} flex={1} maxLength={100} value={name} error={faults.name} onKeyDown={press}
        onChange={(event) => { setName(event.currentTarget.value); setFaults({}) }} />
      <Button variant="default" className={classes.besideField} onClick={add}>{t('settings.holidays.addOne')}</Button>
    </Group>
  )
}
